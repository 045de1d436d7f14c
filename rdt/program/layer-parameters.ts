/** The stationary parameters of a layer in the form of the source, each with its error. */
import { type Quantity, quantity, roundingError } from "../../src/result.js";
import { lastLayerSaddle } from "../layer/last-layer.js";
import type { LayerStep } from "../layer/layer-step.js";
import type { DualNorms } from "../layer/notion.js";

/**
 * Stationary parameters of one layer in the form of the source; the fields are those that apply to it. Each error
 * is the last correction to the point with the errors of the layers before carried through and, where the joint
 * program was solved as well, the difference between the two routes.
 */
export interface LayerParameters {
  /** r_i = ρ_i r_{i−1}, the norm of the output of a hidden layer; Infinity beyond about depth 800 (unit). */
  readonly r?: Quantity;
  readonly gammaBar: Quantity;
  /** Multiplier of the norm constraint of a hidden layer. */
  readonly gamma?: Quantity;
  /** Multiplier of the count of active units of the last layer. */
  readonly nu?: Quantity;
  /** Norm of the next layer's dual vector over that of this hidden layer's, when optimised (1 in the source). */
  readonly kappa?: Quantity;
  /** Lifting parameter of the whole program, 0 where lifting brings nothing; absent without lifting. */
  readonly c3?: Quantity;
}

/** r_{i−1}, the norm that reaches a layer. */
export interface OutputNorm {
  readonly value: number;
  readonly relativeError: number;
}

/** r_i, γ̄_i, γ_i and, with free norms, κ of a hidden layer. */
export function hiddenParameters(step: LayerStep, norm: OutputNorm, dualNorms: DualNorms): LayerParameters {
  const { gammaBar, gamma, kappa, rho, relativeErrors: errors } = step;
  const of = (value: number, relative: number): Quantity =>
    quantity(value, Math.abs(value) * relative + roundingError(value), step.outgoing.status);
  return {
    r: of(norm.value * rho, norm.relativeError + errors.rho),
    gammaBar: of(gammaBar, errors.gammaBar),
    gamma: of(gamma, errors.gamma),
    ...(dualNorms === "optimal" ? { kappa: of(kappa, errors.kappa) } : {}),
  };
}

/** γ̄_l = r_{l−1}S/2 and ν = ν₁ r_{l−1}²/(4γ̄_l) at the saddle of the last layer; ν₁ = a²/2, H(a) = c/(2α). */
export function lastParameters(expansion: Quantity, count: number, norm: OutputNorm): LayerParameters {
  if (!(expansion.value > count)) {
    const nothing = quantity(Number.NaN, Number.NaN);
    return { gammaBar: nothing, nu: nothing };
  }
  const { value, quantile, slope } = lastLayerSaddle(expansion.value, count);
  const inValue = (slope * expansion.error) / value + norm.relativeError;
  // d(ln a)/dα = H/(a φ α) < 1/(a² α), as φ(a) > aH(a).
  const inQuantile = expansion.error / (quantile * quantile * expansion.value);
  const gammaBar = (norm.value * value) / 2;
  const nu = (quantile * quantile * norm.value) / (4 * value);
  return {
    gammaBar: quantity(gammaBar, gammaBar * inValue + roundingError(gammaBar, 8), expansion.status),
    nu: quantity(nu, nu * (inValue + 2 * inQuantile) + roundingError(nu, 8), expansion.status),
  };
}
