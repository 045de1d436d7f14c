/** What the published discretisation loses, split into its three causes. */
import { requireObject } from "../../src/arguments.js";
import { type Quantity, quantity } from "../../src/result.js";
import { solveFullRsb } from "../limit/full-rsb.js";
import { cappedLimit } from "./capped-chain.js";
import { requireFixedPointOptions, solveFixedPoint } from "./fixed-point.js";
import type { FixedPointOptions, FixedPointSolution } from "./fixed-point-solution.js";

/** Differences of thresholds (or energies), each with the sum of the errors of its two terms. */
export interface UniformGridLoss {
  readonly fullRsb: Quantity;
  /** k → ∞ with y ≤ y_max. */
  readonly cappedLimit: Quantity;
  /** The optimum on the grid, by the fixed point's functional value. */
  readonly onGrid: Quantity;
  /** α ∫_{h>√(2χ)} P_k set to 1 (threshold) or taken as the energy: the published rule. */
  readonly byDensity: Quantity;
  /** cappedLimit − fullRsb: about 4.8e-5 for y_max = 10, 8.0e-6 for 15, ∝ y_max⁻⁴. */
  readonly cap: Quantity;
  /** onGrid − cappedLimit: about 1e-8 for 200 levels. */
  readonly spacing: Quantity;
  /** byDensity − onGrid: first order in what the grid misses, hence the largest. */
  readonly energyRule: Quantity;
}

/**
 * Solves the same problem on the grid (both energy rules), with the cap only, and without either.
 *
 * @param options as for {@link solveFixedPoint}; `energyRule` is ignored.
 * @param solved the solution of the same options by the `functional` rule, where there is one already.
 * @returns what the cap, the spacing and the energy rule lose against full RSB
 * @throws InputError as {@link solveFixedPoint}
 * @example
 * import { uniformGridLoss } from "relu-injectivity/rsb";
 * const { cap } = uniformGridLoss({ problem: { kind: "threshold" }, k: 10, yMax: 10 });
 * cap.value > 0; // true: a cap raises the threshold
 */
export function uniformGridLoss(options: FixedPointOptions, solved?: FixedPointSolution): UniformGridLoss {
  requireFixedPointOptions(options);
  if (solved !== undefined) requireObject(solved, "the solution", ["value"]);
  const { problem, yMax, cost } = options;
  const functional = solved ?? solveFixedPoint({ ...options, energyRule: "functional" });
  const byDensity = densityValue(options, functional);
  const full = solveFullRsb(problem, cost === undefined ? {} : { cost }).value;
  const capped = cappedLimit(problem, yMax, undefined, cost);
  const onGrid = functional.value;
  return {
    fullRsb: full,
    cappedLimit: capped,
    onGrid,
    byDensity,
    cap: difference(capped, full),
    spacing: difference(onGrid, capped),
    energyRule: difference(byDensity, onGrid),
  };
}

function densityValue(options: FixedPointOptions, functional: FixedPointSolution): Quantity {
  if (options.problem.kind === "threshold")
    return solveFixedPoint({ ...options, energyRule: "density" }).value;
  return { ...functional.value, value: functional.energyByDensity };
}

function difference(a: Quantity, b: Quantity): Quantity {
  return quantity(a.value - b.value, a.error + b.error, a.status === "converged" ? b.status : a.status);
}
