/** The lowest level of a hidden layer: the Gaussian average over (g_0, b_0), and the whole layer where k = 0. */
import { normalDensity } from "../../src/special/normal.js";
import type { FieldGrid, FieldLayout } from "./field-grids.js";
import type { HiddenStep, HiddenValue } from "./hidden-layer.js";
import { type UnitMoments, unitMoments } from "./unit-response.js";

/** Weights of N(0, q_0) × N(0, ĥ_0) on the grid of level 0, and their derivatives in q_0 and ĥ_0. */
export interface StartWeights {
  readonly probabilities: Float64Array;
  readonly byOverlap: Float64Array;
  readonly byField: Float64Array;
}

export function startWeights(layout: FieldLayout, overlap: number, field: number): StartWeights {
  const g = gaussianWeights(layout.g[0], overlap);
  const b = gaussianWeights(layout.b[0], field);
  return {
    probabilities: outer(g.weights, b.weights),
    byOverlap: outer(g.slopes, b.weights),
    byField: outer(g.weights, b.slopes),
  };
}

function gaussianWeights(grid: FieldGrid, variance: number): { weights: Float64Array; slopes: Float64Array } {
  if (!(variance > 0)) return { weights: Float64Array.of(1), slopes: Float64Array.of(0) };
  const sigma = Math.sqrt(variance);
  const weights = Float64Array.from(
    { length: grid.count },
    (_, i) => (grid.spacing * normalDensity(((grid.first + i) * grid.spacing) / sigma)) / sigma,
  );
  const slopes = weights.map((weight, i) => {
    const x = (grid.first + i) * grid.spacing;
    return (0.5 * weight * ((x * x) / variance - 1)) / variance;
  });
  return { weights, slopes };
}

function outer(a: Float64Array, b: Float64Array): Float64Array {
  const out = new Float64Array(a.length * b.length);
  for (let i = 0; i < a.length; i++) for (let j = 0; j < b.length; j++) out[i * b.length + j] = a[i] * b[j];
  return out;
}

/** k = 0: M = E Ψ over g ~ N(0, 1) on the panels, b ~ N(0, ĥ) in closed form. */
export function symmetricHiddenLayer(step: HiddenStep, { nodes, weights }: FieldLayout): HiddenValue {
  const [field] = step.fieldIncrements;
  const { chi } = step.input;
  const parameters = { chi, gamma: step.gamma, slope: step.slope, breakingPoint: 0, fieldVariance: field };
  const at: UnitMoments = {
    mass: new Float64Array(1),
    energy: new Float64Array(1),
    shift: new Float64Array(1),
    square: new Float64Array(1),
    variance: new Float64Array(1),
  };
  const sum = { value: 0, byOverlap: 0, byField: 0, shift: 0, square: 0 };
  for (let i = 0; i < nodes.length; i++) {
    unitMoments(parameters, nodes[i], 0, 0, at, 0);
    const weight = weights[i] * normalDensity(nodes[i]);
    sum.value -= weight * at.energy[0];
    sum.byOverlap -= 0.5 * weight * (nodes[i] * nodes[i] - 1) * at.energy[0];
    sum.byField -= weight * at.variance[0];
    sum.shift += weight * at.shift[0];
    sum.square += weight * at.square[0];
  }
  return {
    value: sum.value,
    overlapIncrements: Float64Array.of(sum.byOverlap),
    fieldIncrements: Float64Array.of(sum.byField),
    breakingPoints: new Float64Array(0),
    chi: -sum.shift / (2 * chi * chi),
    gamma: sum.square,
  };
}
