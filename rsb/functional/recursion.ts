/**
 * The zero-temperature Parisi recursion: Parisi functions φ_{k−1} … φ_0 downwards, densities P_0 … P_{k−1}
 * upwards, and from the two the energetic term A with its whole gradient (the adjoint method).
 */
import { normalDensity } from "../../src/special/normal.js";
import { type Ansatz, stepsOf, stepVariances } from "./ansatz.js";
import {
  costAt,
  marginShift,
  type PerceptronCost,
  SMALL_BREAKING_POINT,
  type SmoothedTerminal,
} from "./cost.js";
import type { FunctionalGradient } from "./entropic-term.js";
import type { LevelFunction, LevelPoints, LevelTransport } from "./transport.js";

/** Everything the downward sweep leaves behind, level by level (index i = 0 … k−1). */
export interface ParisiFunctions {
  readonly fields: readonly Float64Array[];
  /** φ_i. */
  readonly phi: readonly Float64Array[];
  /** V_i = e^{y_{i+1} φ_i}, the normalisation of step i+1. */
  readonly normalisation: readonly Float64Array[];
  /** ∂V_i/∂y_{i+1} at fixed φ_{i+1}. */
  readonly breakingPointDerivative: readonly Float64Array[];
  /** ∂V_i/∂s_{i+1}. */
  readonly varianceDerivative: readonly Float64Array[];
  /** e^{y_i φ_i}, the weight of level i in step i (empty for i = 0). */
  readonly weight: readonly Float64Array[];
  /** The closed-form last step on the grid of level k−1. */
  readonly terminal: readonly SmoothedTerminal[];
}

/** Solves the recursion from φ_k down to φ_0. */
export function parisiFunctions(
  ansatz: Ansatz,
  given: PerceptronCost,
  transport: LevelTransport,
): ParisiFunctions {
  const cost = costAt(given, ansatz.chi);
  const k = stepsOf(ansatz);
  const y = ansatz.breakingPoints;
  const variances = stepVariances(ansatz);
  const fields = transport.levels.map(pointsOf);
  const empty = (): Float64Array[] => fields.map((points) => new Float64Array(points.length));
  const [phi, normalisation, breakingPointDerivative, varianceDerivative, weight] = [
    empty(),
    empty(),
    empty(),
    empty(),
    empty(),
  ];
  const top = k - 1;
  const terminal: SmoothedTerminal[] = [];
  for (let j = 0; j < fields[top].length; j++) {
    const moments = cost.smoothedTerminal(fields[top][j], y[top], variances[k]);
    terminal.push(moments);
    normalisation[top][j] = positive(moments.mass);
    breakingPointDerivative[top][j] = moments.terminal;
    varianceDerivative[top][j] = moments.varianceDerivative;
    phi[top][j] =
      (y[top] <= SMALL_BREAKING_POINT ? Math.log1p(moments.massMinusOne) : Math.log(positive(moments.mass))) /
      y[top];
  }
  for (let i = top; i >= 1; i--) {
    const yi = y[i - 1];
    // The step moves e^{yφ} − 1 where y is small; its derivatives in s are those of e^{yφ}.
    const small = yi <= SMALL_BREAKING_POINT;
    const moved = small ? Math.expm1 : Math.exp;
    const moving = new Float64Array(fields[i].length);
    const weighted = new Float64Array(fields[i].length);
    for (let j = 0; j < weighted.length; j++) {
      moving[j] = moved(yi * phi[i][j]);
      weight[i][j] = small ? 1 + moving[j] : moving[j];
      weighted[j] = phi[i][j] * weight[i][j];
    }
    const f = levelFunction(moving, cost, (limit) => moved(yi * limit));
    const g = levelFunction(weighted, cost, (limit) => limit * Math.exp(yi * limit));
    const out = {
      f: normalisation[i - 1],
      g: breakingPointDerivative[i - 1],
      varianceDerivative: varianceDerivative[i - 1],
    };
    transport.descendWithDerivative(i, f, g, out, weight[i]);
    for (let j = 0; j < phi[i - 1].length; j++) {
      const mass = small ? normalisation[i - 1][j] : positive(normalisation[i - 1][j]);
      phi[i - 1][j] = (small ? Math.log1p(mass) : Math.log(mass)) / yi;
      normalisation[i - 1][j] = small ? 1 + mass : mass;
    }
  }
  return { fields, phi, normalisation, breakingPointDerivative, varianceDerivative, weight, terminal };
}

/** Far on the right, where no field comes, the weight of an unbounded cost may underflow. */
function positive(mass: number): number {
  return mass > Number.MIN_VALUE ? mass : Number.MIN_VALUE;
}

/** The sample points of a level; a plain loop, since this runs for every level of every evaluation. */
function pointsOf({ start, spacing, count }: LevelPoints): Float64Array {
  const points = new Float64Array(count);
  for (let j = 0; j < count; j++) points[j] = start + j * spacing;
  return points;
}

/** A function of the Parisi function with the limits it takes where φ has reached its own. */
export function levelFunction(
  values: Float64Array,
  cost: PerceptronCost,
  ofLimit: (limit: number) => number,
): LevelFunction {
  const right = cost.unbounded === true ? values[values.length - 1] : ofLimit(cost.rightLimit);
  return { values, left: ofLimit(cost.leftLimit), right };
}

/**
 * P_i / V_i on level i: the density from which step i+1 starts.
 * @param shift the base Gaussian is N(−shift, s_0), see {@link marginShift}
 */
