/** Chains of k-RSB states at one temperature: replica symmetry, one step from `one-step-start`, each further k from the one before. */
import { replicaSymmetricFiniteTemperature } from "../../rs/index.js";
import { requireObject } from "../../src/arguments.js";
import { type Quantity, requireInteger, roundingError } from "../../src/result.js";
import { toleranceScale } from "../chain/solver-settings.js";
import type { ThermalPoint } from "./free-entropy.js";
import { oneStepStarts } from "./one-step-start.js";
import { requireThermalAnsatz, type ThermalAnsatz } from "./thermal-ansatz.js";
import {
  DEFAULT_THERMAL_TOLERANCE,
  MAX_THERMAL_STEPS,
  requireThermalOptions,
  requireThermalPoint,
  type ThermalOptions,
} from "./thermal-settings.js";
import type { ThermalSolution } from "./thermal-solution.js";
import { solveThermalFrom } from "./thermal-solve.js";
import { resampledThermalStart } from "./thermal-start.js";

/**
 * The k-RSB chain 0, 1, …, k at (α, β), each level started from the one before. Where replica symmetry holds (its
 * replicon is positive and a search finds no other state) the chain ends with k = 0, whatever k is.
 *
 * @param point α = m/n, the inverse temperature β, at most {@link LARGEST_THERMAL_BETA} for k ≥ 1, and the margin κ
 * @param k largest number of breaking points, 0 … {@link MAX_THERMAL_STEPS}
 * @param options tolerance of the free entropy and the way of the Gaussian steps
 * @returns the states for 0, 1, …, k as they converge; Φ_k falls with k
 * @throws InputError for α, β, k or a tolerance out of range
 * @example
 * import { solveThermalChain } from "relu-injectivity/rsb";
 * const values = [...solveThermalChain({ alpha: 6, beta: 4 }, 1)].map(({ freeEntropy }) => freeEntropy.value);
 * values[1]; // -6.4433958…
 */
export function* solveThermalChain(
  point: ThermalPoint,
  k: number,
  options: ThermalOptions = {},
): Generator<ThermalSolution, void, void> {
  requireInteger(k, "k", 0, MAX_THERMAL_STEPS);
  requireThermalOptions(options);
  requireObject(point, "the point", ["alpha", "beta"]);
  if (k > 0) requireThermalPoint(point);
  const symmetric = symmetricState(point, options);
  if (k === 0) {
    yield symmetric;
    return;
  }
  let below = oneStepState(point, symmetric, options);
  yield below.k === 0 ? below : symmetric;
  if (below.k === 0) return;
  yield below;
  for (let steps = 2; steps <= k && below.freeEntropy.status !== "domain-error"; steps++) {
    const start = resampledThermalStart(below.ansatz, steps);
    below = inOrder(solveThermalFrom(point, start, options), below);
    yield below;
  }
}

/**
 * The k-RSB state at (α, β) (the last of {@link solveThermalChain}): free entropy, energy, entropy, order parameters
 * and stability. Source: Maillard 2022 (Parisi formula at finite temperature).
 *
 * Accuracy: the error of the free entropy is the sum of the contributions in `budget`, about 1e-13 at the default
 * tolerance; energy, entropy and replicons carry what the grids and the next Newton step change in them.
 *
 * @param point α = m/n and the inverse temperature β
 * @param k number of breaking points, 0 … {@link MAX_THERMAL_STEPS}
 * @param options tolerance of the free entropy and the way of the Gaussian steps
 * @throws InputError as {@link solveThermalChain}
 * @returns the state; its k is 0 where replica symmetry is not broken
 * @example
 * import { solveThermal } from "relu-injectivity/rsb";
 * solveThermal({ alpha: 6, beta: 4 }, 2).freeEntropy.value; // -6.4434301…
 */
export function solveThermal(point: ThermalPoint, k: number, options: ThermalOptions = {}): ThermalSolution {
  let last: ThermalSolution | undefined;
  for (const solution of solveThermalChain(point, k, options)) last = solution;
  if (last === undefined) throw new Error("a chain has at least its replica-symmetric level");
  return last;
}

/** Enough for a start from a neighbouring point: one Hessian and some twenty steps, on every layout. */
const EVALUATIONS_AT_HAND = 60;

/**
 * The k-RSB state from that of a neighbouring point with the same k, without the chain below.
 * @param point α = m/n and the inverse temperature β
 * @param neighbour the order parameters of a state nearby
 * @param options tolerance of the free entropy and the way of the Gaussian steps
 * @returns undefined where the start is too far away to converge: solve the chain then
 * @throws InputError as {@link solveThermalChain}
 * @example
 * import { continueThermal, solveThermal } from "relu-injectivity/rsb";
 * const { ansatz } = solveThermal({ alpha: 6, beta: 5 }, 2);
 * continueThermal({ alpha: 6, beta: 5.1 }, ansatz)?.freeEntropy.status; // "converged"
 */
export function continueThermal(
  point: ThermalPoint,
  neighbour: ThermalAnsatz,
  options: ThermalOptions = {},
): ThermalSolution | undefined {
  requireThermalPoint(point);
  requireThermalOptions(options);
  requireThermalAnsatz(neighbour);
  const k = neighbour.breakingPoints.length;
  requireInteger(k, "k", 1, MAX_THERMAL_STEPS);
  const symmetric = symmetricState(point, options);
  if (symmetric.stable) return undefined;
  const solution = solveThermalFrom(point, neighbour, options, EVALUATIONS_AT_HAND + 6 * k);
  const { freeEntropy } = solution;
  const lower = freeEntropy.value < symmetric.freeEntropy.value - freeEntropy.error;
  return freeEntropy.status === "converged" && hasArrived(solution) && lower ? solution : undefined;
}

