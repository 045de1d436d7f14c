/** Lemma 5.16 of Paleka 2021: the width at which no vector near a random one has few positive coordinates. */
import { InputError, type Quantity, quantity, roundingError } from "../src/result.js";
import { binaryEntropy } from "../src/special/binary-entropy.js";
import { normalDensity, normalTail } from "../src/special/normal.js";
import { rootQuantity, twoRoutes } from "./bound.js";

/** Beyond it the mass aφ(a) + H(a) is below 1e-170. */
const LARGEST_CUT = 28;

/** How the ε of the cone around z enters: cos ≥ 1 − ε² as in (5.12), or cos ≥ √(1 − ε²) as the proof uses it. */
export type ConeDefinition = "defined" | "proved";

/** The share |z_neg|²/|z|² up to which the cone of parameter ε around z meets the nonnegative orthant. */
export function negativeShare(epsilon: number, definition: ConeDefinition): number {
  return definition === "defined" ? 1 - (1 - epsilon * epsilon) ** 2 : epsilon * epsilon;
}

/** The ε at which {@link negativeShare} reaches the typical ½, beyond which the lemma has nothing to say. */
export function largestConeParameter(definition: ConeDefinition): number {
  return definition === "defined" ? Math.sqrt(1 - Math.SQRT1_2) : Math.SQRT1_2;
}

/**
 * Large-deviation rate in nats per coordinate of P[|z_neg|² ≤ t |z|²] for a Gaussian z, 0 < t < ½: with a share s of
 * negative coordinates,
 *
 *     I(t) = min_s { ln 2 + s ln s + (1 − s) ln(1 − s) + ½ [s ln(s/t) + (1 − s) ln((1 − s)/(1 − t))] },
 *
 * binomial rate plus rate of a Beta(sm/2, (1 − s)m/2) variable. Stationarity is logit s = ⅓ logit t. Second route:
 * Cramér's theorem for z²(1_{z<0} − t), I = −min_λ ln E e^{−λ…} with 1 − 2λt = r/(t + (1 − t)r), r = (t/(1 − t))^{2/3}.
 *
 * @throws InputError unless 0 < t < ½
 */
export function negativeMassRate(t: number): Quantity {
  requireShare(t);
  const odds = Math.cbrt(t / (1 - t));
  const rate = rateAtShare(odds / (1 + odds), t);
  const square = odds * odds;
  const byMoments = Math.log(2 / (1 + odds)) + 0.5 * Math.log(square / (t + (1 - t) * square));
  const rounding = roundingError(1, 8);
  return twoRoutes(quantity(rate, rounding), quantity(byMoments, rounding));
}

/** The rate of P[|z_neg|² ≤ t |z|²] with a share s of negative coordinates; its minimum over s is I(t). */
export function rateAtShare(s: number, t: number): number {
  const binomial = Math.LN2 + s * Math.log(s) + (1 - s) * Math.log1p(-s);
  return binomial + 0.5 * (s * Math.log(s / t) + (1 - s) * Math.log((1 - s) / (1 - t)));
}

/**
 * The width C at which T(Cn, 2n) orthants outnumber the decay e^{−I Cn}: H₂(2/C) ln 2 = I. Above it every vector in
 * the cone has 2n positive coordinates with probability 1 − e^{−Ω(n)}.
 *
 * @param rate I in nats per coordinate, such as {@link negativeMassRate}
 */
export function leastConeWidth(rate: Quantity): Quantity {
  const high = (4 / rate.value) * (Math.log(1 / rate.value) + 10);
  const root = rootQuantity((width) => binaryEntropy(2 / width) * Math.LN2 - rate.value, 4, high, 1);
  // dC/dI = 1/(dH/dC), H' = −(2/C²) ln(C/2 − 1).
  const slope = (2 / root.value ** 2) * Math.log(root.value / 2 - 1);
  return quantity(root.value, root.error + rate.error / slope, root.status);
}

/**
 * The sharp width of Lemma 5.16 as n → ∞. In the cone around z, fewest coordinates are positive in the vector that
 * keeps z_neg and only the k largest positive coordinates of z, the nearest to z with k positive ones; it is in the
 * cone when their mass is at least ½ − t of |z|². By the law of large numbers these are the coordinates beyond a,
 *
 *     aφ(a) + H(a) = ½ − t,    C = 2/H(a),
 *
 * and with probability tending to 1 all vectors of the cone have 2n positive coordinates above this C, not below it.
 *
 * @param share t of {@link negativeShare}, between 0 and ½
 * @throws InputError unless 0 < t < ½
 */
export function sharpConeWidth(share: number): Quantity {
  requireShare(share);
  const cut = rootQuantity((a) => a * normalDensity(a) + normalTail(a) - (0.5 - share), 0, LARGEST_CUT, 0.5);
  const tail = normalTail(cut.value);
  const error = (2 * cut.error * normalDensity(cut.value)) / (tail * tail);
  return quantity(2 / tail, error + roundingError(2 / tail, 8), cut.status);
}

/** The same at finite m: the least number of positive coordinates in the cone of share t around z. */
export function leastPositiveInCone(z: Float64Array, share: number): number {
  requireShare(share);
  let total = 0;
  let negative = 0;
  const positive: number[] = [];
  for (const x of z) {
    total += x * x;
    if (x > 0) positive.push(x * x);
    else negative += x * x;
  }
  positive.sort((a, b) => b - a);
  let mass = negative;
  let count = 0;
  while (count < positive.length && mass < (1 - share) * total) mass += positive[count++];
  return count;
}

function requireShare(t: number): void {
  if (!(t > 0 && t < 0.5)) throw new InputError(`share ${t}: expected a number between 0 and 1/2`);
}

/** The decay c_0 per coordinate of eq. (A.40). */
export const PUBLISHED_CONE_RATE = 1e-6;

/** The widths at which the published bounds with c_0 = 10⁻⁶ fall below 1 as n → ∞. */
export interface PublishedConeWidths {
  /** (A.43): (eC/2)² e^{−c_0 C} = 1. */
  readonly counted: Quantity;
  /** (A.44): e² C² e^{−c_0 C} = 1. */
  readonly simplified: Quantity;
}

/** "C a large enough constant" of Lemma 5.16, by its own constants. */
export function publishedConeWidths(): PublishedConeWidths {
  const root = (offset: number): Quantity =>
    rootQuantity((width) => offset + 2 * Math.log(width) - PUBLISHED_CONE_RATE * width, 1e7, 1e8, 100);
  return { counted: root(2 - 2 * Math.LN2), simplified: root(2) };
}
