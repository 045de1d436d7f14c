/** φ_i(h) and P_i(h) at single fields, between the grid points of the levels, with errors. */
import { requireNumbers, requireObject } from "../../src/arguments.js";
import { sincInterpolate, type UniformSamples } from "../../src/convolution/sinc-interpolation.js";
import { InputError, type Quantity, quantity, roundingError } from "../../src/result.js";
import { requireKrsbOptions } from "../chain/solver-settings.js";
import { type Ansatz, requireAnsatz, stepsOf } from "../functional/ansatz.js";
import { errorCount, type PerceptronCost } from "../functional/cost.js";
import { DEFAULT_RESOLUTION, type Resolution } from "../functional/level-grids.js";
import { type LevelProfiles, levelProfiles, profileAt } from "./level-profiles.js";
import { NARROWEST_LEVEL, withoutNarrowLevels } from "./parisi-function.js";

/** One level at the fields asked for. */
export interface LevelAt {
  /** i = 0 … k. */
  readonly level: number;
  /** q_i. */
  readonly overlap: number;
  readonly phi: readonly Quantity[];
  readonly density: readonly Quantity[];
}

/**
 * φ = ln V/y is not band-limited where V is: its spectrum falls exponentially, and on the grids of the recursion 1e-7 of it
 * lies beyond. Half the spacing squares that.
 */
const FINER = 0.5;
/** Grids coarser by this factor give the differences that enter the errors. */
const COARSER = 1.25;

/**
 * The Parisi functions φ_i (energies) and the densities P_i (per field) of a k ≥ 1 ansatz at any fields h, in standard
 * deviations of (W x)_μ at |x| = 1.
 *
 * For i < k by Shannon–Whittaker interpolation of the samples on the grid of the level. φ_i runs from 0 to −1: what is
 * interpolated is its difference from a smooth step between these limits. φ_k has kinks and stands in closed form, P_k is
 * e^{y_kφ_k} times a Gaussian sum over the samples below. The errors are absolute: those of the interpolation, and the change on
 * coarser grids.
 *
 * @param ansatz order parameters, as a solution holds them
 * @param fields h, any order
 * @param options the cost (its margin shifts the fields), and the levels i that are wanted (default all)
 * @throws InputError for k = 0 and for fields that are not finite
 * @returns the levels that were wanted, in increasing i
 * @example
 * import { profilesAt, solveKrsb } from "relu-injectivity/rsb";
 * const { ansatz } = solveKrsb({ kind: "threshold" }, 2);
 * profilesAt(ansatz, [0.1])[0].density[0].value; // 0.46030125…, normal
 */
export function profilesAt(
  ansatz: Ansatz,
  fields: ArrayLike<number>,
  options: {
    readonly cost?: PerceptronCost;
    readonly resolution?: Resolution;
    readonly levels?: readonly number[];
  } = {},
): LevelAt[] {
  requireAnsatz(ansatz);
  requireNumbers(fields, "the fields");
  requireObject(options, "the options");
  if (options.levels !== undefined) requireNumbers(options.levels, "the levels");
  const { cost = errorCount, resolution = DEFAULT_RESOLUTION } = options;
  requireKrsbOptions({ cost, resolution });
  if (stepsOf(ansatz) === 0)
    throw new InputError("the ansatz has k = 0: expected at least one breaking point");
  const kept = withoutNarrowLevels(ansatz, NARROWEST_LEVEL);
  const k = stepsOf(kept);
  const [fine, coarse] = [FINER, COARSER * FINER].map((factor) =>
    levelProfiles(kept, cost, { ...resolution, refinement: factor * (resolution.refinement ?? 1) }),
  );
  const wanted = [...new Set(options.levels ?? Array.from({ length: k + 1 }, (_, i) => i))];
  return wanted
    .filter((level) => level >= 0 && level <= k)
    .sort((a, b) => a - b)
    .map((level) => {
      const [on, other] = [fine, coarse].map((profiles) => levelAt(profiles, level, fields));
      return {
        level,
        overlap: 1 - kept.overlapDeficits[level],
        phi: on.phi.map((value, j) => withChange(value, other.phi[j])),
        density: on.density.map((value, j) => withChange(value, other.density[j])),
      };
    });
}

function withChange(fine: Quantity, coarse: Quantity): Quantity {
  return quantity(fine.value, fine.error + Math.abs(fine.value - coarse.value));
}

/** In physical units. */
function levelAt(
  profiles: LevelProfiles,
  level: number,
  fields: ArrayLike<number>,
): { phi: Quantity[]; density: Quantity[] } {
  const { ansatz, cost, grids, functions, densities } = profiles;
  const scale = Math.sqrt(2 * ansatz.chi);
  const { margin = 0, leftLimit, rightLimit } = cost;
  const places = Array.from(fields, (field) => (field - margin) / scale);
  const exact = (value: number): Quantity => quantity(value, roundingError(value, 16));
  if (level === stepsOf(ansatz)) {
    const at = places.map((place) => profileAt(profiles, level, place));
    return { phi: at.map(({ phi }) => exact(phi)), density: at.map(({ density }) => exact(density / scale)) };
  }
  const { first, spacing } = grids[level];
  const on = (values: Float64Array, left: number, right: number): UniformSamples => ({
    ...{ start: first * spacing, spacing, values, left, right },
  });
  return {
    phi: sincInterpolate(on(functions.phi[level], leftLimit, rightLimit), places),
    density: sincInterpolate(on(densities[level], 0, 0), places).map(({ value, error }) =>
      quantity(value / scale, error / scale),
    ),
  };
}
