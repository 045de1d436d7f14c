/**
 * The Gaussian steps of a hidden layer between neighbouring levels, down for e^{yφ} and up for the law of the fields.
 *
 * A level function is a matrix [g][b]. e^{yφ} spans hundreds of orders of magnitude along b, so that each column b
 * carries a logarithmic scale of its own, which the kernels in b take in.
 */

import { bandProduct, transposedBand } from "../../src/kernel/band-product.js";
import type { FieldGrid, FieldLayout } from "./field-grids.js";
import { type BandLimits, gaussianBand, transpose } from "./gaussian-band.js";
import type { HiddenStep } from "./hidden-layer.js";
import type { TiltedStep } from "./tilted-law.js";
import { branchExponent, type UnitMoments, unitMoments } from "./unit-response.js";

/** φ_j on its grid and the normalisation V_j in units of the column's scale. */
export interface LevelField {
  readonly g: Float64Array;
  readonly b: Float64Array;
  readonly phi: Float64Array;
  readonly normalisation: Float64Array;
}

/** Variances of one step and what decides how far its kernels reach. */
export interface FieldStep {
  readonly open: TiltedStep;
  readonly closed: TiltedStep;
  readonly spreadG: number;
  readonly spreadB: number;
  /** By how much a positive g is drawn towards 0 where the unit is held at its kink. */
  readonly hold: number;
  readonly overlapVariance: number;
  readonly fieldVariance: number;
  readonly reach: number;
}

/**
 * Couplings between the two fields move the peak of an integrand: so many of the other field's spreads are allowed
 * for. In b, where e^{yφ} grows, 4 lost 1e-10 of the value at k = 5 and 6 less than 1e-13.
 */
const COUPLED_SPREADS = { g: 2, b: 6 } as const;

/** Kernel windows in g: the peak of kernel times e^{yφ} is drawn towards 0 or along with b. */
function limitsInG(outputs: Float64Array, step: FieldStep): BandLimits {
  const { open, closed, spreadB, hold, overlapVariance, reach } = step;
  const sigma = Math.sqrt(Math.max(overlapVariance, open.noise.gg, closed.noise.gg));
  const coupled = COUPLED_SPREADS.g * spreadB * Math.max(Math.abs(open.gb), Math.abs(closed.gb));
  const draw = 1 - Math.min(1, open.gg, closed.gg, hold);
  const half = reach * sigma + coupled;
  return {
    low: outputs.map((g) => g - half - Math.max(0, draw * g)),
    high: outputs.map((g) => g + half + Math.max(0, -draw * g)),
  };
}

/** Kernel windows in b: the peak is pushed outwards where the unit is open. */
function limitsInB(outputs: Float64Array, step: FieldStep): BandLimits {
  const { open, closed, spreadG, fieldVariance, reach } = step;
  const push = ({ bb, bg, noise }: TiltedStep, b: number): number =>
    reach * Math.sqrt(Math.max(fieldVariance, noise.bb)) +
    COUPLED_SPREADS.b * spreadG * Math.abs(bg) +
    Math.max(0, (bb - 1) * b);
  return {
    low: outputs.map((b) => b - push(closed, -b)),
    high: outputs.map((b) => b + push(open, b)),
  };
}

function pointsOf({ first, spacing, count }: FieldGrid): Float64Array {
  return Float64Array.from({ length: count }, (_, i) => (first + i) * spacing);
}

/** Upward results of a middle step: the law above and the contractions that the gradient needs. */
interface Ascent {
  readonly probabilities: Float64Array;
  readonly energy: number;
  readonly byOverlap: number;
  readonly byField: number;
}

