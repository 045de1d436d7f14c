/**
 * The k-RSB solver for one level from a start, with its error budget, its saddle-point residual and the energy by
 * the second route.
 */
import { type Minimum, minimise } from "../../src/optimise/minimise.js";
import { quantity, roundingError, type Status } from "../../src/result.js";
import { type Ansatz, fromCoordinates, stepsOf, toCoordinates } from "../functional/ansatz.js";
import { fftRounding } from "../functional/fft-transport.js";
import { evaluateAtCoordinates, evaluateFunctional, type Problem } from "../functional/functional.js";
import type { Resolution } from "../functional/level-grids.js";
import { saddlePointCheck } from "../functional/saddle-point.js";
import type { ErrorBudget, KrsbSolution } from "./krsb-solution.js";
import {
  type KrsbOptions,
  optimiserTarget,
  resolveOptions,
  type Settings,
  toleranceScale,
  transportFor,
} from "./solver-settings.js";

/** The refinement of the error budget; spacings are rounded to 2^p or 3·2^p, so it always moves by one notch. */
const FINER = 0.75;
/** Residual above which a point is not called a saddle point, whatever the optimiser says. */
const LARGEST_RESIDUAL = 1e-3;

/** A window wider by half a standard deviation drops about a hundredth of the tails. */
const WIDER = 0.5;

/**
 * Solves one k from a given start (k is that of the start). Where the grid that follows from the tolerance turns out
 * to leave too large an error, once more on a finer and wider one, from the optimum found.
 * @throws InputError for a tolerance below {@link SMALLEST_TOLERANCE}.
 */
export function solveFrom(problem: Problem, start: Ansatz, options: KrsbOptions = {}): KrsbSolution {
  const settings = resolveOptions(options, start);
  const solution = solveOnGrid(problem, start, settings);
  const { grid, domain, optimiser, rounding } = solution.budget;
  const gridIsToBlame = solution.value.status === "stalled" && grid + domain > optimiser + rounding;
  if (!gridIsToBlame || options.resolution !== undefined) return solution;
  const { spacing, reach } = settings.resolution;
  const refined = solveOnGrid(problem, solution.ansatz, {
    ...settings,
    resolution: { spacing: FINER * spacing, reach: reach + WIDER },
  });
  return { ...refined, evaluations: solution.evaluations + refined.evaluations };
}

function solveOnGrid(problem: Problem, start: Ansatz, settings: Settings): KrsbSolution {
  const { cost, resolution, tolerance } = settings;
  const { minimum, evaluations } = minimiseOnSettledGrid(problem, start, settings);
  const ansatz = fromCoordinates(minimum.point);
  const sign = problem.kind === "threshold" ? 1 : -1;
  const at = (refined: Resolution): number =>
    evaluateFunctional(problem, ansatz, cost, transportFor(ansatz, settings, refined)).objective;
  const transport = transportFor(ansatz, settings);
  const final = evaluateFunctional(problem, ansatz, cost, transport);
  const budget: ErrorBudget = {
    grid: Math.abs(at({ ...resolution, spacing: FINER * resolution.spacing }) - final.objective),
    domain: Math.abs(at({ ...resolution, reach: resolution.reach + 1.5 }) - final.objective),
    optimiser: 2 * Math.abs(minimum.decrement),
    rounding:
      roundingError(Math.abs(final.objective) + Math.abs(final.entropic), 16) +
      (settings.convolution === "fft" ? fftRounding(ansatz) : 0),
  };
  const error = budget.grid + budget.domain + budget.optimiser + budget.rounding;
  const alpha = problem.kind === "threshold" ? final.objective : problem.alpha;
  const check = saddlePointCheck(alpha, ansatz, cost, transport);
  const scale = toleranceScale(final.objective);
  const status = settledStatus(minimum.status, error, tolerance * scale, check.residual);
  const parameterErrors = coordinateErrors(minimum.inverseHessian, budget.optimiser, error);
  const k = stepsOf(ansatz);
  return {
    problem,
    k,
    value: quantity(sign * final.objective, error, status),
    ansatz,
    overlaps: Array.from(ansatz.overlapDeficits, (deficit, i) =>
      quantity(1 - deficit, i < k ? 2 * deficit * parameterErrors[i] : 0, status),
    ),
    breakingPoints: Array.from(ansatz.breakingPoints, (y, i) =>
      quantity(y, y * parameterErrors[k + i], status),
    ),
    chi: quantity(ansatz.chi, ansatz.chi * parameterErrors[2 * k], status),
    energetic: final.energetic,
    entropic: final.entropic,
    residual: check.residual,
    energyByDensity: quantity(check.energy, error + alpha * check.residual * final.energetic, status),
    budget,
    evaluations: evaluations + 3,
    convolution: settings.convolution,
    resolution,
    gridPoints: transport.levels.reduce((sum, level) => sum + level.count, 0),
    tolerance,
  };
}

