/** Replica-symmetric ground-state energy and threshold at zero temperature, in closed form up to one scalar root. */
import { requireObject } from "../src/arguments.js";
import { type Quantity, quantity, requirePositive, roundingError } from "../src/result.js";
import { brentRoot } from "../src/roots/brent.js";
import { millsRatio, normalDensity, normalTail } from "../src/special/normal.js";
import { type Cutoff, centralSecondMoment, zeroTemperatureCutoff } from "./cutoff.js";
import {
  energyWithMargin,
  type MarginAndCount,
  requireMargin,
  satisfiableAlpha,
  thresholdWithMargin,
} from "./margin.js";

/** Rounding carried by one evaluation of the closed forms, in units of the last place. */
const OPERATIONS = 8;

/** The replica-symmetric ground state at one α. */
export interface ReplicaSymmetricEnergy {
  readonly alpha: number;
  /** Ground-state energy per dimension e(α): the least number of positive outputs divided by n. */
  readonly energy: Quantity;
  /** χ = lim β(1 − q) > 0; Infinity for α ≤ 2 (with a margin, {@link satisfiableAlpha}), where the ground states fill a region of positive measure. */
  readonly chi: Quantity;
}

/** The replica-symmetric injectivity threshold and the two terms of its variational form α = (1 + B)/A. */
export interface ReplicaSymmetricThreshold {
  /** α with e(α) = 1, or the count asked for. */
  readonly threshold: Quantity;
  readonly chi: Quantity;
  /** A = E[min(1, (z − κ)²/c²); z > κ]; at κ = 0, H(c) + (½ − H(c) − c φ(c))/c² with c = √(2χ). */
  readonly energeticTerm: Quantity;
  /** B = 1/(2χ). */
  readonly entropicTerm: Quantity;
}

/** Up to this α = m/n one input leaves every unit inactive (Cover 1965): every ansatz has e(α) = 0, and nothing breaks. */
export const LARGEST_SATISFIABLE_ALPHA = 2;

/**
 * Replica-symmetric energy e(α) = α H(c) with α(½ − H(c) − c φ(c)) = 1 and χ = c²/2
 * (Maillard et al. 2022, RS ansatz; Stojnic 2024, plain random duality theory).
 *
 * For α ≤ 2 the constraints can all be satisfied: the energy is exactly 0 and χ is Infinity. The energy is evaluated
 * as e = (α − 2)/2 · M(c)/(M(c) + c) with the Mills ratio M, which is the same number with no cancellation at either
 * end; relative accuracy is about 1e-15 for every α in (0, 1e300]. The error estimate adds the difference from the
 * variational form αA − B, the bracket of c and rounding.
 *
 * @param alpha rows per column m/n, a finite number greater than 0
 * @throws InputError when `alpha` is not a finite number greater than 0
 * @returns α, the energy and χ
 * @example
 * import { replicaSymmetricEnergy } from "relu-injectivity/rs";
 * replicaSymmetricEnergy(10).energy.value; // 1.580308893250…
 */
export function replicaSymmetricEnergy(
  alpha: number,
  options: Pick<MarginAndCount, "margin"> = {},
): ReplicaSymmetricEnergy {
  requirePositive(alpha, "alpha");
  requireObject(options, "the options");
  const { margin = 0 } = options;
  requireMargin(margin);
  if (alpha <= satisfiableAlpha(margin))
    return { alpha, energy: quantity(0, 0), chi: quantity(Number.POSITIVE_INFINITY, 0) };
  if (margin !== 0) return { alpha, ...energyWithMargin(alpha, margin) };
  const cutoff = zeroTemperatureCutoff(alpha);
  const { c } = cutoff;
  const mills = millsRatio(c);
  const energy = (0.5 * (alpha - 2) * mills) / (mills + c);
  // d ln e / dc = (M' − (M/(M + c))(M' + 1))/M with M' = cM − 1.
  const slope = energy * Math.abs((c * mills - 1) / mills - (c * mills) / (mills + c));
  const gap = Math.abs(energy - variationalEnergy(alpha, c, mills));
  const error = gap + slope * cutoff.error + roundingError(energy, OPERATIONS);
  return {
    alpha,
    energy: quantity(energy, error, cutoff.status),
    chi: chiOf(cutoff),
  };
}

/** αA − B at cutoff c: stationary in c, so an error of the root enters only squared. */
function variationalEnergy(alpha: number, c: number, mills: number): number {
  const density = normalDensity(c);
  const excess =
    alpha > 4 ? alpha * centralSecondMoment(c) - 1 : 0.5 * (alpha - 2) - alpha * density * (mills + c);
  return alpha * density * mills + excess / (c * c);
}

/**
 * The replica-symmetric injectivity threshold α_RS = 1/H(c), c φ(c) = ½ − 2H(c), χ = c²/2
 * (published as 7.65: Maillard et al. 2022; Stojnic 2024, plain random duality theory; the same as Gordon's
 * escape-through-a-mesh bound with the exact Gaussian width, hence a rigorous upper bound).
 *
 * Evaluated by the variational form (1 + B)/A; the error estimate contains its difference from 1/H(c). With a margin κ or
 * another count t it is min (t + B)/A, rigorous by the same comparison.
 *
 * @param options margin κ and count t (defaults 0 and 1)
 * @throws InputError when the margin is beyond ±8 or the count is not a finite number greater than 0
 * @returns threshold, χ and the two terms of the functional, each with its error
 * @example
 * import { replicaSymmetricThreshold } from "relu-injectivity/rs";
 * replicaSymmetricThreshold().threshold.value; // 7.647694935435…
 */
export function replicaSymmetricThreshold(options: MarginAndCount = {}): ReplicaSymmetricThreshold {
  requireObject(options, "the options");
  const { margin = 0, count = 1 } = options;
  requireMargin(margin);
  requirePositive(count, "the count");
  if (margin !== 0 || count !== 1) return thresholdWithMargin(margin, count);
  const solution = brentRoot((x) => 0.5 - 2 * normalTail(x) - x * normalDensity(x), 1, 2);
  const c = solution.root;
  // The slope of the equation is (1 + c²) φ(c); its terms carry about half an ulp of one half each.
  const rounding = Number.EPSILON / ((1 + c * c) * normalDensity(c));
  const cutoff = { c, error: solution.bracket[1] - solution.bracket[0] + rounding, status: solution.status };
  const energeticTerm = normalTail(c) + centralSecondMoment(c) / (c * c);
  const entropicTerm = 1 / (c * c);
  const threshold = (1 + entropicTerm) / energeticTerm;
  const gap = Math.abs(threshold - 1 / normalTail(c));
  // Both terms depend on c to first order: dA/dc = −2(½ − H − cφ)/c³, dB/dc = −2/c³.
  const slope = 2 / c ** 3;
  const term = (value: number, derivative: number): Quantity =>
    quantity(value, derivative * cutoff.error + roundingError(value, OPERATIONS), cutoff.status);
  return {
    threshold: quantity(threshold, gap + roundingError(threshold, OPERATIONS), cutoff.status),
    chi: chiOf(cutoff),
    energeticTerm: term(energeticTerm, slope * centralSecondMoment(c)),
    entropicTerm: term(entropicTerm, slope),
  };
}

function chiOf({ c, error, status }: Cutoff): Quantity {
  const chi = 0.5 * c * c;
  return quantity(chi, c * error + roundingError(chi), status);
}
