/** Least squares, the activations' preimages and the linear programs behind inversion. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { activate, clip, leakyRelu, RELU } from "../../../network/index.js";
import { closestOutput } from "../../../network/inversion/closest-output.js";
import { feasiblePoint } from "../../../network/inversion/feasible-point.js";
import { leastSquares } from "../../../network/inversion/least-squares.js";
import { preimageOf } from "../../../network/inversion/preimage.js";
import { randomSource } from "../../../src/random/normal.js";

const product = (rows: readonly ArrayLike<number>[], x: ArrayLike<number>): number[] =>
  rows.map((row) => Array.from(row).reduce((sum, entry, j) => sum + entry * x[j], 0));

describe("least squares", () => {
  const shape = fc.record({
    m: fc.integer({ min: 0, max: 8 }),
    n: fc.integer({ min: 1, max: 6 }),
    rank: fc.integer({ min: 0, max: 6 }),
    seed: fc.nat(10_000),
  });

  it("normal equations hold, the solution is the shortest, and the kernel is the kernel, for any rank", () => {
    fc.assert(
      fc.property(shape, ({ m, n, rank, seed }) => {
        const { normal } = randomSource(seed);
        const gaussian = (rows: number, columns: number): number[][] =>
          Array.from({ length: rows }, () => Array.from({ length: columns }, normal));
        const r = Math.min(rank, m, n);
        const [left, right] = [gaussian(m, r), gaussian(r, n)];
        const rows = left.map((row) =>
          Array.from({ length: n }, (_, j) => row.reduce((sum, entry, k) => sum + entry * right[k][j], 0)),
        );
        const b = Array.from({ length: m }, normal);
        const factored = leastSquares(rows, n);
        expect(factored.rank).toBe(r);
        expect(factored.kernel).toHaveLength(n - r);
        const x = factored.solve(b);
        const residual = product(rows, x).map((value, i) => b[i] - value);
        for (let j = 0; j < n; j++) {
          const gradient = rows.reduce((sum, row, i) => sum + row[j] * residual[i], 0);
          expect(Math.abs(gradient)).toBeLessThan(
            1e-9 * (1 + Math.hypot(...x)) * (1 + Math.hypot(...rows.flat())),
          );
        }
        for (const axis of factored.kernel) {
          expect(Math.hypot(...axis)).toBeCloseTo(1, 12);
          expect(Math.hypot(...product(rows, axis), 0)).toBeLessThan(1e-9);
          expect(Math.abs(product([axis], x)[0])).toBeLessThan(1e-9 * (1 + Math.hypot(...x)));
        }
      }),
      { numRuns: 300 },
    );
  });

  it("estimates the least singular value of known matrices", () => {
    const c = Math.cos(0.7);
    const s = Math.sin(0.7);
    const rotated = [
      [3 * c, -0.01 * s],
      [3 * s, 0.01 * c],
      [0, 0],
    ];
    expect(leastSquares(rotated, 2).leastSingular).toBeCloseTo(0.01, 12);
    expect(leastSquares([[2, 0, 0]], 3).leastSingular).toBe(2);
    expect(leastSquares([], 2).leastSingular).toBe(Number.POSITIVE_INFINITY);
  });
});

describe("preimages", () => {
  it("take every value back: points to themselves, flat pieces to themselves", () => {
    for (const activation of [
      RELU,
      leakyRelu(0.2),
      clip(-1, 2),
      { name: "steps", breakpoints: [-1, 0, 1], slopes: [2, 0, 1, 0], anchor: [0, 3] as const },
    ]) {
      for (let z = -3; z <= 3; z += 0.125) {
        const preimage = preimageOf(activation, activate(activation, z), 0);
        if (preimage.kind === "point") expect(preimage.argument).toBeCloseTo(z, 13);
        else {
          expect(z).toBeGreaterThanOrEqual(preimage.low);
          expect(z).toBeLessThanOrEqual(preimage.high);
        }
      }
    }
  });

  it("outputs beyond the range belong to the nearest value, those within the tolerance to the flat piece too", () => {
    const below = { kind: "interval", low: Number.NEGATIVE_INFINITY, high: 0 };
    expect(preimageOf(RELU, -5, 0)).toEqual(below);
    expect(preimageOf(RELU, 0.25, 0.5)).toEqual({ ...below, high: 0.25 });
    expect(preimageOf(RELU, 0.25, 0)).toEqual({ kind: "point", argument: 0.25, slope: 1 });
    expect(preimageOf(clip(0, 6), 9, 0)).toEqual({
      kind: "interval",
      low: 6,
      high: Number.POSITIVE_INFINITY,
    });
    expect(preimageOf(clip(0, 6), 5.75, 0.5)).toEqual({
      kind: "interval",
      low: 5.75,
      high: Number.POSITIVE_INFINITY,
    });
    expect(preimageOf(leakyRelu(0.5), -2, 0)).toEqual({ kind: "point", argument: -4, slope: 0.5 });
  });
});

describe("feasible points", () => {
  const axes = [Float64Array.of(1, 0), Float64Array.of(0, 1)];
  const inequality = (row: number[], right: number) => ({ row: Float64Array.from(row), right });

  it("is the middle of a triangle by distance to its sides, with its extent", () => {
    const triangle = [inequality([-1, 0], 0), inequality([0, -1], 0), inequality([1, 1], 1)];
    const point = feasiblePoint(new Float64Array(2), axes, triangle, 0);
    const radius = 1 / (2 + Math.SQRT2);
    expect(point?.margin).toBeCloseTo(radius, 9);
    expect(point?.x[0]).toBeCloseTo(radius, 9);
    expect(point?.x[1]).toBeCloseTo(radius, 9);
    expect(point?.ambiguity).toBeCloseTo(0.5, 9);
  });

  it("has a negative margin where nothing fits", () => {
    const point = feasiblePoint(
      new Float64Array(2),
      axes,
      [inequality([1, 0], -1), inequality([-1, 0], -1)],
      0,
    );
    expect(point?.margin).toBeCloseTo(-1, 9);
  });
});

describe("the closest output", () => {
  it("has no descent direction: the gradient of the convex function vanishes", () => {
    for (let seed = 0; seed < 100; seed++) {
      const { normal } = randomSource(seed, 2);
      const rows = (count: number) =>
        Array.from({ length: count }, () => ({
          row: Float64Array.from({ length: 3 }, normal),
          right: normal(),
        }));
      const system = { columns: 3, equations: rows(2), inequalities: rows(8) };
      const { x, converged } = closestOutput(system, Float64Array.from({ length: 3 }, normal));
      expect(converged).toBe(true);
      const gradient = [0, 1, 2].map((j) => {
        const [equal, unequal] = [system.equations, system.inequalities].map((list) =>
          list.map(({ row, right }) => [product([row], x)[0] - right, row[j]] as const),
        );
        return (
          equal.reduce((sum, [gap, entry]) => sum + gap * entry, 0) +
          unequal.reduce((sum, [gap, entry]) => sum + Math.max(0, gap) * entry, 0)
        );
      });
      expect(Math.hypot(...gradient)).toBeLessThan(1e-12 * (1 + Math.hypot(...x)));
    }
  });
});
