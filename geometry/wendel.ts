/** Wendel's and Cover's counts of the orthants met by a random subspace, in exact integer arithmetic. */
import { type Dyadic, dyadic, dyadicToNumber } from "../src/exact/dyadic.js";
import { requireInteger } from "../src/result.js";
import { binomialPrefixSum } from "./binomial.js";
import { LARGEST_ROWS, requireDimensions } from "./dimensions.js";

/**
 * Probability that m i.i.d. symmetric vectors in general position in R^n lie in one open half-space, which is that of
 * a uniformly random n-dimensional subspace of R^m meeting a given open orthant:
 *
 *     2^{1−m} T(m − 1, n − 1) = 2^{1−m} Σ_{i=0}^{n−1} C(m − 1, i)
 *
 * (Wendel 1962; Cover 1965; Paleka 2021, eq. (3.2)).
 *
 * @param rows m, an integer from 1 to 20000
 * @param columns n, an integer from 1 to 20000; from n = m on the probability is 1
 * @throws InputError when an argument is not an integer in its range
 * @returns the exact dyadic rational
 * @example
 * import { dyadicText, exactWendelProbability } from "relu-injectivity/geometry";
 * dyadicText(exactWendelProbability(3, 2)); // "3/4"
 */
export function exactWendelProbability(rows: number, columns: number): Dyadic {
  requireInteger(rows, "rows", 1, LARGEST_ROWS);
  requireInteger(columns, "columns", 1, LARGEST_ROWS);
  return dyadic(binomialPrefixSum(rows - 1, columns - 1), rows - 1);
}

/**
 * The double nearest to {@link exactWendelProbability}.
 *
 * @throws InputError when an argument is not an integer in its range
 * @example wendelProbability(8, 4) // 0.5
 */
export function wendelProbability(rows: number, columns: number): number {
  return dyadicToNumber(exactWendelProbability(rows, columns));
}

/**
 * Number of cells into which m hyperplanes through the origin in general position divide R^n, 2T(m − 1, n − 1): the
 * linear regions of a layer without bias (Paleka 2021, Lemma 6.4 and Theorem 6.3).
 *
 * @throws InputError unless 1 ≤ columns ≤ rows ≤ 20000 are integers
 * @param rows m
 * @param columns n
 * @returns the exact number
 * @example
 * import { regionCount } from "relu-injectivity/geometry";
 * regionCount(3, 2); // 6n
 */
export function regionCount(rows: number, columns: number): bigint {
  requireDimensions(rows, columns);
  return 2n * binomialPrefixSum(rows - 1, columns - 1);
}

/**
 * Expected number of cells with fewer than n positive signs, T(m − 1, n − 1) T(m, n − 1)/2^{m−1}: the union bound on
 * the probability that the layer is not injective (Paleka 2021, eq. (3.4)).
 *
 * @throws InputError unless 1 ≤ columns ≤ rows ≤ 20000 are integers
 * @param rows m
 * @param columns n
 * @returns the exact dyadic rational
 * @example
 * import { dyadicToNumber, expectedBadCells } from "relu-injectivity/geometry";
 * dyadicToNumber(expectedBadCells(40, 4)) < 0.01; // true
 */
export function expectedBadCells(rows: number, columns: number): Dyadic {
  requireDimensions(rows, columns);
  const met = binomialPrefixSum(rows - 1, columns - 1);
  return dyadic(met * binomialPrefixSum(rows, columns - 1), rows - 1);
}
