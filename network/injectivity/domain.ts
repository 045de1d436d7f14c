/** The sets of inputs on which a layer may be asked to be injective. */
import { requireChoice, requireObject } from "../../src/arguments.js";
import { InputError, requirePositive } from "../../src/result.js";

/**
 * All of R^n, the orthant x ≥ 0 (what a hidden layer behind a ReLU sees), the box [−radius, radius]^n, or the Euclidean
 * ball |x| ≤ radius.
 */
export type Domain =
  | { readonly kind: "space" }
  | { readonly kind: "orthant" }
  | { readonly kind: "box" | "ball"; readonly radius: number };

export const SPACE: Domain = { kind: "space" };
export const ORTHANT: Domain = { kind: "orthant" };

/** @throws InputError unless this is a domain, a box or a ball with a finite radius > 0. */
export function requireDomain(domain: Domain): void {
  requireObject(domain, "the domain", ["kind"]);
  requireChoice(domain.kind, "the kind of the domain", ["space", "orthant", "box", "ball"]);
  if (domain.kind === "box" || domain.kind === "ball")
    requirePositive(domain.radius, "the radius of the domain");
}

/** `space`, `orthant`, `box:R` or `ball:R` with R > 0. @throws InputError naming the option for anything else */
export function parseDomain(text: string, option = "the domain"): Domain {
  if (text === "space" || /^(?:box|ball):(?:\+?inf(?:inity)?|∞)$/i.test(text)) return SPACE;
  if (text === "orthant") return ORTHANT;
  const [, kind, radius] = /^(box|ball):([0-9.eE+-]+)$/.exec(text) ?? [];
  if (radius !== undefined && Number(radius) > 0 && Number.isFinite(Number(radius))) {
    return { kind: kind === "box" ? "box" : "ball", radius: Number(radius) };
  }
  throw new InputError(
    `'${text}' in ${option}: expected space, orthant, box:R or ball:R with a number R > 0`,
  );
}

/** Whether a point lies in the domain, in doubles. */
export function isInDomain(domain: Domain, point: readonly number[]): boolean {
  if (domain.kind === "space") return true;
  if (domain.kind === "orthant") return point.every((entry) => entry >= 0);
  return domain.kind === "box"
    ? point.every((entry) => Math.abs(entry) <= domain.radius)
    : Math.hypot(...point) <= domain.radius;
}

/** The text that `parseDomain` reads. */
export function domainText(domain: Domain): string {
  return domain.kind === "box" || domain.kind === "ball" ? `${domain.kind}:${domain.radius}` : domain.kind;
}
