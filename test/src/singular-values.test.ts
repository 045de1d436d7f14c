import { Matrix } from "ml-matrix";
import { expect, test } from "vitest";
import { decomposed } from "../../src/linear-algebra/singular-values.js";

test("a matrix of rank 7 whose remainder shrinks to denormal numbers has the singular values of its circulant", () => {
  const [period, size] = [7, 252];
  const matrix = new Matrix(
    Array.from({ length: size }, (_, i) => Array.from({ length: size }, (_, k) => (i + k) % period)),
  );
  const { diagonal } = decomposed(matrix);
  // The Fourier transform of 0 … 6: 21 at frequency 0, and 7 / (2 sin(πf/7)) in modulus at f.
  const repeats = size / period;
  const expected = [
    21,
    ...[1, 1, 2, 2, 3, 3].map((frequency) => period / (2 * Math.sin((Math.PI * frequency) / period))),
  ].map((value) => value * repeats);
  const rounding = size * Number.EPSILON * expected[0];
  for (const [i, value] of diagonal.entries())
    expect(Math.abs(value - (expected[i] ?? 0))).toBeLessThanOrEqual(rounding);
});

test("a matrix of full rank is decomposed as it is", () => {
  const matrix = new Matrix(
    Array.from({ length: 30 }, (_, i) => Array.from({ length: 30 }, (_, k) => (i === k ? i + 1 : 0))),
  );
  expect(decomposed(matrix).diagonal).toEqual(Array.from({ length: 30 }, (_, i) => 30 - i));
});
