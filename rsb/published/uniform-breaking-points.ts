/** The frozen grid of breaking points of the published discretisation, and its scale-free starting points. */
import { InputError, requireInteger, requirePositive } from "../../src/result.js";
import type { StepSequence } from "./sinc-recursion.js";

/** Most levels of a uniform grid; the published calculations used 30 … 200. */
export const MAX_UNIFORM_LEVELS = 400;
/** Largest y_max: beyond, a Fourier transform loses e^{−y} in rounding. */
const LARGEST_FFT_BREAKING_POINT = 20;
/** Lower end of the published grids. */
export const PUBLISHED_Y_MIN = 0.01;

/**
 * k equally spaced breaking points from yMin to yMax, both ends included (k = 1: yMax alone).
 *
 * @param k number of levels, 1 … {@link MAX_UNIFORM_LEVELS}; 30 … 200 as published.
 * @param yMax largest breaking point (y = β x, dimension of 1/energy), at most {@link LARGEST_FFT_BREAKING_POINT}.
 * @param yMin smallest breaking point, default 0.01 as published.
 * @throws InputError outside these ranges.
 */
export function uniformBreakingPoints(k: number, yMax: number, yMin: number = PUBLISHED_Y_MIN): Float64Array {
  requireInteger(k, "k", 1, MAX_UNIFORM_LEVELS);
  requirePositive(yMin, "yMin");
  requirePositive(yMax, "yMax");
  if (k > 1 && yMax <= yMin) throw new InputError(`yMax is ${yMax}: expected more than yMin = ${yMin}`);
  if (yMax > LARGEST_FFT_BREAKING_POINT) {
    throw new InputError(
      `yMax is ${yMax}: expected at most ${LARGEST_FFT_BREAKING_POINT}, beyond which Fourier transforms lose e^(-y) in rounding`,
    );
  }
  return Float64Array.from({ length: k }, (_, i) => (k === 1 ? yMax : yMin + ((yMax - yMin) * i) / (k - 1)));
}

/** The simple start: overlaps equally spaced from ½ to 1, q_i = ½ + i/(2k), and χ = 0.1. */
export function rampStart(breakingPoints: Float64Array): StepSequence {
  const k = breakingPoints.length;
  const chi = 0.1;
  const variances = new Float64Array(k + 1).fill(0.5 / k / (2 * chi));
  variances[0] = 0.5 / (2 * chi);
  return { variances, breakingPoints };
}

/**
 * A solution on a uniform grid carried to a finer uniform grid of the same range. The last step (an atom at
 * y_max) and s_0 are kept; the variance between, as a function of y, is resampled by a monotone cubic of its
 * cumulative sum.
 */
export function refineUniform(coarse: StepSequence, breakingPoints: Float64Array): StepSequence {
  const y = coarse.breakingPoints;
  const last = y.length - 1;
  const spacing = y[1] - y[0];
  // Variance at breaking points above y_0 + (i − ½)·spacing, the atom excluded.
  const above = new Float64Array(last + 1);
  for (let i = last - 1; i >= 0; i--) above[i] = above[i + 1] + coarse.variances[i + 1];
  const k = breakingPoints.length;
  const half = 0.5 * (breakingPoints[1] - breakingPoints[0]);
  const at = (field: number): number => monotoneCubic(above, (field - y[0]) / spacing + 0.5);
  const variances = new Float64Array(k + 1);
  variances[0] = coarse.variances[0];
  variances[k] = coarse.variances[y.length];
  for (let i = 1; i < k; i++) {
    variances[i] = Math.max(
      at(breakingPoints[i - 1] - half) - at(breakingPoints[i - 1] + half),
      1e-12 * variances[k],
    );
  }
  return { variances, breakingPoints };
}

/** Cubic Hermite interpolation of a monotone table at unit nodes, harmonic-mean slopes, constant beyond. */
function monotoneCubic(table: Float64Array, position: number): number {
  const last = table.length - 1;
  if (position <= 0) return table[0];
  if (position >= last) return table[last];
  const i = Math.floor(position);
  const t = position - i;
  const slope = (j: number): number => {
    if (j === 0 || j === last) return 0;
    const [left, right] = [table[j] - table[j - 1], table[j + 1] - table[j]];
    return left * right <= 0 ? 0 : (2 * left * right) / (left + right);
  };
  const rise = table[i + 1] - table[i];
  return table[i] + rise * t * t * (3 - 2 * t) + t * (1 - t) ** 2 * slope(i) - t * t * (1 - t) * slope(i + 1);
}
