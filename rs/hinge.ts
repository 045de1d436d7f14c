/**
 * Replica-symmetric states of the perceptron with hinge costs max(h − κ, 0)^p, p = 1 and 2, in closed form up to one root. Their
 * energies vanish up to the same α as the number of errors, 1/E(z − κ)₊².
 */
import { type Quantity, quantity, requirePositive, roundingError } from "../src/result.js";
import { brentRoot } from "../src/roots/brent.js";
import { normalDensity, normalTail } from "../src/special/normal.js";
import { momentBeyond, requireMargin, satisfiableAlpha } from "./margin.js";

/** The energy at an expansion, or the expansion at an energy. */
export type HingeProblem =
  | { readonly kind: "threshold"; readonly count?: number }
  | { readonly kind: "energy"; readonly alpha: number };

/** A state; `value` is the threshold or the energy. */
export interface HingeState {
  readonly value: Quantity;
  readonly chi: Quantity;
  /** Stability at zero temperature, 1 − αχ² E φ″²: not negative where replica symmetry is stable, and then exact here. */
  readonly replicon: number;
}

const OPERATIONS = 16;

/**
 * V = max(h − κ, 0)²: e = (√(α m) − 1)², m = E(z − κ)₊², 2χ = 1/(√(α m) − 1), replicon 1 − H(κ)/m: stable for κ ≤ 0.
 */
export function squaredHingeState(problem: HingeProblem, margin: number): HingeState {
  requireMargin(margin);
  const moment = 1 / satisfiableAlpha(margin);
  // At κ = 0 the two are equal: marginal, and exactly so.
  const replicon = margin === 0 ? 0 : 1 - normalTail(margin) / moment;
  if (problem.kind === "threshold") {
    const root = Math.sqrt(requiredEnergy(problem));
    const value = (1 + root) ** 2 / moment;
    return { value: rounded(value), chi: rounded(0.5 / root), replicon };
  }
  requirePositive(problem.alpha, "alpha");
  const excess = Math.sqrt(problem.alpha * moment) - 1;
  if (!(excess > 0)) return { ...SATISFIED, replicon };
  const error = OPERATIONS * Number.EPSILON * (1 + excess);
  const energy = excess * excess;
  return {
    value: quantity(energy, 2 * excess * error + roundingError(energy, OPERATIONS)),
    chi: quantity(0.5 / excess, (0.5 * error) / (excess * excess)),
    replicon,
  };
}

/**
 * V = max(h − κ, 0): α [∫_0^χ u² φ(κ + u) du + χ² H(κ + χ)] = 1, e = α E(z − κ − χ)₊, replicon 1 − α P(κ < z < κ + χ).
 */
export function hingeState(problem: HingeProblem, margin: number): HingeState {
  requireMargin(margin);
  const pushed = (chi: number): number => momentBeyond(margin, 0, chi) + chi * chi * normalTail(margin + chi);
  const paid = (chi: number): number =>
    normalDensity(margin + chi) - (margin + chi) * normalTail(margin + chi);
  if (problem.kind === "energy") requirePositive(problem.alpha, "alpha");
  if (problem.kind === "energy" && problem.alpha <= satisfiableAlpha(margin))
    return { ...SATISFIED, replicon: 1 };
  const target = problem.kind === "energy" ? 1 / problem.alpha : requiredEnergy(problem);
  const excess = (logChi: number): number => {
    const chi = Math.exp(logChi);
    return problem.kind === "energy"
      ? Math.log(pushed(chi) / target)
      : Math.log(target) - Math.log(paid(chi) / pushed(chi));
  };
  let [low, high] = [-2, 0];
  while (excess(low) > 0 && low > -300) low *= 2;
  while (excess(high) < 0 && high < 3) high += 0.25;
  const { root, bracket, status } = brentRoot(excess, low, high);
  const chi = Math.exp(root);
  const width = chi * (bracket[1] - bracket[0] + OPERATIONS * Number.EPSILON);
  const alpha = 1 / pushed(chi);
  const value = problem.kind === "energy" ? problem.alpha * paid(chi) : alpha;
  const slope =
    problem.kind === "energy" ? problem.alpha * normalTail(margin + chi) : alpha * alpha * 2 * chi;
  const expansion = problem.kind === "energy" ? problem.alpha : alpha;
  return {
    value: quantity(value, slope * width + roundingError(Math.max(value, 1), OPERATIONS), status),
    chi: quantity(chi, width, status),
    replicon: 1 - expansion * (normalTail(margin) - normalTail(margin + chi)),
  };
}

const SATISFIED = { value: quantity(0, 0), chi: quantity(Number.POSITIVE_INFINITY, 0) };

function requiredEnergy({ count = 1 }: { readonly count?: number }): number {
  requirePositive(count, "the count");
  return count;
}

function rounded(value: number): Quantity {
  return quantity(value, roundingError(value, OPERATIONS));
}
