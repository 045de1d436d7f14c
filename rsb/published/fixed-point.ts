/**
 * The published full-RSB method: fixed-point iteration of the saddle-point equations on a frozen uniform grid of
 * breaking points (Maillard 2022; k = 30 … 200 levels from y = 0.01 to y_max = 10 … 15), by Fourier transforms.
 */
import { satisfiableAlpha } from "../../rs/index.js";
import { requireCallback, requireChoice, requireFlag, requireObject } from "../../src/arguments.js";
import {
  combinedStatus,
  InputError,
  quantity,
  requireInteger,
  requirePositive,
  roundingError,
  type Status,
} from "../../src/result.js";
import { requireKrsbOptions } from "../chain/solver-settings.js";
import { type Ansatz, stepVariances } from "../functional/ansatz.js";
import { errorCount } from "../functional/cost.js";
import { countOf, requireProblem } from "../functional/functional.js";
import type { Resolution } from "../functional/level-grids.js";
import { type IterationRecord, iterateFixedPoint } from "./fixed-point-iteration.js";
import { fixedPointImage } from "./fixed-point-map.js";
import type { FixedPointBudget, FixedPointOptions, FixedPointSolution } from "./fixed-point-solution.js";
import { type FrozenSweep, frozenObjective } from "./frozen-functional.js";
import { FrozenSweeper } from "./frozen-sweeper.js";
import type { StepSequence } from "./sinc-recursion.js";
import {
  PUBLISHED_Y_MIN,
  rampStart,
  refineUniform,
  uniformBreakingPoints,
} from "./uniform-breaking-points.js";

/**
 * Grid errors below 1e-9 (loose) and 1e-12 (tight) of the value at y ≤ 15, measured by halving in each
 * solution's budget; the tight one for residuals below 1e-6.
 */
export const FIXED_POINT_RESOLUTION: Resolution = { spacing: 0.45, reach: 7.5 };
const TIGHT_RESOLUTION: Resolution = { spacing: 0.3, reach: 8.6 };
const LOOSE_TOLERANCE = 1e-6;
/** Nested starts stop halving here; coarser grids are solved to this multiple of the tolerance. */
const COARSEST_LEVELS = 32;
const COARSE_TOLERANCE = 3;
/** Iterations on each grid. */
const DEFAULT_ITERATION_LIMIT = 1000;

/** @throws InputError for parameters out of range, or of another kind. */
export function requireFixedPointOptions(options: FixedPointOptions): void {
  requireObject(options, "the options", ["problem", "k", "yMax"]);
  const { problem, k, yMax, yMin = PUBLISHED_Y_MIN, energyRule = "functional", tolerance = 3e-6 } = options;
  const {
    iterationLimit = DEFAULT_ITERATION_LIMIT,
    damping = 1,
    acceleration = "momentum",
    start = "nested",
  } = options;
  requireProblem(problem);
  const satisfiable = satisfiableAlpha(options.cost?.margin ?? 0);
  if (problem.kind === "energy" && !(problem.alpha > satisfiable)) {
    throw new InputError(`alpha is ${problem.alpha}: expected a finite number greater than ${satisfiable}`);
  }
  uniformBreakingPoints(k, yMax, yMin);
  requireInteger(iterationLimit, "iterationLimit", 1, 1_000_000);
  requirePositive(tolerance, "tolerance");
  if (options.timeLimit !== undefined) requirePositive(options.timeLimit, "timeLimit");
  requirePositive(damping, "damping");
  if (damping > 1) throw new InputError(`damping is ${damping}: expected a number in (0, 1]`);
  requireChoice(energyRule, "energyRule", ["functional", "density"]);
  requireChoice(acceleration, "acceleration", ["none", "momentum"]);
  requireChoice(start, "start", ["ramp", "nested"]);
  requireFlag(options.record, "record");
  requireCallback(options.onIteration, "onIteration");
  const { cost, resolution, kernel } = options;
  requireKrsbOptions({
    ...(kernel === undefined ? {} : { kernel }),
    ...(cost === undefined ? {} : { cost }),
    ...(resolution === undefined ? {} : { resolution }),
  });
}

