/** Graduated descent: the count of active units smoothed by a temperature that is lowered on the way. */
import { gatesOf, type Network, normalise, preactivations } from "./random-network.js";

export interface DescentOptions {
  readonly steps: number;
}

const HOTTEST = 1;
const COLDEST = 0.02;
const MOMENTUM = 0.9;
/** Length of a step on the unit sphere at temperature 1; it shrinks with the temperature. */
const LONGEST_STEP = 0.3;
const SHORTEST_STEP = 0.01;

/**
 * From `start` on the unit sphere, lowers Σ_i sigmoid(p_i/(τs)) over the preactivations p of layer `depth`, s their
 * root mean square, by normalised gradient steps with momentum through the network, τ falling geometrically.
 * At the first, hot steps the gradient is that of Σ p_i: the sum-of-rows certificate and its deep analogue.
 * @param visit sees every point on the way
 */
export function smoothDescent(
  network: Network,
  depth: number,
  start: Float64Array,
  { steps }: DescentOptions,
  visit: (x: Float64Array, active: number) => void,
): Float64Array {
  const x = normalise(Float64Array.from(start));
  const velocity = new Float64Array(x.length);
  for (let step = 0; step < steps; step++) {
    const share = step / Math.max(1, steps - 1);
    const temperature = HOTTEST * (COLDEST / HOTTEST) ** share;
    const layers = preactivations(network, x, depth);
    visit(
      x,
      layers[depth - 1].reduce((count, value) => count + (value > 0 ? 1 : 0), 0),
    );
    const gradient = countGradient(network, layers, temperature);
    const along = gradient.reduce((sum, g, i) => sum + g * x[i], 0);
    for (let i = 0; i < x.length; i++) gradient[i] -= along * x[i];
    normalise(gradient);
    const length = LONGEST_STEP * (SHORTEST_STEP / LONGEST_STEP) ** share;
    for (let i = 0; i < x.length; i++) {
      velocity[i] = MOMENTUM * velocity[i] - (1 - MOMENTUM) * gradient[i];
      x[i] += length * velocity[i];
    }
    normalise(x);
  }
  return x;
}

/** Gradient in x of the smoothed count, the scale s held fixed. */
function countGradient(network: Network, layers: readonly Float64Array[], temperature: number): Float64Array {
  const top = layers[layers.length - 1];
  const square = top.reduce((sum, value) => sum + value * value, 0) / top.length;
  const scale = temperature * Math.sqrt(square);
  let signal: Float64Array = top.map((value) => {
    const sigmoid = 1 / (1 + Math.exp(-value / scale));
    return sigmoid * (1 - sigmoid);
  });
  for (let k = layers.length - 1; k >= 0; k--) {
    signal = pullBack(network, layers, k, signal);
  }
  return signal;
}

/** Wᵀ signal through layer k, closed where the units before are inactive. */
function pullBack(
  network: Network,
  layers: readonly Float64Array[],
  k: number,
  signal: Float64Array,
): Float64Array {
  const { units, inputs, weights } = network[k];
  const result = new Float64Array(inputs);
  for (let i = 0; i < units; i++) {
    const s = signal[i];
    if (s === 0) continue;
    const row = i * inputs;
    for (let j = 0; j < inputs; j++) result[j] += s * weights[row + j];
  }
  if (k > 0) {
    const gates = gatesOf(layers[k - 1]);
    for (let j = 0; j < inputs; j++) if (gates[j] === 0) result[j] = 0;
  }
  return result;
}

/** Gradient in x of one preactivation of the top layer: the direction along which that unit is switched off. */
export function unitGradient(network: Network, layers: readonly Float64Array[], unit: number): Float64Array {
  let signal: Float64Array = new Float64Array(layers[layers.length - 1].length);
  signal[unit] = 1;
  for (let k = layers.length - 1; k >= 0; k--) signal = pullBack(network, layers, k, signal);
  return signal;
}
