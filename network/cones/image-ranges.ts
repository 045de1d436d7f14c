/** Which regions might share an output: by ranges of their outputs, rounded outwards, so that no pair is lost. */
import type { ActivationRegion } from "./activation-regions.js";
import { approximated, SMALLEST_PRODUCT } from "./cone.js";

/** For each region the ranges of its outputs over their sum, region by region; all of the line where there is no sum. */
export interface ImageRanges {
  readonly outputs: number;
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/** Relative rounding of a sum of products of approximate entries, as in `productSign`, and of one quotient. */
const ROUNDING = 2e-14;

/**
 * Outputs are compared up to a positive factor: over their sum where none is ever negative (with biases t is one of
 * them), else over t where it is positive on all of the region.
 */
export function imageRanges(
  regions: readonly ActivationRegion[],
  { nonNegative, biased }: { readonly nonNegative: boolean; readonly biased: boolean },
): ImageRanges {
  const outputs = regions[0]?.map.length ?? 0;
  const low = new Float64Array(regions.length * outputs).fill(Number.NEGATIVE_INFINITY);
  const high = new Float64Array(regions.length * outputs).fill(Number.POSITIVE_INFINITY);
  const values = new Float64Array(outputs);
  const errors = new Float64Array(outputs);
  regions.forEach(({ cone, map }, region) => {
    const bounded = biased && cone.rays.every(({ entries }) => entries[entries.length - 1] > 0n);
    if (!nonNegative && !bounded) return;
    const at = region * outputs;
    low.fill(Number.POSITIVE_INFINITY, at, at + outputs);
    high.fill(Number.NEGATIVE_INFINITY, at, at + outputs);
    // One factor for the whole map.
    const { approximate } = approximated(map.flat());
    const zero = map.map((row) => row.every((entry) => entry === 0n));
    for (const ray of cone.rays) {
      const width = ray.approximate.length;
      let [sum, sumError] = [0, 0];
      for (let k = 0; k < outputs; k++) {
        let [value, size] = [0, 0];
        for (let j = 0; j < width; j++) {
          const product = approximate[k * width + j] * ray.approximate[j];
          value += product;
          size += Math.abs(product);
        }
        values[k] = value;
        errors[k] = zero[k] ? 0 : ROUNDING * size + SMALLEST_PRODUCT;
        if (nonNegative || k === outputs - 1) {
          sum += value;
          sumError += errors[k] + ROUNDING * Math.abs(value);
        }
      }
      const [least, most] = [sum - sumError, sum + sumError];
      for (let k = 0; k < outputs; k++) {
        const [from, to] = [values[k] - errors[k], values[k] + errors[k]];
        const ends =
          least > 0
            ? [from / (from >= 0 ? most : least), to / (to >= 0 ? least : most)]
            : [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
        low[at + k] = Math.min(low[at + k], ends[0] - ROUNDING * Math.abs(ends[0]));
        high[at + k] = Math.max(high[at + k], ends[1] + ROUNDING * Math.abs(ends[1]));
      }
    }
  });
  return { outputs, low, high };
}

/**
 * Calls `visit` for every pair i < j whose ranges meet in all outputs: a sweep along the output that separates best,
 * then the others.
 * @param visit ends the sweep where it returns true
 */
export function visitCandidates(
  { outputs, low, high }: ImageRanges,
  visit: (i: number, j: number) => boolean,
): void {
  const count = outputs === 0 ? 0 : low.length / outputs;
  let best = { meetings: Number.POSITIVE_INFINITY, output: 0 };
  for (let output = 0; output < outputs; output++) {
    const starts = Float64Array.from({ length: count }, (_, i) => low[i * outputs + output]).sort();
    const ends = Float64Array.from({ length: count }, (_, i) => high[i * outputs + output]).sort();
    let [meetings, begun] = [0, 0];
    for (let i = 0; i < count; i++) {
      while (begun < count && starts[begun] <= ends[i]) begun++;
      meetings += begun - i - 1;
    }
    if (meetings < best.meetings) best = { meetings, output };
  }
  const order = Array.from({ length: count }, (_, i) => i).sort(
    (a, b) => low[a * outputs + best.output] - low[b * outputs + best.output] || a - b,
  );
  for (let first = 0; first < count; first++) {
    const i = order[first];
    const end = high[i * outputs + best.output];
    for (let second = first + 1; second < count; second++) {
      const j = order[second];
      if (low[j * outputs + best.output] > end) break;
      let meet = true;
      for (let k = 0; k < outputs && meet; k++)
        meet = low[i * outputs + k] <= high[j * outputs + k] && low[j * outputs + k] <= high[i * outputs + k];
      if (meet && visit(Math.min(i, j), Math.max(i, j))) return;
    }
  }
}
