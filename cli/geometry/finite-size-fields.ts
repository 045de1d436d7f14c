/** What the reports of `finite-size` share: fields, the theoretical limit, arithmetic of quantities. */
import type { ExperimentSize, Proportion } from "../../finite-size/index.js";
import { solveFullRsb } from "../../rsb/index.js";
import { type Quantity, quantity } from "../../src/result.js";
import { formatNumber } from "../output/format-quantity.js";
import type { Progress } from "../output/progress.js";

/** Samples are worth no more digits than this of the limit. */
const LIMIT_TOLERANCE = 1e-5;

/** The size of the point. */
export function sizeFields({ rows, columns, samples, seed }: ExperimentSize) {
  return { rows, columns, ratio: rows / columns, samples, seed };
}

/** A proportion as fields of a result. */
export function proportionFields(name: string, { estimate, interval95, successes }: Proportion) {
  return { [name]: estimate, interval95, successes };
}

/** e(α) of full RSB; 0 up to α = 2, where random rows almost surely leave no more (Cover). */
export function limitOf(ratio: number): Quantity {
  if (ratio <= 2) return quantity(0, 0);
  return solveFullRsb({ kind: "energy", alpha: ratio }, { tolerance: LIMIT_TOLERANCE }).value;
}

/** Shows how many samples are done. */
export function onSample(
  { samples, rows, columns }: ExperimentSize,
  progress: Progress,
): (done: number) => void {
  return (done) =>
    progress.update({
      what: `${rows} x ${columns}: ${done} of ${samples} samples`,
      done,
      total: samples,
      unit: "samples",
    });
}

/** 1 − a. */
export function complement({ value, error, status }: Quantity): Quantity {
  return { value: 1 - value, error, status };
}

/** a times an exact factor. */
export function scaled({ value, error, status }: Quantity, factor: number): Quantity {
  return { value: value * factor, error: error * factor, status };
}

/** a − b, their errors added. */
export function difference(a: Quantity, b: Quantity): Quantity {
  return quantity(a.value - b.value, a.error + b.error, b.status);
}

/** The 95 % interval, of the proportion or of its complement. */
export function intervalText({ interval95: [low, high] }: Proportion, failure = false): string {
  const ends = failure ? [1 - high, 1 - low] : [low, high];
  return ends.map((end) => formatNumber(end, 4)).join(" … ");
}