/** Grids are laid out for the point a round starts from; further rounds follow the point if it has moved. */
const LAYOUT_ROUNDS = 4;

/** Good to about 1e-6, a quarter of the cost: all that a Hessian needs which quasi-Newton updates will refine. */
const HESSIAN_RESOLUTION: Resolution = { spacing: 0.45, reach: 6.5 };

/** Minimises on grids that fit the minimiser: a round on the final layout confirms it (usually one gradient). */
function minimiseOnSettledGrid(
  problem: Problem,
  start: Ansatz,
  settings: Settings,
): { minimum: Minimum; evaluations: number } {
  const { evaluationLimit } = settings;
  let layout = start;
  let inverse: readonly Float64Array[] | undefined;
  let evaluations = 0;
  for (let round = 1; ; round++) {
    const frozen = layout;
    const evaluateOn = (resolution: Resolution) => (point: Float64Array) =>
      evaluateAtCoordinates(
        problem,
        point,
        settings.cost,
        (a) => transportFor(a, settings, resolution, frozen),
        frozen,
      );
    const minimum = minimise(evaluateOn(settings.resolution), toCoordinates(layout), {
      tolerance: optimiserTarget(settings),
      evaluateForHessian: evaluateOn(HESSIAN_RESOLUTION),
      ...(inverse === undefined ? {} : { initialInverse: inverse }),
      ...(evaluationLimit === undefined ? {} : { evaluationLimit }),
    });
    evaluations += minimum.evaluations;
    const confirmed = round > 1 && (minimum.evaluations === 1 || minimum.status === "stalled");
    const givenUp = evaluationLimit !== undefined && minimum.status === "iteration-limit";
    if (confirmed || givenUp || round === LAYOUT_ROUNDS || minimum.status === "domain-error")
      return { minimum, evaluations };
    layout = fromCoordinates(minimum.point);
    inverse = minimum.inverseHessian;
  }
}

function settledStatus(optimiser: Status, error: number, tolerance: number, residual: number): Status {
  if (!(error <= tolerance) || !(residual <= LARGEST_RESIDUAL)) {
    return optimiser === "converged" ? "stalled" : optimiser;
  }
  // The optimiser may have met the rounding floor before its own target: the measured error decides.
  return optimiser === "stalled" ? "converged" : optimiser;
}

/**
 * Errors of the logarithmic coordinates: the furthest that an excess of the value over its minimum lets coordinate i
 * be from its place, √(2·excess·(H⁻¹)_ii) (by Cauchy and Schwarz no less than the Newton step still to take, whose
 * single components a quasi-Newton H⁻¹ does not get right), plus what an error of the value hides along each
 * direction of the gradient, ε·Σ|H⁻¹|.
 */
function coordinateErrors(
  inverseHessian: readonly Float64Array[],
  excess: number,
  valueError: number,
): Float64Array {
  return Float64Array.from(inverseHessian, (row, i) => {
    let spread = 0;
    for (let j = 0; j < row.length; j++) spread += Math.abs(row[j]);
    return Math.sqrt(2 * excess * Math.max(0, row[i])) + spread * valueError;
  });
}
