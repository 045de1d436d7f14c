/** Means of independent samples with their standard errors. */
import { type Quantity, quantity } from "../result.js";
import { wilsonInterval } from "./proportion.js";

/**
 * The mean of a sample with its standard error; the error is infinite for a single value.
 * @param unit what all values are multiples of, 0 for a continuous law. Where all agree, no spread was seen: the error
 * is that of a next value one unit away, with the probability that the Wilson interval of one standard deviation allows.
 */
export function sampleMean(
  values: readonly number[],
  unit = 0,
): { readonly mean: Quantity; readonly standardDeviation: number } {
  const count = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  if (count < 2) return { mean: quantity(mean, Number.POSITIVE_INFINITY), standardDeviation: Number.NaN };
  const agree = values.every((value) => value === values[0]);
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (count - 1);
  const error = agree ? unit * wilsonInterval(0, count, 1)[1] : Math.sqrt(variance / count);
  return {
    mean: quantity(agree ? values[0] : mean, error),
    standardDeviation: agree ? 0 : Math.sqrt(variance),
  };
}
