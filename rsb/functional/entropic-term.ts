/** The entropic part B of the zero-temperature k-RSB functional and its gradient. */
import { type Ansatz, overlapIncrements } from "./ansatz.js";

/** Derivatives of one part of the functional in q_0 and the overlap increments, in y_1 … y_k, and in χ. */
export interface FunctionalGradient {
  /** Derivative in q_0 (index 0) and in q_i − q_{i−1} (index i), at fixed χ. */
  readonly increments: Float64Array;
  readonly breakingPoints: Float64Array;
  readonly chi: number;
}

/** λ_i = χ + Σ_{j>i} y_j (q_j − q_{j−1}), i = 0 … k. */
export function lambdas(ansatz: Ansatz): Float64Array {
  const increments = overlapIncrements(ansatz);
  const result = new Float64Array(increments.length);
  let lambda = ansatz.chi;
  for (let i = increments.length - 1; i >= 0; i--) {
    result[i] = lambda;
    if (i > 0) lambda += ansatz.breakingPoints[i - 1] * increments[i];
  }
  return result;
}

/** B = ½ [ q_0/λ_0 + Σ_i (1/y_i) ln(λ_{i−1}/λ_i) ]. */
export function entropicTerm(ansatz: Ansatz): { value: number; gradient: FunctionalGradient } {
  const increments = overlapIncrements(ansatz);
  const y = ansatz.breakingPoints;
  const lambda = lambdas(ansatz);
  const k = y.length;
  const perLambda = new Float64Array(k + 1);
  const gradient = { increments: new Float64Array(k + 1), breakingPoints: new Float64Array(k), chi: 0 };
  let value = (0.5 * increments[0]) / lambda[0];
  perLambda[0] = (-0.5 * increments[0]) / (lambda[0] * lambda[0]);
  gradient.increments[0] = 0.5 / lambda[0];
  for (let i = 1; i <= k; i++) {
    // log1p keeps the digits of a narrow level, where the ratio is close to 1.
    const logRatio = Math.log1p((y[i - 1] * increments[i]) / lambda[i]);
    value += (0.5 * logRatio) / y[i - 1];
    gradient.breakingPoints[i - 1] = (-0.5 * logRatio) / (y[i - 1] * y[i - 1]);
    perLambda[i - 1] += 0.5 / (y[i - 1] * lambda[i - 1]);
    perLambda[i] -= 0.5 / (y[i - 1] * lambda[i]);
  }
  let below = 0;
  for (let i = 1; i <= k; i++) {
    below += perLambda[i - 1];
    gradient.increments[i] = below * y[i - 1];
    gradient.breakingPoints[i - 1] += below * increments[i];
  }
  gradient.chi = below + perLambda[k];
  return { value, gradient };
}
