/** The iteration loop of the published method: damping, optional momentum, stopping on the undamped residual. */
import type { Status } from "../../src/result.js";
import { dampedStep, fixedPointImage } from "./fixed-point-map.js";
import type { FrozenSweep } from "./frozen-functional.js";
import type { FrozenSweeper } from "./frozen-sweeper.js";
import type { StepSequence } from "./sinc-recursion.js";

/** One iteration, for the picture of q(x) converging. */
export interface IterationRecord {
  /** Number of levels of the grid this iteration ran on. */
  readonly k: number;
  readonly iteration: number;
  /** q_0 … q_k. */
  readonly overlaps: Float64Array;
  readonly chi: number;
  /** α in use: the current threshold estimate, or the given one. */
  readonly alpha: number;
  readonly residual: number;
}

export interface IterationSettings {
  /** α of the saddle-point equations at the current point: given, or the current estimate of the threshold. */
  readonly alphaAt: (sweep: FrozenSweep) => number;
  /** The value reported, for its history. */
  readonly valueAt: (sweep: FrozenSweep) => number;
  /** The energy by the density, for its history. */
  readonly densityAt: (sweep: FrozenSweep) => number;
  readonly damping: number;
  readonly momentum: boolean;
  readonly tolerance: number;
  readonly iterationLimit: number;
  /** Whether the time for all grids is spent; asked after every iteration. */
  readonly isTimeSpent: () => boolean;
  /** Receives every iteration. */
  readonly record?: IterationRecord[];
  /** Told of every iteration: its number on this grid and its undamped residual. */
  readonly onIteration?: (iteration: number, residual: number) => void;
}

export interface IterationOutcome {
  /** The last point whose residual was evaluated. */
  readonly steps: StepSequence;
  readonly residuals: readonly number[];
  /** The reported value at every iteration. */
  readonly values: readonly number[];
  /** The energy by the density at every iteration. */
  readonly densities: readonly number[];
  readonly status: Status;
}

/** Plain steps before momentum sets in: the first overlaps are far from their places. */
const PLAIN_STEPS = 8;
/** Largest extrapolation of ln s_i in one step. */
const LARGEST_EXTRAPOLATION = 3;

/**
 * Iterates until the undamped residual is at most `tolerance`.
 *
 * Momentum is Nesterov's: the map is applied at x_n + (n−1)/(n+2)·(x_n − x_{n−1}), x = ln s, and n starts anew
 * when the map points against the last step. It turns the 1/n² of the plain residual near marginality into 1/n⁴
 * or so; logarithms keep the overlaps ordered and let superfluous levels vanish exponentially.
 */
export function iterateFixedPoint(
  start: StepSequence,
  sweeper: FrozenSweeper,
  settings: IterationSettings,
): IterationOutcome {
  const { breakingPoints } = start;
  const residuals: number[] = [];
  const values: number[] = [];
  const densities: number[] = [];
  let previous = start;
  let current = start;
  let sinceRestart = 1;
  const finish = (steps: StepSequence, status: Status): IterationOutcome => ({
    steps,
    residuals,
    values,
    densities,
    status,
  });
  for (let iteration = 1; ; iteration++) {
    const accelerated = settings.momentum && iteration > PLAIN_STEPS;
    const point = accelerated
      ? extrapolated(previous, current, (sinceRestart - 1) / (sinceRestart + 2))
      : current;
    const sweep = sweeper.sweep(point);
    const alpha = settings.alphaAt(sweep);
    const image = fixedPointImage(point, sweep, alpha);
    residuals.push(image.residual);
    values.push(settings.valueAt(sweep));
    densities.push(settings.densityAt(sweep));
    settings.record?.push(recordOf(point, iteration, alpha, image.residual));
    settings.onIteration?.(iteration, image.residual);
    if (!(image.residual <= Number.MAX_VALUE)) return finish(point, "domain-error");
    if (image.residual <= settings.tolerance) return finish(point, "converged");
    if (iteration >= settings.iterationLimit || settings.isTimeSpent())
      return finish(point, "iteration-limit");
    const next = { breakingPoints, variances: dampedStep(point, image, settings.damping).variances };
    const against = accelerated && alignment(point, next, previous, current) < 0;
    sinceRestart = against ? 1 : sinceRestart + 1;
    previous = current;
    current = next;
  }
}

/** x + β (x − x_previous) in x = ln s. */
function extrapolated(previous: StepSequence, current: StepSequence, beta: number): StepSequence {
  return {
    breakingPoints: current.breakingPoints,
    variances: current.variances.map((s, i) => {
      const step = Math.log(s / previous.variances[i]);
      if (!Number.isFinite(step)) return s;
      return s * Math.exp(beta * Math.max(-LARGEST_EXTRAPOLATION, Math.min(LARGEST_EXTRAPOLATION, step)));
    }),
  };
}

/** ⟨map(z) − z, x_n − x_{n−1}⟩ over the partial sums of s, which are the overlaps up to scale. */
function alignment(
  point: StepSequence,
  next: StepSequence,
  previous: StepSequence,
  current: StepSequence,
): number {
  let sum = 0;
  let [mapped, moved] = [0, 0];
  for (let i = 0; i < point.variances.length; i++) {
    mapped += next.variances[i] - point.variances[i];
    moved += current.variances[i] - previous.variances[i];
    sum += mapped * moved;
  }
  return sum;
}

function recordOf(point: StepSequence, iteration: number, alpha: number, residual: number): IterationRecord {
  const total = point.variances.reduce((sum, s) => sum + s, 0);
  let partial = 0;
  const overlaps = point.variances.map((s) => {
    partial += s;
    return partial / total;
  });
  return { k: point.breakingPoints.length, iteration, overlaps, chi: 0.5 / total, alpha, residual };
}
