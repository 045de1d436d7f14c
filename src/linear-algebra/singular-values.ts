/** Extreme singular values of some rows of a dense matrix. */
import { Matrix, SingularValueDecomposition } from "ml-matrix";
import { type DenseMatrix, rowOf } from "../matrix/dense-matrix.js";

/** The n-th and the first singular value of the chosen rows (all by default), with the direction of inputs of the n-th; n columns, 0 where rows are too few. */
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

function unitVector(length: number): Float64Array {
  return Float64Array.from({ length }, (_, k) => (k === 0 ? 1 : 0));
}
