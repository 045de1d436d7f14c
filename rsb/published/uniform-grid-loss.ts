/** What the published method loses, split into its causes, and the energy by both of its routes. */
import { requireObject } from "../../src/arguments.js";
import { type Quantity, quantity } from "../../src/result.js";
import { solveFullRsb } from "../limit/full-rsb.js";
import { cappedLimit } from "./capped-chain.js";
import { requireFixedPointOptions, solveFixedPoint } from "./fixed-point.js";
import type { FixedPointBudget, FixedPointOptions, FixedPointSolution } from "./fixed-point-solution.js";

/** Differences of thresholds (or energies), each with the sum of the errors of its two terms. */
export interface UniformGridLoss {
  readonly fullRsb: Quantity;
  /** k → ∞ with y ≤ y_max. */
  readonly cappedLimit: Quantity;
  /** The optimum on the grid, by the fixed point's functional value. */
  readonly onGrid: Quantity;
  /** α ∫_{h>√(2χ)} P_k set to 1 (threshold) or taken as the energy: the published rule. */
  readonly byDensity: Quantity;
  /** P[error] = ∫_{h>√(2χ)} P_k at the fixed point, the share of the units that the ground state leaves active. */
  readonly errorProbability: Quantity;
  /** cappedLimit − fullRsb: about 4.8e-5 for y_max = 10, 8.0e-6 for 15, ∝ y_max⁻⁴. */
  readonly cap: Quantity;
  /** onGrid − cappedLimit: about 1e-8 for 200 levels. */
  readonly spacing: Quantity;
  /** byDensity − onGrid: first order in what the grid misses, hence the largest. */
  readonly energyRule: Quantity;
  /** What the grid of fields, its ends, the iteration and rounding leave open on the grid of breaking points. */
  readonly remaining: FixedPointBudget;
}

/**
 * Solves the same problem on the grid (both energy rules), with the cap only, and without either.
 *
 * @param options as for {@link solveFixedPoint}; `energyRule` is ignored.
 * @param solved the solution of the same options by the `functional` rule, where there is one already.
 * @returns P[error], both energies, and what cap, spacing, energy rule and the grid of fields lose against full RSB
 * @throws InputError as {@link solveFixedPoint}
 * @example
 * import { uniformGridLoss } from "relu-injectivity/rsb";
 * const { cap } = uniformGridLoss({ problem: { kind: "threshold" }, k: 4, yMax: 5 });
 * cap.value > 0; // true: a cap raises the threshold
 */
export function uniformGridLoss(options: FixedPointOptions, solved?: FixedPointSolution): UniformGridLoss {
  requireFixedPointOptions(options);
  if (solved !== undefined) requireObject(solved, "the solution", ["value"]);
  const { problem, yMax, cost } = options;
  const functional = solved ?? solveFixedPoint({ ...options, energyRule: "functional" });
  const byDensity =
    problem.kind === "threshold"
      ? solveFixedPoint({ ...options, energyRule: "density" }).value
      : functional.energyByDensity;
  const full = solveFullRsb(problem, cost === undefined ? {} : { cost }).value;
  const onGrid = functional.value;
  const capped = unbeaten(problem, cappedLimit(problem, yMax, undefined, cost), onGrid);
  return {
    fullRsb: full,
    cappedLimit: capped,
    onGrid,
    byDensity,
    errorProbability: errorProbability(functional),
    cap: difference(capped, full),
    spacing: difference(onGrid, capped),
    energyRule: difference(byDensity, onGrid),
    remaining: functional.budget,
  };
}

/** No grid below the cap can do better than the limit under it: a limit that is beaten was not reached. */
function unbeaten({ kind }: FixedPointOptions["problem"], limit: Quantity, onGrid: Quantity): Quantity {
  const lead = kind === "threshold" ? limit.value - onGrid.value : onGrid.value - limit.value;
  if (lead <= limit.error + onGrid.error) return limit;
  return { ...limit, error: Math.max(limit.error, lead), status: "stalled" };
}

/** e/α by the density. */
function errorProbability({ problem, value, energyByDensity }: FixedPointSolution): Quantity {
  const alpha = problem.kind === "energy" ? quantity(problem.alpha, 0) : value;
  const probability = energyByDensity.value / alpha.value;
  const error = energyByDensity.error / alpha.value + (probability * alpha.error) / alpha.value;
  return quantity(probability, error, energyByDensity.status);
}

function difference(a: Quantity, b: Quantity): Quantity {
  return quantity(a.value - b.value, a.error + b.error, a.status === "converged" ? b.status : a.status);
}
