/** The exponential moments F₁ and F₂ of partially lifted duality, in closed form with two derivatives. */
import { Jet } from "../../src/differentiation/jet.js";
import { normalDensity, normalTail } from "../../src/special/normal.js";

/**
 * F₁(c, γ̄, γ; κ) = E exp(−c·min_z[(g−z)²/(4γ̄) + κ h max(z,0) + γ max(z,0)²]) (Stojnic 2024, eqs. (84)–(86), κ = 1).
 *
 * The bracket is quadratic on three cones of the (g, h) plane, so that F₁ is the sum of three Gaussian masses of
 * cones, each an angle: with k = c/(2γ̄), b = 2γ̄κ, σ = 1 + 4γγ̄, s = √σ,
 *   2πF₁ = π − arctan(b/(1+s)) + arctan(b√(1+k))/√(1+k) + (π − arctan(√Δ bs/(1+s+b²(1+k))))/√Δ,
 *   Δ = 1 + k − (k/σ)(1 + b²(1+k)).
 * F₁ is finite for Δ > 0 only (NaN otherwise), which is a little stronger than the printed 2B < 1.
 * c may be zero or negative: −∂F₁/∂c and ∂²F₁/∂c² at 0 are the mean (f₁) and mean square of the bracket.
 *
 * @returns F₁ as a jet in (c, γ̄, γ, κ)
 */
export function liftedHiddenLayer(c: number, gammaBar: number, gamma: number, kappa: number): Jet {
  const [jc, jBar, jGamma, jKappa] = Jet.variables([c, gammaBar, gamma, kappa]);
  const inner = [jc.over(jBar.times(2)), jBar.times(jKappa).times(2), jGamma.times(jBar).times(4).plus(1)];
  const [k, b, sigma] = inner.map(({ value }) => value);
  return Jet.chain(inner, coneMasses(k, b, sigma));
}

/** F₁ as a jet in (k, b, σ). */
function coneMasses(tilting: number, slope: number, curvature: number): Jet {
  const [k, b, sigma] = Jet.variables([tilting, slope, curvature]);
  const s = sigma.sqrt();
  const one = Jet.constant(1, 3);
  const tilt = k.plus(1);
  const rootTilt = tilt.sqrt();
  const bend = b.times(b).times(tilt);
  const delta = tilt.minus(k.over(sigma).times(bend.plus(1)));
  const rootDelta = delta.sqrt();
  const inactive = Jet.constant(Math.PI, 3).minus(b.atan2(s.plus(1)));
  const blocked = b.times(rootTilt).atan2(one).over(rootTilt);
  const missing = rootDelta.times(b).times(s).atan2(s.plus(1).plus(bend));
  const active = Jet.constant(Math.PI, 3).minus(missing).over(rootDelta);
  return inactive
    .plus(blocked)
    .plus(active)
    .over(2 * Math.PI);
}

/**
 * F₂(s, ν₁) = E exp(−s·min_t[(g−t)² + ν₁ sign t]) = ½e^{sν₁} + e^{−sν₁}H(a) + e^{sν₁}(1+2s)^{−½}(½ − H(a√(1+2s))),
 * a = √(2ν₁) (Stojnic 2024, eqs. (82), (83)).
 * @returns F₂ as a jet in (s, ν₁)
 */
export function liftedLastLayer(scale: number, nu1: number): Jet {
  const [s, nu] = Jet.variables([scale, nu1]);
  const a = nu.times(2).sqrt();
  const tilt = s.times(2).plus(1);
  const weight = s.times(nu).exp();
  const middle = normalTailJet(a.times(tilt.sqrt())).times(-1).plus(0.5).over(tilt.sqrt());
  return weight.times(middle.plus(0.5)).plus(normalTailJet(a).over(weight));
}

/** H(x) of a jet. */
export function normalTailJet(x: Jet): Jet {
  const density = normalDensity(x.value);
  return x.unary(normalTail(x.value), -density, x.value * density);
}
