/**
 * A smooth, low-dimensional family of full-RSB order parameters: y as a function of r = √(1 − q) with a few
 * Chebyshev coefficients, sampled at any number of levels.
 *
 * With t from 0 to 1 along the levels, r = r_0 (1 − t)^{5/4} e^{polynomial in t} (the spacing that optimal k-RSB levels
 * approach for large k, the polynomial fitted to theirs) and 1/y = r · exp(Σ_j c_j T_j(u)), u ∝ ln(1 + r/r_χ), r_χ = √(2χ) of the start. The law 1/y ∝ r
 * as q → 1 is that of the exact order parameter, x(q) ∝ 1/√(1 − q); the exponential is smooth and tends to a
 * constant there, on the scale r_χ of the response, which is far below r_0 for large α.
 */
import { solveLinear } from "../../src/linear-algebra/symmetric.js";
import type { Ansatz } from "../functional/ansatz.js";

/** Exponent of the placement of levels as r → 0. */
const PLACEMENT_EXPONENT = 1.25;
/** The decay where a start has too few levels to show its own. */
const DEFAULT_DECAY: readonly number[] = [-1.1];
/** Two terms: more follow the last levels, where the power law reigns, and the tail in K becomes less clean. */
const DECAY_TERMS = 2;
const FEWEST_LEVELS = 6;

/** What is held fixed within one family. */
export interface FamilyShape {
  /** r_χ. */
  readonly scale: number;
  /** ln(1 + r/r_χ) at r_0 of the start: the interval of the Chebyshev variable, for conditioning only. */
  readonly largestLogarithm: number;
  /** ln r(t)/r_0 = 5/4 ln(1 − t) + Σ_j decay_j t^{j+1}: where the levels are put. */
  readonly decay: readonly number[];
}

/**
 * The family suited to a problem, from any k-RSB solution of it. With levels enough the placement is the smooth curve
 * through theirs: near α = 2 and for large α optimal levels crowd differently.
 */
export function familyShape(ansatz: Ansatz): FamilyShape {
  const scale = Math.sqrt(2 * ansatz.chi);
  const radius = Math.sqrt(ansatz.overlapDeficits[0]);
  const k = ansatz.breakingPoints.length;
  const places = Array.from({ length: k - 1 }, (_, i) => (i + 1) / k);
  const decay =
    k < FEWEST_LEVELS
      ? undefined
      : leastSquares(
          places.map((t) => Array.from({ length: DECAY_TERMS }, (_, j) => t ** (j + 1))),
          places.map(
            (t, i) =>
              0.5 * Math.log(ansatz.overlapDeficits[i + 1] / ansatz.overlapDeficits[0]) -
              PLACEMENT_EXPONENT * Math.log(1 - t),
          ),
        );
  return {
    scale,
    largestLogarithm: Math.log1p(radius / scale),
    decay: decay === undefined ? DEFAULT_DECAY : Array.from(decay),
  };
}

/** r(t)/r_0 along the levels, t in [0, 1]. */
function placement({ decay }: FamilyShape, t: number): number {
  let exponent = 0;
  for (let j = decay.length - 1; j >= 0; j--) exponent = (exponent + decay[j]) * t;
  return (1 - t) ** PLACEMENT_EXPONENT * Math.exp(exponent);
}

/** The coefficients of least squares for rows of values; undefined where they are not determined. */
export function leastSquares(
  rows: readonly number[][],
  targets: readonly number[],
): Float64Array | undefined {
  const size = rows[0].length;
  const normal = Array.from({ length: size }, (_, a) =>
    Float64Array.from({ length: size }, (_, b) => rows.reduce((sum, row) => sum + row[a] * row[b], 0)),
  );
  return solveLinear(
    normal,
    Float64Array.from({ length: size }, (_, a) => rows.reduce((sum, row, i) => sum + row[a] * targets[i], 0)),
  );
}

