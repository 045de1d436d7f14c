/** Networks as plain data: what every part of this folder works on and every reader of weights returns. */

import { requireNumbers } from "../src/arguments.js";
import type { DenseMatrix } from "../src/matrix/dense-matrix.js";
import { InputError, shown } from "../src/result.js";
import { type Curve, curveValue } from "./curve.js";

/** The number format of the stored weights. Every value of the smaller formats is a double exactly. */
export const WEIGHT_TYPES = ["float64", "float32", "float16", "bfloat16"] as const;
export type WeightType = (typeof WEIGHT_TYPES)[number];

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
  /** Set for a function that is not piecewise linear, which then has no breakpoints and no slopes. */
  readonly curve?: Curve;
}

/** y = activation(W x + b), W with one row per neuron. */
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
/** ReLU after every matrix, no biases. */
export function reluNetwork(matrices: readonly DenseMatrix[]): NetworkModel {
  const layers = matrices.map((weights) => ({ weights, bias: null, activation: RELU }));
  return { layers, weightType: "float64", notes: [] };
}

export const IDENTITY: Activation = { name: "identity", breakpoints: [], slopes: [1], anchor: [0, 0] };

/**
 * x for x ≥ 0 and slope·x for x < 0: max(x, slope·x) for 0 < slope < 1.
 * @param slope any finite number
 * @returns the activation
 * @throws InputError for a slope that is not finite
 * @example
 * import { leakyRelu } from "relu-injectivity/network";
 * leakyRelu(0.1).slopes; // [0.1,1]
 */
export function leakyRelu(slope: number): Activation {
  if (!Number.isFinite(slope)) throw new InputError(`the slope is ${shown(slope)}: expected a finite number`);
  return { name: `leaky-relu(${slope})`, breakpoints: [0], slopes: [slope, 1], anchor: [0, 0] };
}

/**
 * min(max(x, low), high), as ReLU6 and hard tanh are.
 * @param low where it begins to rise
 * @param high where it ends, > low
 * @returns the activation
 * @throws InputError unless low < high are finite numbers
 * @example
 * import { clip } from "relu-injectivity/network";
 * clip(0, 6).breakpoints; // [0,6]
 */
export function clip(low: number, high: number): Activation {
  if (!(Number.isFinite(low) && Number.isFinite(high) && low < high))
    throw new InputError(
      `a clip from ${shown(low)} to ${shown(high)}: expected finite numbers, the first smaller`,
    );
  return { name: `clip(${low}, ${high})`, breakpoints: [low, high], slopes: [0, 1, 0], anchor: [low, low] };
}

/** @throws InputError for a curve, where only piecewise-linear functions have an answer */
export function requirePiecewiseLinear({ name, curve }: Activation): void {
  if (curve === undefined) return;
  throw new InputError(
    `activation ${name}: expected a piecewise-linear one here (network check, network invert and network eval take curves)`,
  );
}

/** A function that is not piecewise linear, as an activation. @param name as the command line and files write it */
export function curved(curve: Curve, name: string = curve.kind): Activation {
  return { name, breakpoints: [], slopes: [], anchor: [0, curveValue(curve, 0)], curve };
}

/**
 * Any continuous piecewise-linear function.
 * @param breakpoints ascending
 * @param slopes one more than breakpoints, from left to right
 * @param anchor a point of the graph, (0, 0) by default
 * @returns the activation
 * @throws InputError unless these are finite numbers that fit together
 * @example
 * import { piecewiseLinear } from "relu-injectivity/network";
 * piecewiseLinear([0], [-1, 1]).name; // "pl:0:-1,1"
 */
export function piecewiseLinear(
  breakpoints: readonly number[],
  slopes: readonly number[],
  anchor: readonly [number, number] = [0, 0],
): Activation {
  requireNumbers(breakpoints, "the breakpoints");
  requireNumbers(slopes, "the slopes");
  requireNumbers(anchor, "the anchor", 2);
  const ascending = breakpoints.every((entry, k) => k === 0 || breakpoints[k - 1] < entry);
  if (!ascending) {
    throw new InputError(
      `a piecewise-linear function with breakpoints ${shown(breakpoints.join(","))}: expected finite ascending numbers`,
    );
  }
  if (slopes.length !== breakpoints.length + 1) {
    throw new InputError(
      `a piecewise-linear function with ${slopes.length} slopes: expected ${breakpoints.length + 1}, one more than breakpoints`,
    );
  }
  const point = anchor[0] === 0 && anchor[1] === 0 ? "" : `:${anchor.join(",")}`;
  return { name: `pl:${breakpoints.join(",")}:${slopes.join(",")}${point}`, breakpoints, slopes, anchor };
}
