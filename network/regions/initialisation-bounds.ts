/**
 * Bounds and moments at initialisation from Hanin and Rolnick 2019, Appendices A, D and E, each as corrected and as
 * printed. Neurons z exclude their own bias; weights are normal with variance 2/fan-in, the activation is ReLU.
 */
import { InputError, requireInteger, requirePositive } from "../../src/result.js";

/** A statement as it holds, and as it is printed. */
export interface CorrectedAndPrinted {
  readonly corrected: number;
  readonly printed: number;
}

/** What Corollary 7 assumes. */
export interface BoundConstants {
  /** Hidden units. */
  readonly units: number;
  /** Breakpoints of the activation, T. */
  readonly breakpoints: number;
  /** C_grad: E Π‖∇z_j‖ ≤ C_grad^k; √2 for k = 1 (by (33)). */
  readonly gradient: number;
  /** C_bias: largest density of a bias. */
  readonly bias: number;
}

/** √(sup E‖∇z‖²) for He's initialisation and ReLU: what (33) and Jensen's inequality give for k = 1. */
export const HE_GRADIENT = Math.SQRT2;

/**
 * (15): boundary volume per volume of the domain is at most C(units, k) (T C_grad C_bias)^k. Printed with 2 C_grad,
 * which the proof does not need.
 * @param k boundaries of codimension k
 */
export function boundaryDensityBound(constants: BoundConstants, k = 1): CorrectedAndPrinted {
  const { units, breakpoints, gradient, bias } = requireConstants(constants);
  requireInteger(k, "k", 1, units);
  const corrected = binomial(units, k) * (breakpoints * gradient * bias) ** k;
  return { corrected, printed: 2 ** k * corrected };
}

/** Expected breakpoints along a segment of this length: (15) with k = 1, times the length. */
export function segmentBound(constants: BoundConstants, length: number): CorrectedAndPrinted {
  requirePositive(length, "length");
  const { corrected, printed } = boundaryDensityBound(constants);
  return { corrected: length * corrected, printed: length * printed };
}

/**
 * (31): the probability that a unit of layer `layer` (from 1) has an open path to the output is at least
 * 1 − Σ_{j>layer} 2^{−n_j}; printed with all layers. Exactly it is Π_{j>layer} (1 − 2^{−n_j}).
 * @param hidden widths of the hidden layers
 */
export function goodProbabilityBound(
  hidden: readonly number[],
  layer: number,
): CorrectedAndPrinted & { readonly exact: number } {
  requireInteger(layer, "layer", 1, hidden.length);
  const closed = hidden.map((width) => 2 ** -width);
  const above = closed.slice(layer);
  const sum = (terms: readonly number[]): number => terms.reduce((total, term) => total + term, 0);
  return {
    corrected: 1 - sum(above),
    printed: 1 - sum(closed),
    exact: above.reduce((product, term) => product * (1 - term), 1),
  };
}

/**
 * (32): E z²/2 = ‖x‖²/n_in + (1/2) Σ_{j<layer} σ_j². Printed without the 1/2, and with the unit's own bias.
 * @param biasDeviations σ_j of the layers 1 … `layer`
 */
export function halfSecondMoment(
  point: readonly number[],
  biasDeviations: readonly number[],
  layer: number,
): CorrectedAndPrinted {
  requireInteger(layer, "layer", 1, biasDeviations.length);
  const input = point.reduce((sum, entry) => sum + entry * entry, 0) / point.length;
  const variances = biasDeviations.slice(0, layer).map((deviation) => deviation * deviation);
  const all = variances.reduce((sum, variance) => sum + variance, 0);
  return { corrected: input + (all - variances[layer - 1]) / 2, printed: input + all };
}

/** (33): E‖∇z‖² in every layer. */
export const MEAN_SQUARE_GRADIENT = 2;

/** Euler's constant; E log N² = −γ − log 2 for a standard normal N. */
const EULER_GAMMA = 0.5772156649015329;

/**
 * (34): E log(n_in (∂z/∂x_j)²) is −γ − (5/2) Σ_{j<layer} 1/n_j + O(Σ 1/n_j²). Printed without the constant of the
 * weight law (−γ for normal weights) and with the unit's own layer.
 * @param hidden widths of the layers 1 … `layer`, or more
 */
