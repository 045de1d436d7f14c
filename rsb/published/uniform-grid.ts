/**
 * The variational optimum at frozen, uniformly spaced breaking points: the reference for the fixed-point
 * iteration, found by a different algorithm (Newton's method on the functional) from the same start.
 */
import { minimise } from "../../src/optimise/minimise.js";
import { combinedStatus, type Quantity, quantity, roundingError } from "../../src/result.js";
import type { Ansatz } from "../functional/ansatz.js";
import { errorCount, type PerceptronCost } from "../functional/cost.js";
import { ansatzOf, solveFixedPoint, stepsOfAnsatz } from "./fixed-point.js";
import { fixedPointImage } from "./fixed-point-map.js";
import type { FixedPointOptions } from "./fixed-point-solution.js";
import { frozenGradient, frozenObjective } from "./frozen-functional.js";
import { FrozenSweeper } from "./frozen-sweeper.js";
import type { StepSequence } from "./sinc-recursion.js";
import { PUBLISHED_Y_MIN, uniformBreakingPoints } from "./uniform-breaking-points.js";

export type UniformGridOptions = Pick<
  FixedPointOptions,
  "problem" | "k" | "yMax" | "yMin" | "cost" | "resolution"
>;

/** An optimum over all q_i and χ at frozen breaking points. */
export interface UniformGridOptimum {
  /** min (1+B)/A for the threshold, max αA − B for the energy. */
  readonly value: Quantity;
  /** α ∫_{h>√(2χ)} P_k there, which the published rule takes for the energy; of first order in what the optimiser leaves. */
  readonly energyByDensity: Quantity;
  readonly ansatz: Ansatz;
  /** Levels with q_i > q_{i−1}; the others have width 0. */
  readonly activeLevels: number;
  /** Undamped residual of the fixed-point map at the optimum. */
  readonly residual: number;
  /** Largest factor by which the map would widen a level of width ~0; above 1 the level should be open. */
  readonly largestGrowth: number;
  readonly budget: {
    readonly optimiser: number;
    /** By how much the fixed point that was started from lies below: what the closed levels are worth. */
    readonly closing: number;
    readonly grid: number;
    readonly domain: number;
    readonly rounding: number;
  };
  readonly evaluations: number;
}

/** A level counts as open when it holds more than this share of the variance; closed ones contribute its cube. */
const OPEN_SHARE = 1e-5;
/** Width given to closed levels in the test whether they would grow. */
const PROBE_SHARE = 1e-9;
const GROWTH_ALLOWED = 1 + 1e-3;
const ROUNDS = 3;
/** Accepted estimate of the excess; marginal levels make the last digits expensive. */
const OPTIMISER_TOLERANCE = 3e-11;
const START_TOLERANCE = 1e-6;

/**
 * Minimises the functional over q_0 … q_{k−1} and χ with the y_i frozen on the uniform grid.
 *
 * Costs two or three finite-difference Hessians of the open levels: seconds at k = 200, a tenth at k = 30.
 * @example solveUniformGridVariational({ problem: { kind: "threshold" }, k: 30, yMax: 10 }).value.value // 6.69810597
 * @throws InputError as {@link solveFixedPoint}.
 */
export function solveUniformGridVariational(options: UniformGridOptions): UniformGridOptimum {
  const { problem, k, yMax, yMin = PUBLISHED_Y_MIN, cost = errorCount } = options;
  const start = solveFixedPoint({ ...options, tolerance: START_TOLERANCE });
  const sweeper = new FrozenSweeper(cost, start.resolution);
  const breakingPoints = uniformBreakingPoints(k, yMax, yMin);
  let steps = stepsOfAnsatz(start.ansatz);
  let outcome = optimiseOpenLevels(problem, steps, sweeper);
  let probe = growthOfClosedLevels(problem, outcome.steps, sweeper, cost);
  for (let round = 1; round < ROUNDS && probe.growth > GROWTH_ALLOWED; round++) {
    const total = outcome.steps.variances.reduce((sum, s) => sum + s, 0);
    steps = {
      breakingPoints,
      variances: outcome.steps.variances.map((s, i) =>
        probe.growing.has(i) ? Math.max(s, 10 * OPEN_SHARE * total) : s,
      ),
    };
    outcome = optimiseOpenLevels(problem, steps, sweeper);
    probe = growthOfClosedLevels(problem, outcome.steps, sweeper, cost);
  }
  const { resolution } = sweeper;
  const finer = sweeper.fresh(outcome.open, { ...resolution, spacing: 0.5 * resolution.spacing });
  const wider = sweeper.fresh(outcome.open, { ...resolution, reach: resolution.reach + 1.5 });
  const value = frozenObjective(problem, sweeper.fresh(outcome.open));
  const sweep = sweeper.sweep(outcome.open);
  const alpha = problem.kind === "threshold" ? value : problem.alpha;
  const budget = {
    optimiser: 2 * Math.abs(outcome.decrement),
    closing: Math.max(
      0,
      problem.kind === "threshold" ? value - start.functionalValue : value + start.functionalValue,
    ),
    grid: Math.abs(frozenObjective(problem, finer) - value),
    domain: Math.abs(frozenObjective(problem, wider) - value),
    rounding: roundingError(Math.abs(value) + sweep.entropic, 16 + k),
  };
  const error = budget.optimiser + budget.closing + budget.grid + budget.domain + budget.rounding;
  const settled = probe.growth <= GROWTH_ALLOWED ? "converged" : "stalled";
  const status = combinedStatus(
    outcome.status === "stalled" && error < 1e-10 ? "converged" : outcome.status,
    settled,
  );
  // The excess of the value is a square of the distance that moves the density.
  const distance = Math.sqrt(2 * (budget.optimiser + budget.closing));
  const moved = Math.abs(finer.paid - sweep.paid) + Math.abs(wider.paid - sweep.paid);
  return {
    value: quantity(problem.kind === "threshold" ? value : -value, error, status),
    energyByDensity: quantity(alpha * sweep.paid, alpha * (moved + distance) + budget.rounding, status),
    ansatz: ansatzOf(outcome.steps),
    activeLevels: outcome.open.breakingPoints.length,
    residual: fixedPointImage(outcome.open, sweep, alpha).residual,
    largestGrowth: probe.growth,
    budget,
    evaluations: start.evaluations + sweeper.evaluations,
  };
}

