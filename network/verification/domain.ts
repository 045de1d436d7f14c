/** The domains of a certificate, read anew from their text. */
import { add, type Fraction, fractionOf, multiply, negate, sign, ZERO } from "./fraction.js";

/** `radius` null for an unbounded side; `ball` the radius of a Euclidean ball, which has no sides. */
export interface VerifiedDomain {
  readonly lower: boolean;
  readonly radius: Fraction | null;
  readonly ball: Fraction | null;
}

/** The domain of a text, or undefined. */
export function readDomain(text: string): VerifiedDomain | undefined {
  if (text === "space") return { lower: false, radius: null, ball: null };
  if (text === "orthant") return { lower: true, radius: null, ball: null };
  const [kind, number] = text.split(":");
  const radius = Number(number);
  // The text must be the number's own: no blanks, no other notation.
  if (!(radius > 0 && Number.isFinite(radius)) || `${kind}:${radius}` !== text) return undefined;
  if (kind === "ball") return { lower: false, radius: null, ball: fractionOf(radius) };
  return kind === "box" ? { lower: true, radius: fractionOf(radius), ball: null } : undefined;
}

/** Whether a point is in the domain, or in its interior. */
export function contains(
  { lower, radius, ball }: VerifiedDomain,
  point: readonly Fraction[],
  strictly: boolean,
): boolean {
  if (ball !== null) {
    const clearance = sign(add(multiply(ball, ball), negate(squaredLength(point))));
    return strictly ? clearance > 0 : clearance >= 0;
  }
  const enough = (value: Fraction): boolean => (strictly ? sign(value) > 0 : sign(value) >= 0);
  if (radius === null) return !lower || point.every(enough);
  return point.every((entry) => enough(add(radius, entry)) && enough(add(radius, negate(entry))));
}

/** |v|². */
function squaredLength(vector: readonly Fraction[]): Fraction {
  return vector.reduce((sum, entry) => add(sum, multiply(entry, entry)), ZERO);
}

/** level ≥ R |v| for the radius R of a ball: both signs, then the squares. */
export function outweighs(ball: Fraction, level: Fraction, v: readonly Fraction[]): boolean {
  const length = multiply(multiply(ball, ball), squaredLength(v));
  return sign(level) >= 0 && sign(add(multiply(level, level), negate(length))) >= 0;
}

/** The bias side of the domain's multipliers: Σ (u_k + l_k) R, 0 for the orthant. */
export function boundOf({ radius }: VerifiedDomain, multiplier: Fraction): Fraction {
  return radius === null ? { numerator: 0n, denominator: 1n } : multiply(radius, multiplier);
}
