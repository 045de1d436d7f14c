/** Singular values of dense matrices of any rank. */
import { Matrix, SingularValueDecomposition } from "ml-matrix";
import { type DenseMatrix, rowOf } from "../matrix/dense-matrix.js";
import { randomSource } from "../random/normal.js";
import { gramOf, isSurelyRegular } from "./gram.js";

type Options = ConstructorParameters<typeof SingularValueDecomposition>[1];

/** A remainder of rounding can shrink by ε with each reflection; fewer of them do not reach the least double, 2^−1074. */
const REFLECTIONS = 20;

/**
 * The decomposition by ml-matrix, which does not end where the remainder of a matrix without full rank shrinks to
 * denormal numbers: such a matrix is moved by half a unit of the last place of its largest entry, at random, which moves
 * no singular value by more than √(mn) ε max |a| / 2.
 */
export function decomposed(matrix: Matrix, options: Options = {}): SingularValueDecomposition {
  const { rows, columns } = matrix;
  const least = Math.min(rows, columns);
  if (least < REFLECTIONS) return new SingularValueDecomposition(matrix, options);
  const tall = rows < columns ? matrix.transpose() : matrix;
  const gram = gramOf(
    tall.to2DArray().map((row) => ({ columns: null, values: Float64Array.from(row) })),
    least,
  );
  return new SingularValueDecomposition(isSurelyRegular(gram) ? matrix : moved(matrix), options);
}

function moved(matrix: Matrix): Matrix {
  const random = randomSource(0, 0);
  const unit = (Number.EPSILON / 2) * Math.max(Math.abs(matrix.max()), Math.abs(matrix.min()));
  const result = matrix.clone();
  for (let row = 0; row < result.rows; row++)
    for (let column = 0; column < result.columns; column++)
      result.set(row, column, result.get(row, column) + unit * (2 * random.uniform() - 1));
  return result;
}

/** The n-th and the first singular value of the chosen rows (all by default), with the direction of inputs of the n-th; n columns, 0 where rows are too few. */
export function extremeSingularValues(
  weights: DenseMatrix,
  rows: readonly number[] = Array.from({ length: weights.rows }, (_, row) => row),
): { readonly least: number; readonly largest: number; readonly direction: Float64Array } {
  if (rows.length === 0) return { least: 0, largest: 0, direction: unitVector(weights.columns) };
  const matrix = new Matrix(rows.map((row) => [...rowOf(weights, row)]));
  const decomposition = decomposed(matrix, { autoTranspose: true });
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
