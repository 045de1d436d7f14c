/**
 * The energy term M of one hidden layer: the two-dimensional Parisi recursion over the preactivation field g and the
 * auxiliary field b, downwards for the value, upwards for the whole gradient (the adjoint method).
 */
import { type Ansatz, overlapIncrements } from "../functional/ansatz.js";
import type { FieldLayout } from "./field-grids.js";
import { descend, type FieldStep, type LevelField, lastStep } from "./field-steps.js";
import { startWeights, symmetricHiddenLayer } from "./hidden-layer-start.js";
import { tiltedLaw } from "./tilted-law.js";

/** What the recursion of one hidden layer depends on. */
export interface HiddenStep {
  /** Overlaps, breaking points and response at the layer's input. */
  readonly input: Ansatz;
  /** ĥ_0 and the increments ĥ_j − ĥ_{j−1}. */
  readonly fieldIncrements: Float64Array;
  readonly gamma: number;
  /** Slope of the unit for negative arguments, 0 for ReLU. */
  readonly slope: number;
}

/** M with its partial derivatives; the overlap increments are q_0 and q_j − q_{j−1} of the input. */
export interface HiddenValue {
  readonly value: number;
  readonly overlapIncrements: Float64Array;
  readonly fieldIncrements: Float64Array;
  readonly breakingPoints: Float64Array;
  readonly chi: number;
  /** ∂M/∂γ = E u², the square norm of the output over the width. */
  readonly gamma: number;
}

/** The law of (g, b) at one level, each array [g][b]. */
export interface FieldLaw {
  readonly g: Float64Array;
  readonly b: Float64Array;
  /** φ_j(g, b). */
  readonly phi: Float64Array;
  /** P_j(g, b), probabilities of the cells of the grid. */
  readonly probabilities: Float64Array;
}

/** M and its gradient on a given layout; undefined where the Gaussian integrals of the recursion diverge. */
export function hiddenLayer(step: HiddenStep, layout: FieldLayout): HiddenValue | undefined {
  return hiddenLayerWithLaws(step, layout)?.value;
}

/** As {@link hiddenLayer}, with the laws of the fields on the levels 0 … k−1 that it passes through. */
export function hiddenLayerWithLaws(
  step: HiddenStep,
  layout: FieldLayout,
): { value: HiddenValue; laws: readonly FieldLaw[] } | undefined {
  const y = step.input.breakingPoints;
  const k = y.length;
  if (k === 0) return { value: symmetricHiddenLayer(step, layout), laws: [] };
  const variances = overlapIncrements(step.input);
  const open = tiltedLaw(step, 1);
  const closed = tiltedLaw(step, step.slope);
  if (open === undefined || closed === undefined) return undefined;
  const stepInfo = (j: number): FieldStep => ({
    open: open.steps[j - 1],
    closed: closed.steps[j - 1],
    spreadG: Math.sqrt(Math.max(open.covariances[j].gg, closed.covariances[j].gg)),
    spreadB: Math.sqrt(Math.max(open.covariances[j].bb, closed.covariances[j].bb)),
    hold: 1 / (1 + (y[j - 1] * variances[j]) / step.input.chi),
    overlapVariance: variances[j],
    fieldVariance: step.fieldIncrements[j],
    reach: layout.reach,
  });

  const levels: LevelField[] = [];
  const last = lastStep(step, layout, stepInfo(k));
  levels[k - 1] = last.level;
  const middle = [];
  for (let j = k - 1; j >= 1; j--) {
    middle[j] = descend(levels[j], y[j - 1], layout, j, stepInfo(j));
    levels[j - 1] = middle[j].level;
  }

  const start = startWeights(layout, variances[0], step.fieldIncrements[0]);
  const inOverlaps = new Float64Array(k + 1);
  const inFields = new Float64Array(k + 1);
  const inBreakingPoints = new Float64Array(k);
  const value = -contract(start.probabilities, levels[0].phi);
  inOverlaps[0] = -contract(start.byOverlap, levels[0].phi);
  inFields[0] = -contract(start.byField, levels[0].phi);
  const laws: FieldLaw[] = [];
  let probabilities = start.probabilities;
  for (let j = 1; j < k; j++) {
    laws.push({ ...levels[j - 1], probabilities });
    const up = middle[j].ascend(ratios(probabilities, levels[j - 1].normalisation));
    inOverlaps[j] = -up.byOverlap / y[j - 1];
    inFields[j] = -up.byField / y[j - 1];
    inBreakingPoints[j - 1] = -(up.energy - contract(probabilities, levels[j - 1].phi)) / y[j - 1];
    probabilities = up.probabilities;
  }
  laws.push({ ...levels[k - 1], probabilities });
  const top = last.ascend(ratios(probabilities, levels[k - 1].normalisation));
  inOverlaps[k] = -top.byOverlap / y[k - 1];
  inFields[k] = -top.variance;
  inBreakingPoints[k - 1] = -(top.energy - contract(probabilities, levels[k - 1].phi)) / y[k - 1];
  return {
    value: {
      value,
      overlapIncrements: inOverlaps,
      fieldIncrements: inFields,
      breakingPoints: inBreakingPoints,
      chi: -top.shift / (2 * step.input.chi * step.input.chi),
      gamma: top.square,
    },
    laws,
  };
}

/** P/V, zero where both have underflowed. */
function ratios(probabilities: Float64Array, normalisation: Float64Array): Float64Array {
  return probabilities.map((p, i) => (normalisation[i] > 0 ? p / normalisation[i] : 0));
}

/** Σ p f over the points that carry weight; f may be −Infinity where p is zero. */
function contract(p: Float64Array, f: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < p.length; i++) if (p[i] !== 0) sum += p[i] * f[i];
  return sum;
}