export function forwardRatios(
  ansatz: Ansatz,
  functions: ParisiFunctions,
  transport: LevelTransport,
  shift: number,
): { densities: Float64Array[]; ratios: Float64Array[] } {
  const k = stepsOf(ansatz);
  const sigma = Math.sqrt(stepVariances(ansatz)[0]);
  const densities: Float64Array[] = [
    functions.fields[0].map((h) => normalDensity((h + shift) / sigma) / sigma),
  ];
  const ratios: Float64Array[] = [];
  for (let i = 0; i < k; i++) {
    if (i > 0) {
      const density = new Float64Array(functions.fields[i].length);
      transport.ascend(i, ratios[i - 1], density, functions.weight[i]);
      for (let j = 0; j < density.length; j++) density[j] *= functions.weight[i][j];
      densities.push(density);
    }
    const ratio = new Float64Array(densities[i].length);
    for (let j = 0; j < ratio.length; j++) ratio[j] = densities[i][j] / functions.normalisation[i][j];
    ratios.push(ratio);
  }
  return { densities, ratios };
}

/** A = −∫ N(h; −κ̂, s_0) φ_0(h) dh and its gradient in the variances (index 0 … k) and breaking points. */
export function energeticTerm(
  ansatz: Ansatz,
  cost: PerceptronCost,
  transport: LevelTransport,
): { value: number; variances: Float64Array; gradient: FunctionalGradient } {
  const k = stepsOf(ansatz);
  const y = ansatz.breakingPoints;
  const variances = stepVariances(ansatz);
  const functions = parisiFunctions(ansatz, cost, transport);
  const shift = marginShift(cost, ansatz.chi);
  const { densities, ratios } = forwardRatios(ansatz, functions, transport, shift);
  const base = averageOverStart(
    functions.phi[0],
    cost.leftLimit,
    lastOr(functions.phi[0], cost, cost.rightLimit),
    transport,
    variances[0],
    shift,
  );
  const perVariance = new Float64Array(k + 1);
  const perBreakingPoint = new Float64Array(k);
  perVariance[0] = -base.varianceDerivative;
  for (let i = 1; i <= k; i++) {
    const { spacing } = transport.levels[i - 1];
    let inBreakingPoint = 0;
    let inVariance = 0;
    for (let j = 0; j < ratios[i - 1].length; j++) {
      inBreakingPoint +=
        ratios[i - 1][j] * functions.breakingPointDerivative[i - 1][j] -
        densities[i - 1][j] * functions.phi[i - 1][j];
      inVariance += ratios[i - 1][j] * functions.varianceDerivative[i - 1][j];
    }
    perBreakingPoint[i - 1] = (-inBreakingPoint * spacing) / y[i - 1];
    perVariance[i] = (-inVariance * spacing) / y[i - 1];
  }
  const scale = 1 / (2 * ansatz.chi);
  let perChi = 0;
  for (let i = 0; i <= k; i++) perChi -= (perVariance[i] * variances[i]) / ansatz.chi;
  // χ moves the base as well: ∂κ̂/∂χ = −κ̂/2χ, and ∂A/∂κ̂ is minus that of the average.
  perChi -= responseOf(functions, ratios, transport);
  if (shift !== 0) perChi += (base.shiftDerivative * shift) / (2 * ansatz.chi);
  return {
    value: -base.average,
    variances,
    gradient: {
      increments: perVariance.map((d) => d * scale),
      breakingPoints: perBreakingPoint,
      chi: perChi,
    },
  };
}

/** The limit on the right, or for an unbounded cost the last value. */
export function lastOr(values: Float64Array, { unbounded }: PerceptronCost, limit: number): number {
  return unbounded === true ? values[values.length - 1] : limit;
}

/** ∫ P_k ∂φ_k/∂χ, for costs that depend on χ. */
function responseOf(
  { terminal }: ParisiFunctions,
  ratios: readonly Float64Array[],
  { levels }: LevelTransport,
): number {
  const top = ratios.length - 1;
  if (terminal[0].response === undefined) return 0;
  return levels[top].spacing * ratios[top].reduce((sum, r, j) => sum + r * (terminal[j].response ?? 0), 0);
}

/** ∫ N(h; −shift, s_0) f(h) dh and its derivatives in s_0 and in the shift, f continued by its limits beyond the grid of level 0. */
export function averageOverStart(
  values: Float64Array,
  left: number,
  right: number,
  transport: LevelTransport,
  variance: number,
  shift: number,
): { average: number; varianceDerivative: number; shiftDerivative: number } {
  const { start, spacing, count } = transport.levels[0];
  const sigma = Math.sqrt(variance);
  const extent = Math.ceil((9.5 * sigma) / spacing);
  const origin = Math.round((-shift - start) / spacing);
  const from = Math.min(0, origin - extent);
  const to = Math.max(count - 1, origin + extent);
  let average = 0;
  let varianceDerivative = 0;
  let shiftDerivative = 0;
  for (let j = from; j <= to; j++) {
    const h = start + j * spacing;
    const value = j < 0 ? left : j >= count ? right : values[j];
    const fromMean = h + shift;
    const term = (value * normalDensity(fromMean / sigma)) / sigma;
    average += term;
    varianceDerivative += (0.5 * term * ((fromMean * fromMean) / variance - 1)) / variance;
    shiftDerivative -= (term * fromMean) / variance;
  }
  return {
    average: average * spacing,
    varianceDerivative: varianceDerivative * spacing,
    shiftDerivative: shiftDerivative * spacing,
  };
}
