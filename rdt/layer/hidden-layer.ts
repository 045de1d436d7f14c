/** The function f₁ of a hidden layer, its gradient and its Hessian, in closed form. */
import { minimiserCone } from "./minimiser-cone.js";

/** f₁ and its derivatives in the order (γ̄, γ, κ). */
export interface HiddenLayer {
  readonly value: number;
  readonly gradient: readonly [number, number, number];
  /** Upper triangle: (γ̄γ̄, γ̄γ, γ̄κ, γγ, γκ, κκ). */
  readonly hessian: readonly [number, number, number, number, number, number];
}

/**
 * f₁(γ̄, γ; κ) = E min_z [(g−z)²/(4γ̄) + κ h max(z,0) + γ max(z,0)²], g and h independent standard normal
 * (Stojnic 2024, eqs. (41)–(45) with the minimum in place of the printed maximum, and κ = 1 there).
 *
 * In closed form, f₁ = Φ(b, σ)/(8γ̄) with b = 2γ̄κ, σ = 1 + 4γγ̄ and
 * Φ = 1 + Λ(arctan t₁)/π − (1+b²)(1 − Λ(ω)/π)/σ, Λ(x) = x − sin x cos x, tan ω = b√σ/(1+√σ+b²), t₁ = b/(1+√σ).
 * By the envelope theorem the first derivatives are the moments ∂f₁/∂γ̄ = −E(g−z)²/(4γ̄²), ∂f₁/∂γ = E max(z,0)²,
 * ∂f₁/∂κ = E h max(z,0) of the minimiser. Relative accuracy about 1e-15 of the largest term.
 *
 * @param gammaBar γ̄ > 0
 * @param gamma γ > −1/(4γ̄); below that the minimum over z is −∞ and the value is NaN
 * @param kappa κ > 0, the norm of the next layer's dual vector over that of this one's (1 in the source)
 */
export function hiddenLayer(gammaBar: number, gamma: number, kappa = 1): HiddenLayer {
  const b = 2 * gammaBar * kappa;
  const eta = 4 * gamma * gammaBar;
  const cone = minimiserCone(b, eta);
  const { sigma, held, missing, edge, gain } = cone;
  // 1 + Λ/π − (1+b²)M/σ and the distance below are written so that the leading 1 − 1 is gone: for wide layers
  // with optimal norms b and η are small and only the remainder counts.
  const phi = gain + (eta - b * b + (1 + b * b) * missing) / sigma;
  const phiB = (2 / sigma) * (edge - b * held);
  const phiS = ((1 + b * b) * held) / (sigma * sigma);
  const turn = cone.edgeSlope + 2 * b * edge;
  const phiBB = (2 / sigma) * (turn * cone.angleByB - held);
  const phiBS = (2 / sigma) * (turn * cone.angleBySigma - (edge - b * held) / sigma);
  const phiSS = (-2 * (1 + b * b) * (held / sigma + edge * cone.angleBySigma)) / (sigma * sigma);
  // 2E(g − z)² = 1 + Λ/π − 2bS/σ + M(b² − 1 − 2η)/σ², the squared distance to the minimiser.
  const excess = held * b * b + missing * (1 + 2 * eta) + eta * eta;
  const distance = gain - (2 * b * edge) / sigma + excess / (sigma * sigma);
  const square = gammaBar * gammaBar;
  const radial = b * b * phiBB + 2 * b * eta * phiBS + eta * eta * phiSS;
  return {
    value: phi / (8 * gammaBar),
    gradient: [-distance / (8 * square), phiS / 2, phiB / 4],
    hessian: [
      (radial + 2 * distance) / (8 * square * gammaBar),
      kappa * phiBS + 2 * gamma * phiSS,
      (kappa * phiBB) / 2 + gamma * phiBS,
      2 * gammaBar * phiSS,
      gammaBar * phiBS,
      (gammaBar * phiBB) / 2,
    ],
  };
}
