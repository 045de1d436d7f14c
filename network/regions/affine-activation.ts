/** An activation as a list of affine functions, the form in which cells of an input space pass through it. */
import { activate, pieceOf } from "../forward.js";
import { type Activation, requirePiecewiseLinear } from "../model.js";

/** φ(z) = `slopes[i]` z + `intercepts[i]` between breakpoints i − 1 and i. */
export interface AffineActivation {
  readonly breakpoints: readonly number[];
  readonly slopes: readonly number[];
  readonly intercepts: readonly number[];
}

/** The affine functions of an activation; intercepts to rounding. */
export function affineActivation(activation: Activation): AffineActivation {
  requirePiecewiseLinear(activation);
  const { breakpoints, slopes, anchor } = activation;
  const home = pieceOf(breakpoints, anchor[0]);
  const intercepts = slopes.map((slope, i) => {
    if (i === home) return anchor[1] - slope * anchor[0];
    const end = i < home ? breakpoints[i] : breakpoints[i - 1];
    return activate(activation, end) - slope * end;
  });
  return { breakpoints, slopes, intercepts };
}

/** |W| summed along each row, and |b|: what bounds the rounding of one pre-activation. */
export interface RowScales {
  readonly weights: Float64Array;
  readonly biases: Float64Array;
}

/** Largest rounding error of W h + b relative to Σ|W||h| + |b| that the subdivisions take for noise. */
const NOISE = 16 * Number.EPSILON;

/** The rounding error to expect in row i of W h + b when no |h_j| exceeds `largest`. */
export function rowNoise({ weights, biases }: RowScales, row: number, largest: number): number {
  return NOISE * (weights[row] * largest + biases[row]);
}
