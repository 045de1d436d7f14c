/**
 * Search for a collision of a larger layer by mixed-integer programs. A point that the solver finds is only a proposal:
 * its active rows and their rank are recomputed exactly. The solver's bounds prove nothing here, since they allow for
 * its tolerances.
 */

import { fractionToNumber } from "../../src/exact/fraction.js";
import { integerRow } from "../../src/exact/integers.js";
import type { LinearRow, MixedIntegerProblem } from "../../src/milp/problem.js";
import { solveMixedInteger } from "../../src/milp/solve.js";
import { type HalfspaceSystem, halfspaceSystem, type LayerQuestion } from "./halfspaces.js";
import { type RowSpace, rowSpace } from "./spans.js";
import { type Collision, collisionAt } from "./witness.js";

/** Inactive unit rows are negative by at least this; well above the solver's tolerances. */
const CLEARANCE = 1e-3;

/**
 * A collision, or undefined where none was found before `secondsLeft` is used up: first the least number of active rows, then, in
 * general fewer, points whose active rows miss a direction d with d_k = 1 (one program for each k).
 */
export async function searchCollision(
  question: LayerQuestion,
  secondsLeft: () => number,
): Promise<Collision | undefined> {
  const system = halfspaceSystem(question);
  const space = rowSpace(system);
  const programs = 1 + system.columns;
  for (let program = 0; program < programs; program++) {
    const left = secondsLeft();
    if (left <= 0.05) return undefined;
    const problem = program === 0 ? depthProblem(system) : directionProblem(system, program - 1);
    const share = program === 0 ? left / 2 : left / (programs - program);
    const outcome = await solveMixedInteger(problem, {
      timeLimitSeconds: share,
      target: program === 0 ? system.columns - 1 : 0,
    });
    if (outcome.kind !== "optimal" && outcome.kind !== "incumbent") continue;
    const collision = recomputed(system, space, outcome.values);
    if (collision !== undefined) return collision;
  }
  return undefined;
}

function recomputed(system: HalfspaceSystem, space: RowSpace, values: Float64Array): Collision | undefined {
  const point = values.slice(0, system.dimension);
  if (point.every((entry) => entry === 0)) return undefined;
  return collisionAt(system, integerRow(point).entries, space);
}

/** Variables: the point z in [−1, 1], one indicator a row. unit_i · z ≤ −ε + M_i a_i; the least number of indicators. */
function depthProblem(system: HalfspaceSystem): MixedIntegerProblem {
  const { layerRows, dimension } = system;
  const variables = dimension + layerRows;
  return {
    sense: "minimise",
    objective: Array.from({ length: variables }, (_, j) => (j < dimension ? 0 : 1)),
    lower: Array.from({ length: variables }, (_, j) => (j < dimension ? -1 : 0)),
    upper: new Array<number>(variables).fill(1),
    integer: Array.from({ length: variables }, (_, j) => j >= dimension),
    rows: signRows(system),
  };
}

/** The same with a direction d in [−1, 1]^n, d_k = 1, orthogonal to every active row; any feasible point will do. */
function directionProblem(system: HalfspaceSystem, coordinate: number): MixedIntegerProblem {
  const { layerRows, dimension, columns } = system;
  const base = depthProblem(system);
  const start = dimension + layerRows;
  const orthogonal: LinearRow[] = Array.from({ length: layerRows }).flatMap((_, i) => {
    const row = unitOf(system, i).subarray(0, columns);
    const large = row.reduce((sum, entry) => sum + Math.abs(entry), 0);
    const indices = Array.from({ length: columns }, (_, k) => start + k);
    return [1, -1].map((sign) => ({
      columns: [...indices, dimension + i],
      coefficients: [...row.map((entry) => sign * entry), large],
      lower: Number.NEGATIVE_INFINITY,
      upper: large,
    }));
  });
  return {
    ...base,
    objective: [...base.objective.map(() => 0), ...new Array<number>(columns).fill(0)],
    lower: [...base.lower, ...Array.from({ length: columns }, (_, k) => (k === coordinate ? 1 : -1))],
    upper: [...base.upper, ...new Array<number>(columns).fill(1)],
    integer: [...base.integer, ...new Array<boolean>(columns).fill(false)],
    rows: [...base.rows, ...orthogonal],
  };
}

function signRows(system: HalfspaceSystem): LinearRow[] {
  const { layerRows, dimension, rows } = system;
  const columns = Array.from({ length: dimension }, (_, k) => k);
  const signs = rows.map((_, i) => {
    const unit = unitOf(system, i);
    const large = unit.reduce((sum, entry) => sum + Math.abs(entry), 0) + CLEARANCE;
    return i < layerRows
      ? {
          columns: [...columns, dimension + i],
          coefficients: [...unit, -large],
          lower: Number.NEGATIVE_INFINITY,
          upper: -CLEARANCE,
        }
      : { columns, coefficients: [...unit], lower: Number.NEGATIVE_INFINITY, upper: -CLEARANCE };
  });
  return [...signs, ...cubeRows(system)];
}

/** For a ball, the cube inside it: |x_k| ≤ R/√n t. Points of the ball outside the cube are not searched. */
function cubeRows({ ball, columns }: HalfspaceSystem): LinearRow[] {
  if (ball === null) return [];
  const half = Math.sqrt(fractionToNumber(ball) / columns);
  return Array.from({ length: 2 * columns }, (_, row) => ({
    columns: [row >> 1, columns],
    coefficients: [row % 2 === 0 ? 1 : -1, -half],
    lower: Number.NEGATIVE_INFINITY,
    upper: 0,
  }));
}

function unitOf({ units, dimension }: HalfspaceSystem, row: number): Float64Array {
  return units.subarray(row * dimension, (row + 1) * dimension);
}