/**
 * Solves the saddle-point equations at frozen breaking points.
 *
 * @throws InputError for parameters out of range.
 * @param options problem, number of levels k, largest breaking point yMax, damping, acceleration, start
 * @returns value, order parameters, residuals of every iteration
 * @example
 * import { solveFixedPoint } from "relu-injectivity/rsb";
 * solveFixedPoint({ problem: { kind: "threshold" }, k: 10, yMax: 10 }).value.status; // "converged"
 */
export function solveFixedPoint(options: FixedPointOptions): FixedPointSolution {
  requireFixedPointOptions(options);
  const { problem, k, yMax, yMin = PUBLISHED_Y_MIN, energyRule = "functional", tolerance = 3e-6 } = options;
  const { iterationLimit = DEFAULT_ITERATION_LIMIT, damping = 1, cost = errorCount } = options;
  const resolution =
    options.resolution ?? (tolerance < LOOSE_TOLERANCE ? TIGHT_RESOLUTION : FIXED_POINT_RESOLUTION);
  const end = performance.now() + 1000 * (options.timeLimit ?? Number.POSITIVE_INFINITY);
  const alphaAt = (sweep: FrozenSweep): number => {
    if (problem.kind === "energy") return problem.alpha;
    const count = countOf(problem);
    return energyRule === "density" ? count / sweep.paid : (count + sweep.entropic) / sweep.energetic;
  };
  const valueAt = (sweep: FrozenSweep): number => {
    if (problem.kind === "threshold") return alphaAt(sweep);
    return energyRule === "density" ? problem.alpha * sweep.paid : -frozenObjective(problem, sweep);
  };
  const densityAt = (sweep: FrozenSweep): number => alphaAt(sweep) * sweep.paid;
  const sweeper = new FrozenSweeper(cost, resolution, options.kernel);
  const record: IterationRecord[] = [];
  let steps = rampStart(uniformBreakingPoints(k, yMax, yMin));
  const levels = options.start === "ramp" ? [k] : nestedLevels(k);
  let outcome: ReturnType<typeof iterateFixedPoint> | undefined;
  for (const count of levels) {
    const breakingPoints = uniformBreakingPoints(count, yMax, yMin);
    steps = outcome === undefined ? rampStart(breakingPoints) : refineUniform(outcome.steps, breakingPoints);
    outcome = iterateFixedPoint(steps, sweeper, {
      alphaAt,
      valueAt,
      densityAt,
      damping,
      momentum: options.acceleration !== "none",
      tolerance: count === k ? tolerance : COARSE_TOLERANCE * tolerance,
      iterationLimit,
      isTimeSpent: () => performance.now() > end,
      ...(options.record === true ? { record } : {}),
      onIteration: (iteration, residual) => options.onIteration?.(count, iteration, residual),
    });
  }
  if (outcome === undefined) throw new Error("a fixed-point calculation has at least one grid");
  return solutionAt(options, outcome, { sweeper, record, tolerance, alphaAt, valueAt, densityAt });
}

/** k, k/2, … down to about 32 levels, coarsest first. */
function nestedLevels(k: number): number[] {
  const levels = [k];
  while (levels[0] > COARSEST_LEVELS) levels.unshift(Math.ceil(levels[0] / 2));
  return levels;
}

