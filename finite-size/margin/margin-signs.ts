/** Signs of w·x − κ|x|, exactly: squares of big integers where doubles leave a doubt. */
import { type IntegerRow, integerDot, integerRow } from "../../src/exact/integers.js";
import { type DenseMatrix, rowOf } from "../../src/matrix/dense-matrix.js";
import type { SignCounts } from "../minimum/exact-signs.js";

/**
 * How many rows have w·x > κ|x|, and how many ≥. A row is counted at the direction of x on the unit sphere, where the
 * preactivation of a Gaussian row is standard normal.
 */
export function marginSigns(matrix: DenseMatrix, x: Float64Array, margin: number): SignCounts {
  const { rows, columns } = matrix;
  const length = Math.hypot(...x);
  const bound = 4 * (columns + 2) * Number.EPSILON;
  let point: IntegerRow | undefined;
  let [positive, zero] = [0, 0];
  for (let i = 0; i < rows; i++) {
    const row = rowOf(matrix, i);
    let [sum, magnitude] = [-margin * length, Math.abs(margin) * length];
    for (let j = 0; j < columns; j++) {
      sum += row[j] * x[j];
      magnitude += Math.abs(row[j] * x[j]);
    }
    if (magnitude > 1e-280 && magnitude < 1e280 && Math.abs(sum) > bound * magnitude) {
      if (sum > 0) positive++;
      continue;
    }
    point ??= integerRow(x);
    const sign = exactSign(integerRow(row), point, margin);
    if (sign > 0) positive++;
    else if (sign === 0) zero++;
  }
  return { positive, nonNegative: positive + zero };
}

/** The sign of w·x − κ|x|: that of (w·x)|w·x| − κ|κ| x·x. */
function exactSign(row: IntegerRow, point: IntegerRow, margin: number): number {
  const kappa = integerRow([margin]);
  const product = integerDot(row.entries, point.entries);
  const left = product * (product < 0n ? -product : product);
  const [k] = kappa.entries;
  const right = k * (k < 0n ? -k : k) * integerDot(point.entries, point.entries);
  // Entries over 2^exponent: the left side carries 2(e_w + e_x), the right one 2(e_κ + e_x).
  const shift = 2 * (kappa.exponent - row.exponent);
  const difference = shift >= 0 ? (left << BigInt(shift)) - right : left - (right << BigInt(-shift));
  return difference > 0n ? 1 : difference < 0n ? -1 : 0;
}
