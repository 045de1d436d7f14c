/** Signs of inner products decided exactly: doubles are dyadic rationals, so that a scaled row is a row of integers. */
import { integerDot, integerRow } from "../../src/exact/integers.js";
import type { DenseMatrix } from "../../src/matrix/dense-matrix.js";
import { rowOf } from "../../src/matrix/dense-matrix.js";

/** How many inner products of an x have which sign. */
export interface SignCounts {
  /** E(x) = #{i : w_i · x > 0}. */
  readonly positive: number;
  /** #{i : w_i · x ≥ 0, w_i ≠ 0}; the rows that x may leave active in any of its neighbourhoods. */
  readonly nonNegative: number;
}

/**
 * The counts, exact: a rounded inner product is believed where it exceeds its error bound (Higham 2002, section 3.1),
 * and redone in integers elsewhere.
 * @param x one entry per column, finite
 */
export function exactSigns(matrix: DenseMatrix, x: ArrayLike<number>): SignCounts {
  const { rows, columns } = matrix;
  const bound = 2 * columns * Number.EPSILON;
  let integers: bigint[] | undefined;
  let [positive, zero] = [0, 0];
  for (let i = 0; i < rows; i++) {
    const row = rowOf(matrix, i);
    let [sum, magnitude] = [0, 0];
    for (let j = 0; j < columns; j++) {
      const product = row[j] * x[j];
      sum += product;
      magnitude += Math.abs(product);
    }
    // Products of tiny factors lose bits to underflow, which no relative bound covers.
    if (magnitude > 1e-280 && magnitude < 1e280 && Math.abs(sum) > bound * magnitude) {
      if (sum > 0) positive++;
      continue;
    }
    integers ??= integerRow(x).entries;
    const exact = integerDot(integerRow(row).entries, integers);
    if (exact > 0n) positive++;
    else if (exact === 0n && row.some((entry) => entry !== 0)) zero++;
  }
  return { positive, nonNegative: positive + zero };
}

/** E(x) = #{i : w_i · x > 0}, exact. */
export function exactPositives(matrix: DenseMatrix, x: ArrayLike<number>): number {
  return exactSigns(matrix, x).positive;
}
