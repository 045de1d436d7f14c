/** The small difference 1 − x M(x) between the Mills ratio M(x) = H(x)/φ(x) and its leading term 1/x. */
import { millsRatio } from "./normal.js";

/** Below this point the difference is formed directly and loses at most a factor 30 of relative accuracy. */
const DIRECT_LIMIT = 5;
/** Terms of the continued fraction; at x = 5 the truncation is below 1e-17. */
const TERMS = 40;

/**
 * 1 − x M(x) for x ≥ 0, about 1/x² for large x.
 *
 * Beyond x = 5 it is ρM with M = 1/(x + ρ), ρ = 1/(x + 2/(x + 3/(x + …))) (Laplace's continued fraction), which
 * keeps full relative accuracy where the direct form would cancel like ε x².
 */
export function millsDeficit(x: number): number {
  if (x < DIRECT_LIMIT) return 1 - x * millsRatio(x);
  let tail = x;
  for (let term = TERMS; term >= 2; term--) tail = x + term / tail;
  const rho = 1 / tail;
  return rho / (x + rho);
}
