/** Proposition 6.8 of Paleka 2021 by random duality: the points that leave a quarter of them in every half-space. */
import { activeBounds } from "../../rdt/index.js";
import { type Quantity, quantity } from "../../src/result.js";
import { brentRoot } from "../../src/roots/brent.js";

/** A half-space with fewest points is an input with fewest active units of a layer, n/d its expansion. */
const LEAST_SHARE = 0.25;

/**
 * The ratio n/d from which on every half-space holds a quarter of n random points of R^d with high probability, by
 * Gordon's theorem: the bound on the least active units per input (Stojnic 2024, one layer) is a quarter of n/d.
 * Rigorous, and sharper than the union over sign patterns.
 */
export function halfspaceRatioByDuality(): Quantity {
  const share = (ratio: number): Quantity => {
    const { value, error, status } = activeBounds([ratio], "optimal")[0];
    return quantity(value / ratio, error / ratio, status);
  };
  const { root, bracket, status } = brentRoot((ratio) => share(ratio).value - LEAST_SHARE, 8, 60);
  const step = 1e-4;
  const slope = (share(root + step).value - share(root - step).value) / (2 * step);
  return quantity(root, bracket[1] - bracket[0] + share(root).error / slope, status);
}
