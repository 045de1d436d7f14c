/** Descent of the cosine of two images of a random network: gradients, and exact searches of whole great circles. */
import { dot } from "../../src/linear-algebra/vectors.js";
import { gatesOf, type Layer, multiply, type Network, normalise } from "../random-network/random-network.js";
import { circleArcs, type ImageArc, throughRelu, throughWeights } from "./circle-images.js";
import { furthestFrom, widestPair } from "./widest-pair.js";

/** Two inputs of norm 1 and the cosine of their images; NaN where an image is 0. */
export interface InputPair {
  readonly inputs: readonly [Float64Array, Float64Array];
  readonly cosine: number;
}

/** Gradient steps at most between two searches of circles. */
const STEPS = 100;
/** A step gains at least this, or the descent ends. */
const LEAST_GAIN = 1e-7;
const SHORTEST_STEP = 1e-7;
/** Rounds of circle searches at most. */
const ROUNDS = 3;

/** The arcs of the image of the circle p cos θ + q sin θ after `stage` half layers. */
export function imageArcs(network: Network, stage: number, p: Float64Array, q: Float64Array): ImageArc[] {
  let arcs = circleArcs(p, q);
  for (let half = 1; half <= stage; half++) arcs = throughHalfLayer(network, half, arcs);
  return arcs;
}

/** The arcs before half layer `half`, 1 … 2L, after it. */
export function throughHalfLayer(network: Network, half: number, arcs: readonly ImageArc[]): ImageArc[] {
  return half % 2 === 1 ? throughWeights(network[(half - 1) / 2], arcs) : throughRelu(arcs);
}

/** The cosine of the images of two inputs after `stage` half layers (2ℓ − 1: before the ReLU of layer ℓ, 2ℓ: after it). */
export function pairCosine(network: Network, stage: number, inputs: InputPair["inputs"]): number {
  const [a, b] = inputs.map((input) => passThrough(network, stage, input).image);
  return cosineOf(a, b);
}

/** Gradient descent of both inputs on the sphere, with steps that grow and shrink. */
export function descendPair(network: Network, stage: number, start: InputPair["inputs"]): InputPair {
  let inputs = start;
  let cosine = pairCosine(network, stage, inputs);
  let length = 0.1;
  for (let step = 0; step < STEPS && !Number.isNaN(cosine); step++) {
    const gradient = gradientOf(network, stage, inputs);
    const norm = Math.hypot(...gradient.map((part) => Math.sqrt(dot(part, part))));
    if (norm === 0) break;
    let gained = 0;
    for (; length >= SHORTEST_STEP; length /= 2) {
      const moved = inputs.map((input, side) =>
        normalise(input.map((value, i) => value - (length / norm) * gradient[side][i])),
      ) as unknown as InputPair["inputs"];
      const value = pairCosine(network, stage, moved);
      if (!(value < cosine)) continue;
      [inputs, gained, cosine] = [moved, cosine - value, value];
      length *= 2;
      break;
    }
    if (gained < LEAST_GAIN) break;
  }
  return { inputs, cosine };
}

/**
 * Descent, then rounds of exact searches: the widest pair on the great circle through both inputs, and for each input
 * the best point of the great circle along its gradient. What a gradient cannot leave, a kink, such a search can.
 */
export function polishPair(network: Network, stage: number, start: InputPair["inputs"]): InputPair {
  let best = descendPair(network, stage, start);
  for (let round = 0; round < ROUNDS; round++) {
    const before = best.cosine;
    best = lower(best, inPlane(network, stage, best.inputs));
    for (const side of [0, 1] as const) best = lower(best, alongGradient(network, stage, best.inputs, side));
    best = lower(best, descendPair(network, stage, best.inputs));
    if (!(before - best.cosine > LEAST_GAIN)) break;
  }
  return best;
}

/** The widest pair of the plane that two inputs span; exact where there are two inputs only. */
function inPlane(network: Network, stage: number, [x, y]: InputPair["inputs"]): InputPair | undefined {
  const rest = tangent(y, x);
  const norm = Math.sqrt(dot(rest, rest));
  const across = norm > 1e-6 ? normalise(rest) : anyTangent(x);
  const found = widestPair(imageArcs(network, stage, x, across));
  if (found === undefined) return undefined;
  return paired(
    network,
    stage,
    found.angles.map((angle) => onCircle(x, across, angle)) as unknown as InputPair["inputs"],
  );
}

