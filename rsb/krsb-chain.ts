/** Chains of k-RSB levels, each started from the optimum before it. */
import { InputError, requireInteger } from "../src/result.js";
import { type Ansatz, stepsOf } from "./ansatz.js";
import { evaluateAtCoordinates, type Problem } from "./functional.js";
import type { KrsbSolution } from "./krsb-solution.js";
import { solveFrom } from "./solve.js";
import { type KrsbOptions, MAX_STEPS, resolveOptions, transportFor } from "./solver-settings.js";
import { coarseOneStepStart, extrapolatedStart, resampledStart } from "./warm-start.js";

/**
 * Solves the given numbers of steps in turn, the first from a coarse 1-RSB start, each later one from the
 * optimum before it, and yields every solution. The chain ends early at a `domain-error`.
 *
 * @param problem threshold, or energy at α > 2 (below, the energy is zero and no breaking occurs).
 * @param steps increasing numbers of breaking points; 1 is solved first in any case (and yielded only if listed).
 * @param replicaSymmetricChi χ of the RS solution of the same problem, the scale of the first search.
 * @throws InputError for k outside 1 … {@link MAX_STEPS}, α ≤ 2 or a tolerance below {@link SMALLEST_TOLERANCE}.
 */
export function* krsbChain(
  problem: Problem,
  steps: Iterable<number>,
  replicaSymmetricChi: number,
  options: KrsbOptions = {},
): Generator<KrsbSolution, void, void> {
  if (problem.kind === "energy" && !(problem.alpha > 2 && Number.isFinite(problem.alpha))) {
    throw new InputError(`alpha is ${problem.alpha}: expected a finite number greater than 2 for k >= 1`);
  }
  const settings = resolveOptions(options);
  const coarse = coarseOneStepStart(
    (point) => evaluateAtCoordinates(problem, point, settings.cost, (a) => transportFor(a, settings)),
    replicaSymmetricChi,
    problem.kind === "energy" ? 30 + 2 / (problem.alpha - 2) : 30,
  );
  let solution = solveFrom(problem, coarse.ansatz, options);
  let evaluations = coarse.evaluations + solution.evaluations;
  let earlier: Ansatz | undefined;
  for (const k of steps) {
    requireInteger(k, "k", 1, MAX_STEPS);
    if (k > 1) {
      const start =
        earlier !== undefined && stepsOf(earlier) > 1
          ? extrapolatedStart(earlier, solution.ansatz, k)
          : resampledStart(solution.ansatz, k);
      earlier = solution.ansatz;
      solution = solveFrom(problem, start, options);
      evaluations += solution.evaluations;
    }
    yield { ...solution, evaluations };
    if (solution.value.status === "domain-error") return;
  }
}
