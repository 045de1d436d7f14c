/**
 * A coarse start for local minimisation: seeded random search, then L-BFGS to about 1e-5, by optimization-js.
 *
 * The library's L-BFGS has no iteration cap, takes NaN for convergence and returns a point that is not the
 * one of the returned value. This adapter therefore records the best point itself, stops the library from
 * inside the objective when the budget is spent or a value is not finite, and samples with a seeded generator.
 */
import optimization from "optimization-js";
import { randomSource } from "../random/normal.js";
import type { Evaluation } from "./minimise.js";

export interface CoarseStartOptions {
  /** Box of the random search, one [low, high] per coordinate. */
  readonly box: readonly (readonly [number, number])[];
  readonly samples: number;
  /** Cap on the evaluations of the L-BFGS phase. */
  readonly evaluationLimit: number;
  readonly seed: number;
}

/** The best point seen; `value` is +Infinity when no point of the box was inside the domain. */
export interface CoarseStart {
  readonly point: Float64Array;
  readonly value: number;
  readonly evaluations: number;
}

class BudgetSpent extends Error {}

/** Random search over the box, then L-BFGS from the best sample. */
export function coarseStart(
  evaluate: (point: Float64Array) => Evaluation,
  { box, samples, evaluationLimit, seed }: CoarseStartOptions,
): CoarseStart {
  const { uniform } = randomSource(seed);
  let best = Float64Array.from(box, ([low, high]) => 0.5 * (low + high));
  let bestValue = Number.POSITIVE_INFINITY;
  let evaluations = 0;
  const record = (point: number[]): Evaluation => {
    const candidate = Float64Array.from(point);
    const evaluation = evaluate(candidate);
    evaluations++;
    if (evaluation.value < bestValue) {
      best = candidate;
      bestValue = evaluation.value;
    }
    return evaluation;
  };
  const dimensions = box.map(([low, high]) => ({ random_sample: () => low + (high - low) * uniform() }));
  optimization.dummy_minimize((point) => record(point).value, dimensions, samples);

  const budget = evaluations + evaluationLimit;
  const guarded = (point: number[]): Evaluation => {
    if (evaluations >= budget) throw new BudgetSpent();
    const evaluation = record(point);
    if (!Number.isFinite(evaluation.value) || !evaluation.gradient.every(Number.isFinite))
      throw new BudgetSpent();
    return evaluation;
  };
  try {
    optimization.minimize_L_BFGS(
      (point) => guarded(point).value,
      (point) => Array.from(guarded(point).gradient),
      Array.from(best),
    );
  } catch (error) {
    if (!(error instanceof BudgetSpent)) throw error;
  }
  return { point: best, value: bestValue, evaluations };
}
