/** Small dense linear algebra (n ≤ 100) on plain arrays, through ml-matrix. */
import { EigenvalueDecomposition, LuDecomposition, Matrix } from "ml-matrix";

/** Row-major square matrix. */
export type SquareMatrix = readonly Float64Array[];

/** Solves M x = b by LU with partial pivoting; undefined when M is singular to working precision. */
export function solveLinear(
  matrix: SquareMatrix,
  rightHandSide: ArrayLike<number>,
): Float64Array | undefined {
  const lu = new LuDecomposition(new Matrix(matrix));
  if (lu.isSingular()) return undefined;
  const solution = lu.solve(Matrix.columnVector(Array.from(rightHandSide))).to1DArray();
  return solution.every(Number.isFinite) ? Float64Array.from(solution) : undefined;
}

/** Inverse of a matrix; undefined when it is singular to working precision. */
export function invert(matrix: SquareMatrix): Float64Array[] | undefined {
  const lu = new LuDecomposition(new Matrix(matrix));
  if (lu.isSingular()) return undefined;
  const inverse = lu.solve(Matrix.eye(matrix.length)).to2DArray();
  return inverse.map((row) => Float64Array.from(row));
}

/** Eigenvalues (ascending) and the eigenvectors, one per row, of a symmetric matrix. */
export function symmetricEigen(matrix: SquareMatrix): { values: Float64Array; vectors: Float64Array[] } {
  const decomposition = new EigenvalueDecomposition(new Matrix(matrix), {
    assumeSymmetric: true,
  });
  const rows = decomposition.eigenvectorMatrix.transpose().to2DArray();
  const order = decomposition.realEigenvalues.map((_, i) => i);
  order.sort((i, j) => decomposition.realEigenvalues[i] - decomposition.realEigenvalues[j]);
  return {
    values: Float64Array.from(order, (i) => decomposition.realEigenvalues[i]),
    vectors: order.map((i) => Float64Array.from(rows[i])),
  };
}

/** Numbers of positive, negative and (relative to the largest, below `threshold`) vanishing eigenvalues. */
export function signature(
  matrix: SquareMatrix,
  threshold = 1e-12,
): { positive: number; negative: number; zero: number } {
  const { values } = symmetricEigen(matrix);
  const scale = values.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
  const count = { positive: 0, negative: 0, zero: 0 };
  for (const value of values) {
    if (Math.abs(value) <= threshold * scale) count.zero++;
    else if (value > 0) count.positive++;
    else count.negative++;
  }
  return count;
}
