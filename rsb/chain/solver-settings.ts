/** The options of the k-RSB solver, what they resolve to, and the grids and targets that follow from a tolerance. */

import { replicaSymmetricEnergy } from "../../rs/index.js";
import { requireChoice, requireObject } from "../../src/arguments.js";
import { InputError, requirePositive } from "../../src/result.js";
import type { Ansatz } from "../functional/ansatz.js";
import { chooseTransport } from "../functional/choose-transport.js";
import { errorCount, type PerceptronCost } from "../functional/cost.js";
import { directTransport } from "../functional/direct-transport.js";
import { fftTransport } from "../functional/fft-transport.js";
import type { Problem } from "../functional/functional.js";
import { DEFAULT_RESOLUTION, type Resolution, requireResolution } from "../functional/level-grids.js";
import type { LevelTransport } from "../functional/transport.js";

/** Largest k the solver takes: beyond, y_k > 200 and the parameters lose more digits than the value has. */
export const MAX_STEPS = 48;

/** Beyond this k the convolutions of the FFT path lose e^{yφ} against the rounding of its maximum. */
export const MAX_FFT_STEPS = 12;
export const DEFAULT_TOLERANCE = 1e-12;
/** Smallest tolerance that double precision supports. */
export const SMALLEST_TOLERANCE = 1e-13;

/**
 * Looser tolerances are worked at this one: a grid as coarse as they would allow bends the functional enough to have
 * stationary points of its own.
 */
export const LOOSEST_WORKING_TOLERANCE = 1e-6;

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
  /** Gives up with `iteration-limit` after so many evaluations, for starts that must prove themselves quickly. */
  readonly evaluationLimit?: number;
  /** Overrides the resolution that follows from the tolerance. */
  readonly resolution?: Resolution;
}

/** The decrement that the rounding of FFT gradients lets an optimiser reach. */
const FFT_DECREMENT = 1e-13;

/**
 * The optimiser's share of the tolerance. An excess ε of the value leaves errors of order √ε in the parameters,
 * and convergence is superlinear: two or three more gradients buy parameters as good as the value. The rounding
 * of FFT gradients does not let them go as far.
 */
const OPTIMISER_MARGIN = { direct: 1e-7, fft: 1e-3 } as const;
/** Options with every default filled in. */
export interface Settings {
  readonly tolerance: number;
  readonly convolution: "direct" | "fft";
  readonly cost: PerceptronCost;
  readonly resolution: Resolution;
  readonly optimiserShare: number;
  readonly evaluationLimit?: number;
}

/** @throws InputError unless these are options, each of its kind, with a tolerance that double precision supports. */
export function requireKrsbOptions(options: KrsbOptions): void {
  requireObject(options, "the options");
  const { tolerance = DEFAULT_TOLERANCE, convolution = "auto", cost, resolution } = options;
  requirePositive(tolerance, "tolerance");
  if (tolerance < SMALLEST_TOLERANCE) {
    throw new InputError(
      `tolerance is ${tolerance}: expected at least ${SMALLEST_TOLERANCE}, below which double precision does not reach`,
    );
  }
  requireChoice(convolution, "convolution", ["auto", "direct", "fft"]);
  if (cost !== undefined) requireObject(cost, "cost", ["terminal", "terminalSlope", "smoothedTerminal"]);
  if (resolution !== undefined) requireResolution(resolution);
  if (options.optimiserShare !== undefined) requirePositive(options.optimiserShare, "optimiserShare");
  if (options.evaluationLimit !== undefined) requirePositive(options.evaluationLimit, "evaluationLimit");
}

/** @throws InputError for a tolerance below {@link SMALLEST_TOLERANCE}. */
export function resolveOptions(options: KrsbOptions, start?: Ansatz): Settings {
  requireKrsbOptions(options);
  const tolerance = options.tolerance ?? DEFAULT_TOLERANCE;
  const cost = options.cost ?? errorCount;
  const resolution = options.resolution ?? resolutionFor(Math.min(tolerance, LOOSEST_WORKING_TOLERANCE));
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
    ...(options.evaluationLimit === undefined ? {} : { evaluationLimit: options.evaluationLimit }),
  };
}

/**
 * Grid spacing and reach for a tolerance. Halving experiments on thresholds and energies (α = 4, 10, 30; k ≤ 12)
 * gave relative errors of at most 3e-14 at spacing 0.33, 1e-12 at 0.36, 2e-11 at 0.45, 1e-8 at 0.55, and for the
 * dropped tails 10·exp(−reach²/2). Each solution measures what they leave.
 */
export function resolutionFor(tolerance: number): Resolution {
  const digits = Math.min(13, -Math.log10(tolerance));
  return {
    spacing: DEFAULT_RESOLUTION.spacing * Math.sqrt(13 / digits),
    reach: Math.min(DEFAULT_RESOLUTION.reach, Math.sqrt(2 * Math.LN10 * (digits + 2))),
  };
}

/**
 * The decrement at which the optimiser stops: a coarse grid's gradient is not quite that of its value.
 *
 * Below energies of 1 it is relative to the energy, because neighbouring k differ by much less than the energy near
 * α = 2; above 10 it follows the scale of the tolerance, down to what rounding leaves of the value.
 */
export function optimiserTarget(
  { tolerance, optimiserShare, convolution, cost }: Settings,
  problem: Problem,
): number {
  const working = Math.min(tolerance, LOOSEST_WORKING_TOLERANCE);
  const floor = convolution === "fft" ? FFT_DECREMENT : 0;
  const target = Math.max(optimiserShare * working, Math.min(0.01 * working, 1e3 * working ** 2), floor);
  if (problem.kind === "threshold") return target;
  const energy = replicaSymmetricEnergy(problem.alpha, { margin: cost.margin ?? 0 }).energy.value;
  return Math.max(target * Math.min(energy, toleranceScale(energy)), 0.01 * Number.EPSILON * energy);
}

/** Tolerances are absolute for values up to 10, and relative to a tenth of the value above. */
export function toleranceScale(value: number): number {
  return Math.max(1, Math.abs(value) / 10);
}

/** The transport the settings ask for, its grids laid out for `layout`. */
export function transportFor(
  ansatz: Ansatz,
  settings: Settings,
  resolution: Resolution = settings.resolution,
  layout: Ansatz = ansatz,
): LevelTransport {
  return settings.convolution === "direct"
    ? directTransport(ansatz, settings.cost, resolution, layout)
    : fftTransport(ansatz, settings.cost, resolution, layout);
}
