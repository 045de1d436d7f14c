/** Small quadratic forms Σ w_i w_iᵀ: sums of rows, and whether all eigenvalues lie on one side of a number. */
import type { DenseMatrix } from "../../src/matrix/dense-matrix.js";

/** Adds `sign` w_i w_iᵀ to the lower triangle of an n × n form. */
export function addRow(form: Float64Array, { columns, values }: DenseMatrix, row: number, sign = 1): void {
  const at = row * columns;
  for (let i = 0; i < columns; i++) {
    const scaled = sign * values[at + i];
    for (let j = 0; j <= i; j++) form[i * columns + j] += scaled * values[at + j];
  }
}

/** Whether sign · (form − shift I) is positive definite, by Cholesky's decomposition of its lower triangle. */
export function isDefinite(
  form: Float64Array,
  n: number,
  shift: number,
  sign: 1 | -1,
  work: Float64Array,
): boolean {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = sign * (form[i * n + j] - (i === j ? shift : 0));
      for (let k = 0; k < j; k++) sum -= work[i * n + k] * work[j * n + k];
      if (i !== j) work[i * n + j] = sum / work[j * n + j];
      else if (sum > 0) work[i * n + i] = Math.sqrt(sum);
      else return false;
    }
  }
  return true;
}
