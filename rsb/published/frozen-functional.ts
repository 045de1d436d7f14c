/**
 * The k-RSB functional at frozen breaking points as a function of the step variances alone: value, gradient and
 * the averages of the saddle-point equations from one sweep of the recursion.
 *
 * The parts A and B are unchanged when all q_i and χ are multiplied by one number, so s_i = (q_i − q_{i−1})/(2χ)
 * are complete coordinates: χ = 1/(2Σs), q_i = Σ_{j≤i} s_j/Σs. Here λ_i are in units of 2χ, λ_k = ½.
 */
import type { GaussianFftConvolver } from "../../src/convolution/gaussian-fft.js";
import { marginShift, type PerceptronCost } from "../functional/cost.js";
import { countOf, type Problem } from "../functional/functional.js";
import { type SincRecursion, type StepSequence, sincRecursion } from "./sinc-recursion.js";

/** What one sweep down and up yields. Fields, forces and λ in units where 2χ = 1. */
export interface FrozenSweep {
  /** A = −∫ N(h; −κ̂, s_0) φ_0(h) dh. */
  readonly energetic: number;
  /** B = ½ [ s_0/λ_0 + Σ_i (1/y_i) ln(λ_{i−1}/λ_i) ]. */
  readonly entropic: number;
  /** ∫ P_i m_i², i = 0 … k. */
  readonly squaredForces: Float64Array;
  /** ∫ P_0 φ_0″. */
  readonly curvature: number;
  /** Σs ∂A/∂Σs by way of κ̂ = κ √Σs alone: ½ κ̂ ∫ P_0 φ_0′. */
  readonly marginSlope: number;
  /** The P_k-probability that the cost is paid, ∫_{h>√(2χ)} P_k for the error count. */
  readonly paid: number;
  /** λ_i = ½ + Σ_{j>i} y_j s_j, i = 0 … k. */
  readonly lambdas: Float64Array;
}

/** Runs the recursion and evaluates all averages; 2 complex transforms down and 2 up a level. */
export function frozenSweep(
  steps: StepSequence,
  cost: PerceptronCost,
  convolver: GaussianFftConvolver,
): FrozenSweep {
  const { variances: s, breakingPoints: y } = steps;
  const k = y.length;
  const recursion = sincRecursion(steps, cost, convolver);
  const { fields, density, force, phi } = recursion;
  const { spacing } = recursion.grid;
  let energetic = 0;
  let curvature = 0;
  let slope = 0;
  const shift = marginShift(cost, 0.5 / s.reduce((sum, variance) => sum + variance, 0));
  for (let j = 0; j < fields.length; j++) {
    energetic -= density[0][j] * phi[0][j];
    // By parts: P_0′ = −((h + κ̂)/s_0) P_0.
    curvature += ((fields[j] + shift) / s[0]) * density[0][j] * force[0][j];
    slope += density[0][j] * force[0][j];
  }
  const lambdas = scaledLambdas(steps);
  let entropic = (0.5 * s[0]) / lambdas[0];
  for (let i = 1; i <= k; i++) entropic += (0.5 / y[i - 1]) * Math.log1p((y[i - 1] * s[i]) / lambdas[i]);
  return {
    energetic: energetic * spacing,
    entropic,
    curvature: curvature * spacing,
    marginSlope: 0.5 * shift * slope * spacing,
    lambdas,
    ...densityAverages(recursion),
  };
}

/** ∫ P_i m_i² for i = 0 … k and the probability that the cost is paid. */
function densityAverages(recursion: SincRecursion): { squaredForces: Float64Array; paid: number } {
  const { density, force, lastRatio, terminal, grid } = recursion;
  const k = density.length;
  const squaredForces = new Float64Array(k + 1);
  let paid = 0;
  for (let i = 0; i < k; i++) {
    const [p, m] = [density[i], force[i]];
    let sum = 0;
    for (let j = 0; j < p.length; j++) sum += p[j] * m[j] * m[j];
    squaredForces[i] = sum * grid.spacing;
  }
  for (let j = 0; j < lastRatio.length; j++) {
    squaredForces[k] += lastRatio[j] * terminal[j].squaredSlope * grid.spacing;
    paid += lastRatio[j] * terminal[j].cost * grid.spacing;
  }
  return { squaredForces, paid };
}

/** λ_i = ½ + Σ_{j>i} y_j s_j in units of 2χ. */
function scaledLambdas({ variances, breakingPoints }: StepSequence): Float64Array {
  const k = breakingPoints.length;
  const lambdas = new Float64Array(k + 1);
  lambdas[k] = 0.5;
  for (let i = k; i >= 1; i--) lambdas[i - 1] = lambdas[i] + breakingPoints[i - 1] * variances[i];
  return lambdas;
}

/** The objective to be minimised, (t+B)/A or B − αA. */
export function frozenObjective(problem: Problem, { energetic, entropic }: FrozenSweep): number {
  return problem.kind === "threshold"
    ? (countOf(problem) + entropic) / energetic
    : entropic - problem.alpha * energetic;
}

/**
 * The gradient of {@link frozenObjective} in the variances s_0 … s_k.
 *
 * With D_i = ∫P_i φ_i″ and g_i = ∫P_i m_i² the derivative of A in s_i is −½(D_i + y_i g_i), and the Parisi
 * equation hands D on from level to level: D_{i−1} + y_i g_{i−1} = D_i + y_i g_i. No further transform is needed.
 */
export function frozenGradient(problem: Problem, steps: StepSequence, sweep: FrozenSweep): Float64Array {
  const { variances: s, breakingPoints: y } = steps;
  const { energetic, lambdas, squaredForces: g } = sweep;
  const k = y.length;
  const perLambda = new Float64Array(k + 1);
  perLambda[0] = (-0.5 * s[0]) / lambdas[0] ** 2;
  for (let i = 1; i <= k; i++) {
    perLambda[i - 1] += 0.5 / (y[i - 1] * lambdas[i - 1]);
    perLambda[i] -= 0.5 / (y[i - 1] * lambdas[i]);
  }
  const weight = problem.kind === "threshold" ? frozenObjective(problem, sweep) : problem.alpha;
  const scale = problem.kind === "threshold" ? 1 / energetic : 1;
  const gradient = new Float64Array(k + 1);
  let curvature = sweep.curvature;
  let below = 0;
  gradient[0] = scale * (0.5 / lambdas[0] + 0.5 * weight * curvature);
  for (let i = 1; i <= k; i++) {
    below += perLambda[i - 1];
    gradient[i] = scale * (below * y[i - 1] + 0.5 * weight * (curvature + y[i - 1] * g[i - 1]));
    curvature -= y[i - 1] * (g[i] - g[i - 1]);
  }
  if (sweep.marginSlope === 0) return gradient;
  const perTotal = (scale * weight * sweep.marginSlope) / s.reduce((sum, variance) => sum + variance, 0);
  return gradient.map((component) => component - perTotal);
}
