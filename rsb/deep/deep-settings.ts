/** Grids that follow from a tolerance, and the limits of the solver. */
import { requireObject } from "../../src/arguments.js";
import { InputError, requirePositive } from "../../src/result.js";
import type { DeepResolution } from "./deep-functional.js";

/** Largest k with one and with more hidden layers; beyond, the grids grow without need. */
export const MAX_DEEP_STEPS = 10;
export const DEFAULT_DEEP_TOLERANCE = 1e-9;
/** Coarser grids make Newton wander at k ≥ 5: looser tolerances would then cost more, not less. */
const FEWEST_DIGITS = 6;
/** Smallest tolerance the grids are laid out for. */
const SMALLEST_DEEP_TOLERANCE = 1e-11;

export interface DeepOptions {
  /** Requested absolute error of the value. Default 1e-9. */
  readonly tolerance?: number;
  /** Overrides the resolution that follows from the tolerance. */
  readonly resolution?: DeepResolution;
}

/** Good to about 1e-6: enough for Hessians and for the way to the solution. */
export const COARSE: DeepResolution = {
  hidden: { density: 0.9, reach: 6, panelPoints: 8 },
  last: { spacing: 0.5, reach: 6 },
};

/**
 * The grids for a tolerance. Aliasing fell by e^{−13 density}: 9e-8, 5e-10 and 1e-12 of the value at densities 1.2, 1.6
 * and 2.0 (k = 1, weak, α_1 = 6.7; less at larger k), dropped tails fall like e^{−reach²/2}; a digit is in hand, and each
 * solution measures what is left.
 */
export function deepResolution(options: DeepOptions): DeepResolution {
  requireObject(options, "the options");
  const { tolerance = DEFAULT_DEEP_TOLERANCE, resolution } = options;
  requirePositive(tolerance, "tolerance");
  if (tolerance < SMALLEST_DEEP_TOLERANCE) {
    throw new InputError(
      `tolerance is ${tolerance}: expected at least ${SMALLEST_DEEP_TOLERANCE} for more than one layer`,
    );
  }
  if (resolution !== undefined) {
    requireObject(resolution, "resolution", ["hidden", "last"]);
    return resolution;
  }
  const digits = Math.max(FEWEST_DIGITS, 1 - Math.log10(tolerance));
  return {
    hidden: {
      density: Math.max(0.9, 1.15 + (digits - 7) / 5.6),
      reach: Math.sqrt(2 * Math.LN10 * digits + 4),
      panelPoints: Math.max(8, Math.round(1.2 * digits)),
    },
    last: { spacing: 0.36, reach: 8.6 },
  };
}

/** The refinement of the error budget. */
export function finer({ hidden, last }: DeepResolution): DeepResolution {
  return {
    hidden: { ...hidden, density: 1.2 * hidden.density, panelPoints: hidden.panelPoints + 4 },
    last: { ...last, spacing: 0.75 * last.spacing },
  };
}

/** The widening of the error budget. */
export function wider({ hidden, last }: DeepResolution): DeepResolution {
  return {
    hidden: { ...hidden, reach: hidden.reach + 1.5 },
    last: { ...last, reach: last.reach + 1 },
  };
}
