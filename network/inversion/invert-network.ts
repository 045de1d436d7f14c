/** The input of a network from its output, layer by layer backwards. */
import { requireNumbers } from "../../src/arguments.js";
import { InputError, type Quantity, quantity, type Status } from "../../src/result.js";
import { curveRange, curveSlope } from "../curve.js";
import { activate, applyLayer, preActivation } from "../forward.js";
import { type Domain, SPACE } from "../injectivity/domain.js";
import type { Activation, NetworkModel } from "../model.js";
import { requireNetwork } from "../require-network.js";
import { type InversionMethod, invertLayer, norm, roundingOf } from "./invert-layer.js";
import type { InputRange } from "./layer-system.js";
import { requireNondecreasing } from "./preimage.js";
import { searchInput } from "./refine.js";

/** How one layer was inverted. */
export interface InvertedLayer {
  /** Counted from 1. */
  readonly layer: number;
  readonly method: InversionMethod;
  readonly active: number;
  readonly rank: number;
  readonly inputs: number;
  /** Whether the output of this layer determines its input, the layers before not considered. */
  readonly determined: boolean;
  /** Half the largest extent of the inputs that fit as well; 0 where the rank is full, infinite where nothing bounds them. */
  readonly ambiguity: number;
  readonly residual: number;
}

export interface NetworkInverse {
  /** Whether the output of the input below is the given one, within the noise. */
  readonly found: boolean;
  /**
   * The entries of the input. Their error is a first-order estimate from residual, noise and rounding (no guarantee), to
   * the nearest input with this output; where the network is not injective around the input, the extent of its inputs.
   * `domain-error`: no input with this output within the noise was found, or nothing bounds those that have it.
   */
  readonly input: readonly Quantity[];
  /** |f(input) − output| of the whole network, recomputed, with the rounding of the evaluation. */
  readonly residual: Quantity;
  /** Whether every layer determines its input; if not, other inputs may have the same output. */
  readonly determined: boolean;
  /** In the order of evaluation. */
  readonly layers: readonly InvertedLayer[];
}

/** Residuals of this many bounds of the rounding are rounding: those of the output, of the evaluation, of the solution. */
const ROUNDINGS = 8;

/** Extents below this part of the input are rounding, not ambiguity. */
const DETERMINED = 1e-6;

/**
 * Inverts an output.
 *
 * @param domain inputs to start from; SPACE by default
 * @param noise bound of |output − f(x)| for the input x that is sought; 0 for an output computed in double precision
 * @throws InputError for outputs of the wrong length or not finite, a negative noise, and activations that decrease
 * @param model a network
 * @param output one entry per unit of the last layer
 * @returns an input with its residual, and the layers it came through
 * @example
 * import { invertNetwork, matrixFromRows, RELU } from "relu-injectivity/network";
 * const layer = { weights: matrixFromRows([[1], [-1]]), bias: null, activation: RELU };
 * invertNetwork({ layers: [layer], weightType: "float64", notes: [] }, [2, 0]).input[0].value; // 2
 */
export function invertNetwork(
  model: NetworkModel,
  output: ArrayLike<number>,
  noise = 0,
  domain: Domain = SPACE,
): NetworkInverse {
  requireInvertible(model, output, noise);
  const { layers, firstLayer = 1 } = model;
  const inverted: InvertedLayer[] = [];
  let current = Float64Array.from(output);
  let tolerance = noise;
  let ambiguity = 0;
  for (let i = layers.length - 1; i >= 0; i--) {
    const inverse = invertLayer(
      layers[i],
      current,
      tolerance,
      i === 0 ? EVERYWHERE : rangeOf(layers[i - 1].activation),
    );
    const inputs = layers[i].weights.columns;
    const determined = inverse.ambiguity <= DETERMINED * (1 + norm(inverse.input));
    const { method, active, rank, residual } = inverse;
    inverted.unshift({
      layer: firstLayer + i,
      method,
      active,
      rank,
      inputs,
      determined,
      ambiguity: inverse.ambiguity,
      residual,
    });
    // Ambiguity of a hidden layer spreads through the layers before it in ways that are not followed.
    if (!determined) ambiguity = i === 0 ? Math.max(ambiguity, inverse.ambiguity) : Number.POSITIVE_INFINITY;
    tolerance = inverse.errorEstimate;
    current = Float64Array.from(inverse.input);
  }
  const goal = (input: Float64Array): number => noise + ROUNDINGS * evaluationRounding(model, input);
  const refined = searchInput(model, current, output, goal, domain);
  const rounding = evaluationRounding(model, refined.input);
  const { residual, leastSingular } = refined;
  // Where the network is not locally injective at the point, what the layers know is all there is.
  const error =
    leastSingular > 0 ? (residual + noise + rounding) / leastSingular : Math.max(ambiguity, tolerance);
  const found = residual <= goal(refined.input);
  const status: Status = found && Number.isFinite(error) ? "converged" : "domain-error";
  return {
    found,
    input: Array.from(refined.input, (value) => quantity(value, error, status)),
    residual: quantity(residual, rounding),
    determined: ambiguity === 0,
    layers: inverted,
  };
}

const EVERYWHERE: InputRange = { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };

/** The values that a nondecreasing activation takes. */
function rangeOf(activation: Activation): InputRange {
  const { breakpoints, slopes, curve } = activation;
  if (curve !== undefined) return curveRange(curve);
  if (breakpoints.length === 0) return EVERYWHERE;
  const end = (flat: boolean, breakpoint: number, open: number): number =>
    flat ? activate(activation, breakpoint) : open;
  return {
    low: end(slopes[0] === 0, breakpoints[0], Number.NEGATIVE_INFINITY),
    high: end(slopes[slopes.length - 1] === 0, breakpoints[breakpoints.length - 1], Number.POSITIVE_INFINITY),
  };
}

function requireInvertible(model: NetworkModel, output: ArrayLike<number>, noise: number): void {
  requireNetwork(model);
  const { layers } = model;
  layers.forEach(({ activation }, i) => {
    requireNondecreasing(activation, `layer ${i + 1}`);
  });
  requireNumbers(
    output,
    "the output, one per unit of the last layer",
    layers[layers.length - 1].weights.rows,
  );
  if (!(noise >= 0) || !Number.isFinite(noise))
    throw new InputError(`noise ${noise}: expected a finite number >= 0`);
}

/** A bound of the rounding of f(x), to first order: that of each layer times the norms of the layers after it. */
function evaluationRounding({ layers }: NetworkModel, input: Float64Array): number {
  let values = input;
  let rounding = 0;
  for (const layer of layers) {
    const { slopes, curve } = layer.activation;
    const steepest =
      curve === undefined
        ? Math.max(...slopes.map(Math.abs))
        : Math.max(...preActivation(layer, values).map((value) => curveSlope(curve, value)));
    rounding = steepest * (rounding * norm(layer.weights.values) + roundingOf(layer, values));
    values = applyLayer(layer, values);
  }
  return rounding;
}
