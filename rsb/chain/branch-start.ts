/**
 * Starts that lie on the right branch: the optimum at the threshold, followed in α to the energy sought. What a search
 * finds may be another stationary point; what a continuous path leads to is not.
 */
import { replicaSymmetricThreshold } from "../../rs/index.js";
import { type Ansatz, fromCoordinates, isOrdered, toCoordinates } from "../functional/ansatz.js";
import { evaluateAtCoordinates, type Problem } from "../functional/functional.js";
import { solveFrom } from "./solve.js";
import { type KrsbOptions, resolveOptions, transportFor } from "./solver-settings.js";
import { coarseOneStepStart, resampledStart } from "./warm-start.js";

/**
 * Largest step in ln(α − 2). The order parameters are nearly power laws of α − 2 at both ends (y ∝ (α − 2)^{−1/2},
 * 1 − q_0 ∝ α − 2 times logarithms as α → 2; y ∝ α^{−1/2}, χ ∝ α^{−1} times logarithms as α → ∞), so that linear
 * prediction of their logarithms bears steps of this size.
 */
const LARGEST_STEP = Math.log(4);
const SMALLEST_STEP = 0.05;
/** The branch need not be followed closer: the solver starts from the prediction. */
const LAST_STEP = 0.25 * LARGEST_STEP;
const PATH_TOLERANCE = 1e-6;

/** A point on the branch: t = ln(α − 2) and the coordinates of the ansatz. */
interface BranchPoint {
  readonly t: number;
  readonly coordinates: Float64Array;
}

/** A start with the evaluations it took. */
export interface Start {
  readonly ansatz: Ansatz;
  readonly evaluations: number;
}

/**
 * A k-RSB start for a problem. Where the branch cannot be followed to its α (e^{−y} underflows), it is the prediction
 * from the last point reached, which the solver will not take for an optimum.
 */
export function branchStart(problem: Problem, k: number, { cost }: KrsbOptions): Start {
  const options: KrsbOptions = {
    tolerance: PATH_TOLERANCE,
    convolution: "direct",
    ...(cost === undefined ? {} : { cost }),
  };
  const settings = resolveOptions(options);
  const threshold = { kind: "threshold" } as const;
  const coarse = coarseOneStepStart(
    (point) => evaluateAtCoordinates(threshold, point, settings.cost, (a) => transportFor(a, settings)),
    replicaSymmetricThreshold().chi.value,
  );
  if (problem.kind === "threshold" && k === 1) return coarse;
  let solution = solveFrom(threshold, coarse.ansatz, options);
  let evaluations = coarse.evaluations + solution.evaluations;
  for (let next = 2; next <= k; next++) {
    solution = solveFrom(threshold, resampledStart(solution.ansatz, next), options);
    evaluations += solution.evaluations;
  }
  if (problem.kind === "threshold" || solution.value.status !== "converged")
    return { ansatz: solution.ansatz, evaluations };
  // At its threshold the energy is stationary at the same parameters.
  let current: BranchPoint = {
    t: Math.log(solution.value.value - 2),
    coordinates: toCoordinates(solution.ansatz),
  };
  let earlier: BranchPoint | undefined;
  const target = Math.log(problem.alpha - 2);
  let step = LAST_STEP;
  while (Math.abs(target - current.t) > LAST_STEP && step >= SMALLEST_STEP) {
    const t = current.t + Math.sign(target - current.t) * Math.min(step, Math.abs(target - current.t));
    const start = fromCoordinates(predicted(earlier, current, t));
    const next = solveFrom({ kind: "energy", alpha: 2 + Math.exp(t) }, start, options);
    evaluations += next.evaluations;
    if (next.value.status === "converged" && isOrdered(start)) {
      earlier = current;
      current = { t, coordinates: toCoordinates(next.ansatz) };
      step = Math.min(LARGEST_STEP, 2 * step);
    } else {
      step /= 2;
    }
  }
  return { ansatz: fromCoordinates(predicted(earlier, current, target)), evaluations };
}

/** The coordinates at t on the straight line through two points of the branch. */
function predicted(earlier: BranchPoint | undefined, current: BranchPoint, t: number): Float64Array {
  if (earlier === undefined) return current.coordinates;
  const { t: from, coordinates } = earlier;
  const reach = (t - current.t) / (current.t - from);
  return current.coordinates.map((x, i) => x + reach * (x - coordinates[i]));
}
