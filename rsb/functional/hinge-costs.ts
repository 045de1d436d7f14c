/**
 * The hinge costs max(h, 0) and max(h, 0)² of the perceptron, which do not saturate: in units of √(2χ) their terminal
 * functions depend on χ, and fall without bound on the right.
 */
import { hingeState, squaredHingeState } from "../../rs/index.js";
import { logNormalTail, normalDensity, normalInterval, normalTail } from "../../src/special/normal.js";
import type { PerceptronCost, SmoothedTerminal } from "./cost.js";

/** Moments 0, 1, 2 of u on (from, to) under e^{−a u²} N(u; h, s). */
function tiltedMoments(
  field: number,
  variance: number,
  a: number,
  from: number,
  to: number,
): [number, number, number] {
  const narrowing = 1 + 2 * a * variance;
  const mean = field / narrowing;
  const width = Math.sqrt(variance / narrowing);
  const factor = Math.exp((-a * field * field) / narrowing) / Math.sqrt(narrowing);
  const [lower, upper] = [(from - mean) / width, (to - mean) / width];
  const [low, high] = [normalDensity(lower), to === Number.POSITIVE_INFINITY ? 0 : normalDensity(upper)];
  const mass = to === Number.POSITIVE_INFINITY ? normalTail(lower) : normalInterval(lower, upper);
  const ends = lower * low - (high === 0 ? 0 : upper * high);
  return [
    factor * mass,
    factor * (mean * mass + width * (low - high)),
    factor * ((mean * mean + width * width) * mass + width * (width * ends + 2 * mean * (low - high))),
  ];
}

const NEVER_CONSTANT = { leftLimit: 0, rightLimit: Number.NEGATIVE_INFINITY, unbounded: true } as const;

/** φ(h) = −g h² for h > 0, g = 2χ/(1 + 2χ). */
function squaredHingeAt(chi: number): PerceptronCost {
  const g = (2 * chi) / (1 + 2 * chi);
  const response = 2 / (1 + 2 * chi) ** 2;
  return {
    name: "squared-hinge",
    ...NEVER_CONSTANT,
    transition: [0, 1],
    terminal: (field) => (field > 0 ? -g * field * field : 0),
    terminalSlope: (field) => (field > 0 ? -2 * g * field : 0),
    smoothedTerminal: (field, y, variance): SmoothedTerminal => {
      const [m0, m1, m2] = tiltedMoments(field, variance, y * g, 0, Number.POSITIVE_INFINITY);
      const mass = normalTail(field / Math.sqrt(variance)) + m0;
      return {
        mass,
        massMinusOne: mass - 1,
        terminal: -g * m2,
        slope: -2 * g * m1,
        squaredSlope: 4 * g * g * m2,
        varianceDerivative: y * g * (2 * y * g * m2 - m0),
        // The field responds with h/(1 + 2χ).
        cost: (g / (1 + 2 * chi)) * m2,
        response: -response * m2,
      };
    },
  };
}

/** φ(h) = −h² on (0, a/2), −(a h − a²/4) beyond, a = √(2χ). */
function hingeAt(chi: number): PerceptronCost {
  const a = Math.sqrt(2 * chi);
  const kink = a / 2;
  return {
    name: "hinge",
    ...NEVER_CONSTANT,
    transition: [0, kink],
    terminal: (field) => (field <= 0 ? 0 : field < kink ? -field * field : -(a * field - kink * kink)),
    terminalSlope: (field) => (field <= 0 ? 0 : field < kink ? -2 * field : -a),
    smoothedTerminal: (field, y, variance): SmoothedTerminal => {
      const sigma = Math.sqrt(variance);
      const [m0, m1, m2] = tiltedMoments(field, variance, y, 0, kink);
      // Beyond the kink the Gaussian is moved by −y a s; the exponents are joined before they can overflow.
      const moved = field - y * a * variance;
      const z = (kink - moved) / sigma;
      const exponent = y * (kink * kink - a * field) + 0.5 * (y * a) ** 2 * variance;
      const j0 = Math.exp(exponent + logNormalTail(z));
      const density = Math.exp(exponent - 0.5 * z * z) / Math.sqrt(2 * Math.PI);
      const j1 = moved * j0 + sigma * density;
      const mass = normalTail(field / sigma) + m0 + j0;
      const paid = a * j1 - 2 * kink * kink * j0;
      return {
        mass,
        massMinusOne: mass - 1,
        terminal: -m2 - (a * j1 - kink * kink * j0),
        slope: -2 * m1 - a * j0,
        squaredSlope: 4 * m2 + a * a * j0,
        varianceDerivative: 0.5 * (y * y * (4 * m2 + a * a * j0) - 2 * y * m0),
        cost: paid,
        // ∂φ/∂a = −(h − a/2), da/dχ = 1/a.
        response: -paid / (a * a),
      };
    },
  };
}

/** Beyond any χ; the functions that depend on it are those of {@link PerceptronCost.at}. */
function hinged(at: (chi: number) => PerceptronCost, state: typeof hingeState): PerceptronCost {
  return { ...at(1), at, replicaSymmetric: (problem, margin) => state(problem, margin) };
}

/**
 * V(h) = max(h, 0): how far fields exceed the margin, summed. Its energy vanishes where that of the error count does.
 * @example
 * import { hinge, solveKrsb, withMargin } from "relu-injectivity/rsb";
 * solveKrsb({ kind: "energy", alpha: 9 }, 1, { cost: withMargin(hinge, 0.5) }).k; // 1
 */
export const hinge: PerceptronCost = hinged(hingeAt, hingeState);

/**
 * V(h) = max(h, 0)²: the cost of soft spheres, whose jamming point is the capacity with stability −κ.
 * @example
 * import { solveKrsb, squaredHinge, withMargin } from "relu-injectivity/rsb";
 * solveKrsb({ kind: "energy", alpha: 40 }, 1, { cost: withMargin(squaredHinge, 1) }).value.value; // 0.56973038…
 */
export const squaredHinge: PerceptronCost = hinged(squaredHingeAt, squaredHingeState);
