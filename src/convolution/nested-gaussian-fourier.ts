/**
 * Gaussian convolution by Fourier transforms between two nested uniform grids, with relative accuracy where a weight
 * says that small values count.
 *
 * Both grids lie on a common one: samples of a coarser input stand between zeros, a coarser output takes every n-th
 * result. The images that the zeros bring in, like the aliasing of a sum, fall like exp(−2π²s/Δ²) and are below
 * rounding for the spacings that resolve the step. What the weight e^{yφ} spans is cut into tilted blocks (see
 * `tilted-blocks.ts`), each with a transform of its own length; with no weight there is one block, and the accuracy is
 * absolute, ε·max|f|.
 */
import type { KernelName } from "../kernel/kernel.js";
import { SMALLEST_SIZE } from "../kernel/kernel.js";
import { GaussianFftConvolver } from "./gaussian-fft.js";
import { commonSpacing, type NestedGrid } from "./nested-gaussian-sum.js";
import { type TiltedPair, tiltedPairs } from "./tilted-blocks.js";

/** One Gaussian step between the grids of two levels, the upper of which carries the weight. */
export interface FourierStep {
  readonly upper: NestedGrid;
  readonly lower: NestedGrid;
  readonly variance: number;
  /** Spacing of the common grid, and its points in one spacing of either. */
  readonly spacing: number;
  readonly upperStride: number;
  readonly lowerStride: number;
  /** Points on either side that a Gaussian reaches. */
  readonly taps: number;
  readonly convolver: (size: number) => GaussianFftConvolver;
}

/** A pair of blocks with its transform. Indices are those of the common grid, 0 at field 0; `first` … `last` lie on the lower level. */
export interface FourierBlock extends TiltedPair {
  readonly size: number;
  /** e^{ρ(j − centre)} for j = from … to; undefined without a tilt. */
  readonly inner?: Float64Array;
  /** e^{−ρ(m − centre) + ½ρ²v} for m = first … last. */
  readonly outer?: Float64Array;
}

/** A function on the upper grid, and the limits it has reached outside. */
export interface LimitedSamples {
  readonly values: Float64Array;
  readonly left: number;
  readonly right: number;
}

/** Vertices of the shape of a weight: enough to see every bend of e^{yφ}. */
const VERTICES = 48;

/** @param reach Gaussian tails beyond so many standard deviations are dropped */
export function fourierStep(
  upper: NestedGrid,
  lower: NestedGrid,
  variance: number,
  reach: number,
  kernel?: KernelName,
): FourierStep {
  const { spacing, first: upperStride, second: lowerStride } = commonSpacing(upper.spacing, lower.spacing);
  const convolvers = new Map<number, GaussianFftConvolver>();
  const convolver = (size: number): GaussianFftConvolver => {
    const kept = convolvers.get(size) ?? new GaussianFftConvolver({ size, spacing }, kernel);
    convolvers.set(size, kept);
    return kept;
  };
  const taps = Math.ceil((reach * Math.sqrt(variance)) / spacing);
  return { upper, lower, variance, spacing, upperStride, lowerStride, taps, convolver };
}

/** The blocks of a step for a positive weight on the upper grid, which has reached its limits at the ends. */
export function fourierBlocks(step: FourierStep, weight?: Float64Array): FourierBlock[] {
  const { upper, lower, upperStride, lowerStride, taps, spacing, variance } = step;
  const begin = Math.min(upper.first * upperStride, lower.first * lowerStride - taps);
  const end = Math.max(
    (upper.first + upper.count - 1) * upperStride,
    (lower.first + lower.count - 1) * lowerStride + taps,
  );
  const first = lower.first * lowerStride;
  const last = (lower.first + lower.count - 1) * lowerStride;
  const relative = variance / (spacing * spacing);
  const pairs =
    weight === undefined
      ? [{ from: begin, to: end, first, last, shift: 0 }]
      : tiltedPairs(shapeOf(step, weight, begin, end), { variance: relative, taps, first, last });
  return pairs.map((pair) => blockOf(pair, taps, relative));
}

function shapeOf(
  { upper, upperStride }: FourierStep,
  weight: Float64Array,
  begin: number,
  end: number,
): { positions: number[]; logarithms: number[] } {
  const positions = [begin];
  const logarithms = [Math.log(weight[0])];
  const last = upper.count - 1;
  const vertices = Math.min(VERTICES, last);
  for (let n = 0; n <= vertices; n++) {
    const j = Math.round((n * last) / vertices);
    const position = (upper.first + j) * upperStride;
    if (position <= positions[positions.length - 1]) continue;
    positions.push(position);
    logarithms.push(Math.log(weight[j]));
  }
  if (end > positions[positions.length - 1]) {
    positions.push(end);
    logarithms.push(logarithms[logarithms.length - 1]);
  }
  return { positions, logarithms };
}

function blockOf(pair: TiltedPair, taps: number, relative: number): FourierBlock {
  const { from, to, first, last, shift } = pair;
  const furthest = Math.max(to - (first - shift), last - shift - from, to - from, last - first);
  const size = Math.max(SMALLEST_SIZE, 2 ** Math.ceil(Math.log2(furthest + taps + 1)));
  if (shift === 0) return { ...pair, size };
  const rate = shift / relative;
  const centre = 0.5 * (from + to);
  return {
    ...pair,
    size,
    inner: exponentials(rate * (from - centre), rate, to - from + 1),
    outer: exponentials(rate * (0.5 * shift + centre - first), -rate, last - first + 1),
  };
}

/** Products of a ratio between exact exponentials: sixteen of them lose a digit in the sixteenth place. */
const PRODUCTS = 16;

/** e^{start + rate·j}, j = 0 … count − 1. */
function exponentials(start: number, rate: number, count: number): Float64Array {
  const values = new Float64Array(count);
  const ratio = Math.exp(rate);
  for (let j = 0; j < count; j++) {
    values[j] = j % PRODUCTS === 0 ? Math.exp(start + rate * j) : values[j - 1] * ratio;
  }
  return values;
}
