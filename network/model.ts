/** Networks as plain data: what every part of this folder works on and every reader of weights returns. */
import type { DenseMatrix } from "../src/matrix/dense-matrix.js";

/** The number format of the stored weights. Every value of the smaller formats is a double exactly. */
export type WeightType = "float64" | "float32" | "float16" | "bfloat16";

/**
 * A continuous piecewise-linear scalar function applied to each unit: slope `slopes[i]` between breakpoints i − 1 and
 * i (one more slope than breakpoints, breakpoints ascending), through (`anchor[0]`, `anchor[1]`). ReLU has breakpoints [0], slopes [0, 1],
 * anchor [0, 0]; leaky ReLU slopes [s, 1]; a clip to [a, b] breakpoints [a, b], slopes [0, 1, 0]; the identity no
 * breakpoint and slope 1.
 */
export interface Activation {
  readonly name: string;
  readonly breakpoints: readonly number[];
  readonly slopes: readonly number[];
  readonly anchor: readonly [number, number];
}

/** y = activation(W x + b), W with one row a neuron. */
export interface NetworkLayer {
  readonly weights: DenseMatrix;
  /** One entry per row; null where the layer has no bias. */
  readonly bias: Float64Array | null;
  readonly activation: Activation;
}

/** Layers in the order of evaluation; the outputs of one are the inputs of the next. */
export interface NetworkModel {
  readonly layers: readonly NetworkLayer[];
  readonly weightType: WeightType;
  /** Whether weights were computed from the file's in doubles: normalisations folded, scales and denominators applied. */
  readonly folded?: boolean;
  /** Where the layers were taken out of a larger network: the number of the first of them there; 1 by default. */
  readonly firstLayer?: number;
  /** What the reader did and assumed: orientation, folding of normalisations, unrolled convolutions. */
  readonly notes: readonly string[];
}

export const RELU: Activation = { name: "relu", breakpoints: [0], slopes: [0, 1], anchor: [0, 0] };
export const IDENTITY: Activation = { name: "identity", breakpoints: [], slopes: [1], anchor: [0, 0] };

/** max(x, slope·x) for 0 < slope < 1; any finite slope is allowed. */
export function leakyRelu(slope: number): Activation {
  return { name: `leaky-relu(${slope})`, breakpoints: [0], slopes: [slope, 1], anchor: [0, 0] };
}

/** min(max(x, low), high), low < high. */
export function clip(low: number, high: number): Activation {
  return { name: `clip(${low}, ${high})`, breakpoints: [low, high], slopes: [0, 1, 0], anchor: [low, low] };
}
