/** Rows and columns times powers of two, so that entries of very different sizes can be computed with; no sign changes. */
import type { DenseMatrix } from "../../src/matrix/dense-matrix.js";

/** W_ij 2^(rows_i + columns_j); entries that vanish beside the others of their row may underflow. */
export interface Equilibrated {
  readonly matrix: DenseMatrix;
  /** An x of the scaled matrix is x_j 2^columns_j for the matrix itself. */
  readonly columns: Int32Array;
}

/** Entries of a smaller range, as bits of their exponents, are left as they are. */
const RANGE = 64;

/**
 * The matrix itself where its entries are of one size; else columns scaled so that the entries of a point are, where they
 * are not 0, and rows by their largest entry.
 * @param sizes log2 |x_j| of the point, −Infinity for 0
 */
export function equilibrated(matrix: DenseMatrix, sizes: readonly number[]): Equilibrated {
  const { rows, columns, values } = matrix;
  const logs = Float64Array.from(values, (value) => Math.log2(Math.abs(value)));
  const finite = logs.filter(Number.isFinite);
  const highest = finite.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const lowest = finite.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  if (!(highest - lowest > RANGE)) return { matrix, columns: new Int32Array(columns) };
  const largest = (exponents: readonly number[]): number => {
    const most = Math.max(...exponents);
    return Number.isFinite(most) ? Math.round(most) : 0;
  };
  const c = Int32Array.from(sizes, (size) => (Number.isFinite(size) ? Math.round(size) : largest(sizes)));
  const r = Int32Array.from(
    { length: rows },
    (_, i) => -largest(Array.from(c, (own, j) => logs[i * columns + j] + own)),
  );
  return { matrix: scaledBy(matrix, r, c), columns: c };
}

function scaledBy({ rows, columns, values }: DenseMatrix, r: Int32Array, c: Int32Array): DenseMatrix {
  const scaled = values.map((value, k) => timesPower(value, r[Math.floor(k / columns)] + c[k % columns]));
  return { rows, columns, values: scaled };
}

/** value · 2^exponent, rounded once where it leaves the range of normal doubles. */
export function timesPower(value: number, exponent: number): number {
  let [scaled, rest] = [value, exponent];
  for (; rest > 1000; rest -= 1000) scaled *= 2 ** 1000;
  for (; rest < -1000; rest += 1000) scaled *= 2 ** -1000;
  return scaled * 2 ** rest;
}
