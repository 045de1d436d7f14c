/** The least width of a layer by counting regions, given the widths of all layers before it. */
import { InputError, type Quantity } from "../src/result.js";
import { binaryEntropy } from "../src/special/binary-entropy.js";
import { rootQuantity } from "./bound.js";
import type { ActiveCount } from "./deep-bounds.js";

/**
 * Bits per n of the expected number of pairs (activation region of the layers before, orthant of layer l with fewer
 * than kn pluses) that meet:
 *
 *     Σ_{i<l} α_i H₂(1/α_i) + α [ H₂(k/α) + H₂(1/α) − 1 ].
 *
 * Negative: almost surely every input leaves kn units of the layer active as n → ∞. It is Theorem 5.1 of Paleka 2021
 * with the exact rates of its counts and the widths of the network in place of one width for all.
 */
export function conditionalRegionExponent(
  hidden: readonly number[],
  expansion: number,
  count: ActiveCount,
): number {
  const regions = hidden.reduce((sum, alpha) => sum + alpha * rate(1 / alpha), 0);
  return regions + expansion * (rate(count / expansion) + rate(1 / expansion) - 1);
}

/** Rate in bits of T(m, pm): H₂(p) up to p = ½, and 1 beyond. */
function rate(p: number): number {
  return p < 0.5 ? binaryEntropy(p) : 1;
}

/**
 * The least α_l at which the exponent vanishes; a rigorous upper bound on what layer l needs.
 * @param hidden α_1 … α_{l−1}, each at least 1
 * @param count k: 1 for n active units, 2 for 2n
 * @throws InputError for an expansion below 1
 */
export function conditionalRegionExpansion(hidden: readonly number[], count: ActiveCount): Quantity {
  for (const [i, expansion] of hidden.entries()) {
    if (!(expansion >= 1) || !Number.isFinite(expansion)) {
      throw new InputError(
        `the expansion of layer ${i + 1} is ${expansion}: expected a finite number of at least 1`,
      );
    }
  }
  const exponent = (expansion: number): number => conditionalRegionExponent(hidden, expansion, count);
  let high = 16;
  while (exponent(high) > 0) high *= 2;
  // It rises to its maximum and falls beyond it; the last root is wanted.
  let low = high / 2;
  while (low > 2 * count && exponent(low) <= 0) low /= 2;
  return rootQuantity(exponent, Math.max(low, 2 * count), high, high);
}
