/**
 * Starts that lie on the right branch: the optimum at the threshold, followed in margin and count, and in α to the energy sought. What a search
 * finds may be another stationary point; what a continuous path leads to is not.
 */
import { replicaSymmetricThreshold, satisfiableAlpha } from "../../rs/index.js";
import { isWasmAvailable } from "../../src/kernel/wasm-kernel.js";
import { type Ansatz, fromCoordinates, isOrdered, toCoordinates } from "../functional/ansatz.js";
import { errorCount, type PerceptronCost, withMargin } from "../functional/cost.js";
import { countOf, evaluateAtCoordinates, type Problem } from "../functional/functional.js";
import type { KrsbSolution } from "./krsb-solution.js";
import { replicaSymmetricLevel } from "./replica-symmetric-level.js";
import { solveFrom } from "./solve.js";
import { type KrsbOptions, resolveOptions, transportFor } from "./solver-settings.js";
import { coarseOneStepStart, oneStepStart, resampledStart } from "./warm-start.js";

/**
 * Largest step in ln(α − 2). The order parameters are nearly power laws of α − 2 at both ends (y ∝ (α − 2)^{−1/2},
 * 1 − q_0 ∝ α − 2 times logarithms as α → 2; y ∝ α^{−1/2}, χ ∝ α^{−1} times logarithms as α → ∞), so that linear
 * prediction of their logarithms bears steps of this size.
 */
const LARGEST_STEP = Math.log(4);
const SMALLEST_STEP = 0.05;
const LAST_STEP = 0.25 * LARGEST_STEP;
/** The same in κ and ln t: logarithms of the parameters are nearly linear over a few tenths. */
const LARGEST_MARGIN_STEP = 0.4;
const LAST_MARGIN_STEP = 0.1;
const SMALLEST_MARGIN_STEP = 0.01;
const PATH_TOLERANCE = 1e-6;

/** A point on a branch: t = ln(α − 2), or a way in κ and ln t, and the coordinates of the ansatz. */
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
export function branchStart(problem: Problem, k: number, { cost = errorCount }: KrsbOptions): Start {
  const options: KrsbOptions = {
    tolerance: PATH_TOLERANCE,
    convolution: isWasmAvailable() ? "direct" : "fft",
    cost,
  };
  if (cost.at !== undefined) return searchedStart(problem, k, options, cost);
  const threshold: Problem = problem.kind === "threshold" ? problem : { kind: "threshold" };
  const oneStep = thresholdStart(countOf(threshold), options, cost);
  if (problem.kind === "threshold" && k === 1) return oneStep;
  let solution = solveFrom(threshold, oneStep.ansatz, options);
  let evaluations = oneStep.evaluations + solution.evaluations;
  for (let next = 2; next <= k; next++) {
    solution = solveFrom(threshold, resampledStart(solution.ansatz, next), options);
    evaluations += solution.evaluations;
  }
  if (problem.kind === "threshold" || solution.value.status !== "converged")
    return { ansatz: solution.ansatz, evaluations };
  // At its threshold the energy is stationary at the same parameters.
  const { margin = 0 } = cost;
  // For κ > 0 breaking goes on below the replica-symmetric satisfiable α.
  const origin = margin > 0 ? 0 : satisfiableAlpha(margin);
  const followed = follow(
    (t, start) => solveFrom({ kind: "energy", alpha: origin + Math.exp(t) }, start, options),
    { t: Math.log(solution.value.value - origin), coordinates: toCoordinates(solution.ansatz) },
    Math.log(problem.alpha - origin),
    { largest: LARGEST_STEP, smallest: SMALLEST_STEP, last: LAST_STEP },
  );
  return { ...followed, evaluations: evaluations + followed.evaluations };
}

/**
 * A 1-RSB start of the threshold: in the middle of its range at margin 0 and count 1, then followed in κ and ln t together.
 */
