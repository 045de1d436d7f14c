/**
 * Linear programs over free variables in doubles: minimise c·x subject to G x ≤ h and A x = b.
 *
 * Solved on the dual, minimise h·u + b·v subject to Gᵀu + Aᵀv = −c, u ≥ 0: its tableau has one row per variable of x, so
 * that the cost of a pivot grows with (variables) × (constraints), which is right for few variables and many
 * constraints. Rows are scaled to largest entry 1.
 */
import { dot } from "../../src/linear-algebra/vectors.js";
import type { DenseMatrix } from "../../src/matrix/dense-matrix.js";
import { minimise, type SimplexEnd, type Tableau } from "./tableau.js";

/** minimise objective·x subject to inequalities: matrix x ≤ bounds, and equalities: matrix x = values; x free. */
export interface LinearProgram {
  readonly objective: ArrayLike<number>;
  readonly inequalities?: Constraints;
  readonly equalities?: Constraints;
}

/** One row of the matrix and one entry of the right-hand side a constraint. */
interface Constraints {
  readonly matrix: DenseMatrix;
  readonly right: ArrayLike<number>;
}

/**
 * - `optimal`: a vertex x where there is one, with multipliers u ≥ 0, v: c + Gᵀu + Aᵀv = 0, u complementary to the slack.
 * - `infeasible`: multipliers of a contradiction: Gᵀu + Aᵀv = 0, h·u + b·v < 0, u ≥ 0.
 * - `unbounded`: a feasible x and a direction d with G d ≤ 0, A d = 0, c·d < 0.
 * - `iteration-limit`: rounding kept the simplex method from ending.
 */
export type LinearProgramSolution =
  | {
      readonly status: "optimal";
      readonly x: Float64Array;
      readonly value: number;
      readonly inequalityMultipliers: Float64Array;
      readonly equalityMultipliers: Float64Array;
      /** Largest violation of a constraint, relative to the largest entry of its row, recomputed at x. */
      readonly infeasibility: number;
      /** c·x minus the dual objective −h·u − b·v, which is a lower bound of the minimum where the multipliers are exact. */
      readonly gap: number;
    }
  | {
      readonly status: "infeasible";
      readonly inequalityMultipliers: Float64Array;
      readonly equalityMultipliers: Float64Array;
    }
  | { readonly status: "unbounded"; readonly x: Float64Array; readonly direction: Float64Array }
  | { readonly status: "iteration-limit" };

/**
 * Solves a linear program to rounding: constraints hold to about 1e-9 of the largest entry of their rows.
 * Every outcome carries what proves it, so that a caller may check it exactly.
 */
export function solveLinearProgram(program: LinearProgram): LinearProgramSolution {
  const scaled = scaleConstraints(program);
  const start = dualTableau(scaled);
  const { variables, constraints, columns } = scaled;
  const phaseOne = new Float64Array(start.columns).fill(1, columns);
  const first = minimise(start, phaseOne);
  if (first.status === "iteration-limit") return { status: "iteration-limit" };
  if (-first.reduced[start.columns] > 1e-9 * Math.max(1, ...Array.from(program.objective, Math.abs))) {
    return dualInfeasible(program, pricesOf(first, scaled, 1));
  }
  const allowed = new Uint8Array(start.columns).fill(1, 0, columns);
  const cost = new Float64Array(start.columns);
  cost.set(scaled.cost);
  const second = minimise(start, cost, allowed);
  if (second.status === "iteration-limit") return { status: "iteration-limit" };
  if (second.status === "unbounded") {
    return { status: "infeasible", ...multipliersOf(scaled, rayOf(start, second.column)) };
  }
  const solution = new Float64Array(start.columns);
  for (let i = 0; i < variables; i++)
    solution[start.basis[i]] = start.values[i * (start.columns + 1) + start.columns];
  // The prices of the rows Gᵀu + Aᵀv = −c are −x: h − G x are then the reduced costs.
  const x = pricesOf(second, scaled, 0);
  const multipliers = multipliersOf(scaled, solution);
  const value = dot(program.objective, x);
  let dualValue = 0;
  for (let j = 0; j < constraints; j++) dualValue -= scaled.cost[j] * solution[j];
  for (let j = constraints; j < columns; j++) dualValue -= scaled.cost[j] * solution[j];
  return {
    status: "optimal",
    x,
    value,
    ...multipliers,
    infeasibility: infeasibilityOf(scaled, x),
    gap: value - dualValue,
  };
}