function alongGradient(
  network: Network,
  stage: number,
  inputs: InputPair["inputs"],
  side: 0 | 1,
): InputPair | undefined {
  const gradient = gradientOf(network, stage, inputs)[side];
  if (!(dot(gradient, gradient) > 0)) return undefined;
  const across = normalise(gradient);
  const other = normalise(passThrough(network, stage, inputs[1 - side]).image);
  const found = furthestFrom(other, imageArcs(network, stage, inputs[side], across));
  if (found === undefined) return undefined;
  const moved = onCircle(inputs[side], across, found.angle);
  return paired(network, stage, side === 0 ? [moved, inputs[1]] : [inputs[0], moved]);
}

function paired(network: Network, stage: number, inputs: InputPair["inputs"]): InputPair {
  return { inputs, cosine: pairCosine(network, stage, inputs) };
}

function lower(a: InputPair, b: InputPair | undefined): InputPair {
  return b !== undefined && !(b.cosine >= a.cosine || Number.isNaN(b.cosine)) ? b : a;
}

/** The gradients of the cosine with respect to both inputs, along the sphere. */
function gradientOf(network: Network, stage: number, inputs: InputPair["inputs"]): Float64Array[] {
  const passes = inputs.map((input) => passThrough(network, stage, input));
  const norms = passes.map(({ image }) => Math.sqrt(dot(image, image)));
  const cosine = cosineOf(passes[0].image, passes[1].image);
  return inputs.map((input, side) => {
    const [own, other] = [passes[side], passes[1 - side]];
    const slope = own.image.map(
      (value, i) => (other.image[i] / norms[1 - side] - (cosine * value) / norms[side]) / norms[side],
    );
    return tangent(backwards(network, stage, own.gates, slope), input);
  });
}

/** The image after `stage` half layers and the gates of the layers before. */
export function passThrough(
  network: Network,
  stage: number,
  input: Float64Array,
): { image: Float64Array; gates: Uint8Array[] } {
  const gates: Uint8Array[] = [];
  let image = input;
  for (let half = 1; half <= stage; half++) {
    if (half % 2 === 1) {
      const layer = network[(half - 1) / 2];
      const out = new Float64Array(layer.units);
      multiply(layer, image, gates.at(-1), out);
      image = out;
    } else {
      const gate = gatesOf(image);
      gates.push(gate);
      image = image.map((value, i) => (gate[i] === 1 ? value : 0));
    }
  }
  return { image, gates };
}

function backwards(
  network: Network,
  stage: number,
  gates: readonly Uint8Array[],
  slope: Float64Array,
): Float64Array {
  let current = slope;
  for (let half = stage; half >= 1; half--) {
    if (half % 2 === 0) {
      const gate = gates[half / 2 - 1];
      current = current.map((value, i) => (gate[i] === 1 ? value : 0));
    } else {
      current = transposed(network[(half - 1) / 2], current, gates[(half - 1) / 2 - 1]);
    }
  }
  return current;
}

/** Wᵀ v on the inputs whose gate is open. */
function transposed(
  { inputs, units, columns }: Layer,
  v: Float64Array,
  gates: Uint8Array | undefined,
): Float64Array {
  const out = new Float64Array(inputs);
  for (let j = 0; j < inputs; j++) {
    if (gates !== undefined && gates[j] === 0) continue;
    let sum = 0;
    for (let i = 0, at = j * units; i < units; i++, at++) sum += v[i] * columns[at];
    out[j] = sum;
  }
  return out;
}

function cosineOf(a: Float64Array, b: Float64Array): number {
  return Math.max(-1, Math.min(1, dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b))));
}

function tangent(vector: Float64Array, point: Float64Array): Float64Array {
  const along = dot(vector, point);
  return vector.map((value, i) => value - along * point[i]);
}

function anyTangent(point: Float64Array): Float64Array {
  const least = point.reduce((best, value, i) => (Math.abs(value) < Math.abs(point[best]) ? i : best), 0);
  return normalise(
    tangent(
      Float64Array.from(point, (_, i) => (i === least ? 1 : 0)),
      point,
    ),
  );
}

function onCircle(p: Float64Array, q: Float64Array, angle: number): Float64Array {
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  return normalise(p.map((value, i) => c * value + s * q[i]));
}
