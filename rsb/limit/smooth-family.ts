/**
 * A smooth, low-dimensional family of full-RSB order parameters: y as a function of r = √(1 − q) with a few
 * Chebyshev coefficients, sampled at any number of levels.
 *
 * With t from 0 to 1 along the levels, r = r_0 (1 − t)^{5/4} e^{−1.1 t} (the spacing that optimal k-RSB levels
 * approach for large k) and 1/y = r · exp(Σ_j c_j T_j(u)), u ∝ r/(r + r_χ), r_χ = √(2χ) of the start. The law 1/y ∝ r
 * as q → 1 is that of the exact order parameter, x(q) ∝ 1/√(1 − q); the exponential is smooth and tends to a
 * constant there, on the scale r_χ of the response.
 */
import type { Ansatz } from "../functional/ansatz.js";

/** Exponent and decay of the placement of levels. */
const PLACEMENT_EXPONENT = 1.25;
const PLACEMENT_DECAY = 1.1;

/** What is held fixed within one family. */
export interface FamilyShape {
  /** r_χ. */
  readonly scale: number;
  /** r/(r + r_χ) at r_0 of the start: the interval of the Chebyshev variable, for conditioning only. */
  readonly largestFraction: number;
}

/** The family suited to a problem, from any k-RSB solution of it. */
export function familyShape(ansatz: Ansatz): FamilyShape {
  const scale = Math.sqrt(2 * ansatz.chi);
  const radius = Math.sqrt(ansatz.overlapDeficits[0]);
  return { scale, largestFraction: radius / (radius + scale) };
}

/** r(t)/r_0 along the levels, t in [0, 1]. */
function placement(t: number): number {
  return (1 - t) ** PLACEMENT_EXPONENT * Math.exp(-PLACEMENT_DECAY * t);
}

/** The Chebyshev variable of a radius, and its derivative in ln r. */
function chebyshevVariable(
  { scale, largestFraction }: FamilyShape,
  radius: number,
): { u: number; slope: number } {
  const fraction = radius / (radius + scale);
  return {
    u: (2 * fraction) / largestFraction - 1,
    slope: (2 * fraction * (1 - fraction)) / largestFraction,
  };
}

/** T_0 … T_{count−1} at u, and their derivatives. */
function chebyshev(u: number, count: number): { values: Float64Array; slopes: Float64Array } {
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
    i === levels ? 0 : (Math.exp(member[0]) * placement(i / levels)) ** 2,
  );
  const breakingPoints = Float64Array.from({ length: levels }, (_, i) => {
    const radius = Math.exp(member[0]) * placement((i + 0.5) / levels);
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
    const radius = Math.exp(member[0]) * placement((i + 0.5) / levels);
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
 * A member near a k-RSB optimum (k ≥ 2): r_0, χ, and the mean of the levels' ln(1/(y r)) or the straight line in u
 * through them by least squares.
 */
export function familyStart(
  shape: FamilyShape,
  ansatz: Ansatz,
  count: number,
  through: "mean" | "line",
): Float64Array {
  const k = ansatz.breakingPoints.length;
  const points = Array.from(ansatz.breakingPoints, (y, i) => {
    const radius = 0.5 * (Math.sqrt(ansatz.overlapDeficits[i]) + Math.sqrt(ansatz.overlapDeficits[i + 1]));
    return { u: chebyshevVariable(shape, radius).u, value: -Math.log(y * radius) };
  });
  const mean = (of: (point: { u: number; value: number }) => number): number =>
    points.reduce((sum, point) => sum + of(point), 0) / k;
  const [u, value] = [mean((point) => point.u), mean((point) => point.value)];
  const slope =
    through === "mean"
      ? 0
      : mean((point) => (point.u - u) * (point.value - value)) / mean((point) => (point.u - u) ** 2);
  const member = new Float64Array(count + 2);
  member[0] = 0.5 * Math.log(ansatz.overlapDeficits[0]) + 0.5 / k;
  member[1] = Math.log(ansatz.chi);
  member[2] = value - slope * u;
  member[3] = slope;
  return member;
}
