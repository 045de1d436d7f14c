/**
 * One step of the published fixed-point iteration: the saddle-point equations of the overlaps and of χ at
 * frozen breaking points, solved for the entropic side with the energetic side held (Maillard 2022; the slides'
 * "algorithmic solution to F-RSB equations at T = 0").
 *
 * With ĝ_i = α ∫P_i m_i² from the current point, the equations
 *
 *     ĝ_i = q_0/λ_0² + Σ_{j≤i} (q_j − q_{j−1})/(λ_{j−1} λ_j),   λ_{i−1} − λ_i = y_i (q_i − q_{i−1}),   λ_k = χ
 *
 * give λ_0 = √(q_0/ĝ_0), 1/λ_i = 1/λ_{i−1} + y_i (ĝ_i − ĝ_{i−1}), the increments q_i − q_{i−1} downwards from
 * q_k = 1, and χ = λ_k. Because m_i is a martingale under P_i, ĝ_i never decreases and the new overlaps are
 * ordered whatever the old ones were; only q_0, what is left of 1, needs a guard.
 */
import type { FrozenSweep } from "./frozen-functional.js";
import type { StepSequence } from "./sinc-recursion.js";

/** The image of a point under the map, in the scale of the point: Σ s_i is preserved and χ moves. */
export interface FixedPointImage {
  /** q_0, then q_i − q_{i−1} (i = 1 … k), before damping. They sum to 1. */
  readonly increments: Float64Array;
  readonly chi: number;
  /** Largest undamped change of an overlap, and |Δχ|/χ if that is larger. */
  readonly residual: number;
}

/** The undamped image of the point `steps`, whose sweep is given, at α. */
export function fixedPointImage(steps: StepSequence, sweep: FrozenSweep, alpha: number): FixedPointImage {
  const { variances: s, breakingPoints: y } = steps;
  const k = y.length;
  const total = s.reduce((sum, variance) => sum + variance, 0);
  const chi = 0.5 / total;
  // In physical units λ is `unit` times the scaled one, ĝ its inverse: 2χ = unit.
  const unit = 1 / total;
  const increments = new Float64Array(k + 1);
  let inverse = Math.sqrt((alpha * sweep.squaredForces[0]) / s[0]);
  let broken = 0;
  for (let i = 1; i <= k; i++) {
    const rise = Math.max(0, alpha * (sweep.squaredForces[i] - sweep.squaredForces[i - 1]));
    const next = inverse + y[i - 1] * rise;
    // (λ_{i−1} − λ_i)/y_i without the cancellation.
    increments[i] = (unit * rise) / (inverse * next);
    inverse = next;
    broken += increments[i];
  }
  increments[0] = 1 - broken;
  const newChi = unit / inverse;
  let residual = Math.abs(newChi / chi - 1);
  let shift = 0;
  for (let i = k; i >= 1; i--) {
    // The change of q_{i−1} = 1 − Σ_{j≥i} (q_j − q_{j−1}).
    shift += s[i] / total - increments[i];
    residual = Math.max(residual, Math.abs(shift));
  }
  return { increments, chi: newChi, residual: Number.isFinite(residual) ? residual : Number.NaN };
}

/** q_0 may shrink by no more than this factor in one step (the first steps from a poor start would make it negative). */
const SMALLEST_SHRINK = 0.5;

/**
 * The damped step q ← (1 − d) q + d q_new, χ likewise, as a step sequence again.
 * @param damping weight d of the image, 0 < d ≤ 1; shortened where q_0 would fall below half its value.
 */
export function dampedStep(steps: StepSequence, image: FixedPointImage, damping: number): StepSequence {
  const { variances: s } = steps;
  const total = s.reduce((sum, variance) => sum + variance, 0);
  const old = s[0] / total;
  const fall = old - image.increments[0];
  const weight = fall > 0 ? Math.min(damping, ((1 - SMALLEST_SHRINK) * old) / fall) : damping;
  const chi = (1 - weight) * (0.5 / total) + weight * image.chi;
  return {
    breakingPoints: steps.breakingPoints,
    variances: s.map(
      (variance, i) => ((1 - weight) * (variance / total) + weight * image.increments[i]) / (2 * chi),
    ),
  };
}
