/** The published fixed-point method as figures ask for it. */
import { MAX_UNIFORM_LEVELS, type Problem } from "../rsb/index.js";

/** Numbers of levels of the published calculations (Maillard 2022). */
export const PUBLISHED_LEVELS: readonly number[] = [30, 50, 100, 200];

/** Largest breaking points at which Fourier transforms keep e^{−y}. */
const LARGEST_Y_MAX = 20;

export const Y_MAX_PARAMETER = {
  kind: "number",
  meaning: `fixed-point: largest breaking point, at most ${LARGEST_Y_MAX}`,
  standard: 10,
  minimum: 0.02,
  maximum: LARGEST_Y_MAX,
} as const;

export const LEVELS_PARAMETER = {
  kind: "integers",
  meaning: `levels of the frozen grid, each 1 … ${MAX_UNIFORM_LEVELS}`,
  standard: PUBLISHED_LEVELS,
  quick: [10, 30],
  minimum: 1,
  maximum: MAX_UNIFORM_LEVELS,
} as const;

/** Energies exist above two rows per column. */
export const ALPHA_PARAMETER = {
  kind: "number",
  meaning: "rows per column α = m/n, greater than 2 (default: the threshold)",
  standard: undefined,
  minimum: 2.01,
  maximum: 1000,
} as const;

export function problemAt(alpha: number | undefined): Problem {
  return alpha === undefined ? { kind: "threshold" } : { kind: "energy", alpha };
}
