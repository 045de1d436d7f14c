/** Extreme singular values of small dense matrices. */
import { Matrix, SingularValueDecomposition } from "ml-matrix";
import { type DenseMatrix, rowOf } from "../../src/matrix/dense-matrix.js";
import { type Quantity, quantity } from "../../src/result.js";

/** The n-th and the first singular value of the chosen rows (all by default); n columns, 0 where rows are too few. */
export function extremeSingularValues(
  weights: DenseMatrix,
  rows: readonly number[] = Array.from({ length: weights.rows }, (_, row) => row),
): { readonly least: number; readonly largest: number; readonly direction: Float64Array } {
  if (rows.length === 0) return { least: 0, largest: 0, direction: unitVector(weights.columns) };
  const matrix = new Matrix(rows.map((row) => [...rowOf(weights, row)]));
  const decomposition = new SingularValueDecomposition(matrix, { autoTranspose: true });
  const values = decomposition.diagonal;
  const vectors = decomposition.rightSingularVectors;
  const full = rows.length >= weights.columns;
  const least = full ? values[weights.columns - 1] : 0;
  const direction = full
    ? Float64Array.from({ length: weights.columns }, (_, k) => vectors.get(k, weights.columns - 1))
    : unitVector(weights.columns);
  return { least, largest: values[0], direction };
}

/** A singular value with the rounding of its computation: a few units of the last place of the largest one. */
export function singularQuantity(value: number, largest: number, size: number): Quantity {
  return quantity(value, size * Number.EPSILON * largest);
}

function unitVector(length: number): Float64Array {
  return Float64Array.from({ length }, (_, k) => (k === 0 ? 1 : 0));
}
