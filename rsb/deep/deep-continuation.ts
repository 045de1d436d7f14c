/** Continuation of a stationary point along one parameter of the problem: slope, count, expansions. */
import { type DeepAnsatz, deepFromCoordinates, deepToCoordinates } from "./deep-ansatz.js";
import type { DeepProblem } from "./deep-functional.js";
import { findPoint } from "./deep-point.js";
import { COARSE } from "./deep-settings.js";

export interface Continuation {
  readonly ansatz: DeepAnsatz;
  readonly hessian: readonly Float64Array[];
  readonly evaluations: number;
  /** How far the path came: 1 at its end. */
  readonly reached: number;
}

const FIRST_STEP = 0.25;
const SMALLEST_STEP = 1e-3;
/** Enough for one Hessian and the steps after it; a start that takes more is too far away. */
const EVALUATIONS_PER_COORDINATE = 3;
const EXTRA_EVALUATIONS = 25;
const PATH_TOLERANCE = 1e-8;

/**
 * Follows the solution from `problemAt(0)` to `problemAt(1)` on coarse grids, with a secant predictor; the step is
 * halved where Newton's method does not converge and grown where it does.
 * @param start the solution at 0
 */
export function continueAlong(
  problemAt: (t: number) => DeepProblem,
  start: DeepAnsatz,
  firstStep = FIRST_STEP,
): Continuation {
  const k = start.input.breakingPoints.length;
  let current = { t: 0, x: deepToCoordinates(start) };
  let before: typeof current | undefined;
  let hessian: readonly Float64Array[] | undefined;
  let evaluations = 0;
  let step = firstStep;
  while (current.t < 1 && step > SMALLEST_STEP) {
    const t = Math.min(1, current.t + step);
    const { t: at, x } = current;
    const guess =
      before === undefined
        ? x
        : x.map((v, i) => secant(v, before?.x[i] ?? v, (t - at) / (at - (before?.t ?? 0))));
    const found = findPoint(problemAt(t), deepFromCoordinates(guess, k), COARSE, {
      tolerance: PATH_TOLERANCE,
      evaluationLimit: EVALUATIONS_PER_COORDINATE * x.length + EXTRA_EVALUATIONS,
      ...(hessian === undefined ? {} : { initialHessian: hessian }),
    });
    evaluations += found.evaluations;
    if (found.stationary.status !== "converged") {
      // A Hessian carried along may have gone stale: the next try takes a fresh one.
      if (hessian === undefined) step /= 2;
      hessian = undefined;
      continue;
    }
    before = current;
    current = { t, x: deepToCoordinates(found.ansatz) };
    hessian = found.stationary.hessian;
    step *= 1.5;
  }
  return {
    ansatz: deepFromCoordinates(current.x, k),
    hessian: hessian ?? [],
    evaluations,
    reached: current.t,
  };
}

/** Linear extrapolation of a coordinate; one that is fixed at 0 or −∞ stays. */
function secant(value: number, previous: number, ratio: number): number {
  return Number.isFinite(value) ? value + ratio * (value - previous) : value;
}
