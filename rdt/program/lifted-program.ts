/** The objective of partially lifted random duality at a given point, with its gradient and Hessian. */
import { Jet } from "../../src/differentiation/jet.js";
import { liftedHiddenLayer, liftedLastLayer } from "../layer/lifted-layers.js";
import {
  assemble,
  hiddenPlaces,
  lastPlaces,
  localJets,
  type ProgramEvaluation,
  type ProgramTerm,
} from "./plain-program.js";
import { type ProgramLayout, programLayout } from "./program-parameters.js";

/** Place of c₃: it follows the variables of the plain program. */
export function liftingPlace(depth: number): number {
  return programLayout(depth).size;
}

/**
 * φ̄_0 = (c₃/2)Σ_{i≤l}(K_i r_{i−1})² + Σ_{i<l}[K_i r_{i−1}γ̄_i − (α_i/c₃) ln F₁(c₃K_i r_{i−1}, γ̄_i, γ_i; κ_{i+1}) − K_iγ_i r_i²/r_{i−1}]
 *       + K_lγ̄_l − (α_l/c₃) ln F₂(c₃K_l r_{l−1}²/(4γ̄_l), ν₁) − K_l ν(c − α_l) − γ̂ + ln(1 − c₃/(2γ̂))/(2c₃),
 * γ̂ = (c₃ + √(c₃²+4))/4, ν₁ = 4γ̄_lν/r_{l−1}², K_1 = r_0 = 1 (Stojnic 2024, eqs. (87)–(94) with their misprints
 * mended; every K is 1 there). For c₃ → 0 it is the plain objective.
 *
 * @param vector a point in the order of {@link programLayout}, followed by c₃ > 0
 * @param count c: 2 (weak) or 4 (strong)
 */
export function liftedProgram(vector: ArrayLike<number>, depth: number, count: number): ProgramEvaluation {
  const layout = programLayout(depth);
  const lifting = liftingPlace(depth);
  const terms: ProgramTerm[] = [sphereTerm(vector, lifting)];
  for (let layer = 1; layer < depth; layer++) terms.push(hiddenTerm(vector, layout, layer));
  terms.push(lastTerm(vector, layout, count));
  return assemble(terms, layout.size + 1, 0);
}

/** −γ̂ + ln(1 − c₃/(2γ̂))/(2c₃), where 1 − c₃/(2γ̂) = 1/(c₃/2 + √(c₃²/4 + 1))² exactly. */
function sphereTerm(vector: ArrayLike<number>, lifting: number): ProgramTerm {
  const [c3] = localJets(vector, [lifting]);
  const half = c3.over(2);
  const root = half.times(half).plus(1).sqrt();
  const gammaHat = half.plus(root).over(2);
  const arsinh = half.unary(
    Math.asinh(half.value),
    1 / root.value,
    -half.value / (root.value * root.value * root.value),
  );
  return { jet: gammaHat.plus(arsinh.over(c3)).times(-1), places: [lifting] };
}

function hiddenTerm(vector: ArrayLike<number>, layout: ProgramLayout, layer: number): ProgramTerm {
  const places = [...hiddenPlaces(layout, layer), liftingPlace(layout.depth)];
  const [alpha, before, r, gammaBar, gamma, norm, nextNorm, c3] = localJets(vector, places);
  const size = norm.times(before);
  const inner = [c3.times(size), gammaBar, gamma, nextNorm.over(norm)];
  const [c, bar, multiplier, kappa] = inner.map((jet) => jet.value);
  const moment = Jet.chain(inner, liftedHiddenLayer(c, bar, multiplier, kappa).log());
  const reward = size.times(gammaBar).minus(alpha.times(moment).over(c3));
  const constraint = norm.times(gamma).times(r.times(r)).over(before);
  return { jet: reward.minus(constraint).plus(size.times(size).times(c3).times(0.5)), places };
}

function lastTerm(vector: ArrayLike<number>, layout: ProgramLayout, count: number): ProgramTerm {
  const places = [...lastPlaces(layout), liftingPlace(layout.depth)];
  const [alpha, r, gammaBar, nu, norm, c3] = localJets(vector, places);
  const scale = r.times(r).over(gammaBar.times(4));
  const size = norm.times(r);
  const inner = [c3.times(norm).times(scale), nu.over(scale)];
  const moment = Jet.chain(inner, liftedLastLayer(inner[0].value, inner[1].value).log());
  const reward = norm.times(gammaBar).minus(alpha.times(moment).over(c3));
  const constraint = norm.times(nu).times(alpha.times(-1).plus(count));
  return { jet: reward.minus(constraint).plus(size.times(size).times(c3).times(0.5)), places };
}
