/** Public entry points of the k-RSB theory: one k, k = 0 (replica-symmetric) included, and whole chains. */
import { satisfiableAlpha } from "../../rs/index.js";
import { kept } from "../../src/kept.js";
import { requireInteger } from "../../src/result.js";
import { type Ansatz, requireAnsatz, stepsOf } from "../functional/ansatz.js";
import { errorCount } from "../functional/cost.js";
import { type Problem, requireProblem } from "../functional/functional.js";
import { krsbChain } from "./krsb-chain.js";
import type { KrsbSolution } from "./krsb-solution.js";
import { continuedLevel, NEAR_TWO, type Node, nodeAlphas } from "./near-two.js";
import { isSymmetricStable, replicaSymmetricLevel } from "./replica-symmetric-level.js";
import { solveFrom } from "./solve.js";
import { DEFAULT_TOLERANCE, type KrsbOptions, MAX_STEPS, requireKrsbOptions } from "./solver-settings.js";
import { levelBeyond, levelWithValueOnly } from "./tail-of-levels.js";

/**
 * The k-RSB chain 0, 1, …, k of one problem, each level warm-started from the one before.
 *
 * A bias β on the ball of radius R√n, or a field threshold κ of either sign, is `cost: withMargin(errorCount, κ)` with
 * κ = −β/R; another number of active units per input dimension is the `count` of a threshold.
 *
 * For α ≤ 2 the ground-state energy vanishes, nothing breaks, and the chain ends with k = 0 whatever k is.
 *
 * @param problem `{ kind: "threshold" }` or `{ kind: "energy", alpha }`.
 * @param k largest number of breaking points, 0 … {@link MAX_STEPS}.
 * @throws InputError for k or α out of range, or a tolerance double precision cannot support.
 * @param options tolerance of the values and the way of the Gaussian steps
 * @returns the solutions for 0, 1, …, k as they converge
 * @example
 * import { solveKrsbChain } from "relu-injectivity/rsb";
 * const values = [...solveKrsbChain({ kind: "threshold" }, 2)].map(({ value }) => value.value);
 * values[2]; // 6.70039194944…
 */
export function* solveKrsbChain(
  problem: Problem,
  k: number,
  options: KrsbOptions = {},
): Generator<KrsbSolution, void, void> {
  requireProblem(problem);
  requireInteger(k, "k", 0, MAX_STEPS);
  requireKrsbOptions(options);
  const { margin = 0 } = options.cost ?? errorCount;
  const symmetric = replicaSymmetricLevel(problem, options.cost);
  yield symmetric;
  if (isSymmetricStable(problem, options.cost ?? errorCount)) return;
  // With κ > 0 the constraints are not convex: breaking may cost energy where replica symmetry has none.
  if (k === 0 || (symmetric.chi.value === Number.POSITIVE_INFINITY && margin <= 0)) return;
  const levels = [symmetric];
  for (const solution of krsbChain(problem, stepsUpTo(k), options)) {
    if (solution.value.status === "domain-error") {
      yield* levelsBeyond(problem, levels, solution, k, options);
      return;
    }
    yield solution;
    levels.push(solution);
  }
}

/** The levels from the first one that could not be solved, `failed`, to k. */
function* levelsBeyond(
  problem: Problem,
  levels: KrsbSolution[],
  failed: KrsbSolution,
  k: number,
  options: KrsbOptions,
): Generator<KrsbSolution, void, void> {
  if (problem.kind === "energy" && problem.alpha < NEAR_TWO && (options.cost?.margin ?? 0) === 0) {
    const energy = { kind: "energy", alpha: problem.alpha } as const;
    const lower = levels.length > 1 ? levels[levels.length - 1] : undefined;
    for (const continued of continuedChain(energy, lower, Math.min(k, MOST_CONTINUED), options)) {
      yield continued;
      levels.push(continued);
    }
  }
  const { tolerance = DEFAULT_TOLERANCE } = options;
  for (let level = levels.length; level <= k; level++) {
    const beyond = levelBeyond(levels, level, tolerance);
    // A level without a law has no value; the one below must not be taken for it.
    yield beyond ?? levelWithValueOnly(failed, level, Number.NaN, 0, 0, tolerance);
    if (beyond === undefined) return;
  }
}

/** Levels beyond this one are not carried on, since solving their nodes would take minutes: they follow the law of the gains. */
const MOST_CONTINUED = 12;
/** Levels up to this one are carried on from nodes of their own, as close to 2 as they go; the others share theirs. */
const OWN_NODES = 6;

