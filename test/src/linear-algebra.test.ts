import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { invert, signature, solveLinear, symmetricEigen } from "../../src/linear-algebra/symmetric.js";
import { randomSource } from "../../src/random/normal.js";

function randomSymmetric(size: number, seed: number): Float64Array[] {
  const { uniform } = randomSource(seed);
  const matrix = Array.from({ length: size }, () => new Float64Array(size));
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      matrix[i][j] = 2 * uniform() - 1;
      matrix[j][i] = matrix[i][j];
    }
  }
  return matrix;
}

function product(matrix: readonly Float64Array[], vector: ArrayLike<number>): number[] {
  return matrix.map((row) => row.reduce((sum, entry, j) => sum + entry * vector[j], 0));
}

const sizes = fc.integer({ min: 1, max: 9 });
const seeds = fc.integer({ min: 0, max: 1_000_000 });

describe("symmetric eigenproblem", () => {
  test("the path Laplacian has the eigenvalues 2 − 2 cos(πj/(n + 1))", () => {
    const size = 12;
    const matrix = Array.from({ length: size }, (_, i) =>
      Float64Array.from({ length: size }, (_, j) => (i === j ? 2 : Math.abs(i - j) === 1 ? -1 : 0)),
    );
    symmetricEigen(matrix).values.forEach((value, j) => {
      expect(value).toBeCloseTo(2 - 2 * Math.cos((Math.PI * (j + 1)) / (size + 1)), 13);
    });
  });

  test("M v = λ v, v orthonormal, λ ascending, trace kept", () => {
    fc.assert(
      fc.property(sizes, seeds, (size, seed) => {
        const matrix = randomSymmetric(size, seed);
        const { values, vectors } = symmetricEigen(matrix);
        for (let i = 0; i < size; i++) {
          product(matrix, vectors[i]).forEach((entry, j) => {
            expect(Math.abs(entry - values[i] * vectors[i][j])).toBeLessThan(1e-13);
          });
          for (let j = 0; j < size; j++) {
            const dot = vectors[i].reduce((sum, x, l) => sum + x * vectors[j][l], 0);
            expect(Math.abs(dot - (i === j ? 1 : 0))).toBeLessThan(1e-13);
          }
        }
        for (let i = 1; i < size; i++) expect(values[i]).toBeGreaterThanOrEqual(values[i - 1]);
        const trace = matrix.reduce((sum, row, i) => sum + row[i], 0);
        expect(values.reduce((a, b) => a + b, 0)).toBeCloseTo(trace, 12);
      }),
    );
  });

  test("the signature is invariant under congruence (Sylvester) and counts zeros", () => {
    const matrix = [Float64Array.of(2, 0, 0), Float64Array.of(0, -1, 0), Float64Array.of(0, 0, 0)];
    expect(signature(matrix)).toEqual({ positive: 1, negative: 1, zero: 1 });
    fc.assert(
      fc.property(seeds, (seed) => {
        const { uniform } = randomSource(seed);
        const s = Array.from({ length: 3 }, (_, i) =>
          Array.from({ length: 3 }, (_, j) => uniform() + (i === j ? 2 : 0)),
        );
        const diagonal = [3, -1, -2];
        const congruent = s.map((a) =>
          Float64Array.from(s, (b) => diagonal.reduce((sum, d, l) => sum + a[l] * d * b[l], 0)),
        );
        expect(signature(congruent)).toEqual({ positive: 1, negative: 2, zero: 0 });
      }),
    );
  });
});

describe("linear systems", () => {
  test("solve and invert agree with multiplication", () => {
    fc.assert(
      fc.property(sizes, seeds, (size, seed) => {
        const matrix = randomSymmetric(size, seed);
        for (let i = 0; i < size; i++) matrix[i][i] += size + 1;
        const x = Float64Array.from({ length: size }, (_, i) => i - 1.5);
        const solved = solveLinear(matrix, product(matrix, x));
        const inverse = invert(matrix);
        for (let i = 0; i < size; i++) {
          expect(solved?.[i]).toBeCloseTo(x[i], 12);
          product(matrix, inverse?.map((row) => row[i]) ?? []).forEach((entry, j) => {
            expect(entry).toBeCloseTo(i === j ? 1 : 0, 12);
          });
        }
      }),
    );
  });

  test("a singular matrix gives undefined, not garbage", () => {
    const singular = [Float64Array.of(1, 2), Float64Array.of(2, 4)];
    expect(solveLinear(singular, [1, 0])).toBeUndefined();
    expect(invert(singular)).toBeUndefined();
  });
});
