/** Random ReLU networks without biases, and what they make of an input. */

import { randomSource } from "../../src/random/normal.js";
import { InputError, requireInteger } from "../../src/result.js";
import { type WeightLaw, weightSource } from "../weight-law.js";

/** Weights of one layer, row-major: row i holds the weights of unit i. */
export interface Layer {
  readonly units: number;
  readonly inputs: number;
  readonly weights: Float64Array;
  /** The same, column-major: column j holds the weights on input j. */
  readonly columns: Float64Array;
}

export type Network = readonly Layer[];

const GAUSSIAN: WeightLaw = { kind: "gaussian" };

/**
 * Weights of variance 1/inputs, so that activations stay of order 1 at every depth (ReLU networks are homogeneous: the
 * scale changes no count), drawn layer by layer from one stream of the seed.
 * @param widths n, m_1, …, m_L
 * @throws InputError for fewer than two widths or one that is not a positive integer
 */
export function randomNetwork(
  widths: readonly number[],
  seed: number,
  stream = 0,
  law: WeightLaw = GAUSSIAN,
): Network {
  if (widths.length < 2) throw new InputError(`${widths.length} widths: expected n, m_1, …, at least two`);
  widths.forEach((width, i) => {
    requireInteger(width, `width ${i}`, 1, 100_000);
  });
  const draw = weightSource(law, randomSource(seed, stream));
  return widths.slice(1).map((units, i) => {
    const inputs = widths[i];
    const weights = new Float64Array(units * inputs);
    for (let k = 0; k < weights.length; k++) weights[k] = draw() / Math.sqrt(inputs);
    return layerFrom(units, inputs, weights);
  });
}

/** A layer from its weights, row-major. */
export function layerFrom(units: number, inputs: number, weights: Float64Array): Layer {
  const columns = new Float64Array(weights.length);
  for (let row = 0; row < units; row++)
    for (let j = 0; j < inputs; j++) columns[j * units + row] = weights[row * inputs + j];
  return { units, inputs, weights, columns };
}

/** out = W x over the inputs whose gate is open (all, without gates). */
export function multiply(
  layer: Layer,
  x: Float64Array,
  gates: Uint8Array | undefined,
  out: Float64Array,
): void {
  const { units, inputs, columns } = layer;
  out.fill(0);
  for (let j = 0; j < inputs; j++) {
    if (gates !== undefined && gates[j] === 0) continue;
    const value = x[j];
    const column = j * units;
    for (let i = 0; i < units; i++) out[i] += value * columns[column + i];
  }
}

/** Preactivations of layers 1 … `depth` at x. */
export function preactivations(network: Network, x: Float64Array, depth: number): Float64Array[] {
  const result: Float64Array[] = [];
  let input = x;
  let gates: Uint8Array | undefined;
  for (let k = 0; k < depth; k++) {
    const out = new Float64Array(network[k].units);
    multiply(network[k], input, gates, out);
    result.push(out);
    input = out;
    gates = gatesOf(out);
  }
  return result;
}

/** Which units are active. */
export function gatesOf(preactivation: Float64Array): Uint8Array {
  const gates = new Uint8Array(preactivation.length);
  for (let i = 0; i < gates.length; i++) gates[i] = preactivation[i] > 0 ? 1 : 0;
  return gates;
}

/** Number of active units of layer `depth` at x. */
export function activeUnits(network: Network, x: Float64Array, depth: number): number {
  const values = preactivations(network, x, depth)[depth - 1];
  return values.reduce((count, value) => count + (value > 0 ? 1 : 0), 0);
}

/** Scales a vector to norm 1 in place. */
export function normalise(x: Float64Array): Float64Array {
  const norm = Math.hypot(...x);
  for (let i = 0; i < x.length; i++) x[i] /= norm;
  return x;
}
