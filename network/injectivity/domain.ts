/** The sets of inputs on which a layer may be asked to be injective. */
import { requireChoice, requireList, requireObject } from "../../src/arguments.js";
import { InputError, requirePositive, shown } from "../../src/result.js";

/**
 * All of R^n, the orthant x ≥ 0 (what a hidden layer behind a ReLU sees), the box [−radius, radius]^n, the Euclidean
 * ball |x| ≤ radius, or a region.
 */
export type Domain =
  | { readonly kind: "space" }
  | { readonly kind: "orthant" }
  | { readonly kind: "box" | "ball"; readonly radius: number }
  | Region;

/** lower ≤ x ≤ upper, with own bounds for each input, inside the ball |x| ≤ `ball` where that is not null. */
interface Region {
  readonly kind: "region";
  /** One entry for each input, or a single one for all; −∞ for none. */
  readonly lower: readonly number[];
  /** ∞ for none. */
  readonly upper: readonly number[];
  readonly ball: number | null;
}

/** The bounds of every input, and the radius of the ball or null. */
export interface Bounds {
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  readonly ball: number | null;
}

export const SPACE: Domain = { kind: "space" };
export const ORTHANT: Domain = { kind: "orthant" };

const INFINITE = Number.POSITIVE_INFINITY;
const KINDS = ["space", "orthant", "box", "ball", "region"] as const;

/** @throws InputError unless this is a domain: a finite radius > 0, bounds with room between them, a ball that reaches inside. */
export function requireDomain(domain: Domain): void {
  requireObject(domain, "the domain", ["kind"]);
  requireChoice(domain.kind, "the kind of the domain", KINDS);
  if (domain.kind === "box" || domain.kind === "ball")
    requirePositive(domain.radius, "the radius of the domain");
  if (domain.kind === "region") requireRegion(domain);
}

function requireRegion({ lower, upper, ball }: Region): void {
  requireList(lower, "the lower bounds");
  requireList(upper, "the upper bounds");
  if (lower.length === 0 || lower.length !== upper.length)
    throw new InputError(
      `${lower.length} lower and ${upper.length} upper bounds: expected as many of both, at least one`,
    );
  lower.forEach((low, k) => {
    if (
      typeof low === "number" &&
      typeof upper[k] === "number" &&
      low < upper[k] &&
      low < INFINITE &&
      upper[k] > -INFINITE
    )
      return;
    throw new InputError(
      `the bounds ${shown(low)} and ${shown(upper[k])} of input ${k + 1}: expected numbers, the lower one below the upper one`,
    );
  });
  if (ball !== null) requirePositive(ball, "the radius of the domain");
}

/**
 * The bounds and the ball of a domain of so many inputs.
 * @throws InputError for bounds of another number of inputs, or a ball that does not reach inside them
 */
export function boundsOf(domain: Domain, columns: number): Bounds {
  const all = (entry: number): Float64Array => new Float64Array(columns).fill(entry);
  switch (domain.kind) {
    case "space":
      return { lower: all(-INFINITE), upper: all(INFINITE), ball: null };
    case "orthant":
      return { lower: all(0), upper: all(INFINITE), ball: null };
    case "box":
      return { lower: all(-domain.radius), upper: all(domain.radius), ball: null };
    case "ball":
      return { lower: all(-INFINITE), upper: all(INFINITE), ball: domain.radius };
    case "region": {
      const { lower, upper, ball } = domain;
      if (lower.length !== 1 && lower.length !== columns)
        throw new InputError(
          `the domain has bounds for ${lower.length} inputs: expected ${columns}, or one pair for all`,
        );
      const [low, high] = [lower, upper].map((list) =>
        list.length === 1 ? all(list[0]) : Float64Array.from(list),
      );
      const nearest = Math.hypot(...low.map((entry, k) => Math.max(entry, -high[k], 0)));
      // A relative 1e-9 keeps the exact decision inside doubles.
      if (ball !== null && !(nearest * (1 + 1e-9) < ball))
        throw new InputError(
          `the ball of radius ${ball}: expected one that reaches inside the bounds, which begin at the distance ${nearest}`,
        );
      return { lower: low, upper: high, ball };
    }
  }
}

/** The domain of some of the inputs. */
export function restrictedDomain(domain: Domain, columns: readonly number[]): Domain {
  if (domain.kind !== "region" || domain.lower.length === 1) return domain;
  const kept = (list: readonly number[]): number[] => columns.map((column) => list[column]);
  return { ...domain, lower: kept(domain.lower), upper: kept(domain.upper) };
}

/** Whether there are both bounds and a ball: then inputs that no row mixes still depend on one another. */
export function isBoundedBall(domain: Domain): boolean {
  const { kind } = domain;
  if (kind !== "region" || domain.ball === null) return false;
  return domain.lower.some(Number.isFinite) || domain.upper.some(Number.isFinite);
}

