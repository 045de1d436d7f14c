/** What the published method loses, split into its causes, and the energy by both of its routes. */
import { requireObject } from "../../src/arguments.js";
import { type Quantity, quantity } from "../../src/result.js";
import { countOf } from "../functional/functional.js";
import { solveFullRsb } from "../limit/full-rsb.js";
import { cappedLimit } from "./capped-chain.js";
import { requireFixedPointOptions, solveFixedPoint } from "./fixed-point.js";
import type { FixedPointBudget, FixedPointOptions, FixedPointSolution } from "./fixed-point-solution.js";
import { solveUniformGridVariational, type UniformGridOptimum } from "./uniform-grid.js";

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
  /** Whether the published iteration found the point on the grid, or Newton's method where that does not arrive. */
  readonly solvedBy: "iteration" | "newton";
}

/**
 * Solves the same problem on the grid (both energy rules), with the cap only, and without either. Where the iteration does not
 * arrive the optimum on the grid is found by Newton's method on the functional, so that the losses are those of the grid at any k, y_max
 * and α.
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
  const { solvedBy, onGrid, byDensity, errorProbability, remaining } = pointOnGrid(options, solved);
  const full = solveFullRsb(problem, cost === undefined ? {} : { cost }).value;
  const capped = unbeaten(problem, cappedLimit(problem, yMax, undefined, cost), onGrid);
  return {
    fullRsb: full,
    cappedLimit: capped,
    onGrid,
    byDensity,
    errorProbability,
    cap: difference(capped, full),
    spacing: difference(onGrid, capped),
    energyRule: difference(byDensity, onGrid),
    remaining,
    solvedBy,
  };
}

type PointOnGrid = Pick<
  UniformGridLoss,
  "onGrid" | "byDensity" | "errorProbability" | "remaining" | "solvedBy"
>;

/** By the iteration if it arrives by both rules, else by Newton's method. */
function pointOnGrid(options: FixedPointOptions, solved: FixedPointSolution | undefined): PointOnGrid {
  const { problem } = options;
  const functional = solved ?? solveFixedPoint({ ...options, energyRule: "functional" });
  if (functional.value.status !== "converged") return pointByNewton(options);
  const byDensity =
    problem.kind === "threshold"
      ? solveFixedPoint({ ...options, energyRule: "density" }).value
      : functional.energyByDensity;
  if (byDensity.status !== "converged") return pointByNewton(options);
  return {
    onGrid: functional.value,
    byDensity,
    errorProbability: errorProbability(functional),
    remaining: functional.budget,
    solvedBy: "iteration",
  };
}

/** Secant steps in α to the density rule, whose energy is nearly linear in it. */
const DENSITY_STEPS = 2;

function pointByNewton(options: FixedPointOptions): PointOnGrid {
  const { problem, k, yMax, yMin, cost } = options;
  const at = (asked: FixedPointOptions["problem"]): UniformGridOptimum =>
    solveUniformGridVariational({
      problem: asked,
      k,
      yMax,
      ...(yMin === undefined ? {} : { yMin }),
      ...(cost === undefined ? {} : { cost }),
    });
  const optimum = at(problem);
  const { value, energyByDensity, budget } = optimum;
  const alpha = problem.kind === "energy" ? quantity(problem.alpha, 0) : value;
  return {
    onGrid: value,
    byDensity:
      problem.kind === "energy"
        ? energyByDensity
        : expansionByDensity(optimum, countOf(problem), (here) => at({ kind: "energy", alpha: here })),
    errorProbability: ratio(energyByDensity, alpha),
    remaining: {
      grid: budget.grid,
      domain: budget.domain,
      iteration: budget.optimiser + budget.closing,
      rounding: budget.rounding,
    },
    solvedBy: "newton",
  };
}

/** α with α P(error) = t on the grid, from the threshold by the functional. */
function expansionByDensity(
  { value, energyByDensity }: UniformGridOptimum,
  count: number,
  at: (alpha: number) => UniformGridOptimum,
): Quantity {
  let [before, here] = [value.value, value.value * (count / energyByDensity.value)];
  let excess = energyByDensity.value - count;
  let slope = 1;
  let last = energyByDensity;
  for (let step = 0; step < DENSITY_STEPS && here !== before; step++) {
    last = at(here).energyByDensity;
    const next = last.value - count;
    slope = (next - excess) / (here - before);
    [before, here, excess] = [here, here - next / slope, next];
  }
  const error = last.error / Math.abs(slope) + Math.abs(here - before);
  return quantity(here, error, last.status === "converged" ? value.status : last.status);
}

/** No grid below the cap can do better than the limit under it: a limit that is beaten was not reached. */
function unbeaten({ kind }: FixedPointOptions["problem"], limit: Quantity, onGrid: Quantity): Quantity {
  const lead = kind === "threshold" ? limit.value - onGrid.value : onGrid.value - limit.value;
  if (lead <= limit.error + onGrid.error) return limit;
  return { ...limit, error: Math.max(limit.error, lead), status: "stalled" };
}

/** e/α by the density. */
function errorProbability({ problem, value, energyByDensity }: FixedPointSolution): Quantity {
  return ratio(energyByDensity, problem.kind === "energy" ? quantity(problem.alpha, 0) : value);
}

function ratio(energy: Quantity, alpha: Quantity): Quantity {
  const probability = energy.value / alpha.value;
  const error = energy.error / alpha.value + (probability * alpha.error) / alpha.value;
  return quantity(probability, error, energy.status);
}

function difference(a: Quantity, b: Quantity): Quantity {
  return quantity(a.value - b.value, a.error + b.error, a.status === "converged" ? b.status : a.status);
}
