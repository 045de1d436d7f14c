/** Stability of random layers of finite size beside the union bound, at that size and in the limit. */

import { type StabilityPoint, type StabilitySize, stabilityExperiment } from "../../finite-size/index.js";
import { LARGEST_STABILITY_ROWS, stabilityQuantile, stabilityUnionBound } from "../../geometry/index.js";
import { type Quantity, quantity } from "../../src/result.js";

/** A point of {@link stabilityExperiment} with what is proved. */
export interface StabilityBesideTheory extends StabilityPoint {
  readonly seed: number;
  readonly ratio: number;
  /** σ/√n is larger with probability at least ½, by the union bound at this size; null beyond its rows. */
  readonly sigmaBound: Quantity | null;
  /** The same for n → ∞ at this α, with probability 1; 0 below the union bound on injectivity. */
  readonly sigmaLimit: Quantity;
}

/** Relative rounding of the union bound: sums of logarithms of a few thousand terms. */
const ROUNDING = 1e-9;

/** @throws InputError for sizes out of range */
export function stabilityBesideTheory(
  size: StabilitySize,
  onSample?: (done: number) => void,
): StabilityBesideTheory {
  const point = stabilityExperiment(size, onSample);
  const { rows, columns, seed } = size;
  const known = rows <= LARGEST_STABILITY_ROWS;
  const bound = known ? stabilityQuantile(rows, columns, 0.5) / Math.sqrt(columns) : 0;
  return {
    ...point,
    seed,
    ratio: rows / columns,
    sigmaBound: known ? quantity(bound, ROUNDING * bound) : null,
    sigmaLimit: stabilityUnionBound(rows / columns),
  };
}
