/** The minimiser and the guarded coarse start. */
import { describe, expect, it } from "vitest";
import { coarseStart } from "../../src/optimise/coarse-start.js";
import { type Evaluation, minimise } from "../../src/optimise/minimise.js";

const rosenbrock = (x: Float64Array): Evaluation => ({
  value: 100 * (x[1] - x[0] ** 2) ** 2 + (1 - x[0]) ** 2,
  gradient: Float64Array.of(-400 * x[0] * (x[1] - x[0] ** 2) - 2 * (1 - x[0]), 200 * (x[1] - x[0] ** 2)),
});

/** A quadratic with eigenvalues over ten decades, minimum 3 at (1, 2, …). */
const stiff = (x: Float64Array): Evaluation => {
  const scales = x.map((_, i) => 10 ** (-2 * i));
  return {
    value: 3 + x.reduce((sum, xi, i) => sum + 0.5 * scales[i] * (xi - i - 1) ** 2, 0),
    gradient: x.map((xi, i) => scales[i] * (xi - i - 1)),
  };
};

describe("minimise", () => {
  it("finds the minimum of a curved valley", () => {
    const result = minimise(rosenbrock, [-1.2, 1], { tolerance: 1e-20 });
    expect(result.status).toBe("converged");
    expect(result.point[0]).toBeCloseTo(1, 9);
    expect(result.point[1]).toBeCloseTo(1, 9);
  });

  it("needs one Hessian for a stiff quadratic", () => {
    const result = minimise(stiff, new Float64Array(6), { tolerance: 1e-18 });
    expect(result.status).toBe("converged");
    expect(result.value).toBeCloseTo(3, 14);
    expect(result.evaluations).toBeLessThan(20);
  });

  it("gets by without evaluations when the inverse Hessian is handed on", () => {
    const first = minimise(stiff, new Float64Array(4), { tolerance: 1e-18 });
    const again = minimise(stiff, first.point, { tolerance: 1e-18, initialInverse: first.inverseHessian });
    expect(again.evaluations).toBe(1);
  });

  it("estimates the excess over the minimum by the decrement", () => {
    const result = minimise(stiff, [1.5, 2, 3], { tolerance: 1 });
    expect(result.decrement).toBeCloseTo(0.125, 6);
  });

  it("steps back from the edge of the domain", () => {
    const barrier = (x: Float64Array): Evaluation =>
      x[0] > 0
        ? { value: x[0] - Math.log(x[0]), gradient: Float64Array.of(1 - 1 / x[0]) }
        : { value: Number.POSITIVE_INFINITY, gradient: Float64Array.of(0) };
    const result = minimise(barrier, [8], { tolerance: 1e-18 });
    expect(result.point[0]).toBeCloseTo(1, 8);
  });

  it("says so when it starts outside the domain or runs out of evaluations", () => {
    const nowhere = (): Evaluation => ({ value: Number.NaN, gradient: Float64Array.of(0) });
    expect(minimise(nowhere, [1], { tolerance: 1e-9 }).status).toBe("domain-error");
    expect(minimise(rosenbrock, [-1.2, 1], { tolerance: 1e-20, evaluationLimit: 5 }).status).toBe(
      "iteration-limit",
    );
  });
});

describe("coarse start", () => {
  const options = {
    box: [
      [-2, 2],
      [-2, 2],
    ] as const,
    samples: 50,
    evaluationLimit: 100,
    seed: 7,
  };

  it("lands near the minimum and is reproducible", () => {
    const first = coarseStart(stiff, options);
    expect(first.value - 3).toBeLessThan(0.01);
    expect(coarseStart(stiff, options)).toEqual(first);
  });

  it("returns the point that belongs to its value", () => {
    const { point, value } = coarseStart(rosenbrock, options);
    expect(rosenbrock(point).value).toBe(value);
  });

  it("keeps its cap when the gradient never settles", () => {
    let calls = 0;
    const noisy = (x: Float64Array): Evaluation => {
      calls++;
      return { value: x[0] ** 2, gradient: Float64Array.of(Math.cos(1e6 * x[0]), 1) };
    };
    const { evaluations } = coarseStart(noisy, options);
    expect(evaluations).toBeLessThanOrEqual(151);
    expect(calls).toBe(evaluations);
  });

  it("does not take NaN for convergence", () => {
    const holed = (x: Float64Array): Evaluation =>
      x[0] > 0
        ? { value: (x[0] - 1) ** 2 + x[1] ** 2, gradient: Float64Array.of(2 * (x[0] - 1), 2 * x[1]) }
        : { value: Number.NaN, gradient: Float64Array.of(Number.NaN, Number.NaN) };
    const { point, value } = coarseStart(holed, options);
    expect(Number.isFinite(value)).toBe(true);
    expect(point[0]).toBeGreaterThan(0);
  });
});
