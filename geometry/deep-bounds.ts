/**
 * Constant width (n, Cn, …, Cn) of deep networks by counting activation regions: Theorem 5.1 of Paleka 2021, as
 * printed and sharpened twice.
 */
import { InputError, type Quantity, quantity, requireInteger, shown } from "../src/result.js";
import { binaryEntropy } from "../src/special/binary-entropy.js";
import { rootQuantity } from "./bound.js";

/** The count that every input must reach in a layer: n active units, or 2n. */
export type ActiveCount = 1 | 2;

/**
 * Exponent in bits per n of eq. (5.10g), 2^{−C−2}(eC)^{L+3}: a bound on the expected number of pairs (activation
 * region of f_L, orthant with at most 2n pluses) that meet. Negative: ≥ 2n active units in layer L.
 */
export function printedRegionCountExponent(width: number, depth: number): number {
  return (depth + 3) * Math.log2(Math.E * width) - width - 2;
}

/**
 * The same with the regions of f_{L−1}, which is what the proof of Theorem 5.1 needs: layer L is linear on them.
 * One layer of regions is saved, so that this is the printed exponent at depth L − 1.
 */
export function precedingRegionCountExponent(width: number, depth: number): number {
  return printedRegionCountExponent(width, depth - 1);
}

/**
 * The same with the exact rates of both counts, C(LH₂(1/C) + H₂(k/C) − 1): regions of the L − 1 layers before and
 * Wendel's probability (L times H₂(1/C)), orthants with at most kn pluses (H₂(k/C)).
 * @param count k: 2 for ≥ 2n active units; 1 for ≥ n, which at L = 1 is the union bound
 */
export function entropyRegionExponent(width: number, depth: number, count: ActiveCount): number {
  return width * (depth * prefixRate(1 / width) + prefixRate(count / width) - 1);
}

/** Rate in bits of T(m, pm): H₂(p) up to p = ½, and 1 beyond. */
function prefixRate(p: number): number {
  return p < 0.5 ? binaryEntropy(p) : 1;
}

/** Least constant widths for ≥ 2n active units in every layer up to L, by the three exponents. */
export interface DeepWidthBounds {
  readonly depth: number;
  /** Eq. (5.10g). */
  readonly printed: Quantity;
  /** With the regions of f_{L−1}. */
  readonly preceding: Quantity;
  /** With the entropy rates. */
  readonly entropy: Quantity;
  /** With the entropy rates and ≥ n active units only: the weak notion, and all that one layer needs. */
  readonly entropyWeak: Quantity;
}

/** Largest depth of a width by counting regions. */
export const LARGEST_REGION_DEPTH = 1_000_000;
const LARGEST_DECAY = 1e6;

/**
 * The widths at which the exponents fall to −`decay`: at 0 the expected number of failures stops growing with n, at 1
 * it is at most 2^{−n}, as eq. (5.11) asks. They increase with depth, so that layer L binds, and every shallower
 * layer is served by the same width. As n → ∞ they are rigorous at any fixed depth, with probability 1 − e^{−Ω(n)}
 * above them.
 *
 * @param decay bits per n, from 0 to 1e6
 * @throws InputError unless depth is an integer from 1 to 1e6 and decay is in its range
 * @param depth number of layers
 * @returns the widths, as printed and in the sharper forms
 * @example
 * import { deepWidthBounds } from "relu-injectivity/geometry";
 * deepWidthBounds(3).entropy.value < deepWidthBounds(3).printed.value; // true
 */
export function deepWidthBounds(depth: number, decay = 0): DeepWidthBounds {
  requireInteger(depth, "depth", 1, LARGEST_REGION_DEPTH);
  if (!(Number.isFinite(decay) && decay >= 0 && decay <= LARGEST_DECAY)) {
    throw new InputError(`decay is ${shown(decay)}: expected a number from 0 to ${LARGEST_DECAY}`);
  }
  // Each exponent is positive at its low end, and C ~ L log₂ L: the high end is beyond the root.
  const high = 40 * depth + 4 * depth * Math.log2(depth + 1) + 4 * decay;
  const largest = (depth + 3) * Math.log2(Math.E * high);
  const root = (f: (width: number) => number, low: number): Quantity =>
    rootQuantity((width) => f(width) + decay, low, high, largest);
  return {
    depth,
    printed: root((width) => printedRegionCountExponent(width, depth), 4),
    preceding: root((width) => precedingRegionCountExponent(width, depth), 4),
    entropy: root((width) => entropyRegionExponent(width, depth, 2), 4),
    entropyWeak: root((width) => entropyRegionExponent(width, depth, 1), 2.5),
  };
}

/**
 * 2L ln L + 30L, the width that the proof of Theorem 5.1 finds sufficient for eq. (5.11). It is, at every depth: the
 * base of (5.10g) is at most 0.0103 there, at L = 1. Asymptotically L log₂ L = 1.4427 L ln L is enough.
 */
export function publishedSufficientWidth(depth: number): number {
  return 2 * depth * Math.log(depth) + 30 * depth;
}

/**
 * The least coefficient b with which 2L ln L + bL is sufficient in place of 30 at depths 1 to `depth`: the largest
 * (C − 2L ln L)/L over the widths C of base ½ by eq. (5.10g).
 *
 * @throws InputError unless depth is an integer from 1 to 1e4
 */
export function leastSufficientCoefficient(depth: number): Quantity {
  requireInteger(depth, "depth", 1, 10_000);
  let least: Quantity = quantity(Number.NEGATIVE_INFINITY, 0);
  for (let layers = 1; layers <= depth; layers++) {
    const { value, error, status } = deepWidthBounds(layers, 1).printed;
    const coefficient = value / layers - 2 * Math.log(layers);
    if (coefficient > least.value) least = quantity(coefficient, error / layers, status);
  }
  return least;
}
