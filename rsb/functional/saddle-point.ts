/**
 * The saddle-point equations of the k-RSB functional as an a-posteriori test of a solution, and the energy by
 * its second route. Both use the forces m_i = ∂_h φ_i, which the optimiser's gradient never computes.
 */
import { type Ansatz, overlapIncrements, stepsOf, stepVariances } from "./ansatz.js";
import { marginShift, type PerceptronCost } from "./cost.js";
import { entropicTerm, lambdas } from "./entropic-term.js";
import {
  averageOverStart,
  energeticTerm,
  forwardRatios,
  lastOr,
  levelFunction,
  type ParisiFunctions,
  parisiFunctions,
} from "./recursion.js";
import type { LevelFunction, LevelTransport } from "./transport.js";

/** Relative residuals of the 2k + 1 stationarity conditions, and the energy as an average over densities. */
export interface SaddlePointCheck {
  /** α ∫ P_i m_i² / G_i − 1 for i = 0 … k (i = k is the equation of χ). */
  readonly overlapResiduals: Float64Array;
  /** (α ∂A/∂y_i)/(∂B/∂y_i) − 1 for i = 1 … k. */
  readonly breakingPointResiduals: Float64Array;
  /** The largest of all, in absolute value. */
  readonly residual: number;
  /** e = α times the P_k-probability that the cost is paid (for the error count, α ∫_{h>√(2χ)} P_k). */
  readonly energy: number;
}

/** Evaluates the saddle-point equations of αA − B at an ansatz with k ≥ 1 breaking points. */
export function saddlePointCheck(
  alpha: number,
  ansatz: Ansatz,
  cost: PerceptronCost,
  transport: LevelTransport,
): SaddlePointCheck {
  const k = stepsOf(ansatz);
  const functions = parisiFunctions(ansatz, cost, transport);
  const shift = marginShift(cost, ansatz.chi);
  const { densities, ratios } = forwardRatios(ansatz, functions, transport, shift);
  const forces = conditionalMeans(
    functions,
    functions.terminal.map((moments, j) => moments.slope / functions.normalisation[k - 1][j]),
    0,
    0,
    ansatz,
    cost,
    transport,
  );
  const targets = overlapTargets(ansatz);
  const overlapResiduals = targets.map((target, i) => {
    const level = Math.min(i, k - 1);
    let sum = 0;
    for (let j = 0; j < densities[level].length; j++) {
      sum +=
        i < k ? densities[i][j] * forces[i][j] ** 2 : ratios[level][j] * functions.terminal[j].squaredSlope;
    }
    // Forces in physical field units carry 1/√(2χ).
    return (alpha * sum * transport.levels[level].spacing) / (2 * ansatz.chi) / target - 1;
  });
  const inEnergetic = energeticTerm(ansatz, cost, transport).gradient.breakingPoints;
  const inEntropic = entropicTerm(ansatz).gradient.breakingPoints;
  const breakingPointResiduals = inEntropic.map((entropic, i) => (alpha * inEnergetic[i]) / entropic - 1);
  const paid = conditionalMeans(
    functions,
    functions.terminal.map((moments, j) => moments.cost / functions.normalisation[k - 1][j]),
    -cost.leftLimit,
    -cost.rightLimit,
    ansatz,
    cost,
    transport,
  );
  const start = averageOverStart(
    paid[0],
    -cost.leftLimit,
    lastOr(paid[0], cost, -cost.rightLimit),
    transport,
    stepVariances(ansatz)[0],
    shift,
  );
  const largest = (values: Float64Array): number =>
    values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return {
    overlapResiduals,
    breakingPointResiduals,
    residual: Math.max(largest(overlapResiduals), largest(breakingPointResiduals)),
    energy: alpha * start.average,
  };
}

/** G_i = q_0/λ_0² + Σ_{j≤i} (q_j − q_{j−1})/(λ_{j−1} λ_j), i = 0 … k. */
export function overlapTargets(ansatz: Ansatz): Float64Array {
  const increments = overlapIncrements(ansatz);
  const lambda = lambdas(ansatz);
  let sum = 0;
  return increments.map((increment, i) => {
    sum += increment / (lambda[Math.max(0, i - 1)] * lambda[i]);
    return sum;
  });
}

/**
 * The tilted averages of a terminal quantity given the field at each level: X_{i−1} V_{i−1} = N(0,s_i) ⋆ (X_i e^{y_iφ_i}).
 * For the terminal force this gives m_i = ∂_h φ_i, for the paid cost the probability of an error.
 */
export function conditionalMeans(
  functions: ParisiFunctions,
  top: ArrayLike<number>,
  left: number,
  right: number,
  ansatz: Ansatz,
  cost: PerceptronCost,
  transport: LevelTransport,
): Float64Array[] {
  const k = stepsOf(ansatz);
  const means: Float64Array[] = [];
  means[k - 1] = Float64Array.from(top);
  for (let i = k - 1; i >= 1; i--) {
    const given = { values: means[i], left, right };
    means[i - 1] = conditionalMean(functions, i, given, ansatz, cost, transport);
  }
  return means;
}

/** One step of {@link conditionalMeans}, from level i to level i − 1. */
export function conditionalMean(
  functions: ParisiFunctions,
  i: number,
  { values, left, right }: LevelFunction,
  ansatz: Ansatz,
  cost: PerceptronCost,
  transport: LevelTransport,
): Float64Array {
  const y = ansatz.breakingPoints[i - 1];
  const weighted = functions.weight[i].map((weight, j) => weight * values[j]);
  const limits = levelFunction(weighted, cost, (limit) => Math.exp(y * limit));
  const mean = new Float64Array(functions.phi[i - 1].length);
  const limited = {
    values: weighted,
    left: left * limits.left,
    right: lastOr(weighted, cost, right * limits.right),
  };
  transport.descend(i, limited, mean, functions.weight[i]);
  for (let j = 0; j < mean.length; j++) mean[j] /= functions.normalisation[i - 1][j];
  return mean;
}
