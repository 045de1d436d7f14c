/** The k-RSB functional of an l-layer network: capacity or energy with the gradient in logarithmic coordinates. */

import { entropicTerm } from "../functional/entropic-term.js";
import { toCoordinateGradient } from "../functional/functional.js";
import type { Resolution } from "../functional/level-grids.js";
import { coordinateCount, type DeepAnsatz, isAdmissible, layerInput } from "./deep-ansatz.js";
import { type FieldLayout, type FieldResolution, fieldLayout } from "./field-grids.js";
import { fieldNorm } from "./field-norm.js";
import { type HiddenStep, type HiddenValue, hiddenLayer } from "./hidden-layer.js";
import { lastLayerTerm } from "./last-layer.js";

/** A network whose last layer is asked for: α_1 … α_{l−1}, and c (2 weak, 4 strong, or any count). */
export interface DeepNetwork {
  readonly hidden: readonly number[];
  /** c: the last layer has at least c/2 active units per input dimension. */
  readonly count: number;
  /** Slopes of the hidden units for negative arguments; ReLU (0) where absent. */
  readonly slopes?: readonly number[];
}

/** The expansion of the last layer at which the energy is c/2, or the energy at a given expansion. */
export type DeepProblem = DeepNetwork &
  ({ readonly kind: "capacity" } | { readonly kind: "energy"; readonly alpha: number });

/** Grids of all layers. */
export interface DeepResolution {
  readonly hidden: FieldResolution;
  readonly last: Resolution;
}

/** The grids of one network, laid out at one ansatz and kept. */
export interface DeepLayout {
  readonly ansatz: DeepAnsatz;
  readonly hidden: readonly FieldLayout[];
  readonly last: Resolution;
}

export interface DeepValue {
  /** α_l or e. */
  readonly value: number;
  /** Gradient of `value` in the coordinates. */
  readonly gradient: Float64Array;
  readonly entropic: number;
  /** A of the last layer. */
  readonly energetic: number;
  readonly hidden: readonly HiddenValue[];
  readonly gammas: readonly number[];
  /** R_k of each hidden layer, its input normalised: α_i ∂M_i/∂γ_i. */
  readonly norms: readonly number[];
}

/** What the recursion of hidden layer i (from 0) depends on. */
export function hiddenStep(network: DeepNetwork, ansatz: DeepAnsatz, layer: number): HiddenStep {
  const order = ansatz.hidden[layer];
  return {
    input: layerInput(ansatz, layer),
    fieldIncrements: order.fieldIncrements,
    gamma: fieldNorm(order).gamma,
    slope: network.slopes?.[layer] ?? 0,
  };
}

/** Grids for an ansatz; undefined where the Gaussian integrals of the recursion diverge. */
export function deepLayout(
  network: DeepNetwork,
  ansatz: DeepAnsatz,
  resolution: DeepResolution,
): DeepLayout | undefined {
  const hidden: FieldLayout[] = [];
  for (let layer = 0; layer < ansatz.hidden.length; layer++) {
    const layout = fieldLayout(hiddenStep(network, ansatz, layer), resolution.hidden);
    if (layout === undefined) return undefined;
    hidden.push(layout);
  }
  return { ansatz, hidden, last: resolution.last };
}

/**
 * α_l = (c/2 + B − Σ α_i M_i)/A_l, or e = −B + Σ α_i M_i + α_l A_l, with the gradient.
 * @returns undefined where the ansatz is out of order or the Gaussian integrals diverge
 */
export function deepFunctional(
  problem: DeepProblem,
  ansatz: DeepAnsatz,
  layout: DeepLayout,
): DeepValue | undefined {
  if (!isAdmissible(ansatz)) return undefined;
  const k = ansatz.input.breakingPoints.length;
  const layers = problem.hidden.length;
  const entropic = entropicTerm(ansatz.input);
  const lastInput = layerInput(ansatz, layers);
  const energetic = lastLayerTerm(lastInput, layout.last, layerInput(layout.ansatz, layers));
  const hidden: HiddenValue[] = [];
  for (let layer = 0; layer < layers; layer++) {
    const value = hiddenLayer(hiddenStep(problem, ansatz, layer), layout.hidden[layer]);
    if (value === undefined) return undefined;
    hidden.push(value);
  }
  const hiddenSum = hidden.reduce((sum, { value }, i) => sum + problem.hidden[i] * value, 0);
  const numerator = problem.count / 2 + entropic.value - hiddenSum;
  const alpha = problem.kind === "capacity" ? numerator / energetic.value : problem.alpha;
  const energy = hiddenSum - entropic.value + alpha * energetic.value;

  // The gradient of e; that of α_l is −1/A times it.
  const inEnergy = new Float64Array(coordinateCount(k, layers));
  const add = (part: Float64Array, start: number, factor: number): void => {
    for (let i = 0; i < part.length; i++) inEnergy[start + i] += factor * part[i];
  };
  add(toCoordinateGradient(ansatz.input, entropic.gradient), 0, -1);
  addInput(inEnergy, ansatz, layers, energetic.gradient, alpha);
  hidden.forEach((term, layer) => {
    const factor = problem.hidden[layer];
    const order = ansatz.hidden[layer];
    addInput(inEnergy, ansatz, layer, { ...term, increments: term.overlapIncrements }, factor);
    const norm = fieldNorm(order);
    const scale = factor * term.gamma;
    addInput(inEnergy, ansatz, layer + 1, { ...norm, increments: norm.overlapIncrements }, scale);
    const inFields = order.fieldIncrements.map(
      (t, j) => t * (factor * term.fieldIncrements[j] + scale * norm.fieldIncrements[j]),
    );
    add(inFields, coordinateCount(k, layer), 1);
  });
  const gradient =
    problem.kind === "energy" ? inEnergy : inEnergy.map((derivative) => -derivative / energetic.value);
  return {
    value: problem.kind === "capacity" ? alpha : energy,
    gradient,
    entropic: entropic.value,
    energetic: energetic.value,
    hidden,
    gammas: ansatz.hidden.map((order) => fieldNorm(order).gamma),
    norms: hidden.map(({ gamma }, i) => problem.hidden[i] * gamma),
  };
}

/** Adds factor times a gradient in the input order parameters of a layer, by the chain rule to the coordinates. */
function addInput(
  target: Float64Array,
  ansatz: DeepAnsatz,
  layer: number,
  gradient: { increments: Float64Array; breakingPoints: Float64Array; chi: number },
  factor: number,
): void {
  const input = layerInput(ansatz, layer);
  const k = input.breakingPoints.length;
  const part = toCoordinateGradient(input, gradient);
  const overlaps = layer === 0 ? 0 : coordinateCount(k, layer - 1) + k + 1;
  const chi = layer === 0 ? 2 * k : coordinateCount(k, layer) - 1;
  for (let j = 0; j < k; j++) {
    target[overlaps + j] += factor * part[j];
    target[k + j] += factor * part[k + j];
  }
  target[chi] += factor * part[2 * k];
}
