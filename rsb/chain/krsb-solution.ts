/** What the k-RSB solver returns. */
import type { KernelName } from "../../src/kernel/kernel.js";
import type { Quantity } from "../../src/result.js";
import type { Ansatz } from "../functional/ansatz.js";
import type { Problem } from "../functional/functional.js";
import type { Resolution } from "../functional/level-grids.js";

/** Contributions to the error of the value, each from a computed difference. */
export interface ErrorBudget {
  /** Change when every grid spacing is refined to two thirds (Fourier: to one half): aliasing falls like exp(−c/spacing²). */
  readonly grid: number;
  /** Change when the windows are widened by one and a half standard deviations; the value is the refined, widened one. */
  readonly domain: number;
  /** Estimated excess over the exact minimum, six times ½ gᵀH⁻¹g with the gradient of the refined grid: H is estimated too. */
  readonly optimiser: number;
  readonly rounding: number;
}

/** What every solver of the saddle-point equations returns, whichever way it got there. */
export interface SaddlePointSolution {
  readonly problem: Problem;
  readonly k: number;
  /** Threshold or energy. */
  readonly value: Quantity;
  readonly ansatz: Ansatz;
  /** q_0 … q_k (q_k = 1). */
  readonly overlaps: readonly Quantity[];
  /** y_1 … y_k. */
  readonly breakingPoints: readonly Quantity[];
  readonly chi: Quantity;
  /** The two parts of the functional, A and B. */
  readonly energetic: number;
  readonly entropic: number;
  /** Recomputed at the returned point; of what, each solver says. */
  readonly residual: number;
  /** Evaluations of the recursion, those of warm starts and of the error budget included. */
  readonly evaluations: number;
  readonly resolution: Resolution;
  /** Grid points over all levels. */
  readonly gridPoints: number;
  readonly tolerance: number;
}

/**
 * A k-RSB optimum; `residual` is the largest relative one of the saddle-point equations. Overlaps, breaking points
 * and χ carry the error of the last Newton step.
 */
export interface KrsbSolution extends SaddlePointSolution {
  /** The energy as α·P(error), to be compared with the variational one (1 at the threshold). */
  readonly energyByDensity: Quantity;
  readonly budget: ErrorBudget;
  readonly convolution: "direct" | "fft";
  /** Why the Gaussian steps were computed that way, in one sentence. */
  readonly convolutionReason: string;
  /** What computed them; null where the solution is closed. */
  readonly kernel: KernelName | null;
}
