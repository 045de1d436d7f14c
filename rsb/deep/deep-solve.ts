/** The stationary point near a start, with its error budget, signature and residual. */
import { solveLinear, symmetricEigen } from "../../src/linear-algebra/symmetric.js";
import type { Stationary } from "../../src/optimise/stationary.js";
import { combinedStatus, type Quantity, quantity, roundingError, type Status } from "../../src/result.js";
import type { ErrorBudget } from "../chain/krsb-solution.js";
import { coordinateCount, type DeepAnsatz, deepToCoordinates } from "./deep-ansatz.js";
import { type DeepProblem, type DeepValue, deepFunctional, deepLayout } from "./deep-functional.js";
import { findPoint, freeCoordinates, frozenFunctional } from "./deep-point.js";
import {
  COARSE,
  DEFAULT_DEEP_TOLERANCE,
  type DeepOptions,
  deepResolution,
  finer,
  wider,
} from "./deep-settings.js";
import type { DeepSolution, Signature } from "./deep-solution.js";

/** The optimiser's share of the tolerance: parameters are then as good as the grids. */
const OPTIMISER_SHARE = 1e-5;
const COARSE_TOLERANCE = 1e-9;
/** Derivatives above this are not those of a stationary point, whatever the optimiser says. */
const LARGEST_RESIDUAL = 1e-4;
/** Differences of coarse gradients: their step, and the share of the largest eigenvalue that they leave undecided. */
const DIFFERENCE_STEP = 1e-4;
const UNDECIDED = 1e-8;

/**
 * Solves from a start, first on coarse grids, then on those of the tolerance.
 * @throws InputError for a tolerance out of range.
 */
export function solveDeepFrom(
  problem: DeepProblem,
  start: DeepAnsatz,
  options: DeepOptions & { initialHessian?: readonly Float64Array[] } = {},
): DeepSolution {
  const resolution = deepResolution(options);
  const tolerance = options.tolerance ?? DEFAULT_DEEP_TOLERANCE;
  const limit = 100 + 8 * deepToCoordinates(start).length;
  const rough = findPoint(problem, start, COARSE, {
    tolerance: COARSE_TOLERANCE,
    evaluationLimit: limit,
    ...(options.initialHessian === undefined ? {} : { initialHessian: options.initialHessian }),
  });
  const fine = findPoint(problem, rough.ansatz, resolution, {
    tolerance: OPTIMISER_SHARE * tolerance,
    evaluationLimit: limit,
    ...(rough.stationary.hessian.length === 0 ? {} : { initialHessian: rough.stationary.hessian }),
  });
  const { ansatz } = fine;
  const at = (grids: typeof resolution): DeepValue | undefined => {
    const layout = deepLayout(problem, ansatz, grids);
    return layout === undefined ? undefined : deepFunctional(problem, ansatz, layout);
  };
  const [value, refined, widened] = [at(resolution), at(finer(resolution)), at(wider(resolution))];
  const curvature = coarseHessian(problem, ansatz);
  const evaluations = rough.evaluations + fine.evaluations + 3 + (curvature?.length ?? 0);
  if (value === undefined || refined === undefined || widened === undefined || curvature === undefined) {
    return failed(problem, ansatz, evaluations, resolution, tolerance);
  }
  const free = freeCoordinates(deepToCoordinates(ansatz));
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
  const point = Float64Array.from(freeCoordinates(full), (place) => full[place]);
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
  return rows.map((row, i) => row.map((entry, j) => 0.5 * (entry + rows[j][i])));
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

type Described = Pick<DeepSolution, "overlaps" | "breakingPoints" | "chi" | "hidden">;

/** The order parameters with the errors of their logarithmic coordinates carried over. */
function described(
  problem: DeepProblem,
  { input, hidden }: DeepAnsatz,
  errors: Float64Array,
  status: Status,
  value: DeepValue | undefined,
): Described {
  const k = input.breakingPoints.length;
  const overlapsAt = (deficits: Float64Array, start: number): Quantity[] =>
    Array.from(deficits, (deficit, j) =>
      quantity(1 - deficit, j < k ? 2 * deficit * errors[start + j] : 0, status),
    );
  return {
    overlaps: overlapsAt(input.overlapDeficits, 0),
    breakingPoints: Array.from(input.breakingPoints, (y, j) => quantity(y, y * errors[k + j], status)),
    chi: quantity(input.chi, input.chi * errors[2 * k], status),
    hidden: hidden.map(({ fieldIncrements, output }, layer) => {
      const start = coordinateCount(k, layer);
      let [field, fieldError] = [0, 0];
      return {
        expansion: problem.hidden[layer],
        fields: Array.from(fieldIncrements, (increment, j) => {
          field += increment;
          fieldError += increment * errors[start + j];
          return quantity(field, fieldError, status);
        }),
        overlaps: overlapsAt(output.overlapDeficits, start + k + 1),
        chi: quantity(output.chi, output.chi * errors[start + 2 * k + 1], status),
        gamma: value?.gammas[layer] ?? Number.NaN,
        norm: value?.norms[layer] ?? Number.NaN,
      };
    }),
  };
}

function pointsOf(problem: DeepProblem, ansatz: DeepAnsatz, resolution: DeepSolution["resolution"]): number {
  const layout = deepLayout(problem, ansatz, resolution);
  const ofLayer = (layer: NonNullable<typeof layout>["hidden"][number]): number =>
    layer.g.reduce((sum, grid, j) => sum + grid.count * layer.b[j].count, layer.nodes.length);
  return layout?.hidden.reduce((sum, layer) => sum + ofLayer(layer), 0) ?? 0;
}

function failed(
  problem: DeepProblem,
  ansatz: DeepAnsatz,
  evaluations: number,
  resolution: DeepSolution["resolution"],
  tolerance: number,
): DeepSolution {
  const none = Number.NaN;
  const status = combinedStatus("domain-error");
  const errors = new Float64Array(deepToCoordinates(ansatz).length).fill(Number.POSITIVE_INFINITY);
  return {
    ...described(problem, ansatz, errors, status, undefined),
    problem,
    depth: problem.hidden.length + 1,
    k: ansatz.input.breakingPoints.length,
    value: { value: none, error: Number.POSITIVE_INFINITY, status },
    ansatz,
    signature: { positive: 0, negative: 0, zero: 0 },
    residual: none,
    entropic: none,
    energetic: none,
    budget: { grid: none, domain: none, optimiser: none, rounding: none },
    evaluations,
    gridPoints: 0,
    resolution,
    tolerance,
  };
}
