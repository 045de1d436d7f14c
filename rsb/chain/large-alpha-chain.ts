/** k-RSB energies at α beyond a million, where every level starts from, and in the end is, its Gaussian limit. */
import { quantity, roundingError, type Status } from "../../src/result.js";
import { type Ansatz, stepsOf, toCoordinates } from "../functional/ansatz.js";
import { entropicTerm } from "../functional/entropic-term.js";
import type { Problem } from "../functional/functional.js";
import { DEFAULT_RESOLUTION } from "../functional/level-grids.js";
import { followGaussianLimit, type GaussianLimit, gaussianLoss } from "./gaussian-limit.js";
import type { KrsbSolution } from "./krsb-solution.js";
import { solveFrom } from "./solve.js";
import { DEFAULT_TOLERANCE, type KrsbOptions, toleranceScale } from "./solver-settings.js";

/**
 * Above this α starts come from the Gaussian limit, which is followed from here: the breaking points of all k are small
 * enough that the limit has its optimum near that of the functional.
 */
export const FAR_ALPHA = 1e6;
/**
 * Above this α only the limit is asked. What it leaves out falls from 0.2 at the base (less for small k) to 0.1, and is
 * less than the recursion loses to the rounding of α/2 soon after.
 */
const LIMIT_ALPHA = 1e13;

/**
 * The solution at α > {@link FAR_ALPHA} with as many levels as a converged one at {@link FAR_ALPHA}; a `domain-error` where
 * the limit cannot be followed from there (from about thirty levels on).
 */
export function farSolution(
  problem: Problem & { readonly kind: "energy" },
  base: KrsbSolution,
  options: KrsbOptions,
): KrsbSolution {
  const { alpha } = problem;
  const followed = followGaussianLimit(alpha, { alpha: FAR_ALPHA, ansatz: base.ansatz });
  if (!followed.converged) return { ...base, problem, value: quantity(Number.NaN, Number.POSITIVE_INFINITY) };
  const atLimit = () => limitSolution(problem, base, followed, options.tolerance ?? DEFAULT_TOLERANCE);
  if (alpha > LIMIT_ALPHA) return atLimit();
  const solution = solveFrom(problem, unscaled(followed, alpha), options);
  if (solution.value.status === "converged") return solution;
  const limit = atLimit();
  const evaluations = solution.evaluations + limit.evaluations;
  return { ...(solution.value.error <= limit.value.error ? solution : limit), evaluations };
}

function unscaled({ scaled }: GaussianLimit, alpha: number): Ansatz {
  const root = Math.sqrt(alpha);
  return {
    overlapDeficits: scaled.overlapDeficits,
    breakingPoints: scaled.breakingPoints.map((y) => y / root),
    chi: scaled.chi / root,
  };
}

/**
 * e = α/2 − F. The error is what the limit misses at the base, where the recursion is known; it falls with α. Parameters miss terms of relative order y_k, the next cumulant.
 */
function limitSolution(
  problem: Problem & { readonly kind: "energy" },
  base: KrsbSolution,
  followed: GaussianLimit,
  tolerance: number,
): KrsbSolution {
  const { alpha } = problem;
  const k = stepsOf(base.ansatz);
  const atBase = followGaussianLimit(FAR_ALPHA, { alpha: FAR_ALPHA, ansatz: base.ansatz });
  const missed = Math.abs(base.value.value - (0.5 * FAR_ALPHA - Math.sqrt(FAR_ALPHA) * atBase.scaledLoss));
  const root = Math.sqrt(alpha);
  const energy = 0.5 * alpha - root * followed.scaledLoss;
  const budget = {
    grid: 0,
    domain: missed + base.value.error,
    optimiser: 2 * root * followed.decrement,
    rounding: roundingError(energy, 8),
  };
  const error = budget.domain + budget.optimiser + budget.rounding;
  const { gradient } = gaussianLoss(alpha, toCoordinates(followed.scaled));
  const residual = gradient.reduce((most, g) => Math.max(most, Math.abs(g)), 0) / followed.scaledLoss;
  const met = followed.converged && residual <= 1e-6 && error <= tolerance * toleranceScale(energy);
  const status: Status = met ? "converged" : "stalled";
  const ansatz = unscaled(followed, alpha);
  const relative = ansatz.breakingPoints[k - 1] + Math.sqrt(followed.decrement);
  const entropic = root * entropicTerm(followed.scaled).value;
  return {
    problem,
    k,
    value: quantity(energy, error, status),
    ansatz,
    overlaps: Array.from(ansatz.overlapDeficits, (d) => quantity(1 - d, d * relative, status)),
    breakingPoints: Array.from(ansatz.breakingPoints, (y) => quantity(y, y * relative, status)),
    chi: quantity(ansatz.chi, Math.max(ansatz.chi * relative, Number.MIN_VALUE), status),
    energetic: (energy + entropic) / alpha,
    entropic,
    residual,
    energyByDensity: quantity(energy, error + alpha * residual, status),
    budget,
    evaluations: followed.evaluations + atBase.evaluations,
    convolution: base.convolution,
    convolutionReason: base.convolutionReason,
    kernel: base.kernel,
    resolution: DEFAULT_RESOLUTION,
    gridPoints: 0,
    tolerance,
  };
}
