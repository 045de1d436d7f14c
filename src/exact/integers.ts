/** Doubles as integers: a row of doubles times a power of two, and the arithmetic of integer rows. */
import { type DenseMatrix, rowOf } from "../matrix/dense-matrix.js";

/** entries / 2^exponent, the row of doubles; the exponent may be negative. */
export interface IntegerRow {
  readonly entries: bigint[];
  readonly exponent: number;
}

/** A row of finite doubles as integers over the least power of two that serves all of its entries. */
export function integerRow(row: ArrayLike<number>): IntegerRow {
  const parts = Array.from(row, decompose);
  const exponent = parts.reduce(
    (most, part) => (part.significand === 0n ? most : Math.max(most, part.exponent)),
    Number.NEGATIVE_INFINITY,
  );
  if (exponent === Number.NEGATIVE_INFINITY) return { entries: parts.map(() => 0n), exponent: 0 };
  const entries = parts.map(({ significand, exponent: own }) =>
    significand === 0n ? 0n : significand << BigInt(exponent - own),
  );
  return { entries, exponent };
}

/** Every row times a power of two of its own, which changes no sign. @throws RangeError for an entry that is not finite */
export function integerRows(matrix: DenseMatrix): bigint[][] {
  return Array.from({ length: matrix.rows }, (_, i) => integerRow(rowOf(matrix, i)).entries);
}

const VIEW = new DataView(new ArrayBuffer(8));

/** value = significand / 2^exponent with an odd significand, or 0. @throws RangeError unless the value is finite */
function decompose(value: number): { readonly significand: bigint; readonly exponent: number } {
  if (!Number.isFinite(value)) throw new RangeError(`${value} is not a finite number`);
  if (value === 0) return { significand: 0n, exponent: 0 };
  VIEW.setFloat64(0, value);
  const high = VIEW.getUint32(0);
  const biased = (high >>> 20) & 0x7ff;
  let significand = (high & 0xfffff) * 4294967296 + VIEW.getUint32(4);
  let exponent = 1074;
  if (biased > 0) {
    significand += 4503599627370496;
    exponent = 1075 - biased;
  }
  while (significand % 2 === 0) {
    significand /= 2;
    exponent--;
  }
  return { significand: BigInt(value < 0 ? -significand : significand), exponent };
}

/** Σ a_k b_k. */
export function integerDot(a: readonly bigint[], b: readonly bigint[]): bigint {
  let sum = 0n;
  for (let k = 0; k < a.length; k++) sum += a[k] * b[k];
  return sum;
}

/** The greatest common divisor, ≥ 0. */
export function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [magnitude(a), magnitude(b)];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/** Number of binary digits of |integer|; 0 for 0. */
export function bitLength(integer: bigint): number {
  if (integer === 0n) return 0;
  const hexadecimal = magnitude(integer).toString(16);
  return 4 * hexadecimal.length - Math.clz32(Number.parseInt(hexadecimal[0], 16)) + 28;
}

/** |integer|. */
export function magnitude(integer: bigint): bigint {
  return integer < 0n ? -integer : integer;
}

/** The row divided by the greatest common divisor of its entries. */
export function primitive(row: readonly bigint[]): bigint[] {
  const divisor = row.reduce(greatestCommonDivisor, 0n);
  return divisor <= 1n ? [...row] : row.map((entry) => entry / divisor);
}

/** The primitive one of the row's two directions whose first non-zero entry is positive. */
export function primitiveLine(row: readonly bigint[]): bigint[] {
  const direction = primitive(row);
  const first = direction.find((entry) => entry !== 0n) ?? 1n;
  return first < 0n ? direction.map((entry) => -entry) : direction;
}
