/** Chains k = 0, 1, 2, … of an l-layer network, each solved from the one before. */
import { InputError, requireInteger, requirePositive } from "../../src/result.js";
import { replicaSymmetricLevel, solveKrsb } from "../chain/krsb.js";
import type { Ansatz } from "../functional/ansatz.js";
import type { DeepAnsatz } from "./deep-ansatz.js";
import { type Continuation, continueAlong } from "./deep-continuation.js";
import type { DeepNetwork, DeepProblem } from "./deep-functional.js";
import { type DeepOptions, MAX_DEEP_STEPS } from "./deep-settings.js";
import type { DeepSolution } from "./deep-solution.js";
import { solveDeepFrom } from "./deep-solve.js";
import { behindLinearLayer, transportedStart } from "./deep-start.js";

/** The count of the weak problem, at which one layer is solved and paths start. */
const WEAK = 2;
/** One-layer solutions are starts only. */
const ONE_LAYER_TOLERANCE = 1e-8;

/**
 * The k-RSB solutions 0, 1, …, k of one network.
 *
 * k = 0 and k = 1 are reached from a linear first layer, which is exact (slope a: 1 → 0), and from the weak problem
 * by continuation in the count or in α_l; larger k from the solution before and the one-layer solutions.
 *
 * @throws InputError for k out of range, expansions or a count that are not positive, or a tolerance out of range.
 */
export function* solveDeepChain(
  problem: DeepProblem,
  k: number,
  options: DeepOptions = {},
): Generator<DeepSolution, void, void> {
  checkProblem(problem);
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
 * @throws InputError as {@link solveDeepChain}.
 */
export function solveDeep(problem: DeepProblem, k: number, options: DeepOptions = {}): DeepSolution {
  checkProblem(problem);
  requireInteger(k, "k", 0, MAX_DEEP_STEPS);
  let solution = fromLinear(problem, Math.min(k, 1), options);
  while (solution.k < k && solution.value.status !== "domain-error") solution = advance(solution, options);
  return solution;
}

/** The solution at k + 1 from that at k. */
function advance(before: DeepSolution, options: DeepOptions): DeepSolution {
  const start = transportedStart(
    before.ansatz,
    oneLayer(before.k),
    oneLayer(before.k + 1),
    before.problem.hidden,
  );
  return solveDeepFrom(before.problem, start, options);
}

/** The solution by continuation from a linear first layer. */
function fromLinear(problem: DeepProblem, k: number, options: DeepOptions): DeepSolution {
  const path = roughSolution(problem, k);
  return solveDeepFrom(problem, path.ansatz, options);
}

/** A solution on coarse grids: the shallower network, a linear layer in front, slope to 0, then count or α_l. */
function roughSolution(problem: DeepProblem, k: number): Pick<Continuation, "ansatz" | "hessian"> {
  const { hidden, count } = problem;
  if (hidden.length === 0) {
    return toTarget(problem, { ansatz: { input: oneLayer(k), hidden: [] }, hessian: [] });
  }
  const weak: DeepNetwork = { hidden, count: WEAK };
  const inner = roughSolution({ kind: "capacity", hidden: hidden.slice(1), count: WEAK }, k);
  const start = behindLinearLayer(inner.ansatz, hidden[0]);
  const others = hidden.slice(1).map(() => 0);
  const opened = continueAlong((t) => ({ ...weak, kind: "capacity", slopes: [1 - t, ...others] }), start);
  return count === WEAK && problem.kind === "capacity" ? opened : toTarget(problem, opened);
}

/** From the weak capacity to another count, or to the energy at a given α_l: at e = c/2 both are the same point. */
function toTarget(
  problem: DeepProblem,
  weak: Pick<Continuation, "ansatz" | "hessian">,
): Pick<Continuation, "ansatz" | "hessian"> {
  const { hidden, count } = problem;
  const atCount = (c: number): DeepProblem => ({ kind: "capacity", hidden, count: c });
  if (problem.kind === "capacity") {
    return continueAlong((t) => atCount(WEAK * (count / WEAK) ** t), weak.ansatz);
  }
  // The energy follows α_l: from the weak capacity, where e = 1, on a logarithmic path.
  const capacity = solveDeepFrom(atCount(WEAK), weak.ansatz, { tolerance: 1e-5 }).value.value;
  return continueAlong(
    (t) => ({ kind: "energy", hidden, count, alpha: capacity * (problem.alpha / capacity) ** t }),
    weak.ansatz,
  );
}

const oneLayerSolutions = new Map<number, Ansatz>();

/** The one-layer threshold solution at k, kept for the life of the thread. */
function oneLayer(k: number): Ansatz {
  const known = oneLayerSolutions.get(k);
  if (known !== undefined) return known;
  const problem = { kind: "threshold" } as const;
  const { ansatz } =
    k === 0 ? replicaSymmetricLevel(problem) : solveKrsb(problem, k, { tolerance: ONE_LAYER_TOLERANCE });
  oneLayerSolutions.set(k, ansatz);
  return ansatz;
}

function checkProblem(problem: DeepProblem): void {
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

/** The ansatz of a solution without its network, for a start at neighbouring expansions. */
export function solveDeepNear(
  problem: DeepProblem,
  near: DeepAnsatz,
  options: DeepOptions = {},
): DeepSolution {
  checkProblem(problem);
  return solveDeepFrom(problem, near, options);
}
