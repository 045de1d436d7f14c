/** Wendel's count of the orthants met by a random subspace, in exact integer arithmetic. */
import { requireInteger } from "../src/result.js";

const LARGEST_ROWS = 20_000;

/**
 * Probability that m i.i.d. symmetric vectors in general position in R^n lie in one open half-space, which is that of
 * a uniformly random n-dimensional subspace of R^m meeting a given open orthant:
 *
 *     2^{1−m} Σ_{i=0}^{n−1} C(m − 1, i)
 *
 * (Wendel 1962; Cover 1965; Paleka 2021, eq. (3.2)). The sum is exact in integers and rounded once at the end.
 *
 * @param rows m, an integer from 1 to 20000
 * @param columns n, an integer from 1 to 20000
 * @throws InputError when an argument is not an integer in its range
 * @example wendelProbability(8, 4) // 0.5
 */
export function wendelProbability(rows: number, columns: number): number {
  requireInteger(rows, "rows", 1, LARGEST_ROWS);
  requireInteger(columns, "columns", 1, LARGEST_ROWS);
  if (columns >= rows) return 1;
  const top = BigInt(rows - 1);
  let term = 1n;
  let sum = 1n;
  for (let i = 1n; i < BigInt(columns); i++) {
    term = (term * (top - i + 1n)) / i;
    sum += term;
  }
  return dyadic(sum, rows - 1);
}

/** numerator / 2^exponent, correctly scaled where numerator or denominator exceed the range of a double. */
function dyadic(numerator: bigint, exponent: number): number {
  const excess = Math.max(0, numerator.toString(2).length - 64);
  const shift = excess - exponent;
  // In two factors, since 2^shift itself may underflow where the quotient does not.
  const half = Math.trunc(shift / 2);
  return Number(numerator >> BigInt(excess)) * 2 ** half * 2 ** (shift - half);
}
