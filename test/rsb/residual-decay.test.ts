/** Power laws of residuals, and the plain published iteration, which follows one. */
import { describe, expect, it } from "vitest";
import { solveFixedPoint } from "../../rsb/published/fixed-point.js";
import { residualDecay } from "../../rsb/published/residual-decay.js";

describe("the decay of residuals", () => {
  it.each([1, 2, 3.5])("finds the exponent %d and the iteration of a tolerance", (exponent) => {
    const residuals = Array.from({ length: 50 }, (_, i) => 0.3 * (i + 1) ** -exponent);
    const found = residualDecay(residuals, 1e-6);
    expect(found?.exponent).toBeCloseTo(exponent, 10);
    expect(found?.needed).toBe(Math.ceil((0.3 / 1e-6) ** (1 / exponent)));
  });

  it("says nothing of few residuals, and that constant ones never arrive", () => {
    expect(residualDecay([1, 0.5, 0.25], 1e-6)).toBeUndefined();
    const constant = residualDecay(Array<number>(40).fill(0.2), 1e-6);
    expect(constant?.needed ?? 0).toBeGreaterThan(1e12);
  });

  it("plain iteration from the ramp: about n^-2, and it arrives where the law says", () => {
    const tolerance = 3e-5;
    const at = (iterationLimit: number) =>
      solveFixedPoint({
        problem: { kind: "energy", alpha: 6 },
        k: 20,
        yMax: 10,
        acceleration: "none",
        start: "ramp",
        tolerance,
        iterationLimit,
      });
    const early = at(80);
    expect(early.value.status).toBe("iteration-limit");
    const decay = residualDecay(early.residualHistory, tolerance);
    expect(Math.abs((decay?.exponent ?? 0) - 2)).toBeLessThan(0.6);
    const needed = decay?.needed ?? 0;
    const late = at(2 * needed);
    expect(late.value.status).toBe("converged");
    expect(late.residualHistory.length).toBeGreaterThan(needed / 2);
  });
});
