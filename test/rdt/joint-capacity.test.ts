import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lastLayerCapacity } from "../../rdt/layer/last-layer.js";
import type { DualNorms } from "../../rdt/layer/notion.js";
import { optimalNormLayer } from "../../rdt/layer/optimal-norm-layer.js";
import { unitNormLayer } from "../../rdt/layer/unit-norm-layer.js";
import { jointCapacity } from "../../rdt/program/joint-capacity.js";
import { plainProgram } from "../../rdt/program/plain-program.js";
import { packParameters, programLayout } from "../../rdt/program/program-parameters.js";
import { InputError } from "../../src/result.js";
import { UNIT_SECOND_WEAK } from "../reference/thresholds.js";

function recurrence(hidden: readonly number[], count: number, dualNorms: DualNorms): number {
  const layer = dualNorms === "unit" ? unitNormLayer : optimalNormLayer;
  let incoming = 1;
  for (const expansion of hidden) incoming = layer({ expansion, incoming }).outgoing.value;
  return lastLayerCapacity(incoming, count).capacity.value;
}

describe("objective of the joint program", () => {
  test("gradient and Hessian agree with differences", () => {
    const vector = packParameters({
      expansions: [6.7, 8.2, 9.4],
      r: [1.7, 3.9],
      gammaBar: [0.9, 1.1, 2.3],
      nu: 1.1,
      gamma: [0.3, 0.28],
      dualNorms: [0.8, 0.6],
    });
    const centre = plainProgram(vector, 3, 2);
    vector.forEach((x, i) => {
      const step = 1e-5 * x;
      const [up, down] = [1, -1].map((sign) => {
        const moved = Float64Array.from(vector);
        moved[i] += sign * step;
        return plainProgram(moved, 3, 2);
      });
      expect((up.value - down.value) / (2 * step)).toBeCloseTo(centre.gradient[i], 7);
      vector.forEach((_, j) => {
        expect((up.gradient[j] - down.gradient[j]) / (2 * step)).toBeCloseTo(centre.hessian[i][j], 6);
      });
    });
  });

  test("names every variable once", () => {
    const layout = programLayout(4);
    expect(new Set(layout.names).size).toBe(layout.size);
    expect(layout.size).toBe(4 + 3 + 4 + 3 + 1 + 3);
  });

  test("refuses blocks that do not fit", () => {
    const parameters = { expansions: [7, 8], r: [1], gammaBar: [1], nu: 1, gamma: [1] };
    expect(() => packParameters(parameters)).toThrow(InputError);
  });
});

describe("joint program against recurrence", () => {
  test.each([
    [[], 2, "unit"],
    [[6.7004], 2, "unit"],
    [[6.7004], 4, "optimal"],
    [[6.7004, 8.267, 9.49], 2, "unit"],
    [[6.7004, 12.35, 17.13], 4, "unit"],
    [[20, 21, 1000], 2, "optimal"],
    [[1e4, 1e4], 2, "unit"],
  ] as const)("%j, count %d, %s norms", (hidden, count, dualNorms) => {
    const { capacity, signature, residual } = jointCapacity(hidden, { count, dualNorms });
    const second = recurrence(hidden, count, dualNorms);
    expect(capacity.status).toBe("converged");
    expect(signature.correct).toBe(true);
    expect(residual).toBeLessThan(1e-11);
    expect(Math.abs(capacity.value - second)).toBeLessThan(1e-12 * second);
  });

  test("agree for random admissible expansions, in the right signature", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 1.01, max: 3, noNaN: true }), { minLength: 1, maxLength: 3 }),
        fc.constantFrom<DualNorms>("unit", "optimal"),
        fc.constantFrom(2, 4),
        (margins, dualNorms, count) => {
          const hidden: number[] = [];
          for (const margin of margins) hidden.push(margin * recurrence(hidden, count, "unit"));
          const { capacity, signature } = jointCapacity(hidden, { count, dualNorms });
          const second = recurrence(hidden, count, dualNorms);
          expect(signature.correct).toBe(true);
          expect(Math.abs(capacity.value - second)).toBeLessThan(1e-12 * second + capacity.error);
        },
      ),
      { numRuns: 15 },
    );
  });

  test("starts from the published point as well", () => {
    const start = {
      expansions: [6.7004, 8.267],
      r: [1.7697],
      gammaBar: [0.8935, 0.9642],
      nu: 0.556,
      gamma: [0.3078],
    };
    const { capacity, parameters } = jointCapacity([6.7004], { count: 2, start });
    expect(capacity.value).toBeCloseTo(UNIT_SECOND_WEAK, 8);
    expect(parameters.r[0]).toBeCloseTo(1.77056979, 8);
    expect(parameters.gammaBar[0]).toBeCloseTo(0.89375904, 8);
    expect(parameters.gammaBar[1]).toBeCloseTo(0.96464179, 8);
    expect(parameters.nu).toBeCloseTo(0.55624479, 8);
    expect(parameters.gamma[0]).toBeCloseTo(0.30770884, 8);
  });
});
