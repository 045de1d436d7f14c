/** Evaluating a network in double precision. */
import { rowOf } from "../src/matrix/dense-matrix.js";
import { curveSlope, curveValue } from "./curve.js";
import type { Activation, NetworkLayer, NetworkModel } from "./model.js";

/** The activation at one point, by walking the pieces from the anchor. */
export function activate({ breakpoints, slopes, anchor, curve }: Activation, point: number): number {
  if (curve !== undefined) return curveValue(curve, point);
  let [at, value] = anchor;
  let piece = pieceOf(breakpoints, at);
  const last = pieceOf(breakpoints, point);
  while (piece < last) {
    value += slopes[piece] * (breakpoints[piece] - at);
    at = breakpoints[piece];
    piece++;
  }
  while (piece > last) {
    value += slopes[piece] * (breakpoints[piece - 1] - at);
    at = breakpoints[piece - 1];
    piece--;
  }
  // A flat piece must stay flat where the distance overflows.
  return slopes[piece] === 0 ? value : value + slopes[piece] * (point - at);
}

/** The index of the slope at a point; a breakpoint belongs to the piece on its right. */
export function pieceOf(breakpoints: readonly number[], point: number): number {
  let piece = 0;
  while (piece < breakpoints.length && point >= breakpoints[piece]) piece++;
  return piece;
}

/** The slope at one point; at a breakpoint that of the piece on its right. */
export function slopeAt({ breakpoints, slopes, curve }: Activation, point: number): number {
  return curve === undefined ? slopes[pieceOf(breakpoints, point)] : curveSlope(curve, point);
}

/** W x + b of one layer. @param input one entry per column */
export function preActivation({ weights, bias }: NetworkLayer, input: ArrayLike<number>): Float64Array {
  const output = new Float64Array(weights.rows);
  for (let i = 0; i < weights.rows; i++) {
    const row = rowOf(weights, i);
    let sum = 0;
    for (let j = 0; j < row.length; j++) sum += row[j] * input[j];
    output[i] = sum + (bias?.[i] ?? 0);
  }
  return output;
}

/** The output of one layer. */
export function applyLayer(layer: NetworkLayer, input: ArrayLike<number>): Float64Array {
  return preActivation(layer, input).map((value) => activate(layer.activation, value));
}

/** The output of the network; every sum in double precision, in the order of the columns. */
export function evaluate(model: NetworkModel, input: ArrayLike<number>): Float64Array {
  let values: Float64Array = Float64Array.from(input);
  for (const layer of model.layers) values = applyLayer(layer, values);
  return values;
}
