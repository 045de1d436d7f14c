/** What a bound on the one-layer injectivity threshold is, and how a scalar root becomes a quantity. */
import { type Quantity, quantity } from "../src/result.js";
import { brentRoot } from "../src/roots/brent.js";

/** From which side a bound confines the threshold; `threshold` for what is conjectured to be it. */
export type BoundSide = "lower" | "upper" | "threshold";

/**
 * How far a bound is to be trusted: a theorem whose number is proved too, a theorem computed in floating point, the replica
 * method, its value that is conjectured to be exact, a heuristic, or a number quoted from a paper.
 */
export type BoundKind = "certified" | "rigorous" | "physics" | "conjectured" | "heuristic" | "cited";

/** One bound on the injectivity threshold α = m/n of a single ReLU layer with Gaussian weights, or a value of it. */
export interface OneLayerBound {
  /** Short name, for tables. */
  readonly bound: string;
  readonly value: Quantity;
  /** Exact decimal that is proved, rounded to the safe side; with kind `certified`. */
  readonly certified?: string;
  readonly side: BoundSide;
  readonly kind: BoundKind;
  /** False for a published bound whose derivation fails; `note` gives the reason. */
  readonly valid: boolean;
  /** Paper and equation. */
  readonly source: string;
  /** The equation solved, and what to know about it. */
  readonly note: string;
}

/**
 * The root of `f` in [low, high] as a quantity. The error is the final bracket plus the rounding of `f`, taken as
 * four ulp of its largest term `scale`, divided by the slope of `f` across the root.
 */
export function rootQuantity(f: (x: number) => number, low: number, high: number, scale: number): Quantity {
  const { root, bracket, status } = brentRoot(f, low, high);
  const step = 1e-5 * (high - low);
  const slope = Math.abs(f(root + step) - f(root - step)) / (2 * step);
  const rounding = (4 * Number.EPSILON * scale) / slope + 2 * Number.EPSILON * Math.abs(root);
  return quantity(root, bracket[1] - bracket[0] + rounding, status);
}

/** A quantity obtained by two formulas: the first value, with their difference added to its error. */
export function twoRoutes(first: Quantity, second: Quantity): Quantity {
  return quantity(first.value, first.error + Math.abs(first.value - second.value), first.status);
}

/** 1/p and its error, for equations solved in p = n/m. */
export function reciprocal(p: Quantity): Quantity {
  return quantity(1 / p.value, p.error / (p.value * p.value) + Number.EPSILON / p.value, p.status);
}
