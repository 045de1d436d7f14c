/** The steps between two nested grids by transforms of tilted blocks: downwards, with their derivative, and upwards. */
import type { SumTriple } from "../kernel/sum-kernel.js";
import type { FourierBlock, FourierStep, LimitedSamples } from "./nested-gaussian-fourier.js";

/** Samples on the common grid, the first of them at index `begin`. */
interface CommonSamples {
  readonly samples: Float64Array;
  readonly begin: number;
}

/** N ⋆ f on the lower grid, for f on the upper one. */
export function descendByFourier(
  step: FourierStep,
  blocks: readonly FourierBlock[],
  f: LimitedSamples,
  out: Float64Array,
): void {
  out.fill(0);
  const samples = onCommonGrid(step, blocks, f);
  for (const block of blocks) {
    const values = tilted(samples, block, 0);
    step.convolver(block.size).convolve(values, step.variance, values);
    addResults(step, block, values, out);
  }
}

/** N ⋆ f, N ⋆ g and ∂(N ⋆ f)/∂v on the lower grid, v the variance of the step. */
export function descendWithDerivativeByFourier(
  step: FourierStep,
  blocks: readonly FourierBlock[],
  f: LimitedSamples,
  g: LimitedSamples,
  out: SumTriple,
): void {
  for (const result of [out.f, out.g, out.varianceDerivative]) result.fill(0);
  const ofF = onCommonGrid(step, blocks, f);
  const ofG = onCommonGrid(step, blocks, g);
  for (const block of blocks) {
    const convolver = step.convolver(block.size);
    const scaled = tilted(ofF, block, 0);
    const other = tilted(ofG, block, 1);
    const value = scratch(2, block.size);
    convolver.convolvePair(scaled, other, step.variance, value, other);
    addResults(step, block, value, out.f);
    addResults(step, block, other, out.g);
    convolver.convolveVarianceDerivative(scaled, step.variance, other);
    if (block.shift !== 0) addTilt(step, block, scaled, value, other);
    addResults(step, block, other, out.varianceDerivative);
  }
}

/**
 * ½∂²_h of e^{−ρm}G(m − ρv) is e^{−ρm}(½G″ − ρG′ + ½ρ²G): the two terms of the tilt are added to ½G″. The slope, for
 * which these transforms have no multiplier, follows from the first moment, Σ K(m−j)(m−j)F_j = −vG′.
 */
function addTilt(
  { convolver, variance, spacing }: FourierStep,
  { from, to, first, shift, size }: FourierBlock,
  scaled: Float64Array,
  value: Float64Array,
  derivative: Float64Array,
): void {
  const middle = 0.5 * (to - from);
  for (let j = 0; j <= to - from; j++) scaled[j] *= j - middle;
  convolver(size).convolve(scaled, variance, scaled);
  const rate = shift / variance;
  const constant = 0.5 * (shift / variance) * rate * spacing * spacing;
  // Results before the block stand at the end of the period.
  const behind = size + Math.min(0, first - shift - from);
  for (let n = 0; n < size; n++) {
    const place = (n < behind ? n : n - size) - middle;
    derivative[n] +=
      constant * value[n] + (rate * (place * value[n] - scaled[n])) / (variance / spacing ** 2);
  }
}

/** N ⋆ g on the upper grid, for g on the lower one, zero outside. */
export function ascendByFourier(
  step: FourierStep,
  blocks: readonly FourierBlock[],
  g: Float64Array,
  out: Float64Array,
): void {
  const { lower, lowerStride, upper, upperStride } = step;
  out.fill(0);
  for (const { from, to, shift, first, last, size, inner, outer } of blocks) {
    const values = scratch(0, size).fill(0);
    const [a, b] = indices(lower.first, lower.count, lowerStride, first, last);
    for (let i = a; i <= b; i++) {
      const m = (lower.first + i) * lowerStride;
      const place = m - shift - from;
      values[place < 0 ? place + size : place] =
        lowerStride * (outer === undefined ? g[i] : g[i] * outer[m - first]);
    }
    step.convolver(size).convolve(values, step.variance, values);
    const [c, d] = indices(upper.first, upper.count, upperStride, from, to);
    for (let i = c; i <= d; i++) {
      const j = (upper.first + i) * upperStride - from;
      out[i] += inner === undefined ? values[j] : values[j] * inner[j];
    }
  }
}

/** Samples on the common grid from the first block to the last, zeros between those of a coarser grid. */
function onCommonGrid(
  { upper, upperStride }: FourierStep,
  blocks: readonly FourierBlock[],
  { values, left, right }: LimitedSamples,
): CommonSamples {
  const begin = Math.min(...blocks.map(({ from }) => from));
  const end = Math.max(...blocks.map(({ to }) => to));
  const samples = new Float64Array(end - begin + 1);
  const start = Math.ceil(begin / upperStride);
  const [first, last] = [upper.first - start, upper.first + upper.count - start];
  const count = Math.floor(end / upperStride) - start + 1;
  let at = start * upperStride - begin;
  for (let i = 0; i < count; i++, at += upperStride) {
    samples[at] = upperStride * (i < first ? left : i < last ? values[i - first] : right);
  }
  return { samples, begin };
}

/** The samples of a block, tilted, at the head of one period of its transform. */
function tilted(
  { samples, begin }: CommonSamples,
  { from, to, size, inner }: FourierBlock,
  slot: number,
): Float64Array {
  const values = scratch(slot, size);
  const count = to - from + 1;
  const offset = from - begin;
  if (inner === undefined) for (let j = 0; j < count; j++) values[j] = samples[offset + j];
  else for (let j = 0; j < count; j++) values[j] = samples[offset + j] * inner[j];
  return values.fill(0, count);
}

const scratches: Map<number, Float64Array>[] = [new Map(), new Map(), new Map()];

/** Memory for one period, to be used up before the slot is asked for again; a new array a block would be mostly garbage. */
function scratch(slot: number, size: number): Float64Array {
  const kept = scratches[slot].get(size) ?? new Float64Array(size);
  scratches[slot].set(size, kept);
  return kept;
}

function addResults(
  { lower, lowerStride }: FourierStep,
  { from, shift, first, last, size, outer }: FourierBlock,
  result: Float64Array,
  out: Float64Array,
): void {
  const [a, b] = indices(lower.first, lower.count, lowerStride, first, last);
  for (let i = a; i <= b; i++) {
    const m = (lower.first + i) * lowerStride;
    const place = m - shift - from;
    const value = result[place < 0 ? place + size : place];
    out[i] += outer === undefined ? value : value * outer[m - first];
  }
}

/** The samples of a grid that lie between two points of the common one, as first and last index. */
function indices(
  first: number,
  count: number,
  stride: number,
  from: number,
  to: number,
): readonly [number, number] {
  return [
    Math.max(0, Math.ceil(from / stride) - first),
    Math.min(count - 1, Math.floor(to / stride) - first),
  ];
}
