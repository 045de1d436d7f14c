/**
 * The full-RSB limit k → ∞, by two independent estimates: multi-term extrapolation of a converged k-RSB chain, and
 * the optimum over a smooth family of order parameters.
 */
import { requireCallback, requireObject } from "../../src/arguments.js";
import { powerTailLimit } from "../../src/extrapolation/power-tail.js";
import { kept } from "../../src/kept.js";
import { combinedStatus, InputError, type Quantity, requirePositive } from "../../src/result.js";
import { krsbChain } from "../chain/krsb-chain.js";
import type { KrsbSolution } from "../chain/krsb-solution.js";
import { replicaSymmetricLevel } from "../chain/replica-symmetric-level.js";
import {
  type KrsbOptions,
  MAX_STEPS,
  requireKrsbOptions,
  SMALLEST_TOLERANCE,
  toleranceScale,
} from "../chain/solver-settings.js";
import type { Ansatz } from "../functional/ansatz.js";
import { errorCount, type PerceptronCost } from "../functional/cost.js";
import { type Problem, requireProblem } from "../functional/functional.js";
import { FARTHEST_ALPHA, fullRsbAtEnd, NEAREST_TWO } from "./ends-of-alpha.js";
import { type FamilyEstimate, solveSmoothFamily } from "./family-estimate.js";

/** Values converge to full RSB like k⁻⁴, then k⁻⁵, …: the tail of a variational, Gauss-like discretisation. */
const TAIL_EXPONENT = 4;
/** Fewer levels allow no two fits to be compared. */
const FEWEST_LEVELS = 5;
/** As many levels as the coarsest members of the family have. */
const FAMILY_START_LEVELS = 12;
export const DEFAULT_FULL_RSB_TOLERANCE = 1e-10;
/** Level values carry rounding errors near 1e-13, which the extrapolation amplifies fifty-fold. */
export const SMALLEST_FULL_RSB_TOLERANCE = 1e-11;

export interface FullRsbOptions {
  /** The cost of a field; default the number of errors at margin 0. */
  readonly cost?: PerceptronCost;
  /** Requested error of the value, absolute up to values of 10; from 1e-11 up. Default 1e-10. */
  readonly tolerance?: number;
  /** How the Gaussian steps are computed, and by which kernel; those of the family by sums unless transforms are asked for. */
  readonly convolution?: KrsbOptions["convolution"];
  readonly kernel?: KrsbOptions["kernel"];
  /**
   * Told of every level solved: k, the current estimate of the error (NaN while there is none), and the level, which is
   * left out where the limit is made of levels at other α.
   */
  readonly onLevel?: (k: number, error: number, level?: KrsbSolution) => void;
}

/** The extrapolation of a chain. */
export interface ChainEstimate {
  readonly value: Quantity;
  /** The k values the accepted fit used. */
  readonly levels: readonly number[];
  /** c₄, c₅, … of value_k − value = c₄ k⁻⁴ + c₅ k⁻⁵ + …. */
  readonly coefficients: readonly number[];
  /** Spread of the best fits, and the amplified errors of the values. */
  readonly truncation: number;
  readonly noise: number;
}

export interface FullRsbSolution extends ChainEstimate {
  readonly problem: Problem;
  /** The second, independent estimate. */
  readonly family: FamilyEstimate;
  /** |chain − family|; both errors together must cover it, or the status is `stalled`, as where there is no family. */
  readonly spread: number;
  /** The solved levels, in increasing k. */
  readonly chain: readonly KrsbSolution[];
  readonly evaluations: number;
  readonly tolerance: number;
}

/**
 * The full-RSB threshold or ground-state energy.
 *
 * Levels k = s, 2s, 3s, … are added until the estimated error of the extrapolation meets the tolerance (the stride
 * s grows as the tolerance falls), so a looser tolerance does less work. The smooth family is solved to a
 * lower accuracy (its error is reported) and must agree within both errors.
 *
 * @throws InputError for α ≤ 0 or a tolerance below {@link SMALLEST_FULL_RSB_TOLERANCE}.
 * @param problem `{ kind: "threshold" }` or `{ kind: "energy", alpha }`
 * @param options tolerance of the value
 * @returns the value with its error, the second estimate, and the levels that were used
 * @example
 * import { solveFullRsb } from "relu-injectivity/rsb";
 * solveFullRsb({ kind: "threshold" }, { tolerance: 1e-6 }).value.value; // 6.69805…
 */
