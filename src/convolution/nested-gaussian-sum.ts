/**
 * Gaussian convolution by positive real-space sums between two nested uniform grids.
 *
 * The trapezoidal rule of an analytic, Gaussian-windowed integrand converges exponentially in the spacing
 * (aliasing error exp(−2π²s/Δ²)), and a sum of positive terms keeps the *relative* accuracy of every value,
 * however small. A DFT convolution has only absolute accuracy ε·max|f|; the price here is O(N·taps).
 */

import { nestedSums } from "../kernel/nested-sums.js";
import type { SumGeometry, SumTriple } from "../kernel/sum-kernel.js";

/**
 * A uniform grid h = (first + j)·spacing, j = 0 … count − 1. The spacings of two grids that are joined must have
 * a ratio of small integers (here: spacings 2^p or 3·2^p), so that all grids meet at h = 0 and the kernel between
 * them is a few short tables.
 */
export interface NestedGrid {
  readonly spacing: number;
  readonly first: number;
  readonly count: number;
}

/** Precomputed weights of N(0, variance) from the samples on `input` to the points of `output`. */
export interface NestedGaussianSum {
  readonly input: NestedGrid;
  readonly output: NestedGrid;
  readonly variance: number;
  /** Taps on either side of the base point. */
  readonly taps: number;
  /** Samples to be added on either side of the input before the sum. */
  readonly padding: readonly [number, number];
  /** output spacing / input spacing = stride / phases in lowest terms. */
  readonly stride: number;
  readonly phases: number;
  /** `phases` rows of weights Δ·N(jΔ − offset; s), j = −taps … taps, padded with zeros to a multiple of four. */
  readonly row: number;
  readonly weights: Float64Array;
  /** The derivative of `weights` in the variance. */
  readonly varianceWeights: Float64Array;
}

/** Largest denominator of a ratio of spacings: narrow levels beside wide ones need large ones. */
const MOST_PHASES = 16384;

/** Builds the weight tables; tails beyond `reach` standard deviations are dropped. */
export function nestedGaussianSum(
  input: NestedGrid,
  output: NestedGrid,
  variance: number,
  reach: number,
): NestedGaussianSum {
  const { spacing } = input;
  const { phases, stride, taps, row } = sumShape(input, output, variance, reach);
  const weights = new Float64Array(phases * row);
  const varianceWeights = new Float64Array(phases * row);
  const norm = spacing / Math.sqrt(2 * Math.PI * variance);
  const curvature = (spacing * spacing) / variance;
  const half = halfGaussian(taps, norm, curvature);
  for (let phase = 0; phase < phases; phase++) {
    fillGaussian(weights, phase * row, phase / phases, half, curvature);
    for (let j = -taps; j <= taps; j++) {
      const x = (j - phase / phases) * spacing;
      const at = phase * row + j + taps;
      varianceWeights[at] = (0.5 * weights[at] * ((x * x) / variance - 1)) / variance;
    }
  }
  const lowest = Math.floor((output.first * stride) / phases) - taps;
  const highest = Math.floor(((output.first + output.count - 1) * stride) / phases) - taps + row - 1;
  const padding: [number, number] = [
    Math.max(0, input.first - lowest),
    Math.max(0, highest - (input.first + input.count - 1)),
  ];
  return { input, output, variance, taps, row, padding, stride, phases, weights, varianceWeights };
}

/** The phases, strides and lengths of the weight tables. */
export function sumShape(
  input: NestedGrid,
  output: NestedGrid,
  variance: number,
  reach: number,
): { readonly phases: number; readonly stride: number; readonly taps: number; readonly row: number } {
  const { first: phases, second: stride } = commonSpacing(input.spacing, output.spacing);
  const taps = Math.ceil((reach * Math.sqrt(variance)) / input.spacing) + (phases > 1 ? 1 : 0);
  return { phases, stride, taps, row: 4 * Math.ceil((2 * taps + 1) / 4) };
}

/** norm·exp(−½ c j²), j = 0 … taps. */
function halfGaussian(taps: number, norm: number, curvature: number): Float64Array {
  const values = new Float64Array(taps + 1);
  for (let j = 0; j <= taps; j++) values[j] = norm * Math.exp(-0.5 * curvature * j * j);
  return values;
}

/**
 * norm·exp(−½ c (j − offset)²), j = −taps … taps, as exp(−½ c j²)·e^{c·offset·j}·exp(−½ c·offset²): one shared
 * exponential an index for all phases, and powers whose rounding grows only linearly in j.
 */
function fillGaussian(
  weights: Float64Array,
  start: number,
  offset: number,
  half: Float64Array,
  curvature: number,
): void {
  const taps = half.length - 1;
  for (const direction of [1, -1]) {
    const tilt = Math.exp(direction * curvature * offset);
    let power = Math.exp(-0.5 * curvature * offset * offset);
    for (let j = 0; j <= taps; j++) {
      weights[start + taps + direction * j] = half[j] * power;
      power *= tilt;
    }
  }
}

/**
 * The widest spacing of which both are multiples, and how many of it make each.
 * @throws RangeError for spacings that are not in a ratio of small integers
 */
export function commonSpacing(
  first: number,
  second: number,
): { readonly spacing: number; readonly first: number; readonly second: number } {
  const ratio = second / first;
  for (let parts = 1; parts <= MOST_PHASES; parts++) {
    const others = Math.round(ratio * parts);
    if (Math.abs(ratio * parts - others) < 1e-9 && others > 0) {
      return { spacing: first / parts, first: parts, second: others };
    }
  }
  throw new RangeError(`grid spacings in the ratio ${ratio}: expected a ratio of small integers`);
}

/** Copies samples into a buffer extended on both sides by the limits the function has reached there. */
export function padded(
  plan: NestedGaussianSum,
  values: Float64Array,
  left: number,
  right: number,
): Float64Array {
  const [before, after] = plan.padding;
  const buffer = new Float64Array(before + values.length + after);
  buffer.fill(left, 0, before);
  buffer.set(values, before);
  buffer.fill(right, before + values.length);
  return buffer;
}

/** out[a] = Σ_j weights_j · samples: the convolution of one padded function. */
export function convolveNested(plan: NestedGaussianSum, samples: Float64Array, out: Float64Array): void {
  nestedSums().one(geometryOf(plan), plan.weights, samples, out);
}

/**
 * One pass over the taps for what a recursion step needs of two padded functions f and g: N ⋆ f, N ⋆ g, and the
 * derivative of N ⋆ f in the variance.
 */
export function convolveNestedWithDerivative(
  plan: NestedGaussianSum,
  f: Float64Array,
  g: Float64Array,
  out: SumTriple,
): void {
  nestedSums().three(geometryOf(plan), plan.weights, plan.varianceWeights, f, g, out);
}

function geometryOf({ input, output, taps, row, padding, stride, phases }: NestedGaussianSum): SumGeometry {
  const shift = padding[0] - input.first - taps;
  return { count: output.count, first: output.first, stride, phases, row, shift };
}
