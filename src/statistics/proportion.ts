/** Proportions estimated from independent samples. */
import { type Quantity, quantity } from "../result.js";

/** Φ⁻¹(0.975): the half-width of a two-sided 95 % interval in standard deviations. */
export const DEVIATES_95 = 1.959963984540054;

export interface Proportion {
  /** successes / samples; its error is the farther end of the Wilson interval of one standard deviation. */
  readonly estimate: Quantity;
  /** Wilson 95 % confidence interval. */
  readonly interval95: readonly [number, number];
  readonly successes: number;
  readonly samples: number;
}

/** The proportion with its Wilson score intervals (Wilson 1927), which are right at 0 and at 1 too. */
export function proportion(successes: number, samples: number): Proportion {
  const value = successes / samples;
  const [low, high] = wilsonInterval(successes, samples, 1);
  return {
    estimate: quantity(value, Math.max(high - value, value - low)),
    interval95: wilsonInterval(successes, samples, DEVIATES_95),
    successes,
    samples,
  };
}

/** All p with |successes − samples p| ≤ deviates · √(samples p (1 − p)). */
export function wilsonInterval(
  successes: number,
  samples: number,
  deviates: number,
): readonly [number, number] {
  const square = deviates * deviates;
  const centre = successes + square / 2;
  const half = deviates * Math.sqrt((successes * (samples - successes)) / samples + square / 4);
  // The ends are 0 and 1 exactly where all samples agree.
  return [
    successes === 0 ? 0 : (centre - half) / (samples + square),
    successes === samples ? 1 : (centre + half) / (samples + square),
  ];
}
