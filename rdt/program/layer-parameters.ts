/** The stationary parameters of a layer in the form of the source, each with its error. */
import { type Quantity, quantity, roundingError } from "../../src/result.js";
import { lastLayerSaddle } from "../layer/last-layer.js";
import type { LayerStep } from "../layer/layer-step.js";
import type { DualNorms, LayerParameters, SequenceLayer } from "../types.js";
import type { JointCapacity } from "./joint-capacity.js";

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

/** Adds the difference to the joint program, solved for the first layers, to the error of each parameter. */
export function withRouteGap(
  layers: readonly SequenceLayer[],
  { parameters }: JointCapacity,
): SequenceLayer[] {
  const { r, gammaBar, gamma, nu, dualNorms = [] } = parameters;
  const depth = gammaBar.length;
  const widened = (found: Quantity | undefined, other: number): Quantity | undefined =>
    found === undefined ? undefined : { ...found, error: found.error + Math.abs(found.value - other) };
  return layers.map((layer, i) => {
    const last = i === depth - 1;
    // The last layer of the joint program is a hidden one of a deeper sequence, with other parameters.
    if (i >= depth || (last && layers.length > depth) || (last && layer.given)) return layer;
    const found = layer.parameters;
    const kappa = last ? undefined : widened(found.kappa, dualNorms[i] / (i === 0 ? 1 : dualNorms[i - 1]));
    const norm = last ? undefined : widened(found.r, r[i]);
    const multiplier = last ? undefined : widened(found.gamma, gamma[i]);
    const count = last ? widened(found.nu, nu) : undefined;
    return {
      ...layer,
      parameters: {
        ...(norm === undefined ? {} : { r: norm }),
        gammaBar: widened(found.gammaBar, gammaBar[i]) ?? found.gammaBar,
        ...(multiplier === undefined ? {} : { gamma: multiplier }),
        ...(count === undefined ? {} : { nu: count }),
        ...(kappa === undefined ? {} : { kappa }),
      },
    };
  });
}
