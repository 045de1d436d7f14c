/** The Boltzmann weight of the error count as the last step of the recursion. */
import { normalDensity, normalTail } from "../../src/special/normal.js";
import { type PerceptronCost, type SmoothedTerminal, withMargin } from "../functional/cost.js";

/**
 * V(h) = 1[h > 0] at finite temperature: the terminal function is −V itself, nothing is minimised. Its first step has
 * variance 1 − q_k and breaking point β, so that the mass is e^{f_k}, f_k(h) = ln[1 − (1 − e^{−β}) H(−h/√(1−q_k))].
 */
export const boltzmannErrorCount: PerceptronCost = {
  name: "error-count at finite temperature",
  leftLimit: 0,
  rightLimit: -1,
  transition: [0, 0],
  terminal: (field) => (field > 0 ? -1 : 0),
  // A step has no slope elsewhere; the force of level k comes from the mass.
  terminalSlope: () => 0,
  smoothedTerminal,
  /**
   * f_k switches from rest to payment at w ≈ √(2β) widths σ: there its nearest singularity is πσ/w from the real axis, and
   * a grid must resolve that.
   */
  smoothedTransition(beta, variance) {
    const switching = Math.sqrt(2 * beta);
    const sigma = Math.sqrt(variance);
    return { end: sigma * switching, width: sigma * Math.min(1, SHARPNESS / switching) };
  },
};

/** The same with a margin: all functions are those of margin 0 at h − κ, and only the base Gaussian moves. */
export function boltzmannErrorCountAt(margin = 0): PerceptronCost {
  return withMargin(boltzmannErrorCount, margin);
}

/**
 * Aliasing falls like exp(−2πd/Δ) with the distance d = πσ/√(2β) of the singularity: at the spacing that resolves this
 * width it is that of the Gaussian steps, about 1e-14 at the default resolution.
 */
const SHARPNESS = 1.87;

function smoothedTerminal(field: number, beta: number, variance: number): SmoothedTerminal {
  const sigma = Math.sqrt(variance);
  const w = field / sigma;
  const removed = -Math.expm1(-beta);
  const positive = normalTail(-w);
  const paid = Math.exp(-beta) * positive;
  const density = normalDensity(w) / sigma;
  return {
    mass: normalTail(w) + paid,
    massMinusOne: -removed * positive,
    terminal: -paid,
    slope: (-removed * density) / beta,
    // φ is a step: the square of its slope does not exist, and no equation at finite temperature asks for it.
    squaredSlope: Number.NaN,
    varianceDerivative: (0.5 * removed * w * density) / sigma,
    cost: paid,
  };
}
