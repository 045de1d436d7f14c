/** Proposition 6.8 of Paleka 2021: how many random points leave a quarter of them in every half-space. */
import { type Dyadic, dyadic } from "../src/exact/dyadic.js";
import type { Quantity } from "../src/result.js";
import { binaryEntropy } from "../src/special/binary-entropy.js";
import { binomialPrefixSum } from "./binomial.js";
import { rootQuantity } from "./bound.js";
import { requireDimensions } from "./dimensions.js";
import { regionCount } from "./wendel.js";

/** The ratio n/d of Proposition 6.8. */
export const PUBLISHED_HALFSPACE_RATIO = 160;

/**
 * Exponent in nats per d of eq. (6.17c) at n = ad: 1 + ln a − a/16, by (ne/d)^d sign patterns and the Chernoff bound
 * e^{−n/16} on P[Bin(n, ½) < n/4]. Negative: with high probability every half-space holds a quarter of the points.
 */
export function chernoffHalfspaceExponent(ratio: number): number {
  return 1 + Math.log(ratio) - ratio / 16;
}

/** The same in bits per d with both exact rates, a(H₂(1/a) − 1 + H₂(¼)). */
export function entropyHalfspaceExponent(ratio: number): number {
  return ratio * (binaryEntropy(1 / ratio) - 1 + binaryEntropy(0.25));
}

/** Ratios n/d from which on the two exponents are negative. */
export interface HalfspaceRatios {
  readonly chernoff: Quantity;
  readonly entropy: Quantity;
}

/** The roots that replace the published 160. */
export function halfspaceRatios(): HalfspaceRatios {
  return {
    chernoff: rootQuantity(chernoffHalfspaceExponent, 20, 1000, 64),
    entropy: rootQuantity(entropyHalfspaceExponent, 5, 1000, 40),
  };
}

/**
 * The share of n = ad random points that every half-space holds with high probability by the exact rates, the root of
 * H₂(f) = 1 − H₂(1/a) below ½: a quarter or more from {@link halfspaceRatios} on.
 *
 * @param ratio a, greater than 2
 */
export function guaranteedShare(ratio: number): Quantity {
  return rootQuantity((share) => binaryEntropy(share) + binaryEntropy(1 / ratio) - 1, 1e-9, 0.5, 1);
}

/**
 * Bound on the probability that some half-space holds fewer than a quarter of n random points of R^d, all counts
 * exact: 2T(n − 1, d − 1) · 2^{−n} T(n, ⌈n/4⌉ − 1), the expected number of such sign patterns.
 *
 * @throws InputError unless 1 ≤ dimension ≤ points ≤ 20000 are integers
 */
export function expectedPoorHalfspaces(points: number, dimension: number): Dyadic {
  requireDimensions(points, dimension);
  const poor = binomialPrefixSum(points, Math.ceil(points / 4) - 1);
  return dyadic(regionCount(points, dimension) * poor, points);
}
