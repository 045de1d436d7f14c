import { describe, expect, test } from "vitest";
import { jointCapacity } from "../../rdt/program/joint-capacity.js";
import { replicaTwoLayerCapacity } from "../../rdt/replica/replica-two-layer.js";
import { expansionSequence } from "../../rdt/sequence/sequence.js";
import { SECOND_STRONG, SECOND_WEAK } from "../reference/thresholds.js";

describe("two layers by the replica-symmetric energy", () => {
  test.each([
    [6.7004, 2, SECOND_WEAK],
    [6.7004, 4, SECOND_STRONG],
    [30, 2],
    [100, 4],
  ] as const)("α_1 = %d, count %d: three routes to one capacity", (first, count, ...known) => {
    const { capacity, residual } = replicaTwoLayerCapacity(first, count);
    expect(capacity.status).toBe("converged");
    expect(residual).toBeLessThan(1e-11);
    const joint = jointCapacity([first], { count, dualNorms: "optimal" }).capacity.value;
    const notion = count === 2 ? "weak" : "strong";
    const { layers } = expansionSequence({ given: [first], depth: 2, notion, dualNorms: "optimal" });
    const recurrence = layers[1].expansion.value;
    expect(Math.abs(capacity.value - joint)).toBeLessThan(1e-11 * joint);
    expect(Math.abs(recurrence - joint)).toBeLessThan(1e-13 * joint);
    for (const expected of known) expect(capacity.value).toBeCloseTo(expected, 8);
  });

  test("every other norm gives a larger capacity", () => {
    const best = jointCapacity([6.7004], { count: 2, dualNorms: "optimal" });
    for (const factor of [0.95, 1.05]) {
      let { parameters } = best;
      let previous = best.capacity.value;
      for (let i = 0; i < 6; i++) {
        const start = { ...parameters, dualNorms: (parameters.dualNorms ?? []).map((x) => x * factor) };
        const fixed = jointCapacity([6.7004], { count: 2, start });
        expect(fixed.capacity.status).toBe("converged");
        expect(fixed.parameters.dualNorms).toEqual(start.dualNorms);
        expect(fixed.capacity.value).toBeGreaterThan(previous);
        ({ parameters } = fixed);
        previous = fixed.capacity.value;
      }
    }
  });

  test("order parameters: the response and the first dual norm are those of the program, up to scale", () => {
    const replica = replicaTwoLayerCapacity(6.7004, 2);
    const { parameters } = jointCapacity([6.7004], { count: 2, dualNorms: "optimal" });
    // R = r_1² does not depend on the scale of the energy; γ̂χ = 2γγ̄_1 and ĥχ = 2κγ̄_1 neither.
    expect(replica.normSquare).toBeCloseTo(parameters.r[0] ** 2, 9);
    expect(replica.gammaHat * replica.chi).toBeCloseTo(2 * parameters.gamma[0] * parameters.gammaBar[0], 9);
    expect(replica.hHat * replica.chi).toBeCloseTo(
      2 * (parameters.dualNorms?.[0] ?? 1) * parameters.gammaBar[0],
      9,
    );
  });
});
