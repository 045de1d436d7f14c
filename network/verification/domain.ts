/** The domains of a certificate, read anew from their text. */
import { add, type Fraction, fractionOf, multiply, negate, sign } from "./fraction.js";

/** `radius` null for an unbounded side. */
export interface VerifiedDomain {
  readonly lower: boolean;
  readonly radius: Fraction | null;
}

/** The domain of a text, or undefined. */
export function readDomain(text: string): VerifiedDomain | undefined {
  if (text === "space") return { lower: false, radius: null };
  if (text === "orthant") return { lower: true, radius: null };
  const radius = text.startsWith("box:") ? Number(text.slice(4)) : Number.NaN;
  // The text must be the number's own: no blanks, no other notation.
  return radius > 0 && Number.isFinite(radius) && `box:${radius}` === text
    ? { lower: true, radius: fractionOf(radius) }
    : undefined;
}

/** Whether a point is in the domain, or in its interior. */
export function contains(
  { lower, radius }: VerifiedDomain,
  point: readonly Fraction[],
  strictly: boolean,
): boolean {
  const enough = (value: Fraction): boolean => (strictly ? sign(value) > 0 : sign(value) >= 0);
  if (radius === null) return !lower || point.every(enough);
  return point.every((entry) => enough(add(radius, entry)) && enough(add(radius, negate(entry))));
}

/** The bias side of the domain's multipliers: Σ (u_k + l_k) R, 0 for the orthant. */
export function boundOf({ radius }: VerifiedDomain, multiplier: Fraction): Fraction {
  return radius === null ? { numerator: 0n, denominator: 1n } : multiply(radius, multiplier);
}
