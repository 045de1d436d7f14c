/** The input of one layer from its output. */

import { dot } from "../../src/linear-algebra/vectors.js";
import { applyLayer } from "../forward.js";
import type { NetworkLayer } from "../model.js";
import { closestOutput } from "./closest-output.js";
import { feasiblePoint } from "./feasible-point.js";
import { type InputRange, type LayerSystem, layerSystem } from "./layer-system.js";
import { leastSquares } from "./least-squares.js";

/**
 * How an input was found.
 * - `least-squares`: the units on rising pieces determine it.
 * - `linear-program`: they do not; the units on flat pieces bound the rest.
 * - `quadratic-program`: no input meets all of them; one whose output is closest.
 */
export type InversionMethod = "least-squares" | "linear-program" | "quadratic-program";

export interface LayerInverse {
  readonly input: Float64Array;
  readonly method: InversionMethod;
  /** Units that gave an equation, and the rank of these. */
  readonly active: number;
  readonly rank: number;
  /** Half the largest extent of the inputs that fit as well, as far as it is known: 0 where the rank is full. */
  readonly ambiguity: number;
  /** |f(input) − output|, recomputed. */
  readonly residual: number;
  /** The error of the input to first order, from residual, tolerance and rounding, in the directions that are held. */
  readonly errorEstimate: number;
  readonly converged: boolean;
}

/** Directions in which an input may move freely, beyond which no linear program looks for a point among them. */
export const MOST_FREE = 64;

/** What the linear program may miss, relative to the rows; better points come from the equations afterwards. */
const PROGRAM_TOLERANCE = 1e-9;

/**
 * Least squares on the rows of units that rise; if their rank is short, a linear program in their kernel; if no input
 * fits within the tolerance, the closest output.
 * @param tolerance bound of the error of the output, ≥ 0
 * @param range where inputs are known to lie
 */
export function invertLayer(
  layer: NetworkLayer,
  output: ArrayLike<number>,
  tolerance: number,
  range: InputRange,
): LayerInverse {
  const system = layerSystem(layer, output, tolerance, range);
  const rows = system.equations.map(({ row }) => row);
  const factored = leastSquares(rows, system.columns);
  const start = factored.solve(system.equations.map(({ right }) => right));
  const full = factored.rank === system.columns;
  const wide = system.columns - factored.rank > MOST_FREE;
  const found = full
    ? { x: start, ambiguity: 0, tight: [] }
    : ((wide ? undefined : feasiblePoint(start, factored.kernel, system.inequalities, tolerance)) ?? {
        x: start,
        ambiguity: Number.POSITIVE_INFINITY,
        tight: [],
      });
  const { x: settled, leastSingular } =
    full || wide
      ? { x: found.x, leastSingular: factored.leastSingular }
      : settleOnTight(system, found.x, found.tight, factored.leastSingular);
  const allowed = tolerance + (full ? 0 : PROGRAM_TOLERANCE * (1 + norm(settled)));
  const fits = violation(system, settled) <= allowed;
  // Also where everything fits: what the linear program left is taken away in a step or two.
  const closest = violation(system, settled) > 0 && !wide ? closestOutput(system, settled) : undefined;
  const input = closest !== undefined && (!fits || !full) ? closest.x : settled;
  const residual = distance(applyLayer(layer, input), output);
  return {
    input,
    method: fits ? (full ? "least-squares" : "linear-program") : "quadratic-program",
    active: rows.length,
    rank: factored.rank,
    ambiguity: found.ambiguity,
    residual,
    errorEstimate: (residual + tolerance + roundingOf(layer, input)) / leastSingular,
    converged: fits || closest?.converged === true,
  };
}

/** An input with the least singular value of the rows that hold it; in free directions nothing does. */
interface HeldInput {
  readonly x: Float64Array;
  readonly leastSingular: number;
}

/** Where tight inequalities and equations determine the input, that input; it is exact to rounding. */
function settleOnTight(
  system: LayerSystem,
  x: Float64Array,
  tight: readonly number[],
  leastOfEquations: number,
): HeldInput {
  const rows = [...system.equations, ...tight.map((i) => system.inequalities[i])];
  const factored = leastSquares(
    rows.map(({ row }) => row),
    system.columns,
  );
  if (factored.rank < system.columns) return { x, leastSingular: leastOfEquations };
  const { leastSingular } = factored;
  const candidate = factored.solve(rows.map(({ right }) => right));
  const better = violation(system, candidate) <= Math.max(violation(system, x), roundingScale(candidate));
  return { x: better ? candidate : x, leastSingular };
}

function roundingScale(x: Float64Array): number {
  return 8 * x.length * Number.EPSILON * (1 + norm(x));
}

/** The largest distance by which an inequality is missed. */
function violation({ inequalities }: LayerSystem, x: Float64Array): number {
  return inequalities.reduce((most, { row, right }) => {
    const length = norm(row);
    return length === 0 ? most : Math.max(most, (dot(row, x) - right) / length);
  }, 0);
}

/** A bound of the rounding in evaluating a layer: n ε Σ |w x| + |b|, over all rows. */
export function roundingOf({ weights, bias }: NetworkLayer, input: Float64Array): number {
  const { rows, columns, values } = weights;
  let sum = 0;
  for (let i = 0; i < rows; i++) {
    let size = Math.abs(bias?.[i] ?? 0);
    for (let j = 0; j < columns; j++) size += Math.abs(values[i * columns + j] * input[j]);
    sum += size * size;
  }
  return (columns + 1) * Number.EPSILON * Math.sqrt(sum);
}

/** The Euclidean length. */
export function norm(vector: ArrayLike<number>): number {
  return Math.sqrt(dot(vector, vector));
}

/** The Euclidean distance. */
export function distance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return norm(Float64Array.from(a, (entry, i) => entry - b[i]));
}
