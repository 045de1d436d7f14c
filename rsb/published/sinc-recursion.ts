/**
 * The zero-temperature Parisi recursion on one sinc grid for the whole line: φ_i, m_i = ∂_hφ_i and P_i at every
 * level by Fourier transforms, as published (Maillard 2022), at two complex transforms a level and direction.
 *
 * The functions e^{yφ} tend to different limits on the left and on the right. A periodic transform would see a
 * jump, and a step too narrow to smooth it would spread its ringing over the whole grid; so a normal
 * distribution function with the same limits is subtracted before each step and added back after it, where the
 * Gaussian step has widened it in closed form.
 */
import type { GaussianFftConvolver } from "../../src/convolution/gaussian-fft.js";
import { gridPoints, type SincGrid, sincGrid } from "../../src/convolution/sinc-grid.js";
import { normalCdf, normalDensity } from "../../src/special/normal.js";
import { marginShift, type PerceptronCost, type SmoothedTerminal } from "../functional/cost.js";
import type { Resolution } from "../functional/level-grids.js";

/** The step structure the recursion runs on: variances s_0 … s_k ≥ 0 (s_k > 0) and breaking points y_1 ≤ … ≤ y_k. */
export interface StepSequence {
  readonly variances: Float64Array;
  readonly breakingPoints: Float64Array;
}

/** Functions of the levels 0 … k−1 on one grid; fields in units of √(2χ). */
export interface SincRecursion {
  readonly grid: SincGrid;
  readonly fields: Float64Array;
  /** φ_i. */
  readonly phi: readonly Float64Array[];
  /** m_i = ∂_h φ_i. */
  readonly force: readonly Float64Array[];
  /** P_i: the density of the field at level i, ∫P_i = 1. */
  readonly density: readonly Float64Array[];
  /** P_{k−1}/V_{k−1}, the start of the closed-form last step. */
  readonly lastRatio: Float64Array;
  /** The closed-form last step on the grid. */
  readonly terminal: readonly SmoothedTerminal[];
}

/**
 * A grid for a step sequence: `reach` standard deviations of the whole path beyond the transition region, and a
 * spacing that resolves the closed-form last step, which everything below inherits. Narrower steps further down
 * need no resolution of their own: the transform multiplies by exp(−½ s ω²) exactly.
 */
export function recursionGrid(steps: StepSequence, cost: PerceptronCost, resolution: Resolution): SincGrid {
  const total = steps.variances.reduce((sum, variance) => sum + variance, 0);
  const edge = Math.max(Math.abs(cost.transition[0]), Math.abs(cost.transition[1]));
  const last = Math.sqrt(steps.variances[steps.variances.length - 1]);
  const away = Math.abs(marginShift(cost, 0.5 / total));
  return sincGrid(edge + away + resolution.reach * Math.sqrt(total), resolution.spacing * last);
}

/** Runs the recursion down (φ, m) and up (P). Absolute accuracy about 1e-15·e^{y_k} of P, for y_k ≤ 15 or so. */
export function sincRecursion(
  steps: StepSequence,
  cost: PerceptronCost,
  convolver: GaussianFftConvolver,
): SincRecursion {
  const { variances, breakingPoints: y } = steps;
  const { grid } = convolver;
  const k = y.length;
  const fields = gridPoints(grid);
  const size = grid.size;
  const phi: Float64Array[] = [];
  const force: Float64Array[] = [];
  const weight: Float64Array[] = [];
  const normalisation: Float64Array[] = [];
  const top = k - 1;
  const terminal = Array.from(fields, (h) => cost.smoothedTerminal(h, y[top], variances[k]));
  normalisation[top] = Float64Array.from(terminal, (moments) => moments.mass);
  force[top] = Float64Array.from(terminal, (moments) => moments.slope / moments.mass);
  phi[top] = normalisation[top].map((mass) => Math.log(mass) / y[top]);
  // A step that changes no Fourier mode by more than rounding is the identity.
  const negligible = 1e-17 * (grid.spacing / Math.PI) ** 2;
  let spread = variances[k];
  let switchover = leftShare(fields, cost, spread);
  for (let i = top; i >= 1; i--) {
    const yi = y[i - 1];
    const s = variances[i];
    const w = new Float64Array(size);
    for (let j = 0; j < size; j++) w[j] = Math.exp(yi * phi[i][j]);
    weight[i] = w;
    if (s <= negligible) {
      normalisation[i - 1] = w;
      force[i - 1] = force[i];
      phi[i - 1] = phi[i];
      continue;
    }
    const right = Math.exp(yi * cost.rightLimit);
    const jump = Math.exp(yi * cost.leftLimit) - right;
    const v = new Float64Array(size);
    const m = new Float64Array(size);
    const p = new Float64Array(size);
    for (let j = 0; j < size; j++) {
      v[j] = w[j] - right - jump * switchover[j];
      m[j] = w[j] * force[i][j];
    }
    convolver.convolvePair(v, m, s, v, m);
    spread += s;
    switchover = leftShare(fields, cost, spread);
    for (let j = 0; j < size; j++) {
      v[j] = Math.max(v[j] + right + jump * switchover[j], Number.MIN_VALUE);
      m[j] /= v[j];
      p[j] = Math.log(v[j]) / yi;
    }
    normalisation[i - 1] = v;
    force[i - 1] = m;
    phi[i - 1] = p;
  }
  const sigma = Math.sqrt(variances[0]);
  const shift = marginShift(cost, 0.5 / variances.reduce((sum, variance) => sum + variance, 0));
  const density: Float64Array[] = [fields.map((h) => normalDensity((h + shift) / sigma) / sigma)];
  const ratio = new Float64Array(size);
  for (let i = 1; i <= k; i++) {
    const [below, norm] = [density[i - 1], normalisation[i - 1]];
    for (let j = 0; j < size; j++) ratio[j] = below[j] / norm[j];
    if (i === k) break;
    if (variances[i] <= negligible) {
      density[i] = below;
      continue;
    }
    const next = new Float64Array(size);
    convolver.convolve(ratio, variances[i], next);
    const w = weight[i];
    for (let j = 0; j < size; j++) next[j] *= w[j];
    density[i] = next;
  }
  return { grid, fields, phi, force, density, lastRatio: ratio, terminal };
}

/** Φ((c − h)/√spread) about the middle c of the transition: 1 on the left, 0 on the right. */
function leftShare(fields: Float64Array, cost: PerceptronCost, spread: number): Float64Array {
  const centre = 0.5 * (cost.transition[0] + cost.transition[1]);
  const width = Math.sqrt(spread);
  return fields.map((h) => {
    const x = (centre - h) / width;
    return x > 9 ? 1 : x < -38 ? 0 : normalCdf(x);
  });
}