function thresholdStart(count: number, options: KrsbOptions, cost: PerceptronCost): Start {
  const injectivity: Problem = { kind: "threshold" };
  const middle = { ansatz: oneStepStart(replicaSymmetricThreshold().chi.value), evaluations: 0 };
  const { margin = 0 } = cost;
  const length = Math.max(Math.abs(margin), Math.abs(Math.log(count)));
  if (length === 0) return middle;
  const first = solveFrom(injectivity, middle.ansatz, { ...options, cost: withMargin(cost, 0) });
  const followed = follow(
    (t, start) =>
      solveFrom({ kind: "threshold", count: count ** (t / length) }, start, {
        ...options,
        cost: withMargin(cost, margin * (t / length)),
      }),
    { t: 0, coordinates: toCoordinates(first.ansatz) },
    length,
    { largest: LARGEST_MARGIN_STEP, smallest: SMALLEST_MARGIN_STEP, last: LAST_MARGIN_STEP },
  );
  return { ...followed, evaluations: first.evaluations + followed.evaluations };
}

/** Hinge costs do not break everywhere: where they do, the start is found at the problem itself, or at a larger count. */
function searchedStart(problem: Problem, k: number, options: KrsbOptions, cost: PerceptronCost): Start {
  const settings = resolveOptions(options);
  const count = countOf(problem);
  const searched: Problem = count < SEARCHED_COUNT ? { kind: "threshold", count: SEARCHED_COUNT } : problem;
  const symmetric = replicaSymmetricLevel(searched, cost);
  const chi = symmetric.chi.value;
  // At ten points (κ from 0.3 to 1.5) both led to the same optimum, the middle of the range in 18 to 38 evaluations, the search in 157 to 384.
  const middle = solveFrom(searched, oneStepStart(chi), { ...options, evaluationLimit: MIDDLE_EVALUATIONS });
  let { ansatz, evaluations } = middle;
  if (!isBelow(middle, symmetric)) {
    const found = coarseOneStepStart(
      (point) => evaluateAtCoordinates(searched, point, cost, (a) => transportFor(a, settings)),
      chi,
    );
    ansatz = found.ansatz;
    evaluations += found.evaluations;
  }
  if (searched !== problem) {
    const first = solveFrom(searched, ansatz, options);
    const followed = follow(
      (t, start) => solveFrom({ kind: "threshold", count: Math.exp(t) }, start, options),
      { t: Math.log(SEARCHED_COUNT), coordinates: toCoordinates(first.ansatz) },
      Math.log(count),
      { largest: LARGEST_STEP, smallest: SMALLEST_STEP, last: LAST_STEP },
    );
    ansatz = followed.ansatz;
    evaluations += first.evaluations + followed.evaluations;
  }
  for (let next = 2; next <= k; next++) {
    const solution = solveFrom(problem, ansatz, options);
    evaluations += solution.evaluations;
    ansatz = resampledStart(solution.ansatz, next);
  }
  return { ansatz, evaluations };
}

/** What the middle of the range may take before a search is made instead. */
const MIDDLE_EVALUATIONS = 80;

/** Whether breaking has lowered the threshold, or raised the energy, by more than the errors. */
function isBelow({ problem, value }: KrsbSolution, symmetric: KrsbSolution): boolean {
  const gain =
    problem.kind === "threshold" ? symmetric.value.value - value.value : value.value - symmetric.value.value;
  return value.status === "converged" && gain > value.error + symmetric.value.error;
}

/** As the energy falls to 0, y and χ grow like its inverse root: from here on they are followed. */
const SEARCHED_COUNT = 0.1;

interface PathSteps {
  readonly largest: number;
  readonly smallest: number;
  /** The end need not be approached closer: the solver starts from the prediction. */
  readonly last: number;
}

/** The prediction at t = target on a branch of optima, steps halved where one fails. */
function follow(
  solve: (t: number, start: Ansatz) => KrsbSolution,
  from: BranchPoint,
  target: number,
  { largest, smallest, last }: PathSteps,
): Start {
  let current = from;
  let earlier: BranchPoint | undefined;
  let step = last;
  let evaluations = 0;
  while (Math.abs(target - current.t) > last && step >= smallest) {
    const t = current.t + Math.sign(target - current.t) * Math.min(step, Math.abs(target - current.t));
    const start = fromCoordinates(predicted(earlier, current, t));
    const next = solve(t, start);
    evaluations += next.evaluations;
    if (next.value.status === "converged" && isOrdered(start)) {
      earlier = current;
      current = { t, coordinates: toCoordinates(next.ansatz) };
      step = Math.min(largest, 2 * step);
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
