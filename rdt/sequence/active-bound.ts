/** The least number of active units per input dimension that duality allows, layer by layer of a given network. */
import { type Quantity, quantity, requirePositive, roundingError } from "../../src/result.js";
import { brentRoot } from "../../src/roots/brent.js";
import { normalDensity, normalTail } from "../../src/special/normal.js";
import { truncatedSecondMoment } from "../layer/last-layer.js";
import type { DualNorms } from "../layer/notion.js";
import { optimalNormLayer } from "../layer/optimal-norm-layer.js";
import { unitNormLayer } from "../layer/unit-norm-layer.js";

/**
 * The c/2 at which S_c(α) = T: every input leaves at least c/2 units per input dimension active in a layer of
 * expansion α that receives T, as n → ∞. With a the quantile, αJ(a) = T² and c/2 = αH(a).
 * @returns 0 where T ≥ √(α/2), when the bound says nothing; below α/2 always
 */
export function activeBound(expansion: number, incoming: Quantity): Quantity {
  requirePositive(expansion, "the expansion");
  const target = incoming.value ** 2 / expansion;
  if (!(target > 0)) return quantity(Number.NaN, Number.NaN);
  if (target >= 0.5) return quantity(0, 0, incoming.status);
  const found = brentRoot((a) => truncatedSecondMoment(a) - target, 0, 38);
  const value = expansion * normalTail(found.root);
  // d(αH)/dT = −αφ da/dT and αa²φ da = 2T dT.
  const slope = (2 * incoming.value) / (found.root * found.root);
  const bracket = expansion * normalDensity(found.root) * Math.abs(found.bracket[1] - found.bracket[0]);
  return quantity(value, slope * incoming.error + bracket + roundingError(value, 16), incoming.status);
}

/** {@link activeBound} of every layer of a network with these expansions; NaN behind a layer without a finite value. */
export function activeBounds(expansions: readonly number[], dualNorms: DualNorms): Quantity[] {
  const layer = dualNorms === "unit" ? unitNormLayer : optimalNormLayer;
  let incoming: Quantity = quantity(1, 0);
  return expansions.map((expansion) => {
    const bound = activeBound(expansion, incoming);
    incoming = layer({ expansion, incoming: incoming.value, incomingError: incoming.error }).outgoing;
    return bound;
  });
}
