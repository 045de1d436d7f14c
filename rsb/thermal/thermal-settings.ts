/** Options of the finite-temperature solver, what they resolve to, and the ranges it takes. */
import { requireMargin } from "../../rs/index.js";
import { requireChoice, requireObject } from "../../src/arguments.js";
import { KERNEL_NAMES, type KernelName } from "../../src/kernel/kernel.js";
import { convolutionKernelName } from "../../src/kernel/select.js";
import { InputError, requirePositive } from "../../src/result.js";
import { resolutionFor } from "../chain/solver-settings.js";
import type { Ansatz } from "../functional/ansatz.js";
import { chooseTransport } from "../functional/choose-transport.js";
import { directTransport } from "../functional/direct-transport.js";
import { fftTransport } from "../functional/fft-transport.js";
import type { Resolution } from "../functional/level-grids.js";
import type { LevelTransport } from "../functional/transport.js";
import type { ThermalPoint } from "./free-entropy.js";
import { boltzmannErrorCount } from "./thermal-cost.js";

/** Largest number of breaking points at finite temperature: beyond, levels differ by less than rounding. */
export const MAX_THERMAL_STEPS = 24;
/** Beyond this β the weight e^{−β} of an error underflows in the last step; the zero-temperature solver takes over. */
export const LARGEST_THERMAL_BETA = 500;
export const DEFAULT_THERMAL_TOLERANCE = 1e-10;
/** Smallest tolerance that double precision supports: Φ is a sum of terms of order 10 … 100. */
export const SMALLEST_THERMAL_TOLERANCE = 1e-12;

export interface ThermalOptions {
  /** Requested error of Φ, absolute up to values of 10, relative to a tenth of the value above. Default 1e-10. */
  readonly tolerance?: number;
  /** Gaussian steps by positive sums (`direct`), on one sinc grid (`fft`), or the cheaper valid one (`auto`, default). */
  readonly convolution?: "auto" | "direct" | "fft";
  /** What computes Fourier transforms; without it the best kernel of the engine. Sums run in WebAssembly alone. */
  readonly kernel?: KernelName;
}

/** How Gaussian steps are computed. */
export interface ThermalSteps {
  readonly convolution: "direct" | "fft";
  readonly kernel?: KernelName;
}

export interface ThermalSettings extends Required<ThermalSteps> {
  readonly tolerance: number;
  readonly convolutionReason: string;
  readonly resolution: Resolution;
}

/** @throws InputError unless α and β are positive and β is in the range of the solver. */
export function requireThermalPoint(point: ThermalPoint): void {
  requireObject(point, "the point", ["alpha", "beta"]);
  const { alpha, beta } = point;
  requirePositive(alpha, "alpha");
  requirePositive(beta, "beta");
  requireMargin(point.margin ?? 0);
  if (beta > LARGEST_THERMAL_BETA) {
    throw new InputError(
      `beta is ${beta}: expected at most ${LARGEST_THERMAL_BETA} for k >= 1; for lower temperatures use the limit beta -> infinity`,
    );
  }
}

/** @throws InputError unless these are options with a tolerance that double precision supports. */
export function requireThermalOptions(options: ThermalOptions): void {
  requireObject(options, "the options");
  const { tolerance = DEFAULT_THERMAL_TOLERANCE, convolution = "auto" } = options;
  requirePositive(tolerance, "tolerance");
  if (tolerance < SMALLEST_THERMAL_TOLERANCE) {
    throw new InputError(
      `tolerance is ${tolerance}: expected at least ${SMALLEST_THERMAL_TOLERANCE} at finite temperature`,
    );
  }
  requireChoice(convolution, "convolution", ["auto", "direct", "fft"]);
  if (options.kernel !== undefined) requireChoice(options.kernel, "kernel", KERNEL_NAMES);
  if (options.kernel === "fftjs" && convolution === "direct") {
    throw new InputError(
      "kernel is fftjs with convolution direct: expected wasm, in which sums run, or convolution fft",
    );
  }
}

/** Looser tolerances are worked at this one, as at zero temperature. */
const LOOSEST_WORKING_TOLERANCE = 1e-7;

/** @param start the recursion the grids must carry, by which `auto` chooses. */
export function thermalSettings(
  options: ThermalOptions,
  { alpha, beta }: ThermalPoint,
  start: Ansatz,
): ThermalSettings {
  const tolerance = options.tolerance ?? DEFAULT_THERMAL_TOLERANCE;
  // The recursion enters times αβ.
  const resolution = resolutionFor(Math.min(tolerance, LOOSEST_WORKING_TOLERANCE) / (1 + alpha * beta));
  const { convolution = "auto", kernel } = options;
  const { method, reason } =
    convolution === "auto"
      ? chooseTransport(start, boltzmannErrorCount, resolution, kernel)
      : { method: convolution, reason: "asked for" };
  return {
    tolerance,
    convolution: method,
    convolutionReason: reason,
    kernel: method === "direct" ? "wasm" : convolutionKernelName(kernel),
    resolution,
  };
}

/** The transport the settings ask for, its grids laid out for `layout`. */
export function thermalTransport(
  recursion: Ansatz,
  { convolution, kernel }: ThermalSteps,
  resolution: Resolution,
  layout: Ansatz = recursion,
): LevelTransport {
  return convolution === "direct"
    ? directTransport(recursion, boltzmannErrorCount, resolution, layout)
    : fftTransport(recursion, boltzmannErrorCount, resolution, layout, kernel);
}
