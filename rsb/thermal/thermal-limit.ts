/** Full RSB at finite temperature: the limit k → ∞ of a chain of states, by extrapolation in several terms. */
import { requireCallback, requireObject } from "../../src/arguments.js";
import { powerTailLimit } from "../../src/extrapolation/power-tail.js";
import { InputError, type Quantity, requirePositive } from "../../src/result.js";
import { toleranceScale } from "../chain/solver-settings.js";
import type { ThermalPoint } from "./free-entropy.js";
import { solveThermalChain } from "./thermal-chain.js";
import { type ThermalFamily, thermalFamily } from "./thermal-family.js";
import { MAX_THERMAL_STEPS, type ThermalOptions } from "./thermal-settings.js";
import type { ThermalSolution } from "./thermal-solution.js";

/** Φ_k − Φ_∞ falls like k⁻⁴, as at zero temperature: local exponents of 3.9 to 4.0 at k = 20 for β from 3 to 100. */
const TAIL_EXPONENT = 4;
/** Fewer levels allow no two fits to be compared. */
const FEWEST_LEVELS = 6;
export const DEFAULT_THERMAL_LIMIT_TOLERANCE = 1e-8;
/** The levels' own errors, near 1e-13, are amplified fifty-fold. */
export const SMALLEST_THERMAL_LIMIT_TOLERANCE = 1e-10;

export interface ThermalLimitOptions {
  /** Requested error of Φ, absolute up to values of 10; from 1e-10 up. Default 1e-8. */
  readonly tolerance?: number;
  /** How Gaussian steps are computed, as for one k. */
  readonly convolution?: ThermalOptions["convolution"];
  readonly kernel?: ThermalOptions["kernel"];
  /** Told of every level solved: k and the current estimate of the error (NaN while there is none). */
  readonly onLevel?: (k: number, error: number) => void;
}

/** The limit of a chain at one temperature. */
export interface ThermalLimit extends ThermalPoint {
  readonly freeEntropy: Quantity;
  readonly energy: Quantity;
  readonly entropy: Quantity;
  /** The k that the accepted fit of Φ used; [0] where replica symmetry is not broken. */
  readonly levels: readonly number[];
  /** c₄, c₅, … of Φ_k − Φ = c₄ k⁻⁴ + c₅ k⁻⁵ + …. */
  readonly coefficients: readonly number[];
  /** Spread of the best fits, and the amplified errors of the levels. */
  readonly truncation: number;
  readonly noise: number;
  /** The second estimate of Φ, by a smooth family of order parameters; absent where symmetry holds or a member does not settle. */
  readonly family?: ThermalFamily;
  /** |chain − family|: beyond both errors, or without a family, the status is `stalled`. */
  readonly spread?: number;
  /** The solved states, in increasing k. */
  readonly chain: readonly ThermalSolution[];
  readonly tolerance: number;
}

/**
 * The full-RSB free entropy, energy and entropy at (α, β): levels are added until the extrapolation of Φ meets the tolerance.
 * The infimum over k is a limit from above; that its tail is c₄k⁻⁴ + c₅k⁻⁵ + … is observed, and the error is twice the
 * spread of the best fits. The optimum over a smooth family of order parameters is held against it. Where replica symmetry is not broken the values are those of RS.
 *
 * @param point α = m/n and the inverse temperature β, at most 500
 * @param options tolerance of the free entropy
 * @returns the limits with their errors, and the states that were used
 * @throws InputError for α, β or a tolerance out of range
 * @example
 * import { solveThermalFullRsb } from "relu-injectivity/rsb";
 * solveThermalFullRsb({ alpha: 6, beta: 4 }).freeEntropy.value; // -6.44343285…
 */
export function solveThermalFullRsb(point: ThermalPoint, options: ThermalLimitOptions = {}): ThermalLimit {
  requireObject(options, "the options");
  const { tolerance = DEFAULT_THERMAL_LIMIT_TOLERANCE, onLevel, convolution, kernel } = options;
  requireCallback(onLevel, "onLevel");
  requirePositive(tolerance, "tolerance");
  if (tolerance < SMALLEST_THERMAL_LIMIT_TOLERANCE) {
    throw new InputError(
      `tolerance is ${tolerance}: expected at least ${SMALLEST_THERMAL_LIMIT_TOLERANCE}, as the extrapolation amplifies the rounding of its levels`,
    );
  }
  const levelTolerance = Math.min(1e-9, Math.max(1e-12, 0.01 * tolerance));
  const levelOptions = {
    tolerance: levelTolerance,
    ...(convolution === undefined ? {} : { convolution }),
    ...(kernel === undefined ? {} : { kernel }),
  };
  const chain: ThermalSolution[] = [];
  for (const state of solveThermalChain(point, MAX_THERMAL_STEPS, levelOptions)) {
    chain.push(state);
    const error = chain.length > FEWEST_LEVELS ? tailOf(chain, "freeEntropy").limit.error : Number.NaN;
    onLevel?.(state.k, error);
    if (error <= tolerance * toleranceScale(state.freeEntropy.value)) break;
  }
  return limitOf(point, chain, tolerance, levelOptions.kernel);
}

/** Broken levels only: k = 0 is no member of the tail. */
function tailOf(chain: readonly ThermalSolution[], of: "freeEntropy" | "energy" | "entropy") {
  const terms = chain
    .filter(({ k }) => k > 0)
    .map((state) => ({ index: state.k, value: state[of].value, error: state[of].error }));
  return powerTailLimit(terms, TAIL_EXPONENT);
}

function limitOf(
  { alpha, beta, margin }: ThermalPoint,
  chain: readonly ThermalSolution[],
  tolerance: number,
  kernel: ThermalOptions["kernel"],
): ThermalLimit {
  const last = chain[chain.length - 1];
  const common = { alpha, beta, ...(margin === undefined ? {} : { margin }), chain, tolerance };
  if (last.k === 0) {
    const { freeEntropy, energy, entropy } = last;
    const none = { levels: [0], coefficients: [], truncation: 0, noise: 0 };
    return { ...common, freeEntropy, energy, entropy, ...none };
  }
  const tail = tailOf(chain, "freeEntropy");
  const point = { alpha, beta, ...(margin === undefined ? {} : { margin }) };
  const family = thermalFamily(point, last.ansatz, {
    convolution: last.convolution === "fft" ? "fft" : "direct",
    ...(kernel === undefined ? {} : { kernel }),
  });
  const spread = family === undefined ? undefined : Math.abs(family.freeEntropy.value - tail.limit.value);
  // As at zero temperature, an estimate that stands alone is not called converged.
  const agree =
    family !== undefined && spread !== undefined && spread <= family.freeEntropy.error + tail.limit.error;
  const unconverged = chain.find(({ freeEntropy }) => freeEntropy.status !== "converged");
  const met =
    tail.limit.error <= tolerance * toleranceScale(tail.limit.value) && unconverged === undefined && agree;
  const judged = (limit: Quantity): Quantity =>
    limit.status === "domain-error" || met ? limit : { ...limit, status: "stalled" };
  return {
    ...common,
    freeEntropy: judged(tail.limit),
    energy: judged(tailOf(chain, "energy").limit),
    entropy: judged(tailOf(chain, "entropy").limit),
    levels: tail.indices,
    coefficients: tail.coefficients,
    truncation: tail.truncation,
    noise: tail.noise,
    ...(family === undefined || spread === undefined ? {} : { family, spread }),
  };
}
