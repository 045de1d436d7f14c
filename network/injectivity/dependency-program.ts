/**
 * The linear program of the branching: a dependency λ ≥ 0, Σλ = 1, Σ λ_i row_i = 0 of the rows that are not in the
 * hyperplane, with least weight on the rows that may still be put into it. Columns are rows of the layer, rows of the
 * domain, then one artificial variable an equation; a tableau is handed on to the next, similar program.
 */
import { copyTableau, minimise, PIVOT_TOLERANCE, type Tableau } from "../linear-program/index.js";
import type { HalfspaceSystem } from "./halfspaces.js";

/**
 * `dependency`: a basic solution as (column, weight > 0) pairs. `separated`: a point z with row · z < 0 for all allowed
 * rows, to rounding. `failed`: rounding kept the simplex method from ending.
 */
export type DependencyOutcome =
  | { readonly status: "dependency"; readonly support: readonly number[]; readonly inradius: number }
  | { readonly status: "separated"; readonly point: Float64Array }
  | { readonly status: "failed" };

/** The tableau of Σ λ_i unit_i = 0, Σ λ_i = 1 with all artificial variables basic. */
export function rootTableau({ units, dimension }: HalfspaceSystem): Tableau {
  const count = units.length / dimension;
  const rows = dimension + 1;
  const columns = count + rows;
  const width = columns + 1;
  const values = new Float64Array(rows * width);
  for (let j = 0; j < count; j++) {
    for (let k = 0; k < dimension; k++) values[k * width + j] = units[j * dimension + k];
    values[dimension * width + j] = 1;
  }
  for (let k = 0; k < rows; k++) values[k * width + count + k] = 1;
  values[dimension * width + columns] = 1;
  return { rows, columns, values, basis: Int32Array.from({ length: rows }, (_, k) => count + k) };
}

/**
 * Solves from a copy of `start`, returned as `tableau`.
 * @param allowed 1 for columns that may carry weight; @param free 1 for columns whose weight is to be least
 */
export function dependencyProgram(
  start: Tableau,
  allowed: Uint8Array,
  free: Uint8Array,
): { readonly outcome: DependencyOutcome; readonly tableau: Tableau; readonly pivots: number } {
  const tableau = copyTableau(start);
  const { rows, columns, values, basis } = tableau;
  const forbiddenCost = Float64Array.from(allowed, (entry) => 1 - entry);
  const first = minimise(tableau, forbiddenCost, allowed);
  if (first.status !== "optimal") return { outcome: { status: "failed" }, tableau, pivots: first.pivots };
  if (-first.reduced[columns] > PIVOT_TOLERANCE) {
    const point = Float64Array.from({ length: rows - 1 }, (_, k) => 1 - first.reduced[columns - rows + k]);
    return { outcome: { status: "separated", point }, tableau, pivots: first.pivots };
  }
  const second = minimise(tableau, free, allowed);
  const pivots = first.pivots + second.pivots;
  if (second.status !== "optimal") return { outcome: { status: "failed" }, tableau, pivots };
  const support: number[] = [];
  for (let i = 0; i < rows; i++) {
    if (allowed[basis[i]] !== 0 && values[i * (columns + 1) + columns] > PIVOT_TOLERANCE)
      support.push(basis[i]);
  }
  return {
    outcome: { status: "dependency", support, inradius: inradius(tableau, support) },
    tableau,
    pivots,
  };
}

/**
 * Distance of 0 from the boundary of the simplex of the supporting unit rows: λ_i over the length of the gradient of
 * the i-th barycentric coordinate, which stands in the artificial columns. 0 for a simplex that is not full.
 */
function inradius({ rows, columns, values }: Tableau, support: readonly number[]): number {
  if (support.length < rows) return 0;
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < rows; i++) {
    const start = i * (columns + 1);
    let square = 0;
    for (let k = 0; k < rows - 1; k++) square += values[start + columns - rows + k] ** 2;
    least = Math.min(least, values[start + columns] / Math.sqrt(square));
  }
  return least;
}
