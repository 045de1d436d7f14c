/** The domains of a certificate, read anew from their text. */
import { add, type Fraction, fractionOf, multiply, negate, sign, ZERO } from "./fraction.js";

/** Bounds of each input, or one for all; null for none. `ball` is the radius of a Euclidean ball beside them. */
export interface VerifiedDomain {
  readonly lower: readonly (Fraction | null)[];
  readonly upper: readonly (Fraction | null)[];
  readonly ball: Fraction | null;
}

const FREE: VerifiedDomain = { lower: [null], upper: [null], ball: null };

/** The domain of a text, or undefined. */
export function readDomain(text: string): VerifiedDomain | undefined {
  if (text === "space") return FREE;
  const parts = text.split(" and ");
  const last = parts.at(-1) ?? "";
  const ball = last.startsWith("ball:") ? numberOf(last.slice("ball:".length)) : null;
  if (ball !== null && !(ball > 0 && Number.isFinite(ball))) return undefined;
  const rest = ball === null ? parts : parts.slice(0, -1);
  if (rest.length > 1) return undefined;
  const bounds = rest.length === 0 ? FREE : boundsOf(rest[0]);
  return bounds && { ...bounds, ball: ball === null ? null : fractionOf(ball) };
}

function boundsOf(text: string): VerifiedDomain | undefined {
  if (text === "orthant") return { ...FREE, lower: [ZERO] };
  if (!text.startsWith("box:")) return undefined;
  const radius = numberOf(text.slice("box:".length));
  if (radius > 0 && Number.isFinite(radius))
    return { ...FREE, lower: [fractionOf(-radius)], upper: [fractionOf(radius)] };
  const pairs = text
    .slice("box:".length)
    .split(",")
    .map((pair) => pair.split(":").map(numberOf));
  const wellFormed = pairs.every((pair) => pair.length === 2 && pair[0] < pair[1]);
  if (
    !wellFormed ||
    pairs.some(([low, high]) => low === Number.POSITIVE_INFINITY || high === Number.NEGATIVE_INFINITY)
  )
    return undefined;
  const bound = (entry: number): Fraction | null => (Number.isFinite(entry) ? fractionOf(entry) : null);
  return { lower: pairs.map(([low]) => bound(low)), upper: pairs.map(([, high]) => bound(high)), ball: null };
}

/** The number that a text writes in its own notation, no blanks and no other; NaN for anything else. */
function numberOf(text: string): number {
  if (text === "inf") return Number.POSITIVE_INFINITY;
  if (text === "-inf") return Number.NEGATIVE_INFINITY;
  const value = Number(text);
  return Number.isFinite(value) && `${value}` === text ? value : Number.NaN;
}

/** Whether the domain has bounds for so many inputs. */
export function fitsColumns({ lower }: VerifiedDomain, columns: number): boolean {
  return lower.length === 1 || lower.length === columns;
}

/** The domain of some of the inputs. */
export function restricted(domain: VerifiedDomain, columns: readonly number[]): VerifiedDomain {
  if (domain.lower.length === 1) return domain;
  const kept = (list: readonly (Fraction | null)[]): (Fraction | null)[] =>
    columns.map((column) => list[column]);
  return { ...domain, lower: kept(domain.lower), upper: kept(domain.upper) };
}

/** The bound of an input on one side; null where there is none. */
export function boundOf(domain: VerifiedDomain, side: "lower" | "upper", column: number): Fraction | null {
  const list = domain[side];
  return list.length === 1 ? list[0] : (list[column] ?? null);
}

/** Whether a point is in the domain, or in its interior. */
export function contains(domain: VerifiedDomain, point: readonly Fraction[], strictly: boolean): boolean {
  const { ball } = domain;
  const enough = (value: Fraction): boolean => (strictly ? sign(value) > 0 : sign(value) >= 0);
  if (ball !== null && !enough(add(multiply(ball, ball), negate(squaredLength(point))))) return false;
  return point.every((entry, k) => {
    const [low, high] = [boundOf(domain, "lower", k), boundOf(domain, "upper", k)];
    return (
      (low === null || enough(add(entry, negate(low)))) && (high === null || enough(add(high, negate(entry))))
    );
  });
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

/** What a domain is where it is the same in every input: a cube about 0, the orthant or all of R^n; a ball counts as its cube. */
export function uniformCover(
  domain: VerifiedDomain,
): { readonly radius: Fraction | null; readonly orthant: boolean } | undefined {
  const { lower, upper, ball } = domain;
  if (lower.length > 1) return undefined;
  const [low, high] = [lower[0], upper[0]];
  if (low === null && high === null) return { radius: ball, orthant: false };
  if (ball !== null || low === null) return undefined;
  if (high === null) return sign(low) === 0 ? { radius: null, orthant: true } : undefined;
  return sign(add(low, high)) === 0 ? { radius: high, orthant: false } : undefined;
}
