/**
 * Where the level functions live: for each level i = 0 … k−1 a uniform grid of spacing 2^p or 3·2^p on the window
 * in which the Parisi function φ_i is not yet constant.
 *
 * Neighbouring grids meet at h = 0 and have spacings in the ratio of small integers, so that the kernel between
 * two levels is a few short tables instead of an exponential for each pair of points.
 */
import { requireObject } from "../../src/arguments.js";
import { requirePositive } from "../../src/result.js";
import { type Ansatz, stepVariances } from "./ansatz.js";
import { costAt, exponentRange, marginShift, type PerceptronCost } from "./cost.js";

/** Sample points h = (first + j)·spacing, j = 0 … count − 1. */
export interface LevelGrid {
  readonly spacing: number;
  readonly first: number;
  readonly count: number;
}

/** How fine and how wide the grids are; the error budget refines one at a time. */
export interface Resolution {
  /** Largest spacing in units of the harmonic width (s_i⁻¹ + s_{i+1}⁻¹)^{−1/2} of a level. */
  readonly spacing: number;
  /** Gaussian tails beyond `reach` standard deviations are dropped. */
  readonly reach: number;
  /** A factor on the spacings after their rounding (default 1), see {@link REFINEMENT}. */
  readonly refinement?: number;
}

/** @throws InputError unless spacing and reach are positive. */
export function requireResolution(resolution: Resolution): void {
  requireObject(resolution, "resolution", ["spacing", "reach"]);
  requirePositive(resolution.spacing, "the spacing of the resolution");
  requirePositive(resolution.reach, "the reach of the resolution");
}

/**
 * The refinement of the error budget. It multiplies the rounded spacings, so that every level moves by exactly this
 * factor and all ratios between levels stay; aliasing, which falls like exp(−c/spacing²), is raised to the power 9/4.
 */
export const REFINEMENT = 2 / 3;

/** Truncation and aliasing below 1e-15 of the value, measured by halving and widening. */
export const DEFAULT_RESOLUTION: Resolution = { spacing: 0.33, reach: 8.6 };

/**
 * The spacing of a top level that is not rounded down, which makes it as fine as rounded ones are on average: at the
 * largest spacing that a resolution allows aliasing is a hundred times that of the average.
 */
const TOP_SPACING = 0.85;

/**
 * Grids for the levels 0 … k−1 of an ansatz (k ≥ 1).
 * @param rounding of the spacings: down to 2^p or 3·2^p (`thirds`), or to 2^p times the spacing of the top level
 * (`octaves`), which spares Fourier transforms a common grid finer than both levels
 */
export function levelGrids(
  ansatz: Ansatz,
  given: PerceptronCost,
  resolution: Resolution,
  rounding: "thirds" | "octaves" = "thirds",
): LevelGrid[] {
  const cost = costAt(given, ansatz.chi);
  const variances = stepVariances(ansatz);
  const y = ansatz.breakingPoints;
  const k = y.length;
  const grids: LevelGrid[] = [];
  const smoothed = cost.smoothedTransition?.(y[k - 1], variances[k]);
  let unit: number | undefined;
  let leftSpread = 0;
  let rightSpread = 0;
  for (let i = k - 1; i >= 0; i--) {
    const variance = variances[i + 1];
    const own = i === k - 1 ? smoothed : undefined;
    leftSpread += resolution.reach ** 2 * variance;
    // Fields on the right carry weight e^{−y}; a path that returns from there gains e^{y}, so the right
    // window must drop tails smaller by that factor.
    const gained = own === undefined ? 2 * y[i] * exponentRange(cost) : 0;
    rightSpread += (resolution.reach ** 2 + gained) * variance;
    const width = 1 / Math.sqrt(1 / variances[i] + 1 / (own === undefined ? variance : own.width ** 2));
    if (i === k - 1 && rounding === "octaves") unit = TOP_SPACING * resolution.spacing * width;
    const spacing = (resolution.refinement ?? 1) * roundDown(resolution.spacing * width, unit);
    const first = Math.floor((cost.transition[0] - Math.sqrt(leftSpread)) / spacing);
    const local = (smoothed?.end ?? cost.transition[1]) + Math.sqrt(rightSpread);
    const end = cost.unbounded === true ? Math.max(local, farthestField(ansatz, cost, resolution, i)) : local;
    const last = Math.ceil(end / spacing);
    grids[i] = { spacing, first, count: last - first + 1 };
  }
  return grids;
}

/** How far fields reach at a level, before the cost holds them back. */
function farthestField(ansatz: Ansatz, cost: PerceptronCost, { reach }: Resolution, level: number): number {
  const variance = stepVariances(ansatz)
    .slice(0, level + 1)
    .reduce((sum, s) => sum + s, 0);
  return reach * Math.sqrt(variance) - marginShift(cost, ansatz.chi);
}

/** The largest number 2^p or 3·2^p that is at most `spacing`; with a unit, the largest 2^p of it. */
function roundDown(spacing: number, unit: number | undefined): number {
  const power = 2 ** Math.floor(Math.log2(spacing / (unit ?? 1)));
  if (unit !== undefined) return power * unit;
  return spacing >= 1.5 * power ? 1.5 * power : power;
}
