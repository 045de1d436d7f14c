/**
 * The k-RSB solver: one level from a start, or the whole chain k = 1, 2, … with warm starts, each level with
 * its error budget, its saddle-point residual and the energy by the second route.
 */
import { type Minimum, minimise } from "../src/optimise/minimise.js";
import {
  InputError,
  type Quantity,
  quantity,
  requireInteger,
  requirePositive,
  roundingError,
  type Status,
} from "../src/result.js";
import { type Ansatz, fromCoordinates, stepsOf, toCoordinates } from "./ansatz.js";
import { chooseTransport } from "./choose-transport.js";
import { errorCount, type PerceptronCost } from "./cost.js";
import { directTransport } from "./direct-transport.js";
import { fftRounding, fftTransport } from "./fft-transport.js";
import { evaluateAtCoordinates, evaluateFunctional, type Problem } from "./functional.js";
import { DEFAULT_RESOLUTION, type Resolution } from "./level-grids.js";
import { saddlePointCheck } from "./saddle-point.js";
import type { LevelTransport } from "./transport.js";
import { coarseOneStepStart, resampledStart } from "./warm-start.js";

/** Largest k the solver takes: beyond, y_k > 200 and the parameters lose more digits than the value has. */
export const MAX_STEPS = 48;
export const DEFAULT_TOLERANCE = 1e-12;
/** Smallest tolerance that double precision supports. */
export const SMALLEST_TOLERANCE = 1e-13;

export interface KrsbOptions {
  /** Requested error of the value (see {@link toleranceScale}); a larger one does less work. Default 1e-12. */
  readonly tolerance?: number;
  /** Gaussian steps by positive sums (`direct`), on one sinc grid (`fft`), or the cheaper valid one (`auto`, default). */
  readonly convolution?: "auto" | "direct" | "fft";
  readonly cost?: PerceptronCost;
  /**
   * The optimiser's share of the tolerance (its decrement). By default so small that the parameters are as good as
   * the value; 1e-3 is enough where only the value is wanted.
   */
  readonly optimiserShare?: number;
  /** Overrides the resolution that follows from the tolerance. */
  readonly resolution?: Resolution;
}

/** Contributions to the error of the value, each from a computed difference. */
export interface ErrorBudget {
  /** Change when every grid spacing is refined to two thirds or three quarters: aliasing falls like exp(−c/spacing²). */
  readonly grid: number;
  /** Change when the windows are widened by one and a half standard deviations. */
  readonly domain: number;
  /** Estimated excess over the exact minimum, ½ gᵀH⁻¹g. */
  readonly optimiser: number;
  readonly rounding: number;
}

/** A k-RSB optimum. Overlaps, breaking points and χ carry the error of the last Newton step. */
export interface KrsbSolution {
  readonly problem: Problem;
  readonly k: number;
  /** α_k for the threshold, e_k(α) for the energy. */
  readonly value: Quantity;
  readonly ansatz: Ansatz;
  /** q_0 … q_k (q_k = 1). */
  readonly overlaps: readonly Quantity[];
  /** y_1 … y_k. */
  readonly breakingPoints: readonly Quantity[];
  readonly chi: Quantity;
  /** The two parts of the functional. */
  readonly energetic: number;
  readonly entropic: number;
  /** Largest relative residual of the saddle-point equations. */
  readonly residual: number;
  /** The energy as α·P(error), to be compared with the variational one (1 at the threshold). */
  readonly energyByDensity: Quantity;
  readonly budget: ErrorBudget;
  /** Evaluations of value and gradient, the warm-start chain included. */
  readonly evaluations: number;
  readonly convolution: "direct" | "fft";
  readonly resolution: Resolution;
  /** Grid points over all levels. */
  readonly gridPoints: number;
  readonly tolerance: number;
}

/**
 * The optimiser's share of the tolerance. An excess ε of the value leaves errors of order √ε in the parameters,
 * and convergence is superlinear: two or three more gradients buy parameters as good as the value. The rounding
 * of FFT gradients does not let them go as far.
 */
const OPTIMISER_MARGIN = { direct: 1e-7, fft: 0.1 } as const;
/** The refinement of the error budget; spacings are rounded to 2^p or 3·2^p, so it always moves by one notch. */
const FINER = 0.75;
/** Residual above which a point is not called a saddle point, whatever the optimiser says. */
const LARGEST_RESIDUAL = 1e-3;

/**
 * Solves the given numbers of steps in turn, the first from a coarse 1-RSB start, each later one from the
 * optimum before it, and yields every solution. The chain ends early at a `domain-error`.
 *
 * @param problem threshold, or energy at α > 2 (below, the energy is zero and no breaking occurs).
 * @param steps increasing numbers of breaking points; 1 is solved first in any case (and yielded only if listed).
 * @param replicaSymmetricChi χ of the RS solution of the same problem, the scale of the first search.
 * @throws InputError for k outside 1 … {@link MAX_STEPS}, α ≤ 2 or a tolerance below {@link SMALLEST_TOLERANCE}.
 */