export function logGradient(hidden: readonly number[], layer: number): CorrectedAndPrinted {
  requireInteger(layer, "layer", 1, hidden.length);
  const sum = (count: number): number =>
    hidden.slice(0, count).reduce((total, width) => total + 1 / width, 0);
  return { corrected: -EULER_GAMMA - 2.5 * sum(layer - 1), printed: -2.5 * sum(layer) };
}

/**
 * Markov's inequality in Appendix D: E[‖∇z‖ 1(|z| > η)] ≤ (2/η) √(E z²/2). Printed with 2/√η.
 * @param halfMoment E z²/2, {@link halfSecondMoment}
 */
export function gradientTailBound(eta: number, halfMoment: number): CorrectedAndPrinted {
  requirePositive(eta, "η");
  const root = Math.sqrt(halfMoment);
  return { corrected: (2 / eta) * root, printed: (2 / Math.sqrt(eta)) * root };
}

/**
 * The η at which that bound is half of e^{−(5/4)Σ1/n_j}, the lower bound on E‖∇z‖ of Appendix D. The printed η has
 * no root over the moment.
 * @param inverseWidths Σ 1/n_j
 */
export function tailThreshold(halfMoment: number, inverseWidths: number): CorrectedAndPrinted {
  const factor = 4 * Math.exp(1.25 * inverseWidths);
  return { corrected: factor * Math.sqrt(halfMoment), printed: factor * halfMoment };
}

/**
 * Corollary 8: the expected distance of a uniform point of a box to the boundary is at least
 * max_ε ε (1 − Σ_k ω_k ε^k C(units, k)(T C_grad C_bias)^k Π(1 + 2ε/side)), T in the denominator of the optimal ε.
 * `scale` is 1/(T C_grad C_bias units), of which the corollary promises a fraction; printed, T is in the numerator.
 * The constant C_grad must serve all k up to the number of inputs.
 * @param sides of the box, one per input
 */
export function distanceBound(
  constants: BoundConstants,
  sides: readonly number[],
): { readonly bound: number; readonly epsilon: number; readonly scale: CorrectedAndPrinted } {
  const { units, breakpoints, gradient, bias } = requireConstants(constants);
  if (sides.length === 0) throw new InputError("a box without sides: expected one per input");
  for (const side of sides) requirePositive(side, "a side");
  const rate = breakpoints * gradient * bias;
  const boundAt = (epsilon: number): number => {
    // Boundaries just outside of the box reach into it, hence its enlargement by ε.
    const enlarged = sides.reduce((product, side) => product * (1 + (2 * epsilon) / side), 1);
    let tube = 0;
    for (let k = 1; k <= Math.min(units, sides.length); k++) {
      tube += ballVolume(k) * binomial(units, k) * (rate * epsilon) ** k;
    }
    return epsilon * (1 - enlarged * tube);
  };
  const scale = 1 / (rate * units);
  let best = { bound: 0, epsilon: 0 };
  for (let step = 1; step <= STEPS; step++) {
    const epsilon = (scale * step) / STEPS;
    const bound = boundAt(epsilon);
    if (bound > best.bound) best = { bound, epsilon };
  }
  return {
    ...best,
    scale: { corrected: scale, printed: breakpoints / (gradient * bias * units) },
  };
}

/** Every ε gives a valid bound, so that a fine grid suffices for a good one. */
const STEPS = 1000;

/** Volume of the unit ball of dimension k. */
function ballVolume(k: number): number {
  return k === 0 ? 1 : k === 1 ? 2 : (ballVolume(k - 2) * 2 * Math.PI) / k;
}

function binomial(n: number, k: number): number {
  let value = 1;
  for (let i = 0; i < k; i++) value = (value * (n - i)) / (i + 1);
  return value;
}

function requireConstants(constants: BoundConstants): BoundConstants {
  requireInteger(constants.units, "hidden units", 1, 1e9);
  requireInteger(constants.breakpoints, "breakpoints", 1, 1e6);
  requirePositive(constants.gradient, "C_grad");
  requirePositive(constants.bias, "C_bias");
  return constants;
}
