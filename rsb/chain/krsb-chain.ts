/** Chains of k-RSB levels, each started from the optimum before it. */
import { satisfiableAlpha } from "../../rs/index.js";
import { InputError, type Quantity, requireInteger } from "../../src/result.js";
import { type Ansatz, stepsOf } from "../functional/ansatz.js";
import type { Problem } from "../functional/functional.js";
import { branchStart } from "./branch-start.js";
import type { KrsbSolution } from "./krsb-solution.js";
import { FAR_ALPHA, farSolution } from "./large-alpha-chain.js";
import { replicaSymmetricLevel } from "./replica-symmetric-level.js";
import { solveFrom } from "./solve.js";
import { DEFAULT_TOLERANCE, type KrsbOptions, MAX_STEPS, resolveOptions } from "./solver-settings.js";
import { mayDescend, steepObjective } from "./steep-branch.js";
import { extrapolatedStart, resampledStart } from "./warm-start.js";

/**
 * For large α the levels of a small k lie decades apart, where resampling k − 1 of them misses: these k follow their
 * own branch from the threshold.
 */
const LARGE_ALPHA = 40;
const BRANCH_STEPS = 3;
/** Other k do so where resampling fails. */
const MOST_BRANCH_STEPS = 12;

/**
 * Solves the given numbers of steps in turn, the first from a 1-RSB start on the branch of the threshold, each later one from the
 * optimum before it, and yields every solution. The chain ends early at a `domain-error`.
 *
 * @param problem threshold, or energy at α > 2 (below, the energy is zero and no breaking occurs).
 * @param steps increasing numbers of breaking points; 1 is solved first in any case (and yielded only if listed).
 * @throws InputError for k outside 1 … {@link MAX_STEPS}, α ≤ 2 or a tolerance below {@link SMALLEST_TOLERANCE}.
 */
export function* krsbChain(
  problem: Problem,
  steps: Iterable<number>,
  options: KrsbOptions = {},
): Generator<KrsbSolution, void, void> {
  const { cost } = resolveOptions(options);
  const { margin = 0 } = cost;
  // For κ > 0 breaking lowers the satisfiable α below its replica-symmetric value.
  const smallest = margin > 0 ? 0 : satisfiableAlpha(margin);
  if (problem.kind === "energy" && !(problem.alpha > smallest && Number.isFinite(problem.alpha))) {
    throw new InputError(
      `alpha is ${problem.alpha}: expected a finite number greater than ${smallest} for k >= 1`,
    );
  }
  if (problem.kind === "energy" && problem.alpha > FAR_ALPHA) {
    if (margin !== 0)
      throw new InputError(
        `alpha is ${problem.alpha}: expected at most ${FAR_ALPHA} with a margin, as larger ones are followed from a limit that is known at kappa = 0 only`,
      );
    yield* farChain({ kind: "energy", alpha: problem.alpha }, steps, options);
    return;
  }
  const start = branchStart(problem, 1, options);
  let solution = inOrder(solveFrom(problem, start.ansatz, options), replicaSymmetricLevel(problem, cost));
  let evaluations = start.evaluations + solution.evaluations;
  let earlier: Ansatz | undefined;
  for (const k of steps) {
    requireInteger(k, "k", 1, MAX_STEPS);
    if (k > 1) {
      const below = solution;
      solution = advance(problem, below, earlier, k, options);
      earlier = below.ansatz;
      evaluations += solution.evaluations;
    }
    yield { ...againstSteepBranch(solution, options), evaluations };
    if (solution.value.status === "domain-error") return;
  }
}

/** The chain at large α, each level from its Gaussian limit, which is followed from the chain at {@link FAR_ALPHA}. */
function* farChain(
  problem: { readonly kind: "energy"; readonly alpha: number },
  steps: Iterable<number>,
  options: KrsbOptions,
): Generator<KrsbSolution, void, void> {
  let below = replicaSymmetricLevel(problem);
  let evaluations = 0;
  const { tolerance = DEFAULT_TOLERANCE } = options;
  const baseOptions = { ...options, tolerance: Math.min(tolerance, 1e-9) };
  for (const base of krsbChain({ kind: "energy", alpha: FAR_ALPHA }, steps, baseOptions)) {
    const solution = inOrder(farSolution(problem, base, options), below);
    evaluations += solution.evaluations;
    yield { ...solution, evaluations: base.evaluations + evaluations };
    if (solution.value.status === "domain-error") return;
    below = solution;
  }
}

/**
 * The optimum at k levels from the one below: for large α and small k from its branch, else from the corrected start, then from the plain one (far from
 * the asymptotic regime the correction can overshoot), then by way of the levels between.
 */
function advance(
  problem: Problem,
  below: KrsbSolution,
  earlier: Ansatz | undefined,
  k: number,
  options: KrsbOptions,
): KrsbSolution {
  const before = below.ansatz;
  const onBranch = (): KrsbSolution => {
    const start = branchStart(problem, k, options);
    const solution = inOrder(solveFrom(problem, start.ansatz, options), below);
    return { ...solution, evaluations: start.evaluations + solution.evaluations };
  };
  const farAway = problem.kind === "energy" && problem.alpha > LARGE_ALPHA;
  if (farAway && k <= BRANCH_STEPS) return onBranch();
  if (earlier !== undefined && stepsOf(earlier) > 1) {
    const corrected = inOrder(solveFrom(problem, extrapolatedStart(earlier, before, k), options), below);
    if (corrected.value.status === "converged") return corrected;
  }
  const plain = inOrder(solveFrom(problem, resampledStart(before, k), options), below);
  if (plain.value.status === "converged") return plain;
  if (problem.kind === "energy" && k <= MOST_BRANCH_STEPS) {
    const followed = onBranch();
    if (followed.value.status === "converged") return followed;
  }
  if (k - stepsOf(before) <= 1) return plain;
  const between = advance(problem, below, earlier, k - 1, options);
  if (between.value.status !== "converged") return plain;
  return inOrder(solveFrom(problem, resampledStart(between.ansatz, k), options), between);
}

/**
 * More levels can only lower a threshold and raise an energy. A stationary point on the wrong side of the level below,
 * by more than both errors, is not the optimum: it is returned as `stalled`.
 */
function inOrder(solution: KrsbSolution, below: KrsbSolution): KrsbSolution {
  const { value, problem } = solution;
  const gain = (value.value - below.value.value) * (problem.kind === "threshold" ? -1 : 1);
  if (value.status !== "converged" || gain >= -(value.error + below.value.error)) return solution;
  return asStalled(solution, 0);
}

/** A minimum that lies above the second descent is not the optimum: `stalled`, with the difference in its error. */
function againstSteepBranch(solution: KrsbSolution, options: KrsbOptions): KrsbSolution {
  const { value, problem, ansatz } = solution;
  const settings = resolveOptions(options, ansatz);
  if (!mayDescend(settings.cost) || value.status !== "converged") return solution;
  const { objective, error } = steepObjective(problem, ansatz, settings);
  const descent = (problem.kind === "threshold" ? value.value : -value.value) - objective;
  return descent > value.error + 2 * error ? asStalled(solution, descent) : solution;
}

function asStalled(solution: KrsbSolution, excess: number): KrsbSolution {
  const stalled = (of: Quantity): Quantity => ({ ...of, status: "stalled" });
  const { value } = solution;
  return {
    ...solution,
    value: stalled({ ...value, error: value.error + excess }),
    overlaps: solution.overlaps.map(stalled),
    breakingPoints: solution.breakingPoints.map(stalled),
    chi: stalled(solution.chi),
    energyByDensity: stalled(solution.energyByDensity),
  };
}