export function* krsbChain(
  problem: Problem,
  steps: Iterable<number>,
  replicaSymmetricChi: number,
  options: KrsbOptions = {},
): Generator<KrsbSolution, void, void> {
  if (problem.kind === "energy" && !(problem.alpha > 2 && Number.isFinite(problem.alpha))) {
    throw new InputError(`alpha is ${problem.alpha}: expected a finite number greater than 2 for k >= 1`);
  }
  const settings = resolveOptions(options);
  const coarse = coarseOneStepStart(
    (point) => evaluateAtCoordinates(problem, point, settings.cost, (a) => transportFor(a, settings)),
    replicaSymmetricChi,
    problem.kind === "energy" ? 30 + 2 / (problem.alpha - 2) : 30,
  );
  let solution = solveFrom(problem, coarse.ansatz, options);
  let evaluations = coarse.evaluations + solution.evaluations;
  for (const k of steps) {
    requireInteger(k, "k", 1, MAX_STEPS);
    if (k > 1) {
      solution = solveFrom(problem, resampledStart(solution.ansatz, k), options);
      evaluations += solution.evaluations;
    }
    yield { ...solution, evaluations };
    if (solution.value.status === "domain-error") return;
  }
}

/**
 * Solves one k from a given start (k is that of the start).
 * @throws InputError for a tolerance below {@link SMALLEST_TOLERANCE}.
 */
export function solveFrom(problem: Problem, start: Ansatz, options: KrsbOptions = {}): KrsbSolution {
  const settings = resolveOptions(options, start);
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
  const parameterErrors = coordinateErrors(minimum.inverseHessian, final.gradient, error);
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
    });
    evaluations += minimum.evaluations;
    const confirmed = round > 1 && (minimum.evaluations === 1 || minimum.status === "stalled");
    if (confirmed || round === LAYOUT_ROUNDS || minimum.status === "domain-error")
      return { minimum, evaluations };
    layout = fromCoordinates(minimum.point);
    inverse = minimum.inverseHessian;
  }
}

/** The decrement at which the optimiser stops: a coarse grid's gradient is not quite that of its value. */
function optimiserTarget({ tolerance, optimiserShare }: Settings): number {
  return Math.max(optimiserShare * tolerance, Math.min(0.01 * tolerance, 1e3 * tolerance ** 2));
}

/** Tolerances are absolute for values up to 10, and relative to a tenth of the value above. */
export function toleranceScale(value: number): number {
  return Math.max(1, Math.abs(value) / 10);
}

interface Settings {
  readonly tolerance: number;
  readonly convolution: "direct" | "fft";
  readonly cost: PerceptronCost;
  readonly resolution: Resolution;
  readonly optimiserShare: number;
}

function resolveOptions(options: KrsbOptions, start?: Ansatz): Settings {
  const tolerance = options.tolerance ?? DEFAULT_TOLERANCE;
  requirePositive(tolerance, "tolerance");
  if (tolerance < SMALLEST_TOLERANCE) {
    throw new InputError(
      `tolerance is ${tolerance}: expected at least ${SMALLEST_TOLERANCE}, below which double precision does not reach`,
    );
  }
  const cost = options.cost ?? errorCount;
  const resolution = options.resolution ?? resolutionFor(tolerance);
  let convolution: Settings["convolution"] = "direct";
  if (options.convolution === "fft") convolution = "fft";
  else if (options.convolution !== "direct" && start !== undefined) {
    convolution = chooseTransport(start, cost, resolution, tolerance).method;
  }
  return {
    tolerance,
    convolution,
    cost,
    resolution,
    optimiserShare: options.optimiserShare ?? OPTIMISER_MARGIN[convolution],
  };
}

/**
 * Grid spacing and reach for a tolerance. Halving experiments on thresholds and energies (α = 4, 10, 30; k ≤ 12)
 * gave relative errors of at most 3e-14 at spacing 0.33, 1e-12 at 0.36, 2e-11 at 0.45, 1e-8 at 0.55, and for the
 * dropped tails 10·exp(−reach²/2). Each solution measures what they leave.
 */
function resolutionFor(tolerance: number): Resolution {
  const digits = Math.min(13, Math.max(4, -Math.log10(tolerance)));
  return {
    spacing: DEFAULT_RESOLUTION.spacing * Math.sqrt(13 / digits),
    reach: Math.min(DEFAULT_RESOLUTION.reach, Math.sqrt(2 * Math.LN10 * (digits + 2))),
  };
}

function transportFor(
  ansatz: Ansatz,
  settings: Settings,
  resolution: Resolution = settings.resolution,
  layout: Ansatz = ansatz,
): LevelTransport {
  return settings.convolution === "direct"
    ? directTransport(ansatz, settings.cost, resolution, layout)
    : fftTransport(ansatz, settings.cost, resolution, layout);
}

function settledStatus(optimiser: Status, error: number, tolerance: number, residual: number): Status {
  if (!(error <= tolerance) || !(residual <= LARGEST_RESIDUAL)) {
    return optimiser === "converged" ? "stalled" : optimiser;
  }
  // The optimiser may have met the rounding floor before its own target: the measured error decides.
  return optimiser === "stalled" ? "converged" : optimiser;
}

/**
 * Errors of the logarithmic coordinates: the Newton step still to take, H⁻¹g, plus what an error of the value
 * hides along each direction of the gradient, ε·Σ|H⁻¹|.
 */
function coordinateErrors(
  inverseHessian: readonly Float64Array[],
  gradient: Float64Array,
  valueError: number,
): Float64Array {
  return Float64Array.from(inverseHessian, (row) => {
    let step = 0;
    let spread = 0;
    for (let j = 0; j < row.length; j++) {
      step += row[j] * gradient[j];
      spread += Math.abs(row[j]);
    }
    return Math.abs(step) + spread * valueError;
  });
}
