/** The two explicit candidates for a certificate: the negative sum of the rows, plain and normalised. */
import type { DenseMatrix } from "../../src/matrix/dense-matrix.js";
import { rowOf } from "../../src/matrix/dense-matrix.js";

/** x = −Σ w_i (Puthawala et al. 2020; Paleka 2021, Theorem 3.11). */
export function negativeSum(matrix: DenseMatrix): Float64Array {
  return weightedNegativeSum(matrix, () => 1);
}

/** x = −Σ w_i/|w_i| (Paleka 2021, section 3.3); zero rows are left out. */
export function normalisedNegativeSum(matrix: DenseMatrix): Float64Array {
  return weightedNegativeSum(matrix, (row) => {
    const norm = Math.hypot(...row);
    return norm > 0 ? 1 / norm : 0;
  });
}

function weightedNegativeSum(matrix: DenseMatrix, weight: (row: Float64Array) => number): Float64Array {
  const sum = new Float64Array(matrix.columns);
  for (let i = 0; i < matrix.rows; i++) {
    const row = rowOf(matrix, i);
    const factor = weight(row);
    for (let j = 0; j < sum.length; j++) sum[j] -= factor * row[j];
  }
  return sum;
}
