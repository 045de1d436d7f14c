/** The options of the k-RSB solver, what they resolve to, and the grids and targets that follow from a tolerance. */

import { requireChoice, requireObject } from "../../src/arguments.js";
import { KERNEL_NAMES, type KernelName } from "../../src/kernel/kernel.js";
import { convolutionKernelName } from "../../src/kernel/select.js";
import { isWasmAvailable } from "../../src/kernel/wasm-kernel.js";
import { InputError, requirePositive } from "../../src/result.js";
import type { Ansatz } from "../functional/ansatz.js";
import { chooseTransport, type TransportChoice } from "../functional/choose-transport.js";
import { errorCount, type PerceptronCost } from "../functional/cost.js";
import { directTransport } from "../functional/direct-transport.js";
import { fftTransport } from "../functional/fft-transport.js";
import type { Problem } from "../functional/functional.js";
import { DEFAULT_RESOLUTION, type Resolution, requireResolution } from "../functional/level-grids.js";
import type { LevelTransport } from "../functional/transport.js";
import { replicaSymmetricLevel } from "./replica-symmetric-level.js";

/** Largest k the solver takes: beyond, y_k > 200 and the parameters lose more digits than the value has. */
export const MAX_STEPS = 48;

export const DEFAULT_TOLERANCE = 1e-12;
/** Smallest tolerance that double precision supports. */
export const SMALLEST_TOLERANCE = 1e-13;
/**
 * How far Fourier transforms reach: to the same k and the same tolerance as positive sums. Measured: chains of the threshold to
 * k = 48 and of energies at α = 2.3 … 300 to k = 12 converge at the default tolerance, and their values differ from
 * those by sums by at most 3e-14 (relative above 1).
 */
export const FOURIER_LIMITS = { steps: MAX_STEPS, tolerance: SMALLEST_TOLERANCE } as const;

/**
 * Looser tolerances are worked at this one: a grid as coarse as they would allow bends the functional enough to have
 * stationary points of its own. So all of them find the same point, to the last bit, and the cut on its residual (the
 * root of this tolerance, which is what the value bears) meets none that is stricter than the work that was done.
 */
export const LOOSEST_WORKING_TOLERANCE = 1e-6;

export interface KrsbOptions {
  /** Requested error of the value (see {@link toleranceScale}); a larger one does less work. Default 1e-12. */
  readonly tolerance?: number;
  /** Gaussian steps by positive sums (`direct`), on one sinc grid (`fft`), or the cheaper valid one (`auto`, default). */
  readonly convolution?: "auto" | "direct" | "fft";
  /** What computes Fourier transforms; without it the best kernel of the engine. Sums run in WebAssembly alone. */
  readonly kernel?: KernelName;
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

/**
 * The optimiser's share of the tolerance. An excess ε of the value leaves errors of order √ε in the parameters,
 * and convergence is superlinear: two or three more gradients buy parameters as good as the value.
 */
const OPTIMISER_MARGIN = 1e-7;
/** Options with every default filled in. */
export interface Settings {
  readonly tolerance: number;
  readonly convolution: "direct" | "fft";
  readonly convolutionReason: string;
  readonly kernel: KernelName;
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
  if (options.kernel !== undefined) requireChoice(options.kernel, "kernel", KERNEL_NAMES);
  if (options.kernel === "fftjs" && convolution === "direct") {
    throw new InputError(
      "kernel is fftjs with convolution direct: expected wasm, in which sums run, or convolution fft",
    );
  }
  if (cost !== undefined) requireObject(cost, "cost", ["terminal", "terminalSlope", "smoothedTerminal"]);
  if ((convolution === "fft" || options.kernel === "fftjs") && cost?.unbounded === true)
    throw new InputError(
      "convolution fft or kernel fftjs with a hinge cost: expected direct, as its functions have no limit on the right",
    );
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
  const { method, reason } = convolutionFor(options, cost, resolution, start);
  return {
    tolerance,
    convolution: method,
    convolutionReason: reason,
    kernel: method === "direct" ? "wasm" : convolutionKernelName(options.kernel),
    cost,
    resolution,
    optimiserShare: options.optimiserShare ?? OPTIMISER_MARGIN,
    ...(options.evaluationLimit === undefined ? {} : { evaluationLimit: options.evaluationLimit }),
  };
}

function convolutionFor(
  { convolution = "auto", kernel }: KrsbOptions,
  cost: PerceptronCost,
  resolution: Resolution,
  start: Ansatz | undefined,
): Pick<TransportChoice, "method" | "reason"> {
  if (convolution !== "auto") return { method: convolution, reason: "asked for" };
  if (cost.unbounded === true)
    return { method: "direct", reason: "the functions of a hinge cost have no limit on the right" };
  if (start !== undefined) return chooseTransport(start, cost, resolution, kernel);
  return { method: isWasmAvailable() ? "direct" : "fft", reason: "nothing to choose by" };
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
 * α = 2; above 10 it follows the scale of the tolerance, down to what rounding leaves of the value. The windows of Fourier
 * transforms drop so little that an excess at that target would be most of the error: it is a thousand times smaller.
 */
export function optimiserTarget(
  { tolerance, optimiserShare, cost, convolution }: Settings,
  problem: Problem,
): number {
  const working = Math.min(tolerance, LOOSEST_WORKING_TOLERANCE);
  const coarse = (convolution === "fft" ? 1e-3 : 1) * Math.min(0.01 * working, 1e3 * working ** 2);
  const target = Math.max(optimiserShare * working, coarse);
  if (problem.kind === "threshold") return target;
  const energy = replicaSymmetricLevel(problem, cost).value.value;
  // Replica symmetry may have none where breaking costs some.
  if (energy === 0) return target;
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
    : fftTransport(ansatz, settings.cost, resolution, layout, settings.kernel);
}
