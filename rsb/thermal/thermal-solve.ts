/** The finite-temperature solver for one number of levels from a start, with its error budget and checks. */
import { type Minimum, minimise } from "../../src/optimise/minimise.js";
import { type Quantity, quantity, roundingError, type Status } from "../../src/result.js";
import { toleranceScale } from "../chain/solver-settings.js";
import { convolutionRounding } from "../functional/choose-transport.js";
import { REFINEMENT, type Resolution } from "../functional/level-grids.js";
import { evaluateFreeEntropy, type FreeEntropyValue, type ThermalPoint } from "./free-entropy.js";
import {
  fromThermalCoordinates,
  recursionAnsatz,
  type ThermalAnsatz,
  toThermalCoordinates,
} from "./thermal-ansatz.js";
import { type ThermalChecks, thermalChecks } from "./thermal-checks.js";
import { newtonStep, parameterErrors, softStep } from "./thermal-errors.js";
import { freeEntropyOn, hasThermalGrids, ROUGH_RESOLUTION } from "./thermal-objective.js";
import {
  type ThermalOptions,
  type ThermalSettings,
  thermalSettings,
  thermalTransport,
} from "./thermal-settings.js";
import type { ThermalBudget, ThermalSolution } from "./thermal-solution.js";

/** The optimiser's share of the tolerance while the grids are still being laid out. */
const OPTIMISER_SHARE = 1e-6;
/**
 * And on the final grid: parameters, energy and replicons are of first order in what is left, and the last few steps converge
 * superlinearly; where levels are soft they do not, and are given up.
 */
const FINAL_SHARE = 1e-10;
const FINAL_EVALUATIONS = 24;
/** What the next quasi-Newton step would change is taken this many times: its Hessian is not exact. */
const STEP_SAFETY = 10;
/** Grids are laid out for the point a round starts from; further rounds follow the point. */
const LAYOUT_ROUNDS = 4;
/** Widening of the windows in the error budget, in standard deviations. */
const WIDENING = 1.5;
/** Residual above which a point is not called stationary. */
const LARGEST_RESIDUAL = 1e-3;

/** Minimises on grids that fit the minimiser: a round on the final layout confirms it. */
function minimiseSettled(
  point: ThermalPoint,
  start: ThermalAnsatz,
  { tolerance, resolution, ...steps }: ThermalSettings,
  evaluationLimit: number,
): { minimum: Minimum; evaluations: number } {
  let layout = start;
  let inverse: readonly Float64Array[] | undefined;
  let evaluations = 0;
  for (let round = 1; ; round++) {
    const minimum = minimise(freeEntropyOn(point, steps, resolution, layout), toThermalCoordinates(layout), {
      tolerance: OPTIMISER_SHARE * tolerance,
      evaluationLimit,
      evaluateForHessian: freeEntropyOn(point, steps, ROUGH_RESOLUTION, layout),
      ...(inverse === undefined ? {} : { initialInverse: inverse }),
    });
    evaluations += minimum.evaluations;
    const ended = minimum.status === "domain-error" || minimum.status === "iteration-limit";
    const confirmed = round > 1 && (minimum.evaluations === 1 || minimum.status === "stalled");
    if (ended || confirmed || round === LAYOUT_ROUNDS) return { minimum, evaluations };
    layout = fromThermalCoordinates(minimum.point);
    inverse = minimum.inverseHessian;
  }
}

/** Everything that is reported of one ansatz on one grid. */
interface Observed extends FreeEntropyValue {
  readonly checks: ThermalChecks;
  readonly gridPoints: number;
}

