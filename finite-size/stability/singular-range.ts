/** Extreme singular values of some rows of a matrix. */
import { Matrix, SingularValueDecomposition } from "ml-matrix";
import { type DenseMatrix, rowOf } from "../../src/matrix/dense-matrix.js";

/** The n-th singular value (0 for fewer than n rows) with its input direction, and the largest one. */
export function singularRange(
  matrix: DenseMatrix,
  rows: readonly number[],
): { readonly least: number; readonly largest: number; readonly weakest: Float64Array } {
  const { columns } = matrix;
  const none = Float64Array.from({ length: columns }, (_, i) => (i === 0 ? 1 : 0));
  if (rows.length === 0) return { least: 0, largest: 0, weakest: none };
  const decomposition = new SingularValueDecomposition(
    new Matrix(rows.map((row) => [...rowOf(matrix, row)])),
    { autoTranspose: true },
  );
  const [largest] = decomposition.diagonal;
  if (rows.length < columns) return { least: 0, largest, weakest: none };
  const vectors = decomposition.rightSingularVectors;
  return {
    least: decomposition.diagonal[columns - 1],
    largest,
    weakest: Float64Array.from({ length: columns }, (_, k) => vectors.get(k, columns - 1)),
  };
}