/** The levels above `lower`, up to k, carried on from larger α; fewer where that α would not be near 2. */
function* continuedChain(
  problem: { readonly kind: "energy"; readonly alpha: number },
  lower: KrsbSolution | undefined,
  k: number,
  options: KrsbOptions,
): Generator<KrsbSolution, void, void> {
  if ((lower?.k ?? 0) >= k) return;
  const nodeOptions = { ...options, tolerance: DEFAULT_TOLERANCE };
  const known = chainAt(NEAR_TWO, k, nodeOptions);
  let below = lower;
  let shared: Node[] | undefined;
  for (let level = (lower?.k ?? 0) + 1; level < known.length; level++) {
    const own = level <= OWN_NODES;
    const most = own ? level : known.length - 1;
    const nodesFor = (): Node[] =>
      nodeAlphas(known[most], NEAR_TWO).map((alpha) => ({
        alpha,
        levels: chainAt(alpha, most, nodeOptions),
      }));
    const nodes: Node[] = (own ? undefined : shared) ?? nodesFor();
    if (!own) shared = nodes;
    if (nodes.some(({ levels }) => levels.length <= level)) break;
    below = continuedLevel(problem, level, nodes, below, options.tolerance ?? DEFAULT_TOLERANCE);
    yield below;
  }
}

/** The levels at a node; the nodes are the same for all α that are carried on from them. */
const chainAt = kept((alpha: number, most: number, options: KrsbOptions): readonly KrsbSolution[] => [
  replicaSymmetricLevel({ kind: "energy", alpha }),
  ...krsbChain({ kind: "energy", alpha }, stepsUpTo(most), options),
]);

/**
 * The k-RSB solution of one problem (the last of {@link solveKrsbChain}).
 *
 * Accuracy: the error of `value` is the sum of the grid, domain, optimiser and rounding contributions in
 * `budget`; about 1e-13 at the default tolerance. Source: Maillard 2022 (k-RSB thresholds).
 *
 * @throws InputError as {@link solveKrsbChain}.
 * @param problem `{ kind: "threshold" }` or `{ kind: "energy", alpha }`
 * @param k number of breaking points, 0 … {@link MAX_STEPS}
 * @param options tolerance of the value and the way of the Gaussian steps
 * @returns value, order parameters, residual and error budget
 * @example
 * import { solveKrsb } from "relu-injectivity/rsb";
 * solveKrsb({ kind: "threshold" }, 2).value.value; // 6.70039194944…
 */
export function solveKrsb(problem: Problem, k: number, options: KrsbOptions = {}): KrsbSolution {
  let last: KrsbSolution | undefined;
  for (const solution of solveKrsbChain(problem, k, options)) last = solution;
  if (last === undefined) throw new Error("a chain has at least its replica-symmetric level");
  return last;
}

/**
 * A good start needs one Hessian (2k + 1 gradients) and about ten steps. Where α moves by a tenth of α − 2 this was
 * enough for all k up to 12; starts that take much longer cost more than the chain, and ended with poor parameters.
 */
const HESSIANS_AT_HAND = 4;
const EVALUATIONS_AT_HAND = 20;

/**
 * The k-RSB solution of one problem from that of a neighbouring one with the same k, without the chain below k.
 *
 * @param neighbour the optimum of the same kind of problem at a nearby α (margin, count).
 * @returns undefined where nothing breaks (α ≤ 2) or the start is too far away to converge: solve the chain then.
 * @throws InputError as {@link solveKrsbChain}.
 * @param problem `{ kind: "energy", alpha }` or `{ kind: "threshold" }`
 * @param options tolerance of the value and the way of the Gaussian steps
 * @example
 * import { continueKrsb, solveKrsb } from "relu-injectivity/rsb";
 * const { ansatz } = solveKrsb({ kind: "energy", alpha: 6 }, 3);
 * continueKrsb({ kind: "energy", alpha: 6.1 }, ansatz)?.value.status; // "converged"
 */
export function continueKrsb(
  problem: Problem,
  neighbour: Ansatz,
  options: KrsbOptions = {},
): KrsbSolution | undefined {
  requireProblem(problem);
  requireAnsatz(neighbour);
  requireInteger(stepsOf(neighbour), "k", 0, MAX_STEPS);
  requireKrsbOptions(options);
  const { margin = 0 } = options.cost ?? errorCount;
  const unbroken = problem.kind === "energy" && margin <= 0 && problem.alpha <= satisfiableAlpha(margin);
  if (stepsOf(neighbour) === 0 || unbroken) return undefined;
  const evaluationLimit = EVALUATIONS_AT_HAND + HESSIANS_AT_HAND * (2 * stepsOf(neighbour) + 1);
  const solution = solveFrom(problem, neighbour, { ...options, evaluationLimit });
  return solution.value.status === "converged" ? solution : undefined;
}

function stepsUpTo(k: number): number[] {
  return Array.from({ length: k }, (_, i) => i + 1);
}
