/** The stationary point near a start: coarse grids, the grids of the tolerance, finer ones where these do not do. */
import { type DeepAnsatz, deepToCoordinates } from "./deep-ansatz.js";
import { assessed } from "./deep-assessment.js";
import type { DeepProblem, DeepResolution } from "./deep-functional.js";
import { findPoint } from "./deep-point.js";
import {
  COARSE,
  DEFAULT_DEEP_TOLERANCE,
  type DeepOptions,
  deepResolution,
  finer,
  wider,
} from "./deep-settings.js";
import type { DeepSolution } from "./deep-solution.js";

/** The optimiser's share of the tolerance: parameters are then as good as the grids. */
const OPTIMISER_SHARE = 1e-5;
const COARSE_TOLERANCE = 1e-9;
/** Finer grids are tried this often where the grids of the tolerance leave too large an error. */
const REFINEMENTS = 2;

/**
 * Solves from a start, first on coarse grids, then on those of the tolerance, and on finer ones where these turn out to
 * leave too large an error.
 * @throws InputError for a tolerance out of range.
 */
export function solveDeepFrom(
  problem: DeepProblem,
  start: DeepAnsatz,
  options: DeepOptions = {},
): DeepSolution {
  let resolution = deepResolution(options);
  const tolerance = options.tolerance ?? DEFAULT_DEEP_TOLERANCE;
  const rough = findPoint(problem, start, COARSE, {
    tolerance: COARSE_TOLERANCE,
    evaluationLimit: evaluationLimit(start),
  });
  let found = solveOnGrids(problem, rough.ansatz, rough.stationary.hessian, resolution, tolerance);
  let evaluations = rough.evaluations + found.solution.evaluations;
  for (let attempt = 0; attempt < REFINEMENTS && options.resolution === undefined; attempt++) {
    const { value, budget } = found.solution;
    const gridsToBlame =
      value.status === "stalled" && budget.grid + budget.domain > budget.optimiser + budget.rounding;
    if (!gridsToBlame) break;
    resolution = budget.grid > budget.domain ? finer(resolution) : wider(resolution);
    found = solveOnGrids(problem, found.solution.ansatz, found.hessian, resolution, tolerance);
    evaluations += found.solution.evaluations;
  }
  return { ...found.solution, evaluations };
}

function evaluationLimit(start: DeepAnsatz): number {
  return 100 + 8 * deepToCoordinates(start).length;
}

function solveOnGrids(
  problem: DeepProblem,
  start: DeepAnsatz,
  initialHessian: readonly Float64Array[],
  resolution: DeepResolution,
  tolerance: number,
): { solution: DeepSolution; hessian: readonly Float64Array[] } {
  const fine = findPoint(problem, start, resolution, {
    tolerance: OPTIMISER_SHARE * tolerance,
    evaluationLimit: evaluationLimit(start),
    ...(initialHessian.length === 0 ? {} : { initialHessian }),
  });
  return {
    solution: assessed(problem, fine, resolution, tolerance),
    hessian: fine.stationary.hessian,
  };
}