/** Columns: inequalities, equalities, negated equalities; each scaled to largest entry 1. */
interface ScaledProgram {
  readonly variables: number;
  readonly constraints: number;
  readonly equalities: number;
  readonly columns: number;
  /** Scaled rows, one per column of the dual. */
  readonly rows: Float64Array[];
  readonly cost: Float64Array;
  readonly scales: Float64Array;
  /** Signs that make the right-hand side of the dual nonnegative. */
  readonly signs: Float64Array;
  readonly objective: ArrayLike<number>;
}

function scaleConstraints({ objective, inequalities, equalities }: LinearProgram): ScaledProgram {
  const rows: Float64Array[] = [];
  const cost: number[] = [];
  const scales: number[] = [];
  const add = (set: Constraints | undefined, sign: number): void => {
    if (set === undefined) return;
    const { rows: count, columns, values } = set.matrix;
    for (let i = 0; i < count; i++) {
      const row = values.slice(i * columns, (i + 1) * columns);
      const scale = sign / (row.reduce((most, entry) => Math.max(most, Math.abs(entry)), 0) || 1);
      rows.push(row.map((entry) => entry * scale));
      cost.push(set.right[i] * scale);
      scales.push(scale);
    }
  };
  add(inequalities, 1);
  add(equalities, 1);
  add(equalities, -1);
  return {
    variables: objective.length,
    constraints: inequalities?.matrix.rows ?? 0,
    equalities: equalities?.matrix.rows ?? 0,
    columns: rows.length,
    rows,
    cost: Float64Array.from(cost),
    scales: Float64Array.from(scales),
    signs: Float64Array.from(objective, (entry) => (entry > 0 ? -1 : 1)),
    objective,
  };
}

/** The dual's tableau with one artificial variable a row as the first basis. */
function dualTableau({ variables, columns, rows, signs, objective }: ScaledProgram): Tableau {
  const total = columns + variables;
  const values = new Float64Array(variables * (total + 1));
  for (let k = 0; k < variables; k++) {
    const start = k * (total + 1);
    for (let j = 0; j < columns; j++) values[start + j] = signs[k] * rows[j][k];
    values[start + columns + k] = 1;
    values[start + total] = -signs[k] * objective[k];
  }
  return {
    rows: variables,
    columns: total,
    values,
    basis: Int32Array.from({ length: variables }, (_, k) => columns + k),
  };
}

/** The prices of the dual's rows, read from the reduced costs of the artificial variables of cost `artificialCost`. */
function pricesOf(
  end: SimplexEnd,
  { variables, columns, signs }: ScaledProgram,
  artificialCost: number,
): Float64Array {
  return Float64Array.from(
    { length: variables },
    (_, k) => signs[k] * (artificialCost - end.reduced[columns + k]),
  );
}

/** No multipliers u, v: c decreases along the prices, and the program is unbounded unless it is infeasible. */
function dualInfeasible(program: LinearProgram, direction: Float64Array): LinearProgramSolution {
  const feasible = solveLinearProgram({ ...program, objective: new Float64Array(program.objective.length) });
  if (feasible.status !== "optimal") return feasible;
  return { status: "unbounded", x: feasible.x, direction };
}

/** The direction in which the unbounded column of a tableau may grow. */
function rayOf(tableau: Tableau, column: number): Float64Array {
  const { rows, columns, values, basis } = tableau;
  const ray = new Float64Array(columns);
  ray[column] = 1;
  for (let i = 0; i < rows; i++) ray[basis[i]] = Math.max(0, -values[i * (columns + 1) + column]);
  return ray;
}

function multipliersOf(
  { constraints, equalities, scales }: ScaledProgram,
  solution: Float64Array,
): { readonly inequalityMultipliers: Float64Array; readonly equalityMultipliers: Float64Array } {
  return {
    inequalityMultipliers: Float64Array.from({ length: constraints }, (_, j) => solution[j] * scales[j]),
    equalityMultipliers: Float64Array.from({ length: equalities }, (_, j) => {
      const forward = constraints + j;
      return (solution[forward] - solution[forward + equalities]) * scales[forward];
    }),
  };
}

function infeasibilityOf({ rows, cost }: ScaledProgram, x: Float64Array): number {
  return rows.reduce((most, row, j) => Math.max(most, dot(row, x) - cost[j]), 0);
}
