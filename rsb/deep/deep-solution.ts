/** What the solver of deep networks returns. */
import type { Quantity } from "../../src/result.js";
import type { ErrorBudget } from "../chain/krsb-solution.js";
import type { DeepAnsatz } from "./deep-ansatz.js";
import type { DeepProblem, DeepResolution } from "./deep-functional.js";

/** Eigenvalues of the Hessian of the value in the logarithmic coordinates, by sign. */
export interface Signature {
  readonly positive: number;
  readonly negative: number;
  readonly zero: number;
}

/** The order parameters of one hidden layer, with errors. */
export interface HiddenLayerSolution {
  readonly expansion: number;
  /** r_0 … r_k, normalised overlaps of the layer's output. */
  readonly overlaps: readonly Quantity[];
  /** ĥ_0 … ĥ_k, conjugate to the unnormalised output overlaps. */
  readonly fields: readonly Quantity[];
  /** c = χ/R_k. */
  readonly chi: Quantity;
  /** γ, and the square norm R_k of the output for an input of square norm one. */
  readonly gamma: number;
  readonly norm: number;
}

/**
 * A stationary point of the k-RSB functional of an l-layer network.
 *
 * `value` is α_l or e. It is a saddle: `signature` counts the signs of the Hessian's eigenvalues at the point.
 */
export interface DeepSolution {
  readonly problem: DeepProblem;
  /** l, the last layer included. */
  readonly depth: number;
  readonly k: number;
  readonly value: Quantity;
  readonly ansatz: DeepAnsatz;
  /** q_0 … q_k, y_1 … y_k and χ_0. */
  readonly overlaps: readonly Quantity[];
  readonly breakingPoints: readonly Quantity[];
  readonly chi: Quantity;
  readonly hidden: readonly HiddenLayerSolution[];
  readonly signature: Signature;
  /**
   * Largest derivative of the value in the coordinates, those of the field increments taken at the size of ĥ_k: an
   * increment that has run away to zero is not mistaken for a stationary one.
   */
  readonly residual: number;
  readonly entropic: number;
  readonly energetic: number;
  /** M_1 … M_{l−1}. */
  readonly hiddenTerms: readonly number[];
  readonly budget: ErrorBudget;
  /** Evaluations of value and gradient, coarse ones included. */
  readonly evaluations: number;
  readonly gridPoints: number;
  readonly resolution: DeepResolution;
  readonly tolerance: number;
}
