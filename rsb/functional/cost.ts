/**
 * The single-site cost V(h) of the spherical perceptron whose ground state is sought, as the zero-temperature
 * recursion needs it: the terminal Parisi function and its first, closed-form smoothing.
 *
 * Everything downstream is written against this interface; {@link errorCount} (V(h) = 1[h > 0], the
 * injectivity problem) is the first instance, with a margin ({@link withMargin}) the second; `hinge-costs` has two more.
 */
import { type HingeProblem, type HingeState, requireMargin } from "../../rs/index.js";
import { requireObject } from "../../src/arguments.js";
import { gaussLegendre } from "../../src/quadrature/gauss-legendre.js";
import { normalDensity, normalInterval, normalTail } from "../../src/special/normal.js";

/**
 * The first step of the recursion at one field h: the moments of e^{yφ(u)} under u ~ N(h, s).
 * All expectations are unnormalised: E[·] means ∫ N(u; h, s) (·) e^{yφ(u)} du.
 */
export interface SmoothedTerminal {
  /** E[1]. */
  readonly mass: number;
  /** E[1] − 1, with relative accuracy where y ≤ {@link SMALL_BREAKING_POINT}. */
  readonly massMinusOne: number;
  /** E[φ(u)], the derivative of the mass in y. */
  readonly terminal: number;
  /** E[φ′(u)], 1/y times the derivative of the mass in h. */
  readonly slope: number;
  /** E[φ′(u)²]. */
  readonly squaredSlope: number;
  /** Half the second derivative of the mass in h: its derivative in the variance s. */
  readonly varianceDerivative: number;
  /** E[V at the minimiser]: the mass of fields on which the cost is paid. */
  readonly cost: number;
  /** E[∂φ/∂χ] at a fixed field, for costs that depend on χ. */
  readonly response?: number;
}

/**
 * Up to this y the recursion works with e^{yφ} − 1, which it would lose to rounding as y → 0 (α → ∞); above, with
 * e^{yφ}, whose small values count.
 */
export const SMALL_BREAKING_POINT = 0.5;

/** From this variance on the interval (0, 1) is narrow: σ = 2. */
const WIDE_VARIANCE = 4;
const INTERVAL_RULE = gaussLegendre(16);

/** A cost function with its terminal Parisi function φ(h) = −min_u [V(u) + (h − u)²], fields in units of √(2χ). */
export interface PerceptronCost {
  readonly name: string;
  /** κ: the cost of a physical field h is V(h − κ), and the fields below are those of V. Default 0. */
  readonly margin?: number;
  /** The cost at χ, where φ depends on it beyond the unit of the fields; a margin is that of the cost itself. */
  at?(chi: number): PerceptronCost;
  /** φ falls without bound on the right: windows reach as far as the fields do. */
  readonly unbounded?: true;
  /** The replica-symmetric state; without it the cost is the error count. */
  replicaSymmetric?(problem: HingeProblem, margin: number): HingeState;
  /** φ(h). */
  terminal(field: number): number;
  /** φ′(h), the left limit at a kink. */
  terminalSlope(field: number): number;
  /** φ(−∞) and φ(+∞), both attained outside `transition`. */
  readonly leftLimit: number;
  readonly rightLimit: number;
  /** The interval outside which φ is constant. */
  readonly transition: readonly [number, number];
  /** The closed-form first smoothing at field h with breaking point y > 0 and variance s > 0. */
  smoothedTerminal(field: number, breakingPoint: number, variance: number): SmoothedTerminal;
  /**
   * Where the smoothing of a cost that depends on the step still varies: the end of its transition, to which the step adds
   * its tails, and the width that a grid must resolve.
   */
  smoothedTransition?(
    breakingPoint: number,
    variance: number,
  ): { readonly end: number; readonly width: number };
}

/**
 * The number of errors at margin zero, V(h) = 1[h > 0]: φ(h) = −min(1, h²) for h > 0, else 0.
 * On (0, 1) the field is pushed back to the origin (no cost, force −2h), beyond 1 the cost 1 is paid.
 */
export const errorCount: PerceptronCost = {
  name: "error-count",
  leftLimit: 0,
  rightLimit: -1,
  transition: [0, 1],
  terminal: (field) => (field > 0 ? -Math.min(1, field * field) : 0),
  terminalSlope: (field) => (field > 0 && field <= 1 ? -2 * field : 0),
  smoothedTerminal: (field, breakingPoint, variance) =>
    breakingPoint <= SMALL_BREAKING_POINT && variance >= WIDE_VARIANCE
      ? smoothedErrorCountWide(field, breakingPoint, variance)
      : smoothedErrorCount(field, breakingPoint, variance),
};

