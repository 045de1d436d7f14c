/** Finds proofs for one layer with a field threshold κ and any count t. */
import { replicaSymmetricThreshold } from "../../rs/index.js";
import { liftedLayer } from "../../rsb/index.js";
import { requireObject } from "../../src/arguments.js";
import { isDecimal } from "../../src/interval/index.js";
import { InputError, requireInteger, shown } from "../../src/result.js";
import { type LayerProof, type LiftedLayerProof, PROOF_SCHEMA } from "../format/index.js";
import { requireMarginText } from "./arguments.js";
import { beyond, rounded } from "./decimals.js";
import { sphereTerm } from "./exponential-moments.js";
import { fixed } from "./fixed.js";
import { lastLayerAbove, lastLayerBelow, type OneLayer } from "./last-layer.js";
import { requireLiftedDigits, sharedSlack } from "./lifted.js";
import { lastCells, lastValue } from "./lifted-cells.js";

export interface LayerSearch {
  /** κ as a decimal from −8 to 8; −β/R for a bias β on the ball of radius R√n. */
  readonly margin: string;
  /** t > 0 as a decimal: fewer than tn entries above κ are excluded; 1 is injectivity. */
  readonly units: string;
  /** Decimals of the bound: 1 to 28, with lifting 1 to 11. */
  readonly digits: number;
}

const MOST_DIGITS = 28;

function requireLayer({ margin, units, digits }: LayerSearch, most: number): void {
  requireMarginText(margin);
  if (typeof units !== "string" || !isDecimal(units) || !(Number(units) > 0))
    throw new InputError(`the count is ${shown(units)}: expected a decimal above 0, as text`);
  requireInteger(digits, "digits", 1, most);
}

/**
 * A proof of Gordon's bound on one layer, rounded up at the given decimal, with the method's own root from below.
 * @param search κ, t and the decimals of the bound (1 to 28)
 * @returns the proof
 * @throws InputError for a margin beyond ±8, a count that is not positive, or digits out of range
 * @example
 * import { certificate, searchLayer } from "relu-injectivity/certified";
 * certificate(searchLayer({ margin: "-0.5", units: "1", digits: 4 })).bound; // "4.3864"
 */
export function searchLayer(search: LayerSearch): LayerProof {
  requireObject(search, "the search", ["margin", "units", "digits"]);
  requireLayer(search, MOST_DIGITS);
  const { margin, units, digits } = search;
  const { chi } = replicaSymmetricThreshold({ margin: Number(margin), count: Number(units) });
  const layer: OneLayer = {
    margin: fixed(margin),
    units: fixed(units),
    quantile: Math.sqrt(2 * chi.value),
  };
  return {
    schema: PROOF_SCHEMA,
    kind: "layer",
    margin,
    units,
    last: lastLayerAbove("1", layer, digits),
    below: lastLayerBelow("1", layer, digits),
  };
}

/**
 * A proof of the partially lifted bound on one layer, rounded up at the given decimal.
 * @param search κ, t and the decimals of the bound (1 to 11)
 * @returns the proof
 * @throws InputError as {@link searchLayer}, or where lifting brings nothing
 * @example
 * import { certificate, searchLiftedLayer } from "relu-injectivity/certified";
 * certificate(searchLiftedLayer({ margin: "-0.5", units: "1", digits: 4 })).bound; // "4.363"
 */
export function searchLiftedLayer(search: LayerSearch): LiftedLayerProof {
  requireObject(search, "the search", ["margin", "units", "digits"]);
  requireLiftedDigits(search.digits, 11);
  requireLayer(search, 11);
  const { margin, units, digits } = search;
  const [kappa, t] = [Number(margin), Number(units)];
  const { capacity, exponent: y, chi } = liftedLayer({ margin: kappa, count: t });
  if (y === 0) throw new InputError("option 'lifted': expected a margin and a count at which lifting helps");
  // The best weight of the comparison at (y, χ); its error enters to second order.
  const weight = rounded(y / Math.sqrt(chi * (chi + y)), 11);
  const w = Number(weight);
  // A fifth of a unit more: the slack is never nearly zero.
  const expansion = beyond(capacity.value + 0.2 * 10 ** -digits, digits, 1);
  const { gammaSphere, value: sphere } = sphereTerm(w);
  const last = lastValue(w, Number(expansion), 2 * t, kappa);
  const floor = rounded(last - sharedSlack(0.5 * w * w - sphere + last, 0).last, 15);
  const floors = [{ alpha: Number(expansion), floor: Number(floor) }];
  return {
    schema: PROOF_SCHEMA,
    kind: "lifted-layer",
    margin,
    units,
    weights: [weight],
    gammaSphere: rounded(gammaSphere, 14),
    last: { expansion, floor, ...lastCells(w, 2 * t, floors, kappa) },
  };
}
