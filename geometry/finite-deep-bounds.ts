/** Deep networks at finite size: Lemma 5.11 and Theorem 5.1 of Paleka 2021 with every count exact. */
import { dyadic, log2Dyadic } from "../src/exact/dyadic.js";
import { InputError, type Quantity, quantity, requireInteger, roundingError } from "../src/result.js";
import { binomialPrefixSum } from "./binomial.js";
import { LARGEST_ROWS } from "./dimensions.js";
import { exactWendelProbability, regionCount } from "./wendel.js";

/** Depths up to which the exact counts at finite n are added up. */
export const LARGEST_COUNTED_DEPTH = 10_000;

/** log₂ of the number of activation regions of a network, or of a bound on it. */
export interface RegionBounds {
  /** ∏ 2T(d_i − 1, d_0 − 1), what the induction of Lemma 5.11 gives before it is rounded up. */
  readonly exact: Quantity;
  /** (e^ℓ ∏ d_i/d_0)^{d_0}, as printed in Lemma 5.11. */
  readonly printed: Quantity;
}

/**
 * Upper bounds on the number of activation regions of a random network without biases, as log₂: each region is mapped
 * into a d_0-dimensional subspace, which d_i hyperplanes in general position cut into 2T(d_i − 1, d_0 − 1) cells. At
 * one layer the exact bound is the number itself.
 *
 * @param widths d_0, d_1, …, d_ℓ
 * @throws InputError unless all are integers with 1 ≤ d_0 ≤ d_i ≤ 20000
 */
export function log2ActivationRegions(widths: readonly number[]): RegionBounds {
  const [columns, ...layers] = widths;
  requireDepth(layers.length);
  const cells = new Map<number, number>();
  let exact = 0;
  let printed = 0;
  for (const rows of layers) {
    const count = cells.get(rows) ?? log2Dyadic(dyadic(regionCount(rows, columns)));
    cells.set(rows, count);
    exact += count;
    printed += columns * Math.log2((Math.E * rows) / columns);
  }
  const rounded = (value: number): Quantity => quantity(value, roundingError(value, layers.length + 4));
  return { exact: rounded(exact), printed: rounded(printed) };
}

/** What the union over regions and orthants says of one network (n, m, …, m). */
export interface DeepFailureBound {
  readonly columns: number;
  readonly rows: number;
  readonly depth: number;
  /** log₂ of the bound on the probability that some layer fails; above 0 it says nothing. */
  readonly log2Failure: Quantity;
  /** log₂ of its last term, that of layer L. */
  readonly log2LastLayer: Quantity;
}

/**
 * Bound on the probability that a random network n, m, …, m of depth L without biases is not injective: the sum over
 * the layers ℓ of
 *
 *     (2T(m − 1, n − 1))^{ℓ−1} · T(m, k − 1) · 2^{1−m} T(m − 1, n − 1),    k = n for ℓ = 1, k = 2n beyond,
 *
 * regions of f_{ℓ−1} × orthants with fewer than k pluses × probability that a subspace meets one of them. It is
 * Theorem 5.1 with the regions of f_{L−1}, the counts themselves in place of their bounds, fewer than 2n pluses
 * (Lemma 5.8 needs no more), and Theorem 3.4 for the first layer. At L = 1 it is the union bound (3.4).
 *
 * @throws InputError unless 1 ≤ columns ≤ rows ≤ 20000 and depth ≤ 10000 are integers
 */
export function deepFailureBound(columns: number, rows: number, depth: number): DeepFailureBound {
  requireDepth(depth);
  const cells = log2Dyadic(dyadic(regionCount(rows, columns)));
  const met = log2Dyadic(exactWendelProbability(rows, columns));
  const orthants = (pluses: number): number => log2Dyadic(dyadic(binomialPrefixSum(rows, pluses - 1)));
  const terms = [met + orthants(columns)];
  const later = depth > 1 ? met + orthants(2 * columns) : 0;
  for (let layer = 2; layer <= depth; layer++) terms.push(later + (layer - 1) * cells);
  const largest = Math.max(...terms);
  const sum = terms.reduce((total, term) => total + 2 ** (term - largest), 0);
  // Logarithms of this size cancel in the terms.
  const scale = rows + 2 * depth * (cells + 1);
  const rounded = (value: number): Quantity => quantity(value, roundingError(scale, 4));
  return {
    columns,
    rows,
    depth,
    log2Failure: rounded(largest + Math.log2(sum)),
    log2LastLayer: rounded(terms[depth - 1]),
  };
}

/**
 * The least m at which {@link deepFailureBound} is below 1 for n columns and depth L. Each of its terms is log-concave
 * in m and at least 1 at m = n, so that there is one crossing.
 *
 * @throws InputError when it would need more than 20000 rows
 */
export function leastInjectiveRows(columns: number, depth: number): number {
  requireInteger(columns, "columns", 1, LARGEST_ROWS);
  const proves = (rows: number): boolean => deepFailureBound(columns, rows, depth).log2Failure.value < 0;
  let low = columns;
  let high = columns;
  while (!proves(high)) {
    if (high === LARGEST_ROWS) {
      throw new InputError(
        `${columns} columns at depth ${depth} need more than ${LARGEST_ROWS} rows: expected fewer columns or layers, or the limit n -> infinity without option 'columns'`,
      );
    }
    low = high;
    high = Math.min(2 * high, LARGEST_ROWS);
  }
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (proves(middle)) high = middle;
    else low = middle;
  }
  return high;
}

function requireDepth(depth: number): void {
  requireInteger(depth, "depth", 1, LARGEST_COUNTED_DEPTH);
}
