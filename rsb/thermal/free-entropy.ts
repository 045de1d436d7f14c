/** The k-RSB free entropy at finite temperature as a function of its order parameters, with its gradient. */
import { entropicTerm } from "../functional/entropic-term.js";
import { energeticTerm } from "../functional/recursion.js";
import type { LevelTransport } from "../functional/transport.js";
import { recursionAnsatz, type ThermalAnsatz } from "./thermal-ansatz.js";
import { boltzmannErrorCountAt } from "./thermal-cost.js";

/** Where a free entropy is wanted. */
export interface ThermalPoint {
  readonly alpha: number;
  readonly beta: number;
  /** κ, from −8 to 8: a unit counts where its field exceeds it; −β/R for a bias β on the ball. Default 0. */
  readonly margin?: number;
}

/** The functional at one ansatz. */
export interface FreeEntropyValue {
  readonly freeEntropy: number;
  /** Gradient in the coordinates of {@link fromThermalCoordinates}. */
  readonly gradient: Float64Array;
  /** −∂Φ/∂β at fixed order parameters, from the derivatives of the recursion. */
  readonly energy: number;
  /** Size of the terms whose sum the value is. */
  readonly scale: number;
}

/**
 * Φ(q, x) = ½[ln(1−q_k) + q_0/λ_0 + Σ_i (1/x_i) ln(λ_{i−1}/λ_i)] + α ∫Dz f_0(√q_0 z), λ_k = 1 − q_k,
 * λ_{i−1} = λ_i + x_i(q_i − q_{i−1}) (Maillard 2022, Parisi formula at finite temperature).
 *
 * With y = βx and χ = β(1 − q_k) this is ½ ln(1−q_k) + β(B − αA), B and A the two parts of the zero-temperature
 * functional: B as it stands, A over one step more.
 * @param transport the Gaussian steps of {@link recursionAnsatz}
 */
export function evaluateFreeEntropy(
  { alpha, beta, margin }: ThermalPoint,
  ansatz: ThermalAnsatz,
  transport: LevelTransport,
): FreeEntropyValue {
  const { overlapDeficits, breakingPoints } = ansatz;
  const k = breakingPoints.length;
  const recursion = recursionAnsatz(ansatz, beta);
  const { value: a, gradient: inA } = energeticTerm(recursion, boltzmannErrorCountAt(margin), transport);
  const inner = overlapDeficits[k];
  const { value: b, gradient: inB } = entropicTerm({
    overlapDeficits,
    breakingPoints: recursion.breakingPoints.subarray(0, k),
    chi: beta * inner,
  });
  // In 1 − q_k and the increments q_i − q_{i−1}, each at the expense of q_0, and in y_i.
  const gradient = new Float64Array(2 * k + 1);
  const perInner = 0.5 / inner + beta * (beta * inB.chi - inB.increments[0]);
  gradient[0] = inner * (perInner - alpha * beta * (inA.increments[k + 1] - inA.increments[0]));
  for (let i = 1; i <= k; i++) {
    const entropic = inB.increments[i] - inB.increments[0];
    const energetic = inA.increments[i] - inA.increments[0];
    gradient[i] = beta * (overlapDeficits[i - 1] - overlapDeficits[i]) * (entropic - alpha * energetic);
  }
  // A gap of the breaking points moves all that lie above it.
  let above = 0;
  let energy = a + beta * inA.breakingPoints[k];
  for (let i = k; i >= 1; i--) {
    const y = recursion.breakingPoints[i - 1];
    above += inB.breakingPoints[i - 1] - alpha * inA.breakingPoints[i - 1];
    energy += y * inA.breakingPoints[i - 1];
    gradient[k + i] = beta * (y - (i === 1 ? 0 : recursion.breakingPoints[i - 2])) * above;
  }
  const logarithm = 0.5 * Math.log(inner);
  return {
    freeEntropy: logarithm + beta * (b - alpha * a),
    gradient,
    energy: alpha * energy,
    scale: Math.abs(logarithm) + beta * (Math.abs(b) + alpha * Math.abs(a)),
  };
}
