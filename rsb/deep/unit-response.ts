/**
 * The minimisation at one hidden unit and its first Gaussian smoothing, in closed form.
 *
 * Ψ(g, b) = min_z (z−g)²/(2χ) + γu² − bu with u = z for z > 0 and u = az for z ≤ 0. For fixed g the half-line of b
 * falls into pieces on which u is linear in b: the branch z > 0 above an edge, the branch z < 0 below one, and (g > 0)
 * z = 0 between. The expectation of e^{−yΨ(g, b′)} and of its moments under b′ ~ N(b, t) is then a sum of truncated
 * Gaussians. All of it is homogeneous, so that only the sign of g matters for the shape.
 */
import { millsRatio, normalDensity, normalTail } from "../../src/special/normal.js";

/** Parameters of one hidden unit and of the last step of its recursion. */
export interface UnitParameters {
  /** Response of the layer's input, χ > 0. */
  readonly chi: number;
  /** Norm multiplier γ. */
  readonly gamma: number;
  /** Slope a of the unit for negative arguments: 0 for ReLU, 1 for a linear unit. */
  readonly slope: number;
  /** y_k, or 0 for the replica-symmetric average. */
  readonly breakingPoint: number;
  /** t, the last increment of ĥ. */
  readonly fieldVariance: number;
}

/** Moments under the weight e^{−yΨ}, w = z − g; each array is [b][g]. */
export interface UnitMoments {
  /** E 1. */
  readonly mass: Float64Array;
  /** E(−Ψ). */
  readonly energy: Float64Array;
  /** E w². */
  readonly shift: Float64Array;
  /** E u². */
  readonly square: Float64Array;
  /** ½E ∂u/∂b + ½y E u²: 1/y times the derivative of the mass in t. */
  readonly variance: Float64Array;
}

/** What one linear piece adds, and where the pieces are put together. */
interface Sums {
  mass: number;
  first: number;
  second: number;
  square: number;
  curvature: number;
}

const SQRT_2PI = Math.sqrt(2 * Math.PI);

/** The Gaussian integrals of one piece u = sz, b′ above (side 1) or below (side −1) the edge. */
function addBranch(
  sums: Sums,
  { chi, gamma, breakingPoint: y, fieldVariance: t }: UnitParameters,
  slope: number,
  side: 1 | -1,
  g: number,
  b: number,
  edge: number,
  logScale: number,
): void {
  const stiffness = 1 / chi + 2 * gamma * slope * slope;
  const kappa = (y * slope * slope) / stiffness;
  const beta = (y * slope * g) / (chi * stiffness);
  const constant = (-y * g * g * gamma * slope * slope) / (chi * stiffness);
  const d = 1 - kappa * t;
  const mean = (b + beta * t) / d;
  const width = Math.sqrt(t / d);
  // x = (b′ − mean)/width is standard normal; the piece is side·x > cut.
  const cut = (side * (edge - mean)) / width;
  let mass: number;
  let density: number;
  if (cut < 0) {
    const weight =
      Math.exp(constant + (0.5 * kappa * b * b + beta * b + 0.5 * beta * beta * t) / d - logScale) /
      Math.sqrt(d);
    mass = weight * normalTail(cut);
    density = weight * normalDensity(cut);
  } else {
    const atEdge = constant + 0.5 * kappa * edge * edge + beta * edge - ((edge - b) * (edge - b)) / (2 * t);
    density = Math.exp(atEdge - logScale) / (SQRT_2PI * Math.sqrt(d));
    mass = density * millsRatio(cut);
  }
  const z = (g / chi + slope * mean) / stiffness;
  const perX = (side * slope * width) / stiffness;
  const shift = (slope * mean - 2 * gamma * slope * slope * g) / stiffness;
  const xx = mass + cut * density;
  sums.mass += mass;
  sums.first += shift * mass + perX * density;
  sums.second += shift * shift * mass + 2 * shift * perX * density + perX * perX * xx;
  sums.square += slope * slope * (z * z * mass + 2 * z * perX * density + perX * perX * xx);
  sums.curvature += ((slope * slope) / stiffness) * mass;
}

