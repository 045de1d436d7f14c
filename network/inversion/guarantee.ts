/** How far a recovered input can be from the true one: what is proved, and for which layers. */

import { extremeSingularValues } from "../../src/linear-algebra/singular-values.js";
import { combinedStatus, type Quantity, quantity } from "../../src/result.js";
import { checkCase, type LayerCase, layerCases } from "../end-to-end/index.js";
import { type Domain, SPACE } from "../injectivity/index.js";
import type { NetworkModel } from "../model.js";
import { layerStability } from "../stability/index.js";
import { singularQuantity } from "../stability/singular-values.js";

/** One layer's part: |f(p) − f(q)| ≥ constant·|p − q| on the inputs it can receive, or why there is none. */
export interface LayerGuarantee {
  /** Counted from 1. */
  readonly layer: number;
  readonly constant: Quantity | null;
  readonly reason: string;
}

export interface InversionGuarantee {
  readonly layers: readonly LayerGuarantee[];
  /** The product of the constants: |f(p) − f(q)| ≥ product·|p − q| for the network; null unless every layer has one. */
  readonly inverseLipschitz: Quantity | null;
}

/**
 * The guarantee of a network: σ/√2 for a ReLU layer proved injective, σ over all its cells; the least slope times σ_n
 * for strictly increasing activations; their product for the network.
 * @param domain where the input of the network is known to lie
 */
export function inversionGuarantee(model: NetworkModel, domain: Domain = SPACE): InversionGuarantee {
  const layers = layerCases(model, domain).map(layerGuarantee);
  const constants = layers.flatMap(({ constant }) => (constant === null ? [] : [constant]));
  return { layers, inverseLipschitz: constants.length < layers.length ? null : constants.reduce(product) };
}

/**
 * |x̂ − x| ≤ (|f(x̂) − y| + |y − f(x)|)/L for every x: the residual and the noise over the constant of the network.
 * Null without a constant greater than its error.
 */
export function inputErrorBound(
  { inverseLipschitz }: InversionGuarantee,
  residual: Quantity,
  noise: number,
): Quantity | null {
  if (inverseLipschitz === null) return null;
  const least = inverseLipschitz.value - inverseLipschitz.error;
  if (!(least > 0)) return null;
  const bound = (residual.value + residual.error + noise) / least;
  const centre = (residual.value + noise) / inverseLipschitz.value;
  return quantity(bound, bound - centre, combinedStatus(residual.status, inverseLipschitz.status));
}

function layerGuarantee(layerCase: LayerCase): LayerGuarantee {
  const { layer, kind, question, activation } = layerCase;
  const none = (reason: string): LayerGuarantee => ({ layer, constant: null, reason });
  if (kind === "other") return none(`${activation.name} is neither ReLU nor strictly monotone`);
  if (kind === "strictly-monotone") {
    if (activation.curve !== undefined)
      return none(`${activation.name} flattens out, so that no constant holds everywhere`);
    const { weights } = question;
    const { verdict } = checkCase(layerCase);
    if (verdict !== "injective") return none(`not proved injective (${verdict})`);
    const { least, largest } = extremeSingularValues(weights);
    const sigma = singularQuantity(least, largest, Math.max(weights.rows, weights.columns));
    const slope = Math.min(...activation.slopes.map(Math.abs));
    return {
      layer,
      constant: product(sigma, quantity(slope, 0)),
      reason: "full rank; least slope times the least singular value",
    };
  }
  const { inverseLipschitz } = layerStability(question, { samples: 0, seed: 0 });
  if (inverseLipschitz === null) return none("too many cells for the least singular value over all of them");
  const { verdict } = checkCase(layerCase);
  if (verdict !== "injective") return none(`not proved injective (${verdict})`);
  return { layer, constant: inverseLipschitz, reason: "proved injective; sigma/sqrt 2 over all cells" };
}

function product(a: Quantity, b: Quantity): Quantity {
  const value = a.value * b.value;
  const error = a.error * b.value + b.error * a.value + a.error * b.error + Number.EPSILON * value;
  return quantity(value, error, combinedStatus(a.status, b.status));
}