/** What a domain may be, for messages and help. */
export const DOMAIN_FORMS =
  "space, orthant, box:R, box:LOW:HIGH for all inputs, box:LOW:HIGH,LOW:HIGH,… for each, ball:R, or several of these joined by ' and '";

/** Reads one of {@link DOMAIN_FORMS}; bounds may be inf or -inf. @throws InputError naming the option for anything else */
export function parseDomain(text: string, option = "the domain"): Domain {
  const parts = text.split(" and ").map((part) => parsePart(part.trim()));
  const known = parts.filter((part) => part !== undefined);
  if (known.length < parts.length)
    throw new InputError(
      `'${text.length > 60 ? `${text.slice(0, 60)}…` : text}' in ${option}: expected ${DOMAIN_FORMS}, with numbers R > 0`,
    );
  const domain = known.reduce((a, b) => intersection(a, b, option));
  requireDomain(domain);
  return domain;
}

function parsePart(text: string): Domain | undefined {
  if (text === "space" || /^(?:box|ball):(?:\+?inf(?:inity)?|∞)$/i.test(text)) return SPACE;
  if (text === "orthant") return ORTHANT;
  const [, kind, radius] = /^(box|ball):([0-9.eE+-]+)$/.exec(text) ?? [];
  if (radius !== undefined)
    return Number(radius) > 0 && Number.isFinite(Number(radius))
      ? { kind: kind === "box" ? "box" : "ball", radius: Number(radius) }
      : undefined;
  if (!text.startsWith("box:")) return undefined;
  const pairs = text
    .slice("box:".length)
    .split(",")
    .map((pair) => pair.split(":").map(parseBound));
  if (pairs.some((pair) => pair.length !== 2 || pair.some(Number.isNaN))) return undefined;
  return {
    kind: "region",
    lower: pairs.map(([low]) => low),
    upper: pairs.map(([, high]) => high),
    ball: null,
  };
}

function parseBound(text: string): number {
  const word = text.trim();
  const infinite = /^([+-]?)(?:inf(?:inity)?|∞)$/i.exec(word);
  if (infinite !== null) return infinite[1] === "-" ? -INFINITE : INFINITE;
  return word === "" || !/^[0-9.eE+-]+$/.test(word) ? Number.NaN : Number(word);
}

function intersection(a: Domain, b: Domain, option: string): Domain {
  if (a.kind === "space") return b;
  if (b.kind === "space") return a;
  const count = (domain: Domain): number => (domain.kind === "region" ? domain.lower.length : 1);
  const [first, second] = [count(a), count(b)];
  if (first > 1 && second > 1 && first !== second)
    throw new InputError(`bounds of ${first} and of ${second} inputs in ${option}: expected as many in both`);
  const columns = Math.max(first, second);
  // A ball may not yet reach inside what follows: only whole domains are held to that.
  const [p, q] = [a, b].map((domain) =>
    boundsOf(domain.kind === "region" ? { ...domain, ball: null } : domain, columns),
  );
  const balls = [a, b].flatMap((domain) =>
    domain.kind === "ball"
      ? [domain.radius]
      : domain.kind === "region" && domain.ball !== null
        ? [domain.ball]
        : [],
  );
  return {
    kind: "region",
    lower: Array.from(p.lower, (entry, k) => Math.max(entry, q.lower[k])),
    upper: Array.from(p.upper, (entry, k) => Math.min(entry, q.upper[k])),
    ball: balls.length === 0 ? null : Math.min(...balls),
  };
}

/** Whether a point lies in the domain, in doubles. */
export function isInDomain(domain: Domain, point: readonly number[]): boolean {
  const { lower, upper, ball } = boundsOf(domain, point.length);
  return (
    point.every((entry, k) => entry >= lower[k] && entry <= upper[k]) &&
    (ball === null || Math.hypot(...point) <= ball)
  );
}

/** The text that `parseDomain` reads. */
export function domainText(domain: Domain): string {
  if (domain.kind === "box" || domain.kind === "ball") return `${domain.kind}:${domain.radius}`;
  if (domain.kind !== "region") return domain.kind;
  const { lower, upper, ball } = domain;
  const bound = (entry: number): string =>
    Math.abs(entry) === INFINITE ? (entry < 0 ? "-inf" : "inf") : `${entry === 0 ? 0 : entry}`;
  const pairs = lower.map((low, k) => `${bound(low)}:${bound(upper[k])}`);
  const free = pairs.every((pair) => pair === "-inf:inf");
  const bounds = pairs.join(",") === "0:inf" ? "orthant" : `box:${pairs.join(",")}`;
  const parts = [...(free ? [] : [bounds]), ...(ball === null ? [] : [`ball:${ball}`])];
  return parts.length === 0 ? "space" : parts.join(" and ");
}