/** Step j from level j to level j−1, 1 ≤ j < k, for φ on level j. */
export function descend(
  above: LevelField,
  y: number,
  layout: FieldLayout,
  j: number,
  step: FieldStep,
): { level: LevelField; ascend: (ratio: Float64Array) => Ascent } {
  const g = pointsOf(layout.g[j - 1]);
  const b = pointsOf(layout.b[j - 1]);
  const scale = columnMaxima(above, y);
  const weight = above.phi.map((phi, i) => Math.exp(y * phi - scale[i % above.b.length]));
  const spacings = (points: Float64Array, spacing: number) => new Float64Array(points.length).fill(spacing);
  const inG = gaussianBand(
    g,
    { points: above.g, weights: spacings(above.g, layout.g[j].spacing) },
    step.overlapVariance,
    limitsInG(g, step),
  );
  const inB = gaussianBand(
    b,
    { points: above.b, weights: spacings(above.b, layout.b[j].spacing) },
    step.fieldVariance,
    limitsInB(b, step),
    scale,
  );
  const columns = above.b.length;
  const half = transpose(bandProduct(inG.kernel, weight, columns), g.length, columns);
  const normalisation = transpose(bandProduct(inB.kernel, half, g.length), b.length, g.length);
  const phi = normalisation.map((v, i) => (Math.log(v) + inB.rowScale[i % b.length]) / y);
  return {
    level: { g, b, phi, normalisation },
    ascend(ratio) {
      const turned = transpose(ratio, g.length, b.length);
      const byField = dot(turned, bandProduct(inB.derivative, half, g.length));
      const lifted = transpose(bandProduct(transposedBand(inB.kernel), turned, g.length), columns, g.length);
      const byOverlap = dot(lifted, bandProduct(inG.derivative, weight, columns));
      const probabilities = bandProduct(transposedBand(inG.kernel), lifted, columns);
      let energy = 0;
      for (let i = 0; i < probabilities.length; i++) {
        probabilities[i] *= weight[i];
        if (probabilities[i] !== 0) energy += probabilities[i] * above.phi[i];
      }
      return { probabilities, energy, byOverlap, byField };
    },
  };
}

/** The largest yφ of each column b. */
function columnMaxima({ phi, b }: LevelField, y: number): Float64Array {
  const maxima = new Float64Array(b.length).fill(Number.NEGATIVE_INFINITY);
  for (let i = 0; i < phi.length; i++) {
    const column = i % b.length;
    if (y * phi[i] > maxima[column]) maxima[column] = y * phi[i];
  }
  return maxima;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

/** Contractions of the last step; energy, shift, square and variance as in {@link UnitMoments}. */
interface TopAscent {
  readonly energy: number;
  readonly shift: number;
  readonly square: number;
  readonly variance: number;
  readonly byOverlap: number;
}

/** Step k: closed form in b, panels in g. */
export function lastStep(
  { input, fieldIncrements, gamma, slope }: HiddenStep,
  layout: FieldLayout,
  step: FieldStep,
): { level: LevelField; ascend: (ratio: Float64Array) => TopAscent } {
  const k = input.breakingPoints.length;
  const y = input.breakingPoints[k - 1];
  const g = pointsOf(layout.g[k - 1]);
  const b = pointsOf(layout.b[k - 1]);
  const parameters = {
    chi: input.chi,
    gamma,
    slope,
    breakingPoint: y,
    fieldVariance: fieldIncrements[k],
  };
  const { nodes } = layout;
  const size = nodes.length * b.length;
  const moments: UnitMoments = {
    mass: new Float64Array(size),
    energy: new Float64Array(size),
    shift: new Float64Array(size),
    square: new Float64Array(size),
    variance: new Float64Array(size),
  };
  const scale = b.map((field) =>
    nodes.reduce((most, node) => Math.max(most, branchExponent(parameters, node, field)), 0),
  );
  for (let i = 0; i < nodes.length; i++) {
    for (let j = 0; j < b.length; j++)
      unitMoments(parameters, nodes[i], b[j], scale[j], moments, i * b.length + j);
  }
  const inG = gaussianBand(
    g,
    { points: nodes, weights: layout.weights },
    step.overlapVariance,
    limitsInG(g, step),
  );
  const normalisation = bandProduct(inG.kernel, moments.mass, b.length);
  const phi = normalisation.map((v, i) => (Math.log(v) + scale[i % b.length]) / y);
  return {
    level: { g, b, phi, normalisation },
    ascend(ratio) {
      const lifted = bandProduct(transposedBand(inG.kernel), ratio, b.length);
      return {
        energy: dot(lifted, moments.energy),
        shift: dot(lifted, moments.shift),
        square: dot(lifted, moments.square),
        variance: dot(lifted, moments.variance),
        byOverlap: dot(ratio, bandProduct(inG.derivative, moments.mass, b.length)),
      };
    },
  };
}
