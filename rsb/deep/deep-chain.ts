/** Chains k = 0, 1, 2, … of an l-layer network, each solved from the one before. */
import { requireChoice, requireList, requireNumbers, requireObject } from "../../src/arguments.js";
import { InputError, requireInteger, requirePositive } from "../../src/result.js";
import type { DeepProblem } from "./deep-functional.js";
import { type DeepOptions, deepResolution, MAX_DEEP_STEPS } from "./deep-settings.js";
import type { DeepSolution } from "./deep-solution.js";
import { solveDeepFrom } from "./deep-solve.js";
import { transportedStart } from "./deep-start.js";
import { oneLayerAnsatz } from "./one-layer-ansatz.js";
import { roughSolution } from "./rough-solution.js";

/**
 * The k-RSB solutions 0, 1, …, k of one network.
 *
 * k = 0 and k = 1 are reached from a linear first layer, which is exact (slope a: 1 → 0), and from the weak problem
 * by continuation in the count or in α_l; larger k from the solution before and the one-layer solutions.
 *
 * @param problem expansions of the hidden layers, count of active units, and `capacity` or `energy` with its α
 * @param k number of breaking points, 0 … {@link MAX_DEEP_STEPS}
 * @param options tolerance of the value
 * @returns the solutions for 0, 1, …, k as they converge
 * @throws InputError for k out of range, expansions or a count that are not positive, or a tolerance out of range.
 * @example
 * import { solveDeepChain } from "relu-injectivity/rsb";
 * const chain = solveDeepChain({ kind: "capacity", hidden: [6.7004], count: 2 }, 0, { tolerance: 1e-6 });
 * [...chain].length; // 1
 */
export function* solveDeepChain(
  problem: DeepProblem,
  k: number,
  options: DeepOptions = {},
): Generator<DeepSolution, void, void> {
  checkProblem(problem);
  deepResolution(options);
  requireInteger(k, "k", 0, MAX_DEEP_STEPS);
  let before: DeepSolution | undefined;
  for (let level = 0; level <= k; level++) {
    const solution =
      before === undefined || level === 1 ? fromLinear(problem, level, options) : advance(before, options);
    yield solution;
    if (solution.value.status === "domain-error") return;
    before = solution;
  }
}

/**
 * The k-RSB solution of one network (the last of {@link solveDeepChain}), k = 0 left out where k ≥ 1.
 * @param problem expansions of the hidden layers, count of active units, and `capacity` or `energy` with its α
 * @param k number of breaking points, 0 … {@link MAX_DEEP_STEPS}
 * @param options tolerance of the value
 * @returns value, order parameters of every layer, and error
 * @throws InputError as {@link solveDeepChain}.
 * @example
 * import { solveDeep } from "relu-injectivity/rsb";
 * const problem = { kind: "capacity", hidden: [6.7004], count: 2 };
 * solveDeep(problem, 0, { tolerance: 1e-6 }).value.value; // 7.5307…
 */
export function solveDeep(problem: DeepProblem, k: number, options: DeepOptions = {}): DeepSolution {
  checkProblem(problem);
  deepResolution(options);
  requireInteger(k, "k", 0, MAX_DEEP_STEPS);
  let solution = fromLinear(problem, Math.min(k, 1), options);
  while (solution.k < k && solution.value.status !== "domain-error") solution = advance(solution, options);
  return solution;
}

/** The solution at k + 1 from that at k. */
function advance(before: DeepSolution, options: DeepOptions): DeepSolution {
  const start = transportedStart(
    before.ansatz,
    oneLayerAnsatz(before.k),
    oneLayerAnsatz(before.k + 1),
    before.problem.hidden,
  );
  return solveDeepFrom(before.problem, start, options);
}

/** The solution by continuation from a linear first layer. */
function fromLinear(problem: DeepProblem, k: number, options: DeepOptions): DeepSolution {
  return solveDeepFrom(problem, roughSolution(problem, k).ansatz, options);
}

/** @throws InputError for expansions or a count out of range. */
function checkProblem(problem: DeepProblem): void {
  requireObject(problem, "the problem", ["kind", "hidden", "count"]);
  requireChoice(problem.kind, "the kind of the problem", ["capacity", "energy"]);
  requireList(problem.hidden, "the expansions");
  if (problem.slopes !== undefined) requireNumbers(problem.slopes, "the slopes");
  problem.hidden.forEach((expansion, i) => {
    requirePositive(expansion, `the expansion of layer ${i + 1}`);
    if (!(expansion > 2))
      throw new InputError(
        `the expansion of layer ${i + 1} is ${expansion}: expected a number greater than 2`,
      );
  });
  requirePositive(problem.count, "the count of active units");
  if (problem.kind === "energy")
    requirePositive(problem.alpha, `the expansion of layer ${problem.hidden.length + 1}`);
}

/**
 * Partially lifted duality by its replica route: k = 1 with all lowest overlaps and fields exactly zero.
 * @param problem expansions of the hidden layers, count of active units, and `capacity` or `energy` with its α
 * @param options tolerance of the value
 * @returns value, order parameters of every layer, and error
 * @throws InputError as {@link solveDeepChain}.
 * @example
 * import { solveDeepLifted } from "relu-injectivity/rsb";
 * const problem = { kind: "capacity", hidden: [6.7004], count: 2 };
 * solveDeepLifted(problem, { tolerance: 1e-6 }).value.value; // 7.408…
 */
export function solveDeepLifted(problem: DeepProblem, options: DeepOptions = {}): DeepSolution {
  checkProblem(problem);
  deepResolution(options);
  return solveDeepFrom(problem, roughSolution(problem, 1, "zero").ansatz, options);
}
