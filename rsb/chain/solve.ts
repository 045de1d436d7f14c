/**
 * The k-RSB solver for one level from a start, with its error budget, its saddle-point residual and the energy by
 * the second route.
 */
import { type Minimum, minimise } from "../../src/optimise/minimise.js";
import { quantity, type Status } from "../../src/result.js";
import {
  type Ansatz,
  fromCoordinates,
  hasGrids,
  hasMergedLevels,
  stepsOf,
  toCoordinates,
} from "../functional/ansatz.js";
import { convolutionRounding } from "../functional/choose-transport.js";
import { errorCount, type PerceptronCost } from "../functional/cost.js";
import {
  atDomainBorder,
  evaluateAtCoordinates,
  evaluateFunctional,
  type FunctionalValue,
  type Problem,
} from "../functional/functional.js";
import { REFINEMENT, type Resolution } from "../functional/level-grids.js";
import { saddlePointCheck } from "../functional/saddle-point.js";
import type { ErrorBudget, KrsbSolution } from "./krsb-solution.js";
import { polish } from "./polish.js";
import { replicaSymmetricLevel } from "./replica-symmetric-level.js";
import {
  type KrsbOptions,
  LOOSEST_WORKING_TOLERANCE,
  optimiserTarget,
  resolveOptions,
  type Settings,
  toleranceScale,
  transportFor,
} from "./solver-settings.js";

/** Widening of the windows in the error budget, in standard deviations: the tails dropped fall a thousandfold. */
const WIDENING = 1.5;
/** The excess by a quasi-Newton inverse Hessian was up to four times short of the true one, at loose tolerances. */
const EXCESS_SAFETY = 6;
/** Widening when a level is solved anew: half a standard deviation drops about a hundredth of the tails. */
const WIDER = 0.5;
/**
 * Residual above which a point is not called a saddle point. The error of the value is of second order in it: this is the
 * root of the loosest tolerance that is worked at, and narrow levels of large k, which carry little weight, reach it.
 */
const LARGEST_RESIDUAL = Math.sqrt(LOOSEST_WORKING_TOLERANCE);

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
  const refined = solveOnGrid(problem, solution.ansatz, {
    ...settings,
    resolution: refinedResolution(settings.resolution, WIDER),
  });
  return { ...refined, evaluations: solution.evaluations + refined.evaluations };
}

/** Every spacing multiplied by {@link REFINEMENT}, the windows wider by `widening` standard deviations. */
function refinedResolution({ spacing, reach, refinement = 1 }: Resolution, widening: number): Resolution {
  return { spacing, reach: reach + widening, refinement: REFINEMENT * refinement };
}

/**
 * The optimum is sought on a grid that follows from the tolerance, then polished on the finest and widest one, whose
 * value is returned. The error telescopes back: fine to wide, wide to coarse. Refining raises the aliasing to the power 9/4, so what the
 * finest grid still misses is small against these differences.
 */
function solveOnGrid(problem: Problem, start: Ansatz, settings: Settings): KrsbSolution {
  const { cost, resolution, tolerance } = settings;
  const { minimum, evaluations } = minimiseOnSettledGrid(problem, start, settings);
  // One layout for all evaluations at the end: that of the optimum found.
  const layout = fromCoordinates(minimum.point);
  if (minimum.status === "domain-error" || !hasGrids(layout))
    return outsideDomain(problem, layout, evaluations, settings);
  const sign = problem.kind === "threshold" ? 1 : -1;
  const on = (ansatz: Ansatz, chosen: Resolution): FunctionalValue =>
    evaluateFunctional(problem, ansatz, cost, transportFor(ansatz, settings, chosen, layout));
  const finest = refinedResolution(resolution, WIDENING);
  const polished = polish(minimum, layout, (moved) => on(moved, finest), optimiserTarget(settings, problem));
  const { ansatz, final } = polished;
  const transport = transportFor(ansatz, settings, resolution, layout);
  const coarse = evaluateFunctional(problem, ansatz, cost, transport);
  const wide = on(ansatz, { ...resolution, reach: resolution.reach + WIDENING });
  const budget: ErrorBudget = {
    grid: Math.abs(final.objective - wide.objective),
    domain: Math.abs(wide.objective - coarse.objective),
    optimiser: EXCESS_SAFETY * polished.decrement,
    rounding: convolutionRounding(settings.convolution, Math.abs(final.objective) + Math.abs(final.entropic)),
  };
  const alpha = problem.kind === "threshold" ? final.objective : problem.alpha;
  const check = saddlePointCheck(alpha, ansatz, cost, transport);
  const isSaddle = check.residual <= LARGEST_RESIDUAL && !hasMergedLevels(ansatz);
  const modelled = budget.grid + budget.domain + budget.optimiser + budget.rounding;
  const error = isSaddle ? modelled : modelled + distanceFromSymmetric(problem, sign * final.objective, cost);
  const allowed = tolerance * toleranceScale(final.objective);
  const settled = settledStatus(minimum.status, error, allowed);
  const elsewhere = settled === "converged" && !isSaddle;
  const status = atDomainBorder(ansatz, cost) ? "domain-error" : elsewhere ? "stalled" : settled;
  const parameterErrors = coordinateErrors(polished.inverseHessian, 2 * polished.decrement, error);
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
    evaluations: evaluations + polished.evaluations + 2,
    convolution: settings.convolution,
    convolutionReason: settings.convolutionReason,
    kernel: settings.kernel,
    resolution,
    gridPoints: transport.levels.reduce((sum, level) => sum + level.count, 0),
    tolerance,
  };
}

/** What is returned of a start outside the domain: nothing but the start. */
function outsideDomain(
  problem: Problem,
  ansatz: Ansatz,
  evaluations: number,
  { convolution, convolutionReason, kernel, resolution, tolerance }: Settings,
): KrsbSolution {
  const nothing = quantity(Number.NaN, Number.POSITIVE_INFINITY);
  const infinite = Number.POSITIVE_INFINITY;
  return {
    problem,
    k: stepsOf(ansatz),
    value: nothing,
    ansatz,
    overlaps: Array.from(ansatz.overlapDeficits, () => nothing),
    breakingPoints: Array.from(ansatz.breakingPoints, () => nothing),
    chi: nothing,
    energetic: Number.NaN,
    entropic: Number.NaN,
    residual: Number.NaN,
    energyByDensity: nothing,
    budget: { grid: infinite, domain: infinite, optimiser: infinite, rounding: infinite },
    evaluations,
    convolution,
    convolutionReason,
    kernel,
    resolution,
    gridPoints: 0,
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
      tolerance: optimiserTarget(settings, problem),
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

function settledStatus(optimiser: Status, error: number, allowed: number): Status {
  if (!(error <= allowed)) return optimiser === "converged" ? "stalled" : optimiser;
  // The optimiser may have met the rounding floor before its own target: the measured error decides.
  return optimiser === "stalled" ? "converged" : optimiser;
}

/**
 * What a point that is no saddle point may be off by: the whole effect of breaking, which the distance from the
 * replica-symmetric value measures. The quadratic model behind the budget does not hold there.
 */
function distanceFromSymmetric(problem: Problem, value: number, cost: PerceptronCost): number {
  if (cost.name !== errorCount.name && cost.replicaSymmetric === undefined) return Number.POSITIVE_INFINITY;
  return Math.abs(value - replicaSymmetricLevel(problem, cost).value.value);
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