export function solveFullRsb(problem: Problem, options: FullRsbOptions = {}): FullRsbSolution {
  requireProblem(problem);
  requireObject(options, "the options");
  const { tolerance = DEFAULT_FULL_RSB_TOLERANCE } = options;
  requireCallback(options.onLevel, "onLevel");
  requirePositive(tolerance, "tolerance");
  if (tolerance < SMALLEST_FULL_RSB_TOLERANCE) {
    throw new InputError(
      `tolerance is ${tolerance}: expected at least ${SMALLEST_FULL_RSB_TOLERANCE}, because the extrapolation amplifies ` +
        "the rounding of its levels (about 1e-13) beyond less",
    );
  }
  const { cost = errorCount } = options;
  const steps = {
    ...(options.convolution === undefined ? {} : { convolution: options.convolution }),
    ...(options.kernel === undefined ? {} : { kernel: options.kernel }),
  };
  requireKrsbOptions({ cost, ...steps });
  const { margin = 0 } = cost;
  const symmetric = replicaSymmetricLevel(problem, cost);
  if (symmetric.chi.value === Number.POSITIVE_INFINITY && margin <= 0)
    return unbroken(problem, symmetric, tolerance);
  if (problem.kind === "energy" && margin === 0 && isAtEnd(problem.alpha))
    return solveAtEnd(problem, options, tolerance);
  const chain: KrsbSolution[] = [];
  let estimate: ChainEstimate | undefined;
  let family: FamilyEstimate | undefined;
  const levelOptions = {
    tolerance: Math.max(SMALLEST_TOLERANCE, Math.min(1e-6, 0.01 * tolerance)),
    optimiserShare: 1e-3,
    cost,
    ...steps,
  };
  for (const solution of krsbChain(problem, levelPlan(tolerance), levelOptions)) {
    // A level that cannot be solved ends the chain; the limit rests on those before it.
    if (solution.value.status === "domain-error" && chain.length > 0) break;
    chain.push(solution);
    if (chain.length >= FEWEST_LEVELS) estimate = extrapolateFullRsb(chain);
    options.onLevel?.(solution.k, estimate?.value.error ?? Number.NaN, solution);
    if (estimate !== undefined && estimate.value.error <= tolerance * toleranceScale(estimate.value.value)) {
      family = solveSmoothFamily(problem, familyStarts(chain), tolerance, cost, steps);
      // A chain that is long enough for its limit may be too short to start the family.
      if (family.value.status === "converged" || solution.k >= FAMILY_START_LEVELS) break;
    }
  }
  const accepted = estimate ?? failed();
  family ??= solveSmoothFamily(problem, familyStarts(chain), tolerance, cost, steps);
  const spread = Math.abs(family.value.value - accepted.value.value);
  return withStatus({
    ...accepted,
    problem,
    family,
    spread,
    chain,
    evaluations: (chain.at(-1)?.evaluations ?? 0) + family.evaluations,
    tolerance,
  });
}

/** Unmet tolerances of single levels show in their errors, which the noise of the extrapolation contains. */
function withStatus(solution: FullRsbSolution): FullRsbSolution {
  const { value, family, spread, tolerance } = solution;
  const met =
    value.error <= tolerance * toleranceScale(value.value) &&
    // An estimate that stands alone is not called converged.
    family.value.status === "converged" &&
    spread <= value.error + family.value.error;
  const status = value.status === "domain-error" ? "domain-error" : met ? "converged" : "stalled";
  return { ...solution, value: { ...value, status } };
}

function isAtEnd(alpha: number): boolean {
  return alpha < 2 + NEAREST_TWO || alpha > FARTHEST_ALPHA;
}

function solveAtEnd(
  problem: { readonly kind: "energy"; readonly alpha: number },
  { onLevel }: FullRsbOptions,
  tolerance: number,
): FullRsbSolution {
  return withStatus(
    fullRsbAtEnd(problem, tolerance, ({ alpha }, needed) => solvedNode(alpha, needed, onLevel)),
  );
}

/** The nodes are the same for all α that are carried on from them. */
const solvedNode = kept(
  (alpha: number, tolerance: number, onLevel: FullRsbOptions["onLevel"]): FullRsbSolution =>
    solveFullRsb(
      { kind: "energy", alpha },
      onLevel === undefined ? { tolerance } : { tolerance, onLevel: (k, error) => onLevel(k, error) },
    ),
);

/**
 * Extrapolates solved levels of one problem to k → ∞.
 * @param solutions equally spaced k, at least five.
 * @throws InputError for fewer than five levels.
 */
export function extrapolateFullRsb(solutions: readonly KrsbSolution[]): ChainEstimate {
  if (solutions.length < FEWEST_LEVELS) {
    throw new InputError(
      `${solutions.length} levels of replica symmetry breaking given: expected at least ${FEWEST_LEVELS}`,
    );
  }
  const tail = powerTailLimit(
    solutions.map(({ k, value }) => ({ index: k, value: value.value, error: value.error })),
    TAIL_EXPONENT,
  );
  return {
    value: { ...tail.limit, status: combinedStatus(tail.limit.status) },
    levels: tail.indices,
    coefficients: tail.coefficients,
    truncation: tail.truncation,
    noise: tail.noise,
  };
}

/** k = s, 2s, … with a stride s that keeps the amplification of rounding in check for small tolerances. */
function levelPlan(tolerance: number): number[] {
  const stride = tolerance >= 1e-7 ? 1 : tolerance >= 5e-11 ? 2 : 3;
  return Array.from({ length: Math.floor(MAX_STEPS / stride) }, (_, i) => (i + 1) * stride);
}

/** α ≤ 2: the energy is zero, and no replica symmetry is broken. */
function unbroken(problem: Problem, symmetric: KrsbSolution, tolerance: number): FullRsbSolution {
  const { value } = symmetric;
  return {
    problem,
    value,
    levels: [0],
    coefficients: [],
    truncation: 0,
    noise: 0,
    family: { value, coefficients: [], levels: [0], truncation: 0, evaluations: 0 },
    spread: 0,
    chain: [symmetric],
    evaluations: 0,
    tolerance,
  };
}

/** Solved levels, many and few, from which the family may be started. */
function familyStarts(chain: readonly KrsbSolution[]): Ansatz[] {
  const broken = chain.filter(({ k, value }) => k > 1 && value.status !== "domain-error");
  const many = broken.findLast(({ k }) => k <= FAMILY_START_LEVELS);
  return [many, broken[0]].filter((level) => level !== undefined).map(({ ansatz }) => ansatz);
}

function failed(): ChainEstimate {
  const value: Quantity = { value: Number.NaN, error: Number.POSITIVE_INFINITY, status: "domain-error" };
  return { value, levels: [], coefficients: [], truncation: Number.NaN, noise: Number.NaN };
}