/**
 * The one-step state, or the symmetric one if nothing lies below it by more than the errors: where RS is stable that is
 * replica symmetry, close to the line it is a breaking too weak to be resolved.
 */
function oneStepState(
  point: ThermalPoint,
  symmetric: ThermalSolution,
  options: ThermalOptions,
): ThermalSolution {
  const { ansatz, stable, freeEntropy } = symmetric;
  const { breakingPoint } = replicaSymmetricFiniteTemperature(point.alpha, point.beta, marginOf(point));
  let found: ThermalSolution | undefined;
  for (const { ansatz: start, limit } of oneStepStarts(
    point,
    stable,
    ansatz.overlapDeficits[0],
    breakingPoint,
  )) {
    found = solveThermalFrom(point, start, options, limit);
    if (found.freeEntropy.status === "converged") break;
  }
  if (found === undefined) return symmetric;
  const gain = freeEntropy.value - found.freeEntropy.value;
  const error = found.freeEntropy.error + freeEntropy.error;
  const converged = found.freeEntropy.status === "converged";
  if (converged && gain > error) return inOrder(found, symmetric);
  if (stable) return symmetric;
  if (converged && gain >= -error) return unresolved(symmetric, error);
  return inOrder(found, symmetric);
}

/**
 * The symmetric state where it is unstable but the gain of breaking is below the errors. The overlap splits in proportion to
 * the replicon r and the energy moves with its square: 3(1 − q)|r| and r²e bounded both at every point near the line that
 * was solved (α from 1.7 to 100).
 */
function unresolved(symmetric: ThermalSolution, error: number): ThermalSolution {
  const { beta, freeEntropy, energy, entropy, overlaps, replicons, ansatz } = symmetric;
  const replicon = Math.abs(replicons[0].value);
  const widened = (of: Quantity, by: number): Quantity => ({ ...of, error: of.error + by });
  const moved = replicon * replicon * energy.value;
  return {
    ...symmetric,
    freeEntropy: widened(freeEntropy, error),
    energy: widened(energy, moved),
    entropy: widened(entropy, beta * moved + error),
    overlaps: [widened(overlaps[0], 3 * ansatz.overlapDeficits[0] * replicon)],
  };
}

/**
 * More levels can only lower Φ. A stationary point above the level below, by more than both errors, is not the infimum and
 * is called stalled. Where nothing is gained beyond the errors, or the optimiser gave up in directions too soft for it, the value
 * stands but the levels are not determined; in the second case it may lack some of the gain, and is called stalled where that is
 * more than the tolerance.
 */
function inOrder(solution: ThermalSolution, below: ThermalSolution): ThermalSolution {
  const { freeEntropy } = solution;
  const gain = below.freeEntropy.value - freeEntropy.value;
  const error = freeEntropy.error + below.freeEntropy.error;
  if (freeEntropy.status !== "converged" || (gain > error && hasArrived(solution))) return solution;
  const stalled = (of: Quantity): Quantity => ({ ...of, status: "stalled" });
  const lacking = hasArrived(solution) ? 0 : MISSED_GAIN * Math.max(0, gain);
  // What is not determined may be anywhere between the outermost levels.
  const anywhere = (list: readonly Quantity[]): Quantity[] => {
    const values = list.map(({ value }) => value);
    const range = Math.max(...values) - Math.min(...values);
    return list.map((of) => ({ ...stalled(of), error: of.error + range }));
  };
  const levels = {
    ...solution,
    freeEntropy: { ...freeEntropy, error: freeEntropy.error + lacking },
    overlaps: anywhere(solution.overlaps),
    breakingPoints: anywhere(solution.breakingPoints),
    replicons: anywhere(solution.replicons),
  };
  const met = levels.freeEntropy.error <= solution.tolerance * toleranceScale(freeEntropy.value);
  if (gain >= -error && met) return levels;
  return {
    ...levels,
    freeEntropy: stalled(levels.freeEntropy),
    energy: stalled(solution.energy),
    energyByDensity: stalled(solution.energyByDensity),
    entropy: stalled(solution.entropy),
  };
}

/** The optimiser's part of the tolerance beyond which it has given up. */
const ARRIVED = 1e-8;
/** Share of its gain that such a level may lack: 1/40 was seen, close to the line. */
const MISSED_GAIN = 0.1;

function hasArrived({ budget, tolerance }: ThermalSolution): boolean {
  return budget.optimiser <= ARRIVED * tolerance;
}

function marginOf({ margin = 0 }: ThermalPoint): { readonly margin: number } {
  return { margin };
}

/** k = 0: replica symmetry by quadrature. */
function symmetricState(
  point: ThermalPoint,
  { tolerance = DEFAULT_THERMAL_TOLERANCE }: ThermalOptions,
): ThermalSolution {
  const state = replicaSymmetricFiniteTemperature(point.alpha, point.beta, marginOf(point));
  const { freeEntropy, energy, entropy, overlap, replicon, stable } = state;
  return {
    ...point,
    k: 0,
    freeEntropy,
    energy,
    // Replica symmetry has one route: the quadrature of that probability.
    energyByDensity: energy,
    entropy,
    // β(1 − q) has the digits of 1 − q where q is close to 1.
    ansatz: {
      overlapDeficits: Float64Array.of(state.chi.value / point.beta),
      breakingPoints: new Float64Array(0),
    },
    overlaps: [overlap],
    breakingPoints: [],
    replicons: [replicon],
    stable,
    residual: 0,
    budget: { grid: freeEntropy.error, domain: 0, optimiser: 0, rounding: roundingError(freeEntropy.value) },
    convolution: "quadrature",
    convolutionReason: "replica symmetry is one average: nothing is convolved",
    kernel: null,
    gridPoints: 0,
    evaluations: 0,
    tolerance,
  };
}
