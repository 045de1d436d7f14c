/** Solutions on coarse grids from nothing: one layer, linear layers in front of it that are bent into ReLU, a target. */
import type { DeepAnsatz } from "./deep-ansatz.js";
import { continueAlong } from "./deep-continuation.js";
import type { DeepNetwork, DeepProblem } from "./deep-functional.js";
import { findPoint } from "./deep-point.js";
import { COARSE } from "./deep-settings.js";
import { behindLinearLayer } from "./deep-start.js";
import { oneLayerAnsatz } from "./one-layer-ansatz.js";

/** The count of the weak problem, at which one layer is solved and paths start. */
const WEAK = 2;

/** A solution to start from, and how far the path to it came (1: all the way). */
export interface RoughSolution {
  readonly ansatz: DeepAnsatz;
  readonly reached: number;
  /** Of the functional, along all paths. */
  readonly evaluations: number;
}

/** Lowest overlaps and fields free, or all zero (k = 1: partially lifted duality). */
export type LowestLevel = "free" | "zero";

/**
 * The shallower network with a linear layer in front, its slope taken to 0, then the count taken from weak to the one
 * asked for, or α_l from the capacity to the one asked for: at e = c/2 both are the same stationary point.
 */
export function roughSolution(problem: DeepProblem, k: number, lowest: LowestLevel = "free"): RoughSolution {
  const weak = weakSolution(problem.hidden, k, lowest);
  if (weak.reached < 1 || (problem.count === WEAK && problem.kind === "capacity")) return weak;
  return after(weak, toTarget(problem, weak.ansatz));
}

function weakSolution(hidden: readonly number[], k: number, lowest: LowestLevel): RoughSolution {
  if (hidden.length === 0) {
    const ansatz = { input: oneLayerAnsatz(k), hidden: [] };
    return { ansatz: lowest === "free" ? ansatz : liftedOneLayer(ansatz), reached: 1, evaluations: 0 };
  }
  const inner = weakSolution(hidden.slice(1), k, lowest);
  if (inner.reached < 1) return inner;
  const weak: DeepNetwork = { hidden, count: WEAK };
  const others = hidden.slice(1).map(() => 0);
  const bent = continueAlong(
    (t) => ({ ...weak, kind: "capacity", slopes: [1 - t, ...others] }),
    behindLinearLayer(inner.ansatz, hidden[0]),
  );
  return after(inner, bent);
}

function after(before: RoughSolution, { ansatz, reached, evaluations }: RoughSolution): RoughSolution {
  return { ansatz, reached, evaluations: before.evaluations + evaluations };
}

/** One layer with q_0 = 0, from the solution with q_0 free. */
function liftedOneLayer({ input }: DeepAnsatz): DeepAnsatz {
  const overlapDeficits = input.overlapDeficits.slice();
  overlapDeficits[0] = 1;
  const start = { input: { ...input, overlapDeficits }, hidden: [] };
  const problem: DeepProblem = { kind: "capacity", hidden: [], count: WEAK };
  return findPoint(problem, start, COARSE, { tolerance: 1e-9, evaluationLimit: 200 }).ansatz;
}

function toTarget(problem: DeepProblem, weak: DeepAnsatz): RoughSolution {
  const { hidden, count } = problem;
  const atCount = (c: number): DeepProblem => ({ kind: "capacity", hidden, count: c });
  if (problem.kind === "capacity") return continueAlong((t) => atCount(WEAK * (count / WEAK) ** t), weak);
  const limit = { tolerance: 1e-9, evaluationLimit: 200 };
  const capacity = findPoint(atCount(WEAK), weak, COARSE, limit).stationary.value;
  return continueAlong(
    (t) => ({ kind: "energy", hidden, count, alpha: capacity * (problem.alpha / capacity) ** t }),
    weak,
  );
}
