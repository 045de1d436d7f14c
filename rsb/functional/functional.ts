/**
 * The variational problem in the logarithmic coordinates of the ansatz: the threshold (t + B)/A and minus the
 * energy B − αA, both to be minimised, with gradients.
 */
import { requireChoice, requireObject } from "../../src/arguments.js";
import type { Evaluation } from "../../src/optimise/minimise.js";
import { requirePositive } from "../../src/result.js";
import { type Ansatz, fitsLayout, fromCoordinates, hasGrids, isOrdered, stepsOf } from "./ansatz.js";
import { exponentRange, type PerceptronCost } from "./cost.js";
import { entropicTerm, type FunctionalGradient } from "./entropic-term.js";
import { energeticTerm } from "./recursion.js";
import type { LevelTransport } from "./transport.js";

/**
 * The threshold α_k = min (t + B)/A with e_k(α_k) = t, t = 1 (injectivity) unless a count is given, or the energy
 * e_k(α) = max αA − B.
 */
export type Problem =
  | { readonly kind: "threshold"; readonly count?: number }
  | { readonly kind: "energy"; readonly alpha: number };

/** The energy that is asked for at a threshold. */
export function countOf(problem: Problem): number {
  return problem.kind === "threshold" ? (problem.count ?? 1) : Number.NaN;
}

/** @throws InputError unless this is the threshold at a finite count t > 0, or the energy at a finite α > 0. */
export function requireProblem(problem: Problem): void {
  requireObject(problem, "the problem", ["kind"]);
  requireChoice(problem.kind, "the kind of the problem", ["threshold", "energy"]);
  if (problem.kind === "energy") requirePositive(problem.alpha, "alpha");
  else if (problem.count !== undefined) requirePositive(problem.count, "the count");
}

/** A and B at one ansatz, and the objective in the sense of minimisation. */
export interface FunctionalValue {
  readonly energetic: number;
  readonly entropic: number;
  /** (t+B)/A or B − αA. */
  readonly objective: number;
  /** Gradient of the objective in the coordinates of {@link fromCoordinates}. */
  readonly gradient: Float64Array;
}

/**
 * Beyond y·(φ(−∞) − φ(∞)) = 700 the weight e^{yφ} underflows on the right, and the functional would be evaluated
 * below its true value: such points are outside the domain.
 */
const LARGEST_EXPONENT = 700;

/** Whether an ansatz lies so close to that limit that a minimum there may be one of the limit, not of the functional. */
export function atDomainBorder({ breakingPoints }: Ansatz, cost: PerceptronCost): boolean {
  const largest = breakingPoints[breakingPoints.length - 1];
  return largest * exponentRange(cost) > 0.98 * LARGEST_EXPONENT;
}

/** Evaluates the objective and its gradient; the objective is +Infinity where e^{−y} underflows. */
export function evaluateFunctional(
  problem: Problem,
  ansatz: Ansatz,
  cost: PerceptronCost,
  transport: LevelTransport,
): FunctionalValue {
  const energetic = energeticTerm(ansatz, cost, transport);
  const entropic = entropicTerm(ansatz);
  const inEnergetic = toCoordinateGradient(ansatz, energetic.gradient);
  const inEntropic = toCoordinateGradient(ansatz, entropic.gradient);
  const a = energetic.value;
  const b = entropic.value;
  const gradient = new Float64Array(inEnergetic.length);
  const steepest = ansatz.breakingPoints[ansatz.breakingPoints.length - 1] * exponentRange(cost);
  if (!(steepest <= LARGEST_EXPONENT)) {
    return { energetic: a, entropic: b, objective: Number.POSITIVE_INFINITY, gradient };
  }
  if (problem.kind === "threshold") {
    const objective = (countOf(problem) + b) / a;
    for (let i = 0; i < gradient.length; i++) gradient[i] = (inEntropic[i] - objective * inEnergetic[i]) / a;
    return { energetic: a, entropic: b, objective, gradient };
  }
  for (let i = 0; i < gradient.length; i++) gradient[i] = inEntropic[i] - problem.alpha * inEnergetic[i];
  return { energetic: a, entropic: b, objective: b - problem.alpha * a, gradient };
}

/** The same at optimiser coordinates; infinite where the ansatz is out of order or does not fit its grids. */
export function evaluateAtCoordinates(
  problem: Problem,
  coordinates: Float64Array,
  cost: PerceptronCost,
  transportFor: (ansatz: Ansatz) => LevelTransport,
  layout?: Ansatz,
): Evaluation {
  const ansatz = fromCoordinates(coordinates);
  const outside = { value: Number.POSITIVE_INFINITY, gradient: new Float64Array(coordinates.length) };
  if (!isOrdered(ansatz) || ansatz.overlapDeficits[0] >= 1) return outside;
  if (layout !== undefined && !fitsLayout(ansatz, layout)) return outside;
  if (!hasGrids(layout ?? ansatz)) return outside;
  const { objective, gradient, entropic } = evaluateFunctional(problem, ansatz, cost, transportFor(ansatz));
  if (!Number.isFinite(objective) || !gradient.every(Number.isFinite)) return outside;
  return { value: objective, gradient, scale: Math.abs(objective) + Math.abs(entropic) };
}

/** Chain rule from (q_0, increments, y, χ) to (ln √(1−q_i), ln y_i, ln χ). */
export function toCoordinateGradient(ansatz: Ansatz, gradient: FunctionalGradient): Float64Array {
  const k = stepsOf(ansatz);
  const result = new Float64Array(2 * k + 1);
  for (let i = 0; i < k; i++) {
    // 1 − q_i enters increment i with −1 (through q_i) and increment i+1 with +1.
    result[i] = 2 * ansatz.overlapDeficits[i] * (gradient.increments[i + 1] - gradient.increments[i]);
    result[k + i] = ansatz.breakingPoints[i] * gradient.breakingPoints[i];
  }
  result[2 * k] = ansatz.chi * gradient.chi;
  return result;
}
