/**
 * The single-site cost V(h) of the spherical perceptron whose ground state is sought, as the zero-temperature
 * recursion needs it: the terminal Parisi function and its first, closed-form smoothing.
 *
 * Everything downstream is written against this interface; {@link errorCount} (V(h) = 1[h > 0], the
 * injectivity problem) is the instance.
 */
import { normalDensity, normalInterval, normalTail } from "../../src/special/normal.js";

/**
 * The first step of the recursion at one field h: the moments of e^{yφ(u)} under u ~ N(h, s).
 * All expectations are unnormalised: E[·] means ∫ N(u; h, s) (·) e^{yφ(u)} du.
 */
export interface SmoothedTerminal {
  /** E[1]. */
  readonly mass: number;
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
}

/** A cost function with its terminal Parisi function φ(h) = −min_u [V(u) + (h − u)²], fields in units of √(2χ). */
export interface PerceptronCost {
  readonly name: string;
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
  smoothedTerminal(field, breakingPoint, variance) {
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
    return {
      mass: normalTail(field / sigma) + moment0 + paid,
      terminal: -moment2 - paid,
      slope: -2 * moment1,
      squaredSlope: 4 * moment2,
      varianceDerivative: breakingPoint * (2 * breakingPoint * moment2 - moment0 + kink),
      cost: paid,
    };
  },
};
