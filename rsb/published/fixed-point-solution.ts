/** What the published fixed-point method is asked and what it answers. */

import type { KernelName } from "../../src/kernel/kernel.js";
import type { Quantity } from "../../src/result.js";
import type { SaddlePointSolution } from "../chain/krsb-solution.js";
import type { PerceptronCost } from "../functional/cost.js";
import type { Problem } from "../functional/functional.js";
import type { Resolution } from "../functional/level-grids.js";
import type { IterationRecord } from "./fixed-point-iteration.js";

export interface FixedPointOptions {
  /** Threshold, or energy at α > 2. */
  readonly problem: Problem;
  /** Number of breaking points, 1 … 400. */
  readonly k: number;
  /** Largest and smallest breaking point; the smallest is 0.01 as published. k = 1 has yMax alone. */
  readonly yMax: number;
  readonly yMin?: number;
  /** Weight of the new point in each step, 0 < damping ≤ 1; default 1 (the map contracts without damping). */
  readonly damping?: number;
  /**
   * `none`: plain damped iteration, as published; its residual falls only like 1/n², because the spin-glass phase
   * is marginal. `momentum` (default): the same map at points extrapolated in ln(q_i − q_{i−1}), with restarts.
   */
  readonly acceleration?: "none" | "momentum";
  /**
   * `ramp`: q_i = ½ + i/(2k), χ = 0.1. `nested` (default): the solution with half as many levels, itself started
   * so down to about 25 levels, which takes a ramp.
   */
  readonly start?: "ramp" | "nested";
  /**
   * Which energy must be 1 at the threshold. `functional` (default): αA − B, for which the frozen grid costs only
   * a second-order error. `density`: α ∫_{h>√(2χ)} P_k, as published; the two agree when the y_i are stationary
   * as well, which a frozen grid is not, and the difference is of first order in what the grid misses.
   */
  readonly energyRule?: "functional" | "density";
  /** Largest undamped change of an overlap (and relative change of χ) at the returned point. Default 3e-6. */
  readonly tolerance?: number;
  /** Cap on iterations on the finest grid; default 1000. */
  readonly iterationLimit?: number;
  /** Seconds for all iterations, after which the status is `iteration-limit`; default no limit. */
  readonly timeLimit?: number;
  /** Told of every iteration: the number of levels of its grid, its number there, its undamped residual. */
  readonly onIteration?: (levels: number, iteration: number, residual: number) => void;
  /** Keep q_i and χ of every iteration (the picture of q(x) converging). */
  readonly record?: boolean;
  readonly cost?: PerceptronCost;
  readonly resolution?: Resolution;
  /** What computes the Fourier transforms; the best of the engine by default. */
  readonly kernel?: KernelName;
}

/** Contributions to the error of the value as an approximation of the optimum on the same frozen grid. */
export interface FixedPointBudget {
  /**
   * Before the end, two distances of the point (iterations times residual) in units of α, besides
   * twice the range of the value over the last quarter of the iterations: enough for any convergence faster than
   * n^−1.4.
   */
  readonly iteration: number;
  /** Change when the grid spacing is halved, and when the grid is widened by 1.5 standard deviations. */
  readonly grid: number;
  readonly domain: number;
  readonly rounding: number;
}

/**
 * A fixed point at frozen breaking points; `value` follows the energy rule asked for, `residual` is the undamped one.
 * Levels may have width 0 in double precision, where the grid has more of them than the solution needs.
 */
export interface FixedPointSolution extends SaddlePointSolution {
  /** (1+B)/A or αA − B at the returned point: an upper bound of α_k, off by the square of the parameters' errors. */
  readonly functionalValue: number;
  /** α ∫_{h>√(2χ)} P_k at the returned point; off by the parameters' errors to first order, which its error contains. */
  readonly energyByDensity: Quantity;
  readonly budget: FixedPointBudget;
  /** Undamped residuals, one an iteration on the finest grid; the last is `residual`. */
  readonly residualHistory: readonly number[];
  /** One entry an iteration (coarser grids first) when asked for, else empty. */
  readonly record: readonly IterationRecord[];
}
