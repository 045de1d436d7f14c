/** Signs of inner products decided exactly: doubles are dyadic rationals, so that a scaled row is a row of integers. */
import type { DenseMatrix } from "../../src/matrix/dense-matrix.js";
import { rowOf } from "../../src/matrix/dense-matrix.js";

/** Bits of a double's significand below its leading one, and the exponent bias with it. */
const FRACTION_BITS = 52;
const BIAS = 1075;

const view = new DataView(new ArrayBuffer(8));

/** The integers significand and exponent with value = significand · 2^exponent, exponent ≥ −1074. */
function decomposed(value: number): { readonly significand: bigint; readonly exponent: number } {
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  const fraction = bits & ((1n << BigInt(FRACTION_BITS)) - 1n);
  const biased = Number((bits >> BigInt(FRACTION_BITS)) & 0x7ffn);
  const magnitude = biased === 0 ? fraction : fraction | (1n << BigInt(FRACTION_BITS));
  return { significand: value < 0 ? -magnitude : magnitude, exponent: Math.max(biased, 1) - BIAS };
}

/** The numbers times one power of two, as integers without a common factor of two. */
export function integerVector(values: ArrayLike<number>): bigint[] {
  const parts = Array.from(values, decomposed);
  const least = Math.min(...parts.filter((part) => part.significand !== 0n).map((part) => part.exponent));
  return parts.map(({ significand, exponent }) =>
    significand === 0n ? 0n : significand << BigInt(exponent - least),
  );
}

/** Every row times a power of two of its own, which changes no sign. */
export function integerRows(matrix: DenseMatrix): bigint[][] {
  return Array.from({ length: matrix.rows }, (_, i) => integerVector(rowOf(matrix, i)));
}

/** Σ a_j b_j. */
export function integerDot(a: readonly bigint[], b: readonly bigint[]): bigint {
  let sum = 0n;
  for (let j = 0; j < a.length; j++) sum += a[j] * b[j];
  return sum;
}

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
 * @param x one entry a column, finite
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
    integers ??= integerVector(x);
    const exact = integerDot(integerVector(row), integers);
    if (exact > 0n) positive++;
    else if (exact === 0n && row.some((entry) => entry !== 0)) zero++;
  }
  return { positive, nonNegative: positive + zero };
}

/** E(x) = #{i : w_i · x > 0}, exact. */
export function exactPositives(matrix: DenseMatrix, x: ArrayLike<number>): number {
  return exactSigns(matrix, x).positive;
}
