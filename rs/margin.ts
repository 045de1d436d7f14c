/**
 * The replica-symmetric state with a field threshold κ and any count t (`V(h) = 1[h > κ]`, threshold e(α, κ) = t): the
 * cutoff c = √(2χ) solves α M(c) = 1, M(c) = ∫_0^c u² φ(κ + u) du, and
 *
 *     e = α H(κ + c),   αA − B = α [H(κ + c) + M/c²] − 1/c²,   α_t = min_c (t + c⁻²)/A,  where  H(κ + c) = t M(c).
 */

import { gaussLegendre } from "../src/quadrature/gauss-legendre.js";
import { InputError, type Quantity, quantity, roundingError, shown } from "../src/result.js";
import { brentRoot } from "../src/roots/brent.js";
import { logNormalTail, normalDensity, normalTail } from "../src/special/normal.js";

/** Where a unit counts as active, and how many active units are asked for. */
export interface MarginAndCount {
  /** κ: a unit is counted where its preactivation, of unit variance on the sphere, exceeds κ. Default 0. */
  readonly margin?: number;
  /** t: units asked for per input dimension. Default 1, injectivity. */
  readonly count?: number;
}

/** Beyond, a layer is linear to all digits (κ → −∞), or no unit of a sample of any size is active. */
export const LARGEST_MARGIN = 8;

/** Rounding of the closed forms and of the rule, in units of the last place. */
const OPERATIONS = 16;
const RULE = gaussLegendre(24);
const WIDEST_PANEL = 1.5;
/** The normal density underflows beyond. */
const LARGEST_ARGUMENT = 38;

/** @throws InputError unless κ is at most {@link LARGEST_MARGIN} in absolute value */
export function requireMargin(margin: number): void {
  if (typeof margin === "number" && Math.abs(margin) <= LARGEST_MARGIN) return;
  throw new InputError(
    `the margin is ${shown(margin)}: expected a number from ${-LARGEST_MARGIN} to ${LARGEST_MARGIN}`,
  );
}

/** ∫_from^to u² φ(κ + u) du for 0 ≤ from ≤ to ≤ ∞; every term is positive, so that the relative accuracy is a few ulp. */
export function momentBeyond(margin: number, from: number, to: number): number {
  const end = Math.min(to, LARGEST_ARGUMENT - margin);
  const panels = Math.max(1, Math.ceil((end - from) / WIDEST_PANEL));
  const half = (end - from) / (2 * panels);
  let sum = 0;
  for (let panel = 0; panel < panels; panel++) {
    const centre = from + (2 * panel + 1) * half;
    for (let n = 0; n < RULE.nodes.length; n++) {
      const u = centre + half * RULE.nodes[n];
      sum += RULE.weights[n] * u * u * normalDensity(margin + u);
    }
  }
  return half * sum;
}

/**
 * The α below which the replica-symmetric energy is zero: 1/E[(z − κ)₊²]. For κ ≤ 0 it is the exact capacity of the
 * spherical perceptron with stability −κ (Gardner 1988; 2 at κ = 0); for κ > 0 the problem is not convex and it is an
 * upper bound of it.
 */
export function satisfiableAlpha(margin: number): number {
  return margin === 0 ? 2 : 1 / momentBeyond(margin, 0, Number.POSITIVE_INFINITY);
}

/** A state at cutoff c, with what the search for c left open. */
interface MarginState {
  readonly c: number;
  readonly error: number;
  readonly converged: boolean;
}

/** The root of a decreasing function of ln c. */
function cutoff(excess: (c: number) => number): MarginState {
  const f = (logC: number): number => excess(Math.exp(logC));
  let [low, high] = [-1, 1];
  while (f(low) < 0 && low > -300) low *= 2;
  while (f(high) > 0 && high < 3.6) high = Math.min(3.6, high + 0.5);
  const { root, bracket, status } = brentRoot(f, low, high);
  const c = Math.exp(root);
  const error = c * (bracket[1] - bracket[0] + OPERATIONS * Number.EPSILON);
  return { c, error, converged: status === "converged" };
}

/** χ, energy and B at α beyond {@link satisfiableAlpha}. */
export function energyWithMargin(alpha: number, margin: number): { energy: Quantity; chi: Quantity } {
  const whole = momentBeyond(margin, 0, Number.POSITIVE_INFINITY);
  // Near the satisfiable α the small rest ∫_c^∞ = ∫_0^∞ − 1/α is matched, which keeps its digits.
  const inner = alpha * whole > 2;
  const target = Math.log(inner ? 1 / alpha : whole - 1 / alpha);
  const state = cutoff((c) =>
    inner
      ? target - Math.log(momentBeyond(margin, 0, c))
      : Math.log(momentBeyond(margin, c, Number.POSITIVE_INFINITY)) - target,
  );
  const { c } = state;
  const energy = alpha * normalTail(margin + c);
  const moment = momentBeyond(margin, 0, c);
  // Stationary in c; its difference from e measures what is left of the root's error.
  const gap = Math.abs((alpha * moment - 1) / (c * c));
  const slope = alpha * normalDensity(margin + c);
  const error = gap + slope * state.error + roundingError(Math.max(energy, 1), OPERATIONS);
  const status = state.converged ? "converged" : "domain-error";
  return { energy: quantity(energy, error, status), chi: chiOf(state) };
}

/** The threshold with its two terms A and B. */
export function thresholdWithMargin(
  margin: number,
  count: number,
): { threshold: Quantity; chi: Quantity; energeticTerm: Quantity; entropicTerm: Quantity } {
  const state = cutoff(
    (c) => logNormalTail(margin + c) - Math.log(count) - Math.log(momentBeyond(margin, 0, c)),
  );
  const { c } = state;
  const status = state.converged ? "converged" : "domain-error";
  const moment = momentBeyond(margin, 0, c);
  const energetic = normalTail(margin + c) + moment / (c * c);
  const entropic = 1 / (c * c);
  const threshold = (count + entropic) / energetic;
  const gap = Math.abs(threshold - 1 / moment);
  // dA/dc = −2M/c³ and dB/dc = −2/c³.
  const slope = 2 / c ** 3;
  const term = (value: number, derivative: number): Quantity =>
    quantity(value, derivative * state.error + roundingError(value, OPERATIONS), status);
  return {
    threshold: quantity(threshold, gap + roundingError(threshold, OPERATIONS), status),
    chi: chiOf(state),
    energeticTerm: term(energetic, slope * moment),
    entropicTerm: term(entropic, slope),
  };
}

function chiOf({ c, error, converged }: MarginState): Quantity {
  const chi = 0.5 * c * c;
  return quantity(chi, c * error + roundingError(chi), converged ? "converged" : "domain-error");
}
