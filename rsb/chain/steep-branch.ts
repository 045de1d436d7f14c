/**
 * For κ > 0 the functional of the error count descends a second time where y_k is large: beyond a barrier in y_k it falls below its
 * local minimum from some k on (κ = 1: 15, 0.5: 16, 0.25: 22), and a little later that minimum ceases to exist. Where its
 * own minimum lies is not known: y_k grows until e^{−y} underflows. Without a margin the functional only rises there.
 */
import { minimise } from "../../src/optimise/minimise.js";
import { type Ansatz, fromCoordinates, stepsOf, toCoordinates } from "../functional/ansatz.js";
import { errorCount, type PerceptronCost } from "../functional/cost.js";
import { evaluateAtCoordinates, evaluateFunctional, type Problem } from "../functional/functional.js";
import { REFINEMENT, type Resolution } from "../functional/level-grids.js";
import { type Settings, transportFor } from "./solver-settings.js";

/** y_k of the comparison, by way of smaller ones; e^{−y} and its products with Gaussian tails are still normal numbers. */
const ON_THE_WAY = [100, 250, 600];
/** A fraction of the descents that it is to see, which are of order 1e-8 and more. */
const TOLERANCE = 1e-10;
const RESOLUTION: Resolution = { spacing: 0.38, reach: 8 };
/** Of one y_k; what is reached by then is an upper bound all the same. */
const EVALUATIONS = 250;

/** Whether the cost has the second descent. */
export function mayDescend({ name, margin = 0 }: PerceptronCost): boolean {
  return name === errorCount.name && margin > 0;
}

/**
 * The objective with y_k held at 600 and all else optimised, from a local minimum. It bounds the infimum from above, up to
 * `error`, which is what a finer grid changes.
 */
export function steepObjective(
  problem: Problem,
  optimum: Ansatz,
  settings: Settings,
): { readonly objective: number; readonly error: number } {
  const last = 2 * stepsOf(optimum) - 1;
  const free = (coordinates: Float64Array): Float64Array => coordinates.filter((_, i) => i !== last);
  const { cost } = settings;
  let ansatz = optimum;
  for (const y of ON_THE_WAY) {
    const held = (point: Float64Array): Float64Array =>
      Float64Array.of(...point.subarray(0, last), Math.log(y), point[last]);
    const layout = steeper(ansatz, y);
    const { point } = minimise(
      (x) => {
        const at = evaluateAtCoordinates(
          problem,
          held(x),
          cost,
          (moved) => transportFor(moved, settings, RESOLUTION, layout),
          layout,
        );
        return { ...at, gradient: free(at.gradient) };
      },
      free(toCoordinates(layout)),
      { tolerance: TOLERANCE, evaluationLimit: EVALUATIONS },
    );
    ansatz = fromCoordinates(held(point));
  }
  const on = (refinement: number): number =>
    evaluateFunctional(
      problem,
      ansatz,
      cost,
      transportFor(ansatz, settings, { ...RESOLUTION, refinement }, ansatz),
    ).objective;
  const objective = on(REFINEMENT);
  return { objective, error: Math.abs(objective - on(1)) };
}

/** The last level narrowed as y_k grows: (q_k − q_{k−1}) y_k is what the others see of it. */
function steeper(ansatz: Ansatz, y: number): Ansatz {
  const last = stepsOf(ansatz) - 1;
  const overlapDeficits = ansatz.overlapDeficits.slice();
  const breakingPoints = ansatz.breakingPoints.slice();
  overlapDeficits[last] *= Math.min(1, breakingPoints[last] / y);
  breakingPoints[last] = y;
  return { ...ansatz, overlapDeficits, breakingPoints };
}
