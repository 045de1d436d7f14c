/** Grids that follow from a tolerance, and the limits of the solver. */
import { InputError, requirePositive } from "../../src/result.js";
import type { DeepResolution } from "./deep-functional.js";

/** Largest k with one and with more hidden layers; beyond, the grids grow without need. */
export const MAX_DEEP_STEPS = 10;
export const DEFAULT_DEEP_TOLERANCE = 1e-9;
/** Smallest tolerance the grids are laid out for. */
export const SMALLEST_DEEP_TOLERANCE = 1e-11;

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

/** Aliasing falls like e^{−19 density²}, dropped tails like e^{−reach²/2}, with a digit in hand. */
const ALIASING = 19;

/**
 * The grids for a tolerance. With a linear hidden layer, where the value is known, they gave errors below a tenth of
 * the tolerance at k = 1 … 6 (2.8e-5, 6.6e-7, 9e-9, 8.7e-11 and 4e-13 at densities 0.8 … 1.2); each solution measures
 * what they leave.
 */
export function deepResolution({
  tolerance = DEFAULT_DEEP_TOLERANCE,
  resolution,
}: DeepOptions): DeepResolution {
  requirePositive(tolerance, "tolerance");
  if (tolerance < SMALLEST_DEEP_TOLERANCE) {
    throw new InputError(
      `tolerance is ${tolerance}: expected at least ${SMALLEST_DEEP_TOLERANCE} for more than one layer`,
    );
  }
  if (resolution !== undefined) return resolution;
  const digits = Math.max(5, 1 - Math.log10(tolerance));
  return {
    hidden: {
      density: Math.sqrt((Math.LN10 * digits + 2) / ALIASING),
      reach: Math.sqrt(2 * Math.LN10 * digits + 4),
      panelPoints: Math.max(8, Math.round(digits)),
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