/** The Chebyshev variable of a radius, and its derivative in ln r. */
function chebyshevVariable(
  { scale, largestLogarithm }: FamilyShape,
  radius: number,
): { u: number; slope: number } {
  return {
    u: (2 * Math.log1p(radius / scale)) / largestLogarithm - 1,
    slope: (2 * radius) / (radius + scale) / largestLogarithm,
  };
}

/** T_0 … T_{count−1} at u, and their derivatives. */
export function chebyshev(u: number, count: number): { values: Float64Array; slopes: Float64Array } {
  const values = new Float64Array(count);
  const slopes = new Float64Array(count);
  for (let j = 0; j < count; j++) {
    values[j] = j === 0 ? 1 : j === 1 ? u : 2 * u * values[j - 1] - values[j - 2];
    slopes[j] = j === 0 ? 0 : j === 1 ? 1 : 2 * values[j - 1] + 2 * u * slopes[j - 1] - slopes[j - 2];
  }
  return { values, slopes };
}

/** The k-RSB ansatz of a family member [ln r_0, ln χ, c_0, c_1, …] at `levels` levels. */
export function familyAnsatz(shape: FamilyShape, member: ArrayLike<number>, levels: number): Ansatz {
  const count = member.length - 2;
  const overlapDeficits = Float64Array.from({ length: levels + 1 }, (_, i) =>
    i === levels ? 0 : (Math.exp(member[0]) * placement(shape, i / levels)) ** 2,
  );
  const breakingPoints = Float64Array.from({ length: levels }, (_, i) => {
    const radius = Math.exp(member[0]) * placement(shape, (i + 0.5) / levels);
    const { values } = chebyshev(chebyshevVariable(shape, radius).u, count);
    return Math.exp(-values.reduce((sum, value, j) => sum + member[j + 2] * value, 0)) / radius;
  });
  return { overlapDeficits, breakingPoints, chi: Math.exp(member[1]) };
}

/** Pulls a gradient in the coordinates (ln √(1−q_i), ln y_i, ln χ) back to the family's parameters. */
export function familyGradient(
  shape: FamilyShape,
  member: ArrayLike<number>,
  levels: number,
  coordinateGradient: Float64Array,
): Float64Array {
  const count = member.length - 2;
  const gradient = new Float64Array(member.length);
  gradient[1] = coordinateGradient[2 * levels];
  for (let i = 0; i < levels; i++) {
    gradient[0] += coordinateGradient[i];
    const radius = Math.exp(member[0]) * placement(shape, (i + 0.5) / levels);
    const { u, slope } = chebyshevVariable(shape, radius);
    const { values, slopes } = chebyshev(u, count);
    const perLogY = coordinateGradient[levels + i];
    let exponentSlope = 0;
    for (let j = 0; j < count; j++) {
      exponentSlope += member[j + 2] * slopes[j];
      gradient[j + 2] -= perLogY * values[j];
    }
    gradient[0] -= perLogY * (1 + exponentSlope * slope);
  }
  return gradient;
}

/**
 * A member near a k-RSB optimum (k ≥ 2): r_0, χ, and the levels' ln(1/(y r)) as a polynomial in u with `terms`
 * coefficients, by least squares.
 */
export function familyStart(shape: FamilyShape, ansatz: Ansatz, count: number, terms: number): Float64Array {
  const k = ansatz.breakingPoints.length;
  const used = Math.min(terms, count, k);
  const radii = Array.from(
    ansatz.breakingPoints,
    (_, i) => 0.5 * (Math.sqrt(ansatz.overlapDeficits[i]) + Math.sqrt(ansatz.overlapDeficits[i + 1])),
  );
  const coefficients = leastSquares(
    radii.map((radius) => Array.from(chebyshev(chebyshevVariable(shape, radius).u, used).values)),
    radii.map((radius, i) => -Math.log(ansatz.breakingPoints[i] * radius)),
  );
  const member = new Float64Array(count + 2);
  member[0] = 0.5 * Math.log(ansatz.overlapDeficits[0]);
  member[1] = Math.log(ansatz.chi);
  member.set(coefficients ?? [], 2);
  return member;
}
