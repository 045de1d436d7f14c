/** The sets of inputs on which a layer may be asked to be injective. */
import { requireChoice, requireObject } from "../../src/arguments.js";
import { InputError, requirePositive } from "../../src/result.js";

/** All of R^n, the orthant x ≥ 0 (what a hidden layer behind a ReLU sees), or the box [−radius, radius]^n. */
export type Domain =
  | { readonly kind: "space" }
  | { readonly kind: "orthant" }
  | { readonly kind: "box"; readonly radius: number };

export const SPACE: Domain = { kind: "space" };
export const ORTHANT: Domain = { kind: "orthant" };

/** @throws InputError unless this is a domain, a box with a finite radius > 0. */
export function requireDomain(domain: Domain): void {
  requireObject(domain, "the domain", ["kind"]);
  requireChoice(domain.kind, "the kind of the domain", ["space", "orthant", "box"]);
  if (domain.kind === "box") requirePositive(domain.radius, "the radius of the domain");
}

/** `space`, `orthant` or `box:R` with R > 0. @throws InputError naming the option for anything else */
export function parseDomain(text: string, option = "--domain"): Domain {
  if (text === "space" || /^box:(?:\+?inf(?:inity)?|∞)$/i.test(text)) return SPACE;
  if (text === "orthant") return ORTHANT;
  const radius = /^box:([0-9.eE+-]+)$/.exec(text)?.[1];
  if (radius !== undefined && Number(radius) > 0 && Number.isFinite(Number(radius))) {
    return { kind: "box", radius: Number(radius) };
  }
  throw new InputError(`'${text}' in ${option}: expected space, orthant or box:R with a number R > 0`);
}

/** The text that `parseDomain` reads. */
export function domainText(domain: Domain): string {
  return domain.kind === "box" ? `box:${domain.radius}` : domain.kind;
}