/**
 * The cost V(h − κ): a bias β on the ball of radius R√n is κ = −β/R, since the fewest units are active on its boundary.
 *
 * @param cost the cost at margin zero, such as {@link errorCount}
 * @param margin κ, in standard deviations of a preactivation on the sphere
 * @returns a cost for the options of the solvers
 * @throws InputError when the margin is beyond ±8
 * @example
 * import { errorCount, solveKrsb, withMargin } from "relu-injectivity/rsb";
 * solveKrsb({ kind: "threshold" }, 1, { cost: withMargin(errorCount, -1) }).value.value; // 2.72845043712…
 */
export function withMargin(cost: PerceptronCost, margin: number): PerceptronCost {
  requireObject(cost, "cost", ["terminal", "terminalSlope", "smoothedTerminal"]);
  requireMargin(margin);
  return margin === (cost.margin ?? 0) ? cost : { ...cost, margin };
}

/** The cost with the functions that it has at χ. */
export function costAt(cost: PerceptronCost, chi: number): PerceptronCost {
  return cost.at === undefined ? cost : { ...cost.at(chi), margin: cost.margin ?? 0 };
}

/** By how much yφ may vary in units of y: what underflows where it is large; 0 where no bound is known beforehand. */
export function exponentRange({ leftLimit, rightLimit, unbounded }: PerceptronCost): number {
  return unbounded === true ? 0 : leftLimit - rightLimit;
}

/** κ/√(2χ): how far the base Gaussian lies to the left of the origin of V. All else commutes with translations. */
export function marginShift({ margin = 0 }: PerceptronCost, chi: number): number {
  return margin / Math.sqrt(2 * chi);
}

/** The error count in closed form: moments of a Gaussian truncated to (0, 1). */
function smoothedErrorCount(field: number, breakingPoint: number, variance: number): SmoothedTerminal {
  const sigma = Math.sqrt(variance);
  const narrowing = 1 + 2 * breakingPoint * variance;
  const mean = field / narrowing;
  const width = sigma / Math.sqrt(narrowing);
  const factor = Math.exp((-breakingPoint * field * field) / narrowing) / Math.sqrt(narrowing);
  const lower = -mean / width;
  const upper = (1 - mean) / width;
  const densityLower = normalDensity(lower);
  const densityUpper = normalDensity(upper);
  // Moments of u on (0, 1) under the Gaussian tilted by e^{−y u²}.
  const moment0 = factor * normalInterval(lower, upper);
  const moment2 =
    (mean * mean + width * width) * moment0 +
    factor *
      width *
      (width * (lower * densityLower - upper * densityUpper) + 2 * mean * (densityLower - densityUpper));
  const moment1 = mean * moment0 + factor * width * (densityLower - densityUpper);
  const paid = Math.exp(-breakingPoint) * normalTail((1 - field) / sigma);
  const kink = (Math.exp(-breakingPoint) * normalDensity((1 - field) / sigma)) / sigma;
  const mass = normalTail(field / sigma) + moment0 + paid;
  return {
    mass,
    massMinusOne: mass - 1,
    terminal: -moment2 - paid,
    slope: -2 * moment1,
    squaredSlope: 4 * moment2,
    varianceDerivative: breakingPoint * (2 * breakingPoint * moment2 - moment0 + kink),
    cost: paid,
  };
}

/**
 * The same for a small y and a transition (0, 1) that is narrow against the step: the closed form subtracts moments
 * that agree to 1/σ³, so the interval is integrated by a Gauss rule instead (exponents vary by at most about 5 there).
 */
function smoothedErrorCountWide(field: number, breakingPoint: number, variance: number): SmoothedTerminal {
  const sigma = Math.sqrt(variance);
  const density = (u: number): number => normalDensity((u - field) / sigma) / sigma;
  let [deficit, curvature, moment1, moment2] = [0, 0, 0, 0];
  for (let n = 0; n < INTERVAL_RULE.nodes.length; n++) {
    const u = 0.5 * (1 + INTERVAL_RULE.nodes[n]);
    const weight = 0.5 * INTERVAL_RULE.weights[n] * density(u);
    const lost = Math.expm1(-breakingPoint * u * u);
    deficit += weight * lost;
    curvature += weight * lost * (((u - field) * (u - field)) / variance - 1);
    moment1 += weight * (1 + lost) * u;
    moment2 += weight * (1 + lost) * u * u;
  }
  const beyond = normalTail((1 - field) / sigma);
  const lostBeyond = Math.expm1(-breakingPoint);
  const massMinusOne = deficit + lostBeyond * beyond;
  const paid = (1 + lostBeyond) * beyond;
  return {
    mass: 1 + massMinusOne,
    massMinusOne,
    terminal: -moment2 - paid,
    slope: -2 * moment1,
    squaredSlope: 4 * moment2,
    // ½ ∂²_h of the mass: the second derivative acts on the density, whose integral beyond 1 is elementary.
    varianceDerivative: (0.5 * (curvature + lostBeyond * (1 - field) * density(1))) / variance,
    cost: paid,
  };
}
