/** The objective φ_0 of the joint min–max program at a given point, with its gradient and Hessian. */
import { Jet } from "../../src/differentiation/jet.js";
import { hiddenLayer } from "../layer/hidden-layer.js";
import { lastLayer } from "../layer/last-layer.js";
import { type ProgramLayout, programLayout } from "./program-parameters.js";

/** Value and derivatives in all variables of the layout, the expansions included. */
export interface ProgramEvaluation {
  readonly value: number;
  readonly gradient: Float64Array;
  readonly hessian: Float64Array[];
}

/** A term of the objective and the places of its local variables in the vector (−1: a constant). */
export interface ProgramTerm {
  readonly jet: Jet;
  readonly places: readonly number[];
}

/**
 * φ_0 = Σ_{i<l} K_i r_{i−1}(γ̄_i + α_i f₁(γ̄_i, γ_i; κ_{i+1}) − γ_i r_i²/r_{i−1}²)
 *       + K_l[γ̄_l + α_l r_{l−1}² f₂(ν₁)/(4γ̄_l) − ν(c − α_l)] − 1,  ν₁ = 4γ̄_l ν/r_{l−1}²,  κ_{i+1} = K_{i+1}/K_i,
 * with r_0 = K_1 = 1 (Stojnic 2024, §4.2, where every K is 1; eqs. (46), (47), (68), (70) for two and three layers).
 *
 * @param vector a point in the order of {@link programLayout}
 * @param count c: 2 (weak) or 4 (strong)
 */
export function plainProgram(vector: ArrayLike<number>, depth: number, count: number): ProgramEvaluation {
  const layout = programLayout(depth);
  const terms: ProgramTerm[] = [];
  for (let layer = 1; layer < depth; layer++) terms.push(hiddenTerm(vector, layout, layer));
  terms.push(lastTerm(vector, layout, count));
  return assemble(terms, layout.size, -1);
}

/** Local variables of hidden layer i: α_i, r_{i−1}, r_i, γ̄_i, γ_i, K_i, K_{i+1}. */
export function hiddenPlaces(layout: ProgramLayout, layer: number): number[] {
  const before = (places: readonly number[]): number => (layer === 1 ? -1 : places[layer - 2]);
  const at = layer - 1;
  return [
    layout.expansions[at],
    before(layout.r),
    layout.r[at],
    layout.gammaBar[at],
    layout.gamma[at],
    before(layout.dualNorms),
    layout.dualNorms[at],
  ];
}

/** Local variables of the last layer: α_l, r_{l−1}, γ̄_l, ν, K_l. */
export function lastPlaces(layout: ProgramLayout): number[] {
  const at = layout.depth - 1;
  const before = (places: readonly number[]): number => (at === 0 ? -1 : places[at - 1]);
  return [layout.expansions[at], before(layout.r), layout.gammaBar[at], layout.nu, before(layout.dualNorms)];
}

/** Jets of the local variables; a place of −1 stands for the constant 1, whose derivative is not used. */
export function localJets(vector: ArrayLike<number>, places: readonly number[]): Jet[] {
  return Jet.variables(places.map((place) => (place < 0 ? 1 : vector[place])));
}

function hiddenTerm(vector: ArrayLike<number>, layout: ProgramLayout, layer: number): ProgramTerm {
  const places = hiddenPlaces(layout, layer);
  const [alpha, before, r, gammaBar, gamma, norm, nextNorm] = localJets(vector, places);
  const kappa = nextNorm.over(norm);
  const f = hiddenLayer(gammaBar.value, gamma.value, kappa.value);
  const f1 = Jet.compose([gammaBar, gamma, kappa], f.value, f.gradient, f.hessian);
  const reward = before.times(gammaBar.plus(alpha.times(f1)));
  const constraint = gamma.times(r.times(r).over(before));
  return { jet: norm.times(reward.minus(constraint)), places };
}

function lastTerm(vector: ArrayLike<number>, layout: ProgramLayout, count: number): ProgramTerm {
  const places = lastPlaces(layout);
  const [alpha, r, gammaBar, nu, norm] = localJets(vector, places);
  const scale = r.times(r).over(gammaBar.times(4));
  const nu1 = nu.over(scale);
  const f = lastLayer(nu1.value);
  const f2 = nu1.unary(f.value, f.first, f.second);
  // α f₂ r²/(4γ̄) + αν = α (f₂ + ν₁) r²/(4γ̄), and f₂ + ν₁ has no cancelling part.
  const reward = gammaBar.plus(alpha.times(f2.plus(nu1)).times(scale));
  return { jet: norm.times(reward.minus(nu.times(count))), places };
}

/** Adds up the terms, each scattered from its local variables to the places in the vector. */
export function assemble(terms: readonly ProgramTerm[], size: number, constant: number): ProgramEvaluation {
  let value = constant;
  const gradient = new Float64Array(size);
  const hessian = Array.from({ length: size }, () => new Float64Array(size));
  for (const { jet, places } of terms) {
    value += jet.value;
    places.forEach((row, i) => {
      if (row < 0) return;
      gradient[row] += jet.gradient[i];
      places.forEach((column, j) => {
        if (column >= 0) hessian[row][column] += jet.hessian[i * places.length + j];
      });
    });
  }
  return { value, gradient, hessian };
}