/** Evaluates the returned point once more on its own grid, a finer and a wider one, and assembles the result. */
function solutionAt(
  { problem, k }: FixedPointOptions,
  outcome: ReturnType<typeof iterateFixedPoint>,
  settings: {
    sweeper: FrozenSweeper;
    record: IterationRecord[];
    tolerance: number;
    alphaAt: (sweep: FrozenSweep) => number;
    valueAt: (sweep: FrozenSweep) => number;
    densityAt: (sweep: FrozenSweep) => number;
  },
): FixedPointSolution {
  const { sweeper, alphaAt, valueAt, densityAt, tolerance } = settings;
  const { steps } = outcome;
  const { resolution } = sweeper;
  const sweep = sweeper.fresh(steps);
  const gridPoints = sweeper.gridPoints;
  const value = valueAt(sweep);
  const { residual } = fixedPointImage(steps, sweep, alphaAt(sweep));
  const finer = sweeper.fresh(steps, { ...resolution, spacing: 0.5 * resolution.spacing });
  const wider = sweeper.fresh(steps, { ...resolution, reach: resolution.reach + 1.5 });
  const sign = problem.kind === "threshold" ? 1 : -1;
  const status: Status = combinedStatus(
    outcome.status,
    residual <= 2 * tolerance ? "converged" : "iteration-limit",
  );
  // Convergence like 1/n² of the residual leaves a distance of the order of n residuals.
  const distance = residual * outcome.residuals.length;
  // Before that, a value that hardly moved says nothing: it is off by the distance times its own size, that of alpha.
  const unsettled = status === "converged" ? 0 : 2 * alphaAt(sweep) * distance;
  const budgetOf = (at: (sweep: FrozenSweep) => number, history: readonly number[]): FixedPointBudget => ({
    iteration: 2 * lateRange(history) + unsettled,
    grid: Math.abs(at(finer) - at(sweep)),
    domain: Math.abs(at(wider) - at(sweep)),
    rounding: roundingError(Math.abs(at(sweep)) + sweep.entropic, 16 + k),
  });
  const budget = budgetOf(valueAt, outcome.values);
  const ansatz = ansatzOf(steps);
  return {
    problem,
    k,
    value: quantity(value, total(budget), status),
    functionalValue: sign * frozenObjective(problem, sweep),
    ansatz,
    overlaps: Array.from(ansatz.overlapDeficits, (deficit, i) =>
      quantity(1 - deficit, i < k ? distance : 0, status),
    ),
    breakingPoints: Array.from(ansatz.breakingPoints, (y) => quantity(y, 0)),
    chi: quantity(ansatz.chi, ansatz.chi * distance, status),
    energetic: sweep.energetic,
    entropic: sweep.entropic,
    residual,
    energyByDensity: quantity(densityAt(sweep), total(budgetOf(densityAt, outcome.densities)), status),
    budget,
    evaluations: sweeper.evaluations,
    residualHistory: [...outcome.residuals.slice(0, -1), residual],
    record: settings.record,
    resolution,
    gridPoints,
    tolerance,
  };
}

/** The range of a history over its last quarter. */
function lateRange(history: readonly number[]): number {
  const recent = history.slice(Math.floor(0.75 * (history.length - 1)));
  return Math.max(...recent) - Math.min(...recent);
}

function total({ iteration, grid, domain, rounding }: FixedPointBudget): number {
  return iteration + grid + domain + rounding;
}

/** The ansatz of a step sequence: χ = 1/(2Σs), 1 − q_i = Σ_{j>i} s_j/Σs. */
export function ansatzOf({ variances, breakingPoints }: StepSequence): Ansatz {
  const total = variances.reduce((sum, variance) => sum + variance, 0);
  const overlapDeficits = new Float64Array(variances.length);
  for (let i = variances.length - 1; i > 0; i--)
    overlapDeficits[i - 1] = overlapDeficits[i] + variances[i] / total;
  return { overlapDeficits, breakingPoints, chi: 0.5 / total };
}

/** The step sequence of an ansatz with frozen breaking points: s_i = (q_i − q_{i−1})/(2χ). */
export function stepsOfAnsatz(ansatz: Ansatz): StepSequence {
  return { variances: stepVariances(ansatz), breakingPoints: ansatz.breakingPoints };
}
