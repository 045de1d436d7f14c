/** Saddles of known functions by Newton's method with SR1 updates. */
import { describe, expect, it } from "vitest";
import { findStationary, type SmoothFunction } from "../../src/optimise/stationary.js";

/** Stationary at (1, −2, 0.5) with two positive and one negative curvature and cubic and quartic terms. */
const saddle: SmoothFunction = (point) => {
  const [x, y, z] = [point[0] - 1, point[1] + 2, point[2] - 0.5];
  return {
    value: 3 + x * x - 2 * y * y + 0.5 * z * z + x * y * z + z ** 4 + 0.3 * x * y,
    gradient: Float64Array.of(2 * x + y * z + 0.3 * y, -4 * y + x * z + 0.3 * x, z + x * y + 4 * z ** 3),
  };
};

describe("stationary points", () => {
  it("finds a saddle, its value and its curvatures", () => {
    const found = findStationary(saddle, [0.4, -1.5, 0.9], { tolerance: 1e-24 });
    expect(found.status).toBe("converged");
    expect(found.value).toBeCloseTo(3, 12);
    [1, -2, 0.5].forEach((x, i) => {
      expect(found.point[i]).toBeCloseTo(x, 10);
    });
    expect(found.hessian[1][1]).toBeLessThan(0);
  });

  it("takes fewer evaluations for a looser tolerance, and none for a Hessian that is given", () => {
    const tight = findStationary(saddle, [0.8, -1.9, 0.6], { tolerance: 1e-26 });
    const loose = findStationary(saddle, [0.8, -1.9, 0.6], { tolerance: 1e-6 });
    expect(loose.evaluations).toBeLessThan(tight.evaluations);
    const given = findStationary(saddle, [0.8, -1.9, 0.6], {
      tolerance: 1e-6,
      initialHessian: loose.hessian,
    });
    expect(given.evaluations).toBeLessThan(loose.evaluations);
  });

  it("steps back from the border of the domain, and says when the start is outside", () => {
    const inside: SmoothFunction = (point) => (point[0] > 0.9 ? saddle(point) : undefined);
    expect(findStationary(inside, [1.4, -1.6, 0.7], { tolerance: 1e-20 }).status).toBe("converged");
    expect(findStationary(inside, [0, 0, 0], { tolerance: 1e-20 }).status).toBe("domain-error");
  });

  it("ends where it is told to", () => {
    const far = findStationary(saddle, [6, 4, 3], { tolerance: 1e-20, radius: 0.2 });
    expect(far.status).toBe("iteration-limit");
    const short = findStationary(saddle, [0.4, -1.5, 0.9], { tolerance: 1e-24, evaluationLimit: 6 });
    expect(short.status).toBe("iteration-limit");
    const slope: SmoothFunction = (point) => ({ value: point[0], gradient: Float64Array.of(1) });
    expect(findStationary(slope, [0], { tolerance: 1e-20 }).status).not.toBe("converged");
  });

  it("does not take a function that is not a number for stationary", () => {
    const nothing: SmoothFunction = () => ({ value: Number.NaN, gradient: Float64Array.of(0) });
    expect(findStationary(nothing, [0], { tolerance: 1 }).status).toBe("domain-error");
  });
});
