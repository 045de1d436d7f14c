/** Bounds for deep networks from their layers: products of what holds for each layer on the inputs it may receive. */

import { extremeSingularValues } from "../../src/linear-algebra/singular-values.js";
import { type Quantity, quantity } from "../../src/result.js";
import { isIncreasing, steepestSlope } from "../curve.js";
import type { LayerCase } from "../end-to-end/layerwise.js";
import type { Activation } from "../model.js";
import {
  type LayerStability,
  layerStability,
  product,
  type StabilityOptions,
  scaled,
} from "./layer-stability.js";
import { singularQuantity } from "./singular-values.js";

/** One layer's contribution; a lower bound is null where it is not known. */
export interface LayerFactor {
  readonly layer: number;
  /** The cells and bounds of a ReLU layer; null for other activations. */
  readonly stability: LayerStability | null;
  readonly lower: Quantity | null;
  readonly upper: Quantity;
}

/** lower |p − q| ≤ |f(p) − f(q)| ≤ upper |p − q| on the domain of the first layer. */
export interface NetworkStability {
  readonly layers: readonly LayerFactor[];
  readonly lower: Quantity | null;
  readonly upper: Quantity;
}

/** Rows x columns^2 x samples: about a minute of singular value decompositions. */
const MOST_OPERATIONS = 5e9;

/** How many sampled points, each with a singular value decomposition, are affordable for a layer of this size. */
export function affordableSamples({ rows, columns }: { rows: number; columns: number }): number {
  return Math.floor(MOST_OPERATIONS / (rows * columns * columns));
}

/**
 * Products over the layers: σ/√2 below and |W|₂ above for ReLU; the least and largest |slope| times the extreme singular
 * values of W for activations without a change of sign in their slopes.
 */
export function networkStability(cases: readonly LayerCase[], options: StabilityOptions): NetworkStability {
  const layers = cases.map((layer) => layerFactor(layer, options));
  const one = quantity(1, 0);
  return {
    layers,
    lower: layers.reduce<Quantity | null>(
      (total, { lower }) => (total === null || lower === null ? null : product(total, lower)),
      one,
    ),
    upper: layers.reduce((total, { upper }) => product(total, upper), one),
  };
}

/** The slopes that an activation takes, or their bounds: a curve may be as flat as one likes. */
function slopesOf({ slopes, curve }: Activation): readonly number[] {
  if (curve === undefined) return slopes.map(Math.abs);
  return [0, isIncreasing(curve) ? steepestSlope(curve) : Number.POSITIVE_INFINITY];
}

function layerFactor(
  { layer, kind, activation, question }: LayerCase,
  options: StabilityOptions,
): LayerFactor {
  const { weights } = question;
  if (kind === "relu") {
    const stability = layerStability(question, options);
    return { layer, stability, lower: stability.inverseLipschitz, upper: stability.forwardLipschitz };
  }
  const { least, largest } = extremeSingularValues(weights);
  const size = Math.max(weights.rows, weights.columns);
  const steepness = slopesOf(activation);
  const upper = scaled(singularQuantity(largest, largest, size), Math.max(...steepness));
  const lower =
    kind === "other" ? null : scaled(singularQuantity(least, largest, size), Math.min(...steepness));
  return { layer, stability: null, lower, upper };
}
