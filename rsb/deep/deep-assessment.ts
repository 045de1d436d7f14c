/** What a point found is worth: error budget, signature of the saddle, residual, status. */
import { solveLinear, symmetricEigen } from "../../src/linear-algebra/symmetric.js";
import type { Stationary } from "../../src/optimise/stationary.js";
import { quantity, roundingError, type Status } from "../../src/result.js";
import type { ErrorBudget } from "../chain/krsb-solution.js";
import { coordinateCount, type DeepAnsatz, deepToCoordinates, freeCoordinates } from "./deep-ansatz.js";
import { described, failed, pointsOf } from "./deep-description.js";
import {
  type DeepProblem,
  type DeepResolution,
  type DeepValue,
  deepFunctional,
  deepLayout,
} from "./deep-functional.js";
import { type DeepPoint, frozenFunctional } from "./deep-point.js";
import { COARSE, finer, wider } from "./deep-settings.js";
import type { DeepSolution, Signature } from "./deep-solution.js";

/** Derivatives above this are not those of a stationary point, whatever the optimiser says. */
const LARGEST_RESIDUAL = 1e-4;
/** Differences of coarse gradients: their step, and the share of the largest eigenvalue that they leave undecided. */
const DIFFERENCE_STEP = 1e-4;
const UNDECIDED = 1e-8;

/** The point found with its error budget, its signature and its residual. */
export function assessed(
  problem: DeepProblem,
  fine: DeepPoint,
  resolution: DeepResolution,
  tolerance: number,
): DeepSolution {
  const { ansatz } = fine;
  const at = (grids: typeof resolution): DeepValue | undefined => {
    const layout = deepLayout(problem, ansatz, grids);
    return layout === undefined ? undefined : deepFunctional(problem, ansatz, layout);
  };
  const [value, refined, widened] = [at(resolution), at(finer(resolution)), at(wider(resolution))];
  const curvature = coarseHessian(problem, ansatz);
  const evaluations = fine.evaluations + 3 + (curvature?.length ?? 0);
  if (value === undefined || refined === undefined || widened === undefined || curvature === undefined) {
    return failed(problem, ansatz, evaluations, resolution, tolerance);
  }
  const free = freeCoordinates(ansatz);
  const stepFor = (gradient: Float64Array): Float64Array =>
    solveLinear(
      curvature,
      free.map((place) => gradient[place]),
    ) ?? new Float64Array(free.length).fill(Number.POSITIVE_INFINITY);
  const steps = [value, refined, widened].map(({ gradient }) => stepFor(gradient));
  const decrement = steps[0].reduce((sum, step, i) => sum + 0.5 * step * value.gradient[free[i]], 0);
  const budget: ErrorBudget = {
    grid: Math.abs(refined.value - value.value),
    domain: Math.abs(widened.value - value.value),
    optimiser: 2 * Math.abs(decrement),
    rounding: roundingError(scaleOf(problem, value), 64),
  };
  const error = budget.grid + budget.domain + budget.optimiser + budget.rounding;
  const residual = naturalResidual(ansatz, value.gradient, free);
  const status = settled(fine.stationary, error, tolerance, residual);
  const errors = new Float64Array(deepToCoordinates(ansatz).length);
  free.forEach((place, i) => {
    errors[place] = steps.reduce((sum, step) => sum + Math.abs(step[i]), 0);
  });
  return {
    ...described(problem, ansatz, errors, status, value),
    problem,
    depth: problem.hidden.length + 1,
    k: ansatz.input.breakingPoints.length,
    value: quantity(value.value, error, status),
    ansatz,
    signature: signatureOf(curvature),
    residual,
    entropic: value.entropic,
    energetic: value.energetic,
    hiddenTerms: value.hidden.map((term) => term.value),
    budget,
    evaluations,
    gridPoints: pointsOf(problem, ansatz, resolution),
    resolution,
    tolerance,
  };
}

/** The Hessian of the value at an ansatz in its free coordinates, from gradients on coarse grids. */
function coarseHessian(problem: DeepProblem, ansatz: DeepAnsatz): Float64Array[] | undefined {
  const evaluate = frozenFunctional(problem, ansatz, COARSE);
  const full = deepToCoordinates(ansatz);
  const point = Float64Array.from(freeCoordinates(ansatz), (place) => full[place]);
  const base = evaluate?.(point);
  if (evaluate === undefined || base === undefined) return undefined;
  const rows: Float64Array[] = [];
  for (let i = 0; i < point.length; i++) {
    const shifted = point.slice();
    shifted[i] += DIFFERENCE_STEP;
    const next = evaluate(shifted);
    if (next === undefined) return undefined;
    rows.push(next.gradient.map((component, j) => (component - base.gradient[j]) / DIFFERENCE_STEP));
  }
  const hessian = rows.map((row, i) => row.map((entry, j) => 0.5 * (entry + rows[j][i])));
  return hessian.every((row) => row.every(Number.isFinite)) ? hessian : undefined;
}

function signatureOf(hessian: readonly Float64Array[]): Signature {
  const { values } = symmetricEigen(hessian);
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const zero = values.filter((value) => Math.abs(value) <= UNDECIDED * largest).length;
  const negative = values.filter((value) => value < -UNDECIDED * largest).length;
  return { positive: values.length - zero - negative, negative, zero };
}

/** Size of the terms whose sum and quotient the value is. */
function scaleOf({ kind, count, hidden }: DeepProblem, value: DeepValue): number {
  const terms =
    count / 2 +
    Math.abs(value.entropic) +
    value.hidden.reduce((sum, term, i) => sum + hidden[i] * Math.abs(term.value), 0) +
    (kind === "energy" ? Math.abs(value.value) : 0);
  return kind === "capacity" ? terms / value.energetic : terms;
}

/** See {@link DeepSolution.residual}. */
function naturalResidual(ansatz: DeepAnsatz, gradient: Float64Array, free: readonly number[]): number {
  const k = ansatz.input.breakingPoints.length;
  const scale = new Float64Array(gradient.length).fill(1);
  ansatz.hidden.forEach(({ fieldIncrements }, layer) => {
    const total = fieldIncrements.reduce((sum, increment) => sum + increment, 0);
    fieldIncrements.forEach((increment, j) => {
      scale[coordinateCount(k, layer) + j] = total / increment;
    });
  });
  return free.reduce((most, place) => Math.max(most, Math.abs(gradient[place]) * scale[place]), 0);
}

function settled(stationary: Stationary, error: number, tolerance: number, residual: number): Status {
  if (!(error <= tolerance) || !(residual <= LARGEST_RESIDUAL))
    return stationary.status === "converged" ? "stalled" : stationary.status;
  // The optimiser may have met the rounding floor before its own target: the measured error decides.
  return stationary.status === "stalled" ? "converged" : stationary.status;
}
