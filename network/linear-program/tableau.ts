/** The dense simplex tableau in doubles: a basic feasible solution, pivots, and the primal simplex method on it. */

/**
 * The system T x = t, x ≥ 0, solved for the variables `basis` (one per row): row i is
 * x_{basis[i]} + Σ over the nonbasic j of T_ij x_j = t_i. Row-major, the right-hand side t as the last entry of a row.
 */
export interface Tableau {
  readonly rows: number;
  readonly columns: number;
  /** rows × (columns + 1). */
  readonly values: Float64Array;
  readonly basis: Int32Array;
}

/**
 * How the simplex method ended: `optimal`; `unbounded`, with the column that may grow without limit;
 * `iteration-limit` after far more pivots than a sound problem needs.
 */
export type SimplexEnd =
  | {
      readonly status: "optimal" | "iteration-limit";
      readonly pivots: number;
      readonly reduced: Float64Array;
    }
  | {
      readonly status: "unbounded";
      readonly pivots: number;
      readonly reduced: Float64Array;
      readonly column: number;
    };

/** Entries of a tableau of unit columns below this are rounding; so are reduced costs. */
export const PIVOT_TOLERANCE = 1e-9;

/** A copy that may be pivoted on its own. */
export function copyTableau(tableau: Tableau): Tableau {
  return { ...tableau, values: tableau.values.slice(), basis: tableau.basis.slice() };
}

/** Solves for column `column` in row `row` instead of the variable that was basic there. */
function pivot({ rows, columns, values, basis }: Tableau, row: number, column: number): void {
  const width = columns + 1;
  const start = row * width;
  const inverse = 1 / values[start + column];
  for (let j = 0; j < width; j++) values[start + j] *= inverse;
  values[start + column] = 1;
  for (let i = 0; i < rows; i++) {
    if (i !== row) eliminate(values, i * width, start, width, column);
  }
  basis[row] = column;
}

/**
 * Minimises cost · x from the basic feasible solution of the tableau, which is overwritten.
 * Dantzig's rule, and Bland's where degenerate pivots repeat.
 * @param allowed columns that may enter; a basic variable that is not allowed and is zero stays zero
 */
export function minimise(
  tableau: Tableau,
  cost: ArrayLike<number>,
  allowed?: ArrayLike<number>,
  tolerance = PIVOT_TOLERANCE,
): SimplexEnd {
  const { rows, columns, values } = tableau;
  const width = columns + 1;
  const reduced = reducedCosts(tableau, cost);
  const limit = 50 * (rows + columns) + 1000;
  let degenerate = 0;
  for (let pivots = 0; pivots < limit; pivots++) {
    const bland = degenerate > rows + 10;
    const entering = enteringColumn(reduced, columns, allowed, tolerance, bland);
    if (entering < 0) return { status: "optimal", pivots, reduced };
    const leaving = leavingRow(tableau, entering, allowed, bland);
    if (leaving < 0) return { status: "unbounded", pivots, reduced, column: entering };
    degenerate = values[leaving * width + columns] > tolerance ? 0 : degenerate + 1;
    pivot(tableau, leaving, entering);
    eliminateVector(reduced, values, leaving * width, width, entering);
  }
  return { status: "iteration-limit", pivots: limit, reduced };
}

/** c − c_B T, with minus the objective as the last entry. */
function reducedCosts({ rows, columns, values, basis }: Tableau, cost: ArrayLike<number>): Float64Array {
  const width = columns + 1;
  const reduced = new Float64Array(width);
  for (let j = 0; j < columns; j++) reduced[j] = cost[j];
  for (let i = 0; i < rows; i++) {
    const factor = cost[basis[i]];
    if (factor === 0) continue;
    for (let j = 0; j < width; j++) reduced[j] -= factor * values[i * width + j];
  }
  return reduced;
}

function enteringColumn(
  reduced: Float64Array,
  columns: number,
  allowed: ArrayLike<number> | undefined,
  tolerance: number,
  first: boolean,
): number {
  let best = -tolerance;
  let entering = -1;
  for (let j = 0; j < columns; j++) {
    if (reduced[j] < best && (allowed === undefined || allowed[j] !== 0)) {
      if (first) return j;
      best = reduced[j];
      entering = j;
    }
  }
  return entering;
}

/** The row of least ratio, −1 where none limits the column; of equal ratios the largest pivot, or Bland's choice. */
function leavingRow(
  { rows, columns, values, basis }: Tableau,
  entering: number,
  allowed: ArrayLike<number> | undefined,
  bland: boolean,
): number {
  const width = columns + 1;
  let leaving = -1;
  let least = Number.POSITIVE_INFINITY;
  let size = 0;
  for (let i = 0; i < rows; i++) {
    const entry = values[i * width + entering];
    const level = Math.max(0, values[i * width + columns]);
    // A forbidden variable at zero must not grow: it limits the column whatever the sign of its entry.
    const forbidden = allowed !== undefined && allowed[basis[i]] === 0 && level <= PIVOT_TOLERANCE;
    if (forbidden ? Math.abs(entry) <= PIVOT_TOLERANCE : entry <= PIVOT_TOLERANCE) continue;
    const ratio = forbidden ? 0 : level / entry;
    const magnitude = bland ? -basis[i] : Math.abs(entry);
    if (ratio < least - 1e-12 * (1 + least) || leaving < 0 || (ratio <= least + 1e-12 && magnitude > size)) {
      leaving = i;
      least = Math.min(ratio, least);
      size = magnitude;
    }
  }
  return leaving;
}

function eliminate(values: Float64Array, start: number, from: number, width: number, column: number): void {
  const factor = values[start + column];
  if (factor === 0) return;
  for (let j = 0; j < width; j++) values[start + j] -= factor * values[from + j];
  values[start + column] = 0;
}

function eliminateVector(
  vector: Float64Array,
  values: Float64Array,
  from: number,
  width: number,
  column: number,
): void {
  const factor = vector[column];
  if (factor === 0) return;
  for (let j = 0; j < width; j++) vector[j] -= factor * values[from + j];
  vector[column] = 0;
}
