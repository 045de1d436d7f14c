/** Chains of k-RSB levels, each started from the optimum before it. */
import { InputError, requireInteger } from "../../src/result.js";
import { type Ansatz, stepsOf } from "../functional/ansatz.js";
import { evaluateAtCoordinates, type Problem } from "../functional/functional.js";
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
      const before = solution.ansatz;
      solution = advance(problem, before, earlier, k, options);
      earlier = before;
      evaluations += solution.evaluations;
    }
    yield { ...solution, evaluations };
    if (solution.value.status === "domain-error") return;
  }
}

/**
 * The optimum at k levels from the one before: from the corrected start, else from the plain one (far from the
 * asymptotic regime the correction can overshoot), else by way of the levels between.
 */
function advance(
  problem: Problem,
  before: Ansatz,
  earlier: Ansatz | undefined,
  k: number,
  options: KrsbOptions,
): KrsbSolution {
  if (earlier !== undefined && stepsOf(earlier) > 1) {
    const corrected = solveFrom(problem, extrapolatedStart(earlier, before, k), options);
    if (corrected.value.status === "converged") return corrected;
  }
  const plain = solveFrom(problem, resampledStart(before, k), options);
  if (plain.value.status === "converged" || k - stepsOf(before) <= 1) return plain;
  const between = advance(problem, before, earlier, k - 1, options);
  if (between.value.status !== "converged") return plain;
  return solveFrom(problem, resampledStart(between.ansatz, k), options);
}