/** Edge in b at which the two branches of a negative preactivation field have equal cost. */
function crossing(g: number, { chi, gamma, slope }: UnitParameters): number {
  const above = 1 / Math.sqrt(1 / chi + 2 * gamma);
  const below = 1 / Math.sqrt(1 / chi + 2 * gamma * slope * slope);
  return ((-g / chi) * (above + below)) / (above + slope * below);
}

/** The largest exponent of a branch in whose interior b lies: the scale on which its weight is written. */
export function branchExponent(parameters: UnitParameters, g: number, b: number): number {
  const { chi, slope } = parameters;
  const edge = g > 0 ? -g / chi : crossing(g, parameters);
  const lower = g > 0 ? (slope > 0 ? -g / (slope * chi) : Number.NEGATIVE_INFINITY) : edge;
  return Math.max(0, interior(parameters, 1, 1, g, b, edge), interior(parameters, slope, -1, g, b, lower));
}

function interior(
  { chi, gamma, breakingPoint: y, fieldVariance: t }: UnitParameters,
  slope: number,
  side: 1 | -1,
  g: number,
  b: number,
  edge: number,
): number {
  const stiffness = 1 / chi + 2 * gamma * slope * slope;
  const kappa = (y * slope * slope) / stiffness;
  const beta = (y * slope * g) / (chi * stiffness);
  const d = 1 - kappa * t;
  if (side * (edge - (b + beta * t) / d) >= 0) return 0;
  const constant = (-y * g * g * gamma * slope * slope) / (chi * stiffness);
  return constant + (0.5 * kappa * b * b + beta * b + 0.5 * beta * beta * t) / d;
}

/** Writes the moments at one (g, b), in units of e^{logScale}, to place `at` of the arrays. */
export function unitMoments(
  parameters: UnitParameters,
  g: number,
  b: number,
  logScale: number,
  out: UnitMoments,
  at: number,
): void {
  const { chi, gamma, slope, breakingPoint: y, fieldVariance: t } = parameters;
  const sums: Sums = { mass: 0, first: 0, second: 0, square: 0, curvature: 0 };
  let jump = 0;
  if (g > 0) {
    const edge = -g / chi;
    const sigma = Math.sqrt(t);
    addBranch(sums, parameters, 1, 1, g, b, edge, logScale);
    let rest = normalTail((b - edge) / sigma);
    if (slope > 0) {
      const lower = edge / slope;
      addBranch(sums, parameters, slope, -1, g, b, lower, logScale);
      rest = intervalBetween((lower - b) / sigma, (edge - b) / sigma);
    }
    const held = rest * Math.exp((-y * g * g) / (2 * chi) - logScale);
    sums.mass += held;
    sums.first -= g * held;
    sums.second += g * g * held;
  } else {
    const edge = crossing(g, parameters);
    addBranch(sums, parameters, 1, 1, g, b, edge, logScale);
    addBranch(sums, parameters, slope, -1, g, b, edge, logScale);
    const above = 1 / chi + 2 * gamma;
    const below = 1 / chi + 2 * gamma * slope * slope;
    const rise = (g / chi + edge) / above - (slope * (g / chi + slope * edge)) / below;
    const atEdge =
      (-y * g * g * gamma) / (chi * above) +
      ((0.5 * edge + g / chi) * y * edge) / above -
      ((edge - b) * (edge - b)) / (2 * t);
    jump = (rise * Math.exp(atEdge - logScale)) / (SQRT_2PI * Math.sqrt(t));
  }
  out.mass[at] = sums.mass;
  out.energy[at] = (sums.second + 2 * g * sums.first) / (2 * chi) + gamma * sums.square;
  out.shift[at] = sums.second;
  out.square[at] = sums.square;
  out.variance[at] = 0.5 * (sums.curvature + y * sums.square + jump);
}

/** P(low < x < high) without cancellation in either tail. */
function intervalBetween(low: number, high: number): number {
  if (low > 0) return normalTail(low) - normalTail(high);
  if (high < 0) return normalTail(-high) - normalTail(-low);
  return 1 - normalTail(-low) - normalTail(high);
}
