/** Inputs that fit the equations: among them one that keeps the largest distance from the inequalities, and their extent. */

import { dot } from "../../src/linear-algebra/vectors.js";
import { matrixFromRows } from "../../src/matrix/dense-matrix.js";
import { solveLinearProgram } from "../linear-program/index.js";
import type { Inequality } from "./layer-system.js";

/** A point x₀ + N t. */
export interface FeasiblePoint {
  readonly x: Float64Array;
  /** Distance to the nearest inequality that depends on t, at most 1; negative where none can be met: the violation. */
  readonly margin: number;
  /** Half the largest extent of the solutions along the axes of the kernel: infinite, or 0 where the input is determined. */
  readonly ambiguity: number;
  /** Numbers of the inequalities that hold with equality to within the tolerance. */
  readonly tight: readonly number[];
}

/** Beyond this many dimensions the extent is not computed and reported as infinite: two linear programs each. */
const MOST_EXTENTS = 64;

/**
 * Moves from a solution of the equations along their kernel so that the inequalities hold.
 * @param tolerance by how much inequalities may be missed, in the units of their right-hand sides
 * @returns undefined when the linear program cannot be solved in double precision
 */
export function feasiblePoint(
  start: Float64Array,
  kernel: readonly Float64Array[],
  inequalities: readonly Inequality[],
  tolerance: number,
): FeasiblePoint | undefined {
  const reduced = inequalities.map(({ row, right }) => {
    const along = kernel.map((axis) => dot(row, axis));
    return { along, length: Math.sqrt(dot(along, along)), slack: right - dot(row, start) };
  });
  // Rows orthogonal to the kernel, up to rounding, cannot be helped by moving along it.
  const free = reduced.map(
    ({ length }, i) => length > 1e-12 * Math.sqrt(dot(inequalities[i].row, inequalities[i].row)),
  );
  const rows = reduced.filter((_, i) => free[i]);
  if (rows.length === 0) return { x: start, margin: 1, ambiguity: Number.POSITIVE_INFINITY, tight: [] };
  const cap = [...kernel.map(() => 0), 1];
  const solution = solveLinearProgram({
    objective: [...kernel.map(() => 0), -1],
    inequalities: {
      matrix: matrixFromRows([...rows.map(({ along, length }) => [...along, length]), cap]),
      right: [...rows.map(({ slack }) => slack), 1],
    },
  });
  if (solution.status !== "optimal") return undefined;
  const margin = solution.x[kernel.length];
  const x = moved(start, kernel, solution.x);
  const missed = Math.max(0, -margin) + tolerance;
  return {
    x,
    margin,
    ambiguity: extent(rows, kernel.length, missed),
    tight: inequalities.flatMap(({ row, right }, i) => (free[i] && right - dot(row, x) <= missed ? [i] : [])),
  };
}

interface ReducedRow {
  readonly along: readonly number[];
  readonly length: number;
  readonly slack: number;
}

/** Half the largest width of { t : along·t ≤ slack + missed·length } along the axes. */
function extent(rows: readonly ReducedRow[], dimensions: number, missed: number): number {
  if (dimensions > MOST_EXTENTS) return Number.POSITIVE_INFINITY;
  const inequalities = {
    matrix: matrixFromRows(rows.map(({ along }) => along)),
    right: rows.map(({ slack, length }) => slack + missed * length),
  };
  let widest = 0;
  for (let axis = 0; axis < dimensions; axis++) {
    const ends = [1, -1].map((sign) => {
      const objective = Array.from({ length: dimensions }, (_, k) => (k === axis ? sign : 0));
      const solution = solveLinearProgram({ objective, inequalities });
      return solution.status === "optimal" ? solution.value : Number.NEGATIVE_INFINITY;
    });
    widest = Math.max(widest, -(ends[0] + ends[1]) / 2);
    if (widest === Number.POSITIVE_INFINITY) return widest;
  }
  return widest;
}

function moved(start: Float64Array, kernel: readonly Float64Array[], steps: ArrayLike<number>): Float64Array {
  const x = start.slice();
  kernel.forEach((axis, k) => {
    for (let j = 0; j < x.length; j++) x[j] += steps[k] * axis[j];
  });
  return x;
}
