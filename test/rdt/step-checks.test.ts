import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lastLayerSaddle } from "../../rdt/layer/last-layer.js";
import { outputNorm } from "../../rdt/layer/layer-step.js";
import { optimalNormLayer } from "../../rdt/layer/optimal-norm-layer.js";
import { stepChecks } from "../../rdt/layer/step-checks.js";
import { curveB, unitNormLayer } from "../../rdt/layer/unit-norm-layer.js";

const admissible = fc
  .tuple(
    fc.double({ min: Math.log(3), max: Math.log(1e4), noNaN: true }),
    fc.double({ min: 0.05, max: 1, noNaN: true }),
  )
  .map(([log, share]) => {
    const expansion = Math.exp(log);
    return { expansion, incoming: share * lastLayerSaddle(expansion, 2).value };
  });

describe("the stationary point is the right one", () => {
  test.each([
    ["unit", unitNormLayer],
    ["optimal", optimalNormLayer],
  ] as const)("%s norms: no other ρ or κ gives less, ρ = 0 and ρ → ∞ included", (name, layer) => {
    fc.assert(
      fc.property(admissible, (input) => {
        const step = layer(input);
        const checks = stepChecks(input, step, name === "optimal");
        expect(checks).toMatchObject({ correct: true });
        expect(checks.scanned[0]).toBeLessThan(0.1);
        if (input.expansion * step.kappa ** 2 > 2.1) expect(checks.scanned[1]).toBeGreaterThan(10);
        else expect(checks.scanned[1]).toBeGreaterThan(1);
      }),
      { numRuns: 60 },
    );
  });

  test("ρ is monotone along the scanned curve, so that no ρ is left out", () => {
    for (const expansion of [3, 6.7004, 94, 1e4]) {
      let before = Number.POSITIVE_INFINITY;
      for (let log = -12; log < 12; log += 0.1) {
        const gamma = Math.exp(log);
        const b = curveB(expansion, gamma);
        const rho = outputNorm(expansion, b, 2 * b * gamma);
        expect(rho).toBeLessThan(before);
        before = rho;
      }
    }
  });

  test("a wrong point is found out", () => {
    const input = { expansion: 6.7004, incoming: 1 };
    const step = unitNormLayer(input);
    const lower = { ...step, outgoing: { ...step.outgoing, value: step.outgoing.value * 0.99 } };
    expect(stepChecks(input, lower, false).correct).toBe(false);
    // Unit norms are not the optimal ones.
    expect(stepChecks(input, step, true).correct).toBe(false);
    expect(stepChecks(input, step, true).kappaScan).toBeLessThan(-0.01);
  });
});
