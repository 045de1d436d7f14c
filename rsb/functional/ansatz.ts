/** The k-step replica-symmetry-breaking ansatz: its parameters, their order and their logarithmic coordinates. */
import { requireNumbers, requireObject } from "../../src/arguments.js";
import { InputError } from "../../src/result.js";

/** A k-RSB parameter set at zero temperature. */
export interface Ansatz {
  /** q_0 < q_1 < … < q_k = 1, stored as 1 − q_i (i = 0 … k, the last is 0): near 1 the difference is what counts. */
  readonly overlapDeficits: Float64Array;
  /** y_1 < … < y_k (y = β x of the Parisi function); y_i holds on (q_{i−1}, q_i). */
  readonly breakingPoints: Float64Array;
  /** χ = lim β (1 − q_M), the zero-temperature susceptibility. */
  readonly chi: number;
}

/**
 * For an ansatz that a solver returned, or that has its form: levels of width 0 and breaking points beyond the range of
 * doubles are left to those who read it.
 * @throws InputError unless there is one overlap more than breaking points, overlaps do not fall and χ is positive
 */
export function requireAnsatz(ansatz: Ansatz): void {
  requireObject(ansatz, "the ansatz", ["overlapDeficits", "breakingPoints", "chi"]);
  const { overlapDeficits, breakingPoints, chi } = ansatz;
  requireNumbers(overlapDeficits, "the overlap deficits of the ansatz");
  requireNumbers(breakingPoints, "the breaking points of the ansatz");
  const k = breakingPoints.length;
  const falling = overlapDeficits.every((deficit, i) => i === 0 || deficit <= overlapDeficits[i - 1]);
  if (overlapDeficits.length === k + 1 && falling && overlapDeficits[k] === 0 && chi > 0) return;
  throw new InputError(
    "the ansatz is not admissible: expected one overlap more than breaking points, overlaps that do not fall and end at 1, and chi > 0",
  );
}

/** k, the number of breaking points. */
export function stepsOf(ansatz: Ansatz): number {
  return ansatz.breakingPoints.length;
}

/** The overlaps q_0 … q_k. */
export function overlapsOf(ansatz: Ansatz): Float64Array {
  return ansatz.overlapDeficits.map((deficit) => 1 - deficit);
}

/** q_0, then the increments q_i − q_{i−1}, i = 1 … k. */
export function overlapIncrements(ansatz: Ansatz): Float64Array {
  const deficits = ansatz.overlapDeficits;
  return deficits.map((deficit, i) => (i === 0 ? 1 - deficit : deficits[i - 1] - deficit));
}

/** Variances s_0 … s_k of the Gaussian steps, fields in units of √(2χ): s_i = (q_i − q_{i−1})/(2χ). */
export function stepVariances(ansatz: Ansatz): Float64Array {
  return overlapIncrements(ansatz).map((increment) => increment / (2 * ansatz.chi));
}

/** Largest factor by which a step variance may exceed the one its grids were laid out for. */
const LAYOUT_RANGE = 30;

/**
 * Whether grids laid out for one ansatz can carry another: a line search that leaves this range is stepped back,
 * instead of being evaluated on kernels thousands of points wide.
 */
export function fitsLayout(ansatz: Ansatz, layout: Ansatz): boolean {
  const expected = stepVariances(layout);
  return stepVariances(ansatz).every((variance, i) => variance < LAYOUT_RANGE * expected[i]);
}

/** Largest ratio of neighbouring step widths; the kernel between two grids needs a table for each place in the ratio. */
const LARGEST_WIDTH_RATIO = 1000;

/** Whether grids can be laid out for an ansatz: no step that is thousands of times wider or narrower than the next. */
export function hasGrids(ansatz: Ansatz): boolean {
  const variances = stepVariances(ansatz);
  for (let i = 1; i < variances.length; i++) {
    const ratio = Math.sqrt(variances[i] / variances[i - 1]);
    if (!(ratio < LARGEST_WIDTH_RATIO && ratio > 1 / LARGEST_WIDTH_RATIO)) return false;
  }
  return true;
}

/** Optimal levels of k ≤ 48 are some hundredths apart; closer ones have merged, and the ansatz is one of fewer levels. */
const MERGED = 1e-3;

/** Whether two neighbouring levels have come together, which makes any optimum for fewer levels look stationary. */
export function hasMergedLevels({ overlapDeficits, breakingPoints }: Ansatz): boolean {
  for (let i = 1; i < breakingPoints.length; i++) {
    if (overlapDeficits[i] > (1 - MERGED) * overlapDeficits[i - 1]) return true;
    if (breakingPoints[i] < (1 + MERGED) * breakingPoints[i - 1]) return true;
  }
  return false;
}

/** Whether the overlaps and breaking points are strictly ordered, positive and finite. */
export function isOrdered(ansatz: Ansatz): boolean {
  const { breakingPoints, chi } = ansatz;
  if (!(chi > 0) || !Number.isFinite(chi)) return false;
  for (const increment of overlapIncrements(ansatz)) if (!(increment > 0)) return false;
  for (let i = 0; i < breakingPoints.length; i++) {
    if (!(breakingPoints[i] > (i === 0 ? 0 : breakingPoints[i - 1])) || !Number.isFinite(breakingPoints[i]))
      return false;
  }
  return true;
}

/**
 * The coordinates of the optimiser: ln √(1−q_i) for i < k, then ln y_i, then ln χ (2k + 1 numbers).
 */
export function toCoordinates(ansatz: Ansatz): Float64Array {
  const k = stepsOf(ansatz);
  const coordinates = new Float64Array(2 * k + 1);
  for (let i = 0; i < k; i++) {
    coordinates[i] = 0.5 * Math.log(ansatz.overlapDeficits[i]);
    coordinates[k + i] = Math.log(ansatz.breakingPoints[i]);
  }
  coordinates[2 * k] = Math.log(ansatz.chi);
  return coordinates;
}

/** Inverse of {@link toCoordinates}; the result may be out of order, see {@link isOrdered}. */
export function fromCoordinates(coordinates: ArrayLike<number>): Ansatz {
  const k = (coordinates.length - 1) / 2;
  const overlapDeficits = new Float64Array(k + 1);
  const breakingPoints = new Float64Array(k);
  for (let i = 0; i < k; i++) {
    overlapDeficits[i] = Math.exp(2 * coordinates[i]);
    breakingPoints[i] = Math.exp(coordinates[k + i]);
  }
  return { overlapDeficits, breakingPoints, chi: Math.exp(coordinates[2 * k]) };
}

/**
 * An ansatz from overlaps q_0 … q_k = 1, breaking points and χ.
 * @throws InputError when the lists do not belong together or are not strictly increasing.
 */
export function ansatzFrom(
  overlaps: ArrayLike<number>,
  breakingPoints: ArrayLike<number>,
  chi: number,
): Ansatz {
  const ansatz = {
    overlapDeficits: Float64Array.from(overlaps, (overlap) => 1 - overlap),
    breakingPoints: Float64Array.from(breakingPoints),
    chi,
  };
  if (
    overlaps.length !== breakingPoints.length + 1 ||
    !isOrdered(ansatz) ||
    ansatz.overlapDeficits.at(-1) !== 0
  ) {
    throw new InputError(
      "the ansatz is not admissible: expected 0 < q_0 < … < q_k = 1, 0 < y_1 < … < y_k and chi > 0",
    );
  }
  return ansatz;
}