/** Solves from a start; k is that of the start. The value is that of the refined and widened grid. */
export function solveThermalFrom(
  point: ThermalPoint,
  start: ThermalAnsatz,
  options: ThermalOptions,
  evaluationLimit = 2000,
): ThermalSolution {
  const settings = thermalSettings(options, point, recursionAnsatz(start, point.beta));
  const { convolution, convolutionReason, kernel, resolution, tolerance } = settings;
  const steps = { convolution, kernel };
  const found = minimiseSettled(point, start, settings, evaluationLimit);
  const layout = fromThermalCoordinates(found.minimum.point);
  const laidOut = recursionAnsatz(layout, point.beta);
  if (found.minimum.status === "domain-error" || !hasThermalGrids(laidOut))
    return outsideDomain(point, layout, found.evaluations, settings);
  const finest = {
    spacing: resolution.spacing,
    reach: resolution.reach + WIDENING,
    refinement: REFINEMENT,
  };
  // With a Hessian of its own: near the line the softest directions drown in the rough grid of the first.
  const polished = minimise(freeEntropyOn(point, steps, finest, layout), found.minimum.point, {
    tolerance: FINAL_SHARE * tolerance,
    evaluationLimit: found.minimum.point.length + FINAL_EVALUATIONS,
  });
  const ansatz = fromThermalCoordinates(polished.point);
  const observe = (at: ThermalAnsatz, chosen: Resolution): Observed => {
    const transport = thermalTransport(recursionAnsatz(at, point.beta), steps, chosen, laidOut);
    return {
      ...evaluateFreeEntropy(point, at, transport),
      checks: thermalChecks(point, at, transport),
      gridPoints: transport.levels.reduce((sum, { count }) => sum + count, 0),
    };
  };
  const final = observe(ansatz, finest);
  const wide = observe(ansatz, { ...resolution, reach: resolution.reach + WIDENING });
  const coarse = observe(ansatz, resolution);
  const moved = observe(newtonStep(polished), finest);
  // Where neither search met its target the Hessian is that of another place.
  const arrived = found.minimum.status === "converged" || polished.status === "converged";
  const budget: ThermalBudget = {
    grid: Math.abs(final.freeEntropy - wide.freeEntropy),
    domain: Math.abs(wide.freeEntropy - coarse.freeEntropy),
    optimiser: (arrived ? 2 : STEP_SAFETY * 2) * polished.decrement,
    rounding: convolutionRounding(convolution, final.scale),
  };
  const error = budget.grid + budget.domain + budget.optimiser + budget.rounding;
  const met =
    error <= tolerance * toleranceScale(final.freeEntropy) && final.checks.residual <= LARGEST_RESIDUAL;
  const status: Status = met
    ? "converged"
    : found.minimum.status === "converged"
      ? "stalled"
      : found.minimum.status;
  const softly = observe(softStep(polished, error), finest);
  // First-order quantities: what the grids change, the next Newton step, and noise along the softest direction.
  const observed = (of: (at: Observed) => number, rounding: number): Quantity => {
    const change =
      Math.abs(of(final) - of(coarse)) +
      STEP_SAFETY * Math.abs(of(final) - of(moved)) +
      Math.abs(of(final) - of(softly));
    return quantity(of(final), change + rounding, status);
  };
  // One step can leave a single replicon where it was: all share the largest change.
  const repliconError = Math.max(
    ...Array.from(final.checks.replicons, (replicon, i) => {
      const { error } = observed(({ checks }) => checks.replicons[i], 0);
      return error + roundingError(1 + Math.abs(replicon), 1000);
    }),
  );
  const energyRounding = Math.abs(final.energy - final.checks.energy) + budget.rounding;
  return {
    ...point,
    k: ansatz.breakingPoints.length,
    freeEntropy: quantity(final.freeEntropy, error, status),
    energy: observed(({ energy }) => energy, energyRounding),
    energyByDensity: observed(({ checks }) => checks.energy, energyRounding),
    entropy: observed(
      ({ freeEntropy, energy }) => freeEntropy + point.beta * energy,
      point.beta * energyRounding + budget.rounding,
    ),
    ansatz,
    ...parameterErrors(ansatz, polished, budget.optimiser, error, status),
    replicons: Array.from(final.checks.replicons, (replicon) => quantity(replicon, repliconError, status)),
    stable: final.checks.replicons.every((replicon) => replicon > 0),
    residual: final.checks.residual,
    budget,
    convolution,
    convolutionReason,
    kernel,
    gridPoints: final.gridPoints,
    evaluations: found.evaluations + polished.evaluations + 10,
    tolerance,
  };
}

/** What is returned of a start outside the domain: nothing but the start. */
function outsideDomain(
  point: ThermalPoint,
  ansatz: ThermalAnsatz,
  evaluations: number,
  { convolution, convolutionReason, kernel, tolerance }: ThermalSettings,
): ThermalSolution {
  const nothing = quantity(Number.NaN, Number.POSITIVE_INFINITY);
  const infinite = Number.POSITIVE_INFINITY;
  return {
    ...point,
    k: ansatz.breakingPoints.length,
    freeEntropy: nothing,
    energy: nothing,
    energyByDensity: nothing,
    entropy: nothing,
    ansatz,
    overlaps: Array.from(ansatz.overlapDeficits, () => nothing),
    breakingPoints: Array.from(ansatz.breakingPoints, () => nothing),
    replicons: Array.from(ansatz.overlapDeficits, () => nothing),
    stable: false,
    residual: Number.NaN,
    budget: { grid: infinite, domain: infinite, optimiser: infinite, rounding: infinite },
    convolution,
    convolutionReason,
    kernel,
    gridPoints: 0,
    evaluations,
    tolerance,
  };
}
