/**
 * The input whose output is closest to a given one, units kept on the pieces that their outputs name: the quadratic
 * program min Σ (equation residual)² + Σ s², s ≥ 0, row·x − right ≤ s, solved as the convex function it is in x.
 */

import { dot } from "../../src/linear-algebra/vectors.js";
import type { LayerSystem } from "./layer-system.js";
import { leastSquares } from "./least-squares.js";

/** The minimiser reached, and whether its gradient vanishes to rounding. */
export interface ClosestOutput {
  readonly x: Float64Array;
  readonly converged: boolean;
  readonly iterations: number;
}

const MOST_ITERATIONS = 200;
const BISECTIONS = 100;

/**
 * Newton's method: on the rows that are violated the function is quadratic; an exact search along the step ends it
 * in finitely many steps, as the sets of violated rows cannot repeat while the function falls.
 */
export function closestOutput(system: LayerSystem, start: Float64Array): ClosestOutput {
  let x = start;
  for (let iterations = 1; iterations <= MOST_ITERATIONS; iterations++) {
    const violated = violatedRows(system, x);
    const rows = [...system.equations, ...violated.map((i) => system.inequalities[i])];
    const residuals = rows.map(({ row, right }) => right - dot(row, x));
    const step = leastSquares(
      rows.map(({ row }) => row),
      system.columns,
    ).solve(residuals);
    const whole = x.map((value, j) => value + step[j]);
    if (sameSet(violated, violatedRows(system, whole))) return { x: whole, converged: true, iterations };
    const length = bestLength(system, x, step);
    x = x.map((value, j) => value + length * step[j]);
    if (length * norm(step) <= 4 * Number.EPSILON * norm(x)) return { x, converged: true, iterations };
  }
  return { x, converged: false, iterations: MOST_ITERATIONS };
}

function violatedRows({ inequalities }: LayerSystem, x: Float64Array): number[] {
  return inequalities.flatMap(({ row, right }, i) => (dot(row, x) > right ? [i] : []));
}

/** Where the derivative along the step vanishes: it is continuous, piecewise linear and does not decrease. */
function bestLength({ equations, inequalities }: LayerSystem, x: Float64Array, step: Float64Array): number {
  const line = (rows: LayerSystem["equations"]): readonly (readonly [number, number])[] =>
    rows.map(({ row, right }) => [dot(row, x) - right, dot(row, step)] as const);
  const [equal, unequal] = [line(equations), line(inequalities)];
  const derivative = (t: number): number => {
    let sum = 0;
    for (const [value, rate] of equal) sum += (value + t * rate) * rate;
    for (const [value, rate] of unequal) sum += Math.max(0, value + t * rate) * rate;
    return sum;
  };
  let [low, high] = [0, 1];
  for (let doubling = 0; doubling < BISECTIONS && derivative(high) < 0; doubling++)
    [low, high] = [high, 2 * high];
  for (let bisection = 0; bisection < BISECTIONS; bisection++) {
    const middle = (low + high) / 2;
    if (derivative(middle) < 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

function sameSet(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((entry, i) => entry === b[i]);
}

function norm(vector: ArrayLike<number>): number {
  return Math.sqrt(dot(vector, vector));
}
