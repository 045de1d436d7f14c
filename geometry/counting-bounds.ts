/** Bounds by counting orthants and regions: Cover and Wendel, the union bound, and Puthawala's region bound. */
import { quantity } from "../src/result.js";
import { binaryEntropy } from "../src/special/binary-entropy.js";
import { type OneLayerBound, reciprocal, rootQuantity, twoRoutes } from "./bound.js";
import { wendelProbability } from "./wendel.js";

/**
 * Exponent in bits per n of the expected number of orthants with fewer than n positive signs that a random
 * n-dimensional subspace of R^{cn} meets: 2cH₂(1/c) − c for c ≥ 2 (Paleka 2021, eq. (3.6)). Negative: injective.
 */
export function unionBoundExponent(c: number): number {
  return 2 * c * binaryEntropy(1 / c) - c;
}

/** log₂(ce) − (c − 1) + H₂(1/(c − 1)): the exponent as printed, without the factor c − 1 on the entropy. */
export function printedRegionExponent(c: number): number {
  return Math.log2(c * Math.E) - (c - 1) + binaryEntropy(1 / (c - 1));
}

/**
 * log₂(ce) − (c − 1)(1 − H₂(1/(c − 1))) in bits per n for c ≥ 3: at most (ce)^n linear regions, each failing with
 * probability P[Bin(m − n, ½) ≤ n]. Negative: injective.
 */
export function regionExponent(c: number): number {
  return Math.log2(c * Math.E) - (c - 1) * (1 - binaryEntropy(1 / (c - 1)));
}

/**
 * Cover's lower bound 3. Choosing x orthogonal to n − 1 rows leaves m − n + 1 rows, which lie in one half-space with
 * probability ½ or more while m − n + 1 ≤ 2n, hence α = 1 + c with c the point where Wendel's sum stops holding half
 * of the binomial weight: the maximum of the binary entropy, H₂'(1/c) = 0. Second route: the exact median 2n of
 * Wendel's law at two finite n, extrapolated linearly in 1/n.
 */
export function coverBound(): OneLayerBound {
  const capacity = reciprocal(rootQuantity((p) => Math.log2((1 - p) / p), 0.25, 0.9, 1));
  const limit = quantity(1 + capacity.value, capacity.error, capacity.status);
  const ratio = (n: number): number => (wendelMedian(n) + n - 1) / n;
  const extrapolated = quantity(2 * ratio(32) - ratio(16), 0);
  return {
    bound: "Cover / Wendel",
    value: twoRoutes(limit, extrapolated),
    side: "lower",
    kind: "rigorous",
    valid: true,
    source: "Cover 1965; Wendel 1962; Maillard et al. 2022, First bounds",
    note: "1 + c with H2'(1/c) = 0; at finite n no layer with m <= 3n - 2 is injective",
  };
}

/** The largest m at which m vectors in R^n lie in one half-space with probability at least ½. */
function wendelMedian(n: number): number {
  let low = n;
  let high = 8 * n;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (wendelProbability(middle, n) >= 0.5) low = middle;
    else high = middle;
  }
  return low;
}

/** The union bound over the orthants with fewer than n positive coordinates: H₂(1/c) = ½ (Paleka 2021, Theorem 3.12). */
export function unionBound(): OneLayerBound {
  const byFraction = reciprocal(rootQuantity((p) => binaryEntropy(p) - 0.5, 0.01, 0.49, 1));
  const byRatio = rootQuantity((c) => unionBoundExponent(c), 3, 20, 10);
  return {
    bound: "union bound",
    value: twoRoutes(byFraction, byRatio),
    side: "upper",
    kind: "rigorous",
    valid: true,
    source: "Paleka 2021, Theorem 3.12, eq. (3.4)-(3.6)",
    note: "H2(1/c) = 1/2; published rounded up to 9.09",
  };
}

/** The region bound with its exponent as printed on the slides: no upper bound. */
export function printedRegionBound(): OneLayerBound {
  return {
    bound: "Puthawala et al., as printed",
    value: rootQuantity(printedRegionExponent, 3, 20, 8),
    side: "upper",
    kind: "heuristic",
    valid: false,
    source: "Puthawala et al. 2020, slide 20 (c* = 5.7)",
    note:
      "log2(ce) = c - 1 - H2(1/(c-1)); the entropy lacks its factor c - 1, so this is not an upper bound: " +
      "the replica threshold 6.698 lies above it",
  };
}

/** The region bound with the exponent of its own proof: published as 10.5. */
export function regionBound(): OneLayerBound {
  return {
    bound: "Puthawala et al., corrected",
    value: rootQuantity(regionExponent, 4, 30, 16),
    side: "upper",
    kind: "rigorous",
    valid: true,
    source: "Puthawala et al. 2022; Paleka 2021, Theorem 3.10 (10.5)",
    note: "log2(ce) = (c-1)(1 - H2(1/(c-1))); published rounded up to 10.5",
  };
}