/** Newton's method in ln s over the open levels; the closed ones are left out of the recursion. */
function optimiseOpenLevels(
  problem: UniformGridOptions["problem"],
  start: StepSequence,
  sweeper: FrozenSweeper,
) {
  const k = start.breakingPoints.length;
  const total = start.variances.reduce((sum, s) => sum + s, 0);
  const open = Array.from(start.variances.keys()).filter(
    (i) => i === 0 || i === k || start.variances[i] > OPEN_SHARE * total,
  );
  const breakingPoints = Float64Array.from(open.slice(1), (i) => start.breakingPoints[i - 1]);
  const last = open.length - 1;
  const stepsAt = (point: Float64Array): StepSequence => ({
    breakingPoints,
    variances: point.map(Math.exp),
  });
  const logarithms = Float64Array.from(open, (i) => Math.log(start.variances[i]));
  sweeper.fresh(stepsAt(logarithms));
  const minimum = minimise(
    (point) => {
      const steps = stepsAt(point);
      const outside = { value: Number.POSITIVE_INFINITY, gradient: point };
      if (
        !point.every(
          (x, i) =>
            x > -FARTHEST && x < logarithms[i] + FARTHEST_UP && (i < last || x > logarithms[i] - FARTHEST_UP),
        )
      )
        return outside;
      const sweep = sweeper.sweep(steps);
      const gradient = frozenGradient(problem, steps, sweep).map((d, i) => d * steps.variances[i]);
      const value = frozenObjective(problem, sweep);
      if (!Number.isFinite(value) || !gradient.every(Number.isFinite)) return outside;
      return { value, gradient, scale: Math.abs(value) + sweep.entropic };
    },
    logarithms,
    { tolerance: OPTIMISER_TOLERANCE },
  );
  const optimum = stepsAt(minimum.point);
  const variances = new Float64Array(k + 1);
  open.forEach((i, index) => {
    variances[i] = optimum.variances[index];
  });
  return {
    open: optimum,
    steps: { breakingPoints: start.breakingPoints, variances },
    decrement: minimum.decrement,
    status: minimum.status,
  };
}

/** Levels may close (ln s → −30) but not leave the neighbourhood of the start upwards; the last step, which sets the grid, neither way. */
const FARTHEST = 30;
const FARTHEST_UP = 3;

/** The growth factors of the levels of width 0 under the fixed-point map, from a probe of tiny width. */
function growthOfClosedLevels(
  problem: UniformGridOptions["problem"],
  optimum: StepSequence,
  sweeper: FrozenSweeper,
  cost: PerceptronCost,
): { growth: number; growing: Set<number> } {
  const total = optimum.variances.reduce((sum, s) => sum + s, 0);
  const closed = Array.from(optimum.variances.keys()).filter((i) => optimum.variances[i] === 0);
  const growing = new Set<number>();
  if (closed.length === 0) return { growth: 0, growing };
  const probe: StepSequence = {
    breakingPoints: optimum.breakingPoints,
    variances: optimum.variances.map((s) => (s === 0 ? PROBE_SHARE * total : s)),
  };
  const sweep = new FrozenSweeper(cost, sweeper.resolution).sweep(probe);
  const alpha = problem.kind === "threshold" ? frozenObjective(problem, sweep) : problem.alpha;
  const image = fixedPointImage(probe, sweep, alpha);
  let growth = 0;
  for (const i of closed) {
    const factor = image.increments[i] / PROBE_SHARE;
    if (factor > GROWTH_ALLOWED) growing.add(i);
    growth = Math.max(growth, factor);
  }
  return { growth, growing };
}
