import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { brentRoot } from "../../src/roots/brent.js";
import { solveSystem } from "../../src/roots/newton-system.js";

describe("Brent", () => {
  test.each([
    ["cos x = x", (x: number) => Math.cos(x) - x, 0, 1, 0.7390851332151607],
    ["e^x = 5", (x: number) => Math.exp(x) - 5, 0, 10, Math.log(5)],
    ["x³ = 2", (x: number) => x ** 3 - 2, 0, 2, Math.cbrt(2)],
    ["a root at an end", (x: number) => x * (x - 3), 0, 2, 0],
    ["reversed bracket", (x: number) => x - 0.3, 1, 0, 0.3],
    ["tan-like wall", (x: number) => 1 / (x - 2) + 1, -5, 1.9, 1],
  ])("%s", (_, f, a, b, exact) => {
    const result = brentRoot(f, a, b);
    expect(result.status).toBe("converged");
    expect(Math.abs(result.root - exact)).toBeLessThanOrEqual(4e-16 * Math.max(1, Math.abs(exact)));
    expect(result.bracket[0]).toBeLessThanOrEqual(result.root);
    expect(result.bracket[1]).toBeGreaterThanOrEqual(result.root);
    expect(Math.sign(f(result.bracket[0])) * Math.sign(f(result.bracket[1]))).toBeLessThanOrEqual(0);
    expect(result.residual).toBe(f(result.root));
  });

  test("superlinear on smooth functions: full precision in few evaluations", () => {
    expect(brentRoot((x) => Math.cos(x) - x, 0, 1).evaluations).toBeLessThan(14);
    expect(brentRoot((x) => Math.exp(x) - 5, 0, 10).evaluations).toBeLessThan(20);
    expect(brentRoot((x) => x - 0.123, -4, 7).evaluations).toBeLessThan(6);
  });

  test("the tolerance is real: a looser one stops earlier with a wider bracket around the root", () => {
    const f = (x: number): number => Math.atan(x - 0.4);
    const loose = brentRoot(f, -20, 30, 1e-3);
    const tight = brentRoot(f, -20, 30);
    expect(loose.evaluations).toBeLessThan(tight.evaluations);
    expect(Math.abs(loose.root - 0.4)).toBeLessThan(1e-3);
  });

  test("no sign change, or a value that is not a number, is a domain error", () => {
    expect(brentRoot((x) => x * x + 1, -1, 1).status).toBe("domain-error");
    expect(brentRoot((x) => 1e-200 * (x + 2), -1, 1).status).toBe("domain-error");
    expect(brentRoot(Math.log, -1, 2).status).toBe("domain-error");
    expect(brentRoot((x) => (x === -1 || x === 2 ? x : Number.NaN), -1, 2).status).toBe("domain-error");
  });

  test("monotone cubics: root found, equivariant under scaling of f", () => {
    const number = fc.double({ min: 0.01, max: 10, noNaN: true });
    fc.assert(
      fc.property(number, number, fc.double({ min: -3, max: 3, noNaN: true }), (a, b, root) => {
        const f = (x: number): number => a * (x - root) ** 3 + b * (x - root);
        const result = brentRoot(f, -4, 4);
        expect(Math.abs(result.root - root)).toBeLessThan(1e-15 * 4);
        // A power of two changes no rounding, so nothing at all may change but the residual.
        const scaled = brentRoot((x) => 8 * f(x), -4, 4);
        expect(scaled.root).toBe(result.root);
        expect(scaled.evaluations).toBe(result.evaluations);
      }),
    );
  });
});

describe("Newton for systems", () => {
  const circle = (point: Float64Array) => {
    const [x, y] = point;
    return {
      residual: Float64Array.of(x * x + y * y - 4, x * y - 1),
      jacobian: [Float64Array.of(2 * x, 2 * y), Float64Array.of(y, x)],
    };
  };

  test("circle and hyperbola: x² = 2 + √3", () => {
    const solution = solveSystem(circle, [2, 0.3]);
    expect(solution.status).toBe("converged");
    expect(solution.point[0]).toBeCloseTo(Math.sqrt(2 + Math.sqrt(3)), 14);
    expect(solution.point[1]).toBeCloseTo(Math.sqrt(2 - Math.sqrt(3)), 14);
    expect(solution.residual).toBeLessThan(2e-15);
    expect(solution.lastStep).toBeLessThan(1e-7);
  });

  test("a linear system takes one step", () => {
    const linear = (point: Float64Array) => ({
      residual: Float64Array.of(2 * point[0] + point[1] - 3, point[0] - point[1]),
      jacobian: [Float64Array.of(2, 1), Float64Array.of(1, -1)],
    });
    const solution = solveSystem(linear, [40, -7]);
    expect(Array.from(solution.point)).toEqual([1, 1]);
    expect(solution.evaluations).toBeLessThanOrEqual(3);
  });

  test("damping steps back from outside the domain", () => {
    const logarithm = (point: Float64Array) => ({
      residual: Float64Array.of(Math.log(point[0])),
      jacobian: [Float64Array.of(1 / point[0])],
    });
    const solution = solveSystem(logarithm, [20]);
    expect(solution.status).toBe("converged");
    expect(solution.point[0]).toBeCloseTo(1, 13);
  });

  test("no solution: stalled, at the least residual found", () => {
    const none = (point: Float64Array) => ({
      residual: Float64Array.of(point[0] ** 2 + 1),
      jacobian: [Float64Array.of(2 * point[0])],
    });
    const solution = solveSystem(none, [3]);
    expect(solution.status).not.toBe("converged");
    expect(solution.residual).toBeGreaterThanOrEqual(1);
  });

  test("a start outside the domain is a domain error", () => {
    const bad = (point: Float64Array) => ({
      residual: Float64Array.of(Math.log(point[0])),
      jacobian: [Float64Array.of(1)],
    });
    expect(solveSystem(bad, [-1]).status).toBe("domain-error");
  });
});
