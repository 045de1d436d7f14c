/** The derivative of the lifted objective in c₃ at c₃ = 0, in closed form. */
import { liftedHiddenLayer, liftedLastLayer } from "../layer/lifted-layers.js";
import type { ProgramParameters } from "./program-parameters.js";

/**
 * ∂φ̄_0/∂c₃ at c₃ → 0 at a point of the plain program:
 * ½Σ_i (K_i r_{i−1})² − ½Σ_{i<l} α_i (K_i r_{i−1})² Var W_i − ½α_l (K_l r_{l−1}²/(4γ̄_l))² Var w − ¼,
 * W_i and w the minima inside F₁ and F₂, whose variances are derivatives of F₁ and F₂ at zero.
 */
export function liftingSlope(point: ProgramParameters): number {
  const depth = point.expansions.length;
  const norms = [1, ...(point.dualNorms ?? point.r.map(() => 1))];
  const lengths = [1, ...point.r];
  let slope = -0.25;
  for (let i = 0; i < depth; i++) {
    const size = norms[i] * lengths[i];
    const last = i === depth - 1;
    const scale = last ? lengths[i] ** 2 / (4 * point.gammaBar[i]) : 0;
    const kappa = last ? 1 : norms[i + 1] / norms[i];
    const moment = last
      ? liftedLastLayer(0, point.nu / scale)
      : liftedHiddenLayer(0, point.gammaBar[i], point.gamma[i], kappa);
    const variance = moment.hessian[0] - moment.gradient[0] ** 2;
    const weight = last ? norms[i] * scale : size;
    slope += 0.5 * size * size - 0.5 * point.expansions[i] * weight * weight * variance;
  }
  return slope;
}
