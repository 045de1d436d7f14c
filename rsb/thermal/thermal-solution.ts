/** What the finite-temperature solver returns. */
import type { KernelName } from "../../src/kernel/kernel.js";
import type { Quantity } from "../../src/result.js";
import type { ThermalPoint } from "./free-entropy.js";
import type { ThermalAnsatz } from "./thermal-ansatz.js";

/** Contributions to the error of the free entropy, each from a computed difference. */
export interface ThermalBudget {
  /** Change when every grid spacing is refined to two thirds (Fourier: to one half). */
  readonly grid: number;
  /** Change when the windows are widened by one and a half standard deviations. */
  readonly domain: number;
  /** Estimated excess over the exact infimum, twice ½ gᵀH⁻¹g on the refined grid. */
  readonly optimiser: number;
  readonly rounding: number;
}

/** A k-RSB state at finite temperature. */
export interface ThermalSolution extends ThermalPoint {
  /** Breaking points of the solution; 0 where replica symmetry is not broken, whatever was asked for. */
  readonly k: number;
  /** Φ_k(α, β) per input dimension, relative to the uniform law on the sphere; at most 0. */
  readonly freeEntropy: Quantity;
  /** e = −∂Φ/∂β: the mean number of active units (above the margin) divided by n. */
  readonly energy: Quantity;
  /** The same by a second route, α times the probability that the cost is paid. */
  readonly energyByDensity: Quantity;
  /** s = Φ + βe, relative to the uniform law on the sphere; at most 0. */
  readonly entropy: Quantity;
  readonly ansatz: ThermalAnsatz;
  /** q_0 … q_k < 1. */
  readonly overlaps: readonly Quantity[];
  /** x_1 … x_k in (0, 1). */
  readonly breakingPoints: readonly Quantity[];
  /** 1 − α λ_i² ∫ P_i f_i″², i = 0 … k: a negative one says that this level gains by splitting. */
  readonly replicons: readonly Quantity[];
  /** Whether all replicons are positive. */
  readonly stable: boolean;
  /** Largest relative residual of the stationarity equations. */
  readonly residual: number;
  readonly budget: ThermalBudget;
  readonly convolution: "direct" | "fft" | "quadrature";
  /** Why: asked for, or what the model of costs says. */
  readonly convolutionReason: string;
  /** What computed the Gaussian steps; null where nothing is convolved. */
  readonly kernel: KernelName | null;
  readonly gridPoints: number;
  readonly evaluations: number;
  readonly tolerance: number;
}
