/**
 * The simplex method in exact arithmetic: integer tableaux with one common denominator (Edmonds 1967, Bareiss 1968),
 * so that no fraction is ever reduced and every division is exact.
 */

/** minimise cost · x subject to matrix x = right, x ≥ 0; all integers. */
export interface IntegerProgram {
  readonly matrix: readonly (readonly bigint[])[];
  readonly right: readonly bigint[];
  readonly cost: readonly bigint[];
}

/**
 * - `optimal`: x = solution / denominator, a basic solution; prices y / denominator with matrixᵀ y ≤ cost and equal objectives.
 * - `infeasible`: prices y with matrixᵀ y ≤ 0 and right · y > 0.
 * - `unbounded`: a ray r ≥ 0 with matrix r = 0 and cost · r < 0.
 * Denominators are positive.
 */
export type IntegerSolution =
  | {
      readonly status: "optimal";
      readonly solution: readonly bigint[];
      readonly prices: readonly bigint[];
      readonly denominator: bigint;
    }
  | { readonly status: "infeasible"; readonly prices: readonly bigint[] }
  | { readonly status: "unbounded"; readonly ray: readonly bigint[] };

/** Rows of constraints, the reduced costs last; each row: columns, one artificial a constraint, right-hand side. */
interface IntegerTableau {
  readonly rows: bigint[][];
  readonly basis: number[];
  readonly columns: number;
  readonly constraints: number;
  readonly signs: readonly bigint[];
  denominator: bigint;
}

/** Solves an integer program exactly in two phases; ends for every input (Bland's rule from the first stall on). */
export function solveIntegerProgram(program: IntegerProgram): IntegerSolution {
  const { matrix, right, cost } = program;
  const constraints = matrix.length;
  const columns = cost.length;
  const signs = right.map((entry) => (entry < 0n ? -1n : 1n));
  const rows = matrix.map((row, i) => [
    ...row.map((entry) => signs[i] * entry),
    ...signs.map((_, k) => (k === i ? 1n : 0n)),
    signs[i] * right[i],
  ]);
  const width = columns + constraints + 1;
  const phaseOne = Array.from({ length: width }, (_, j) =>
    j >= columns && j < columns + constraints ? 0n : -rows.reduce((sum, row) => sum + row[j], 0n),
  );
  const tableau: IntegerTableau = {
    rows: [...rows, phaseOne],
    basis: signs.map((_, i) => columns + i),
    columns,
    constraints,
    signs,
    denominator: 1n,
  };
  descend(tableau);
  if (tableau.rows[constraints][width - 1] < 0n) {
    return { status: "infeasible", prices: pricesOf(tableau, tableau.denominator) };
  }
  tableau.rows[constraints] = reducedCosts(tableau, cost);
  const entering = descend(tableau);
  if (entering >= 0) return { status: "unbounded", ray: rayOf(tableau, entering) };
  const solution = new Array<bigint>(columns).fill(0n);
  tableau.basis.forEach((column, i) => {
    if (column < columns) solution[column] = tableau.rows[i][width - 1];
  });
  return { status: "optimal", solution, prices: pricesOf(tableau, 0n), denominator: tableau.denominator };
}

/** Pivots until no column improves: −1, or the column that is unbounded. Artificial variables never enter. */
function descend(tableau: IntegerTableau): number {
  const { rows, columns, constraints } = tableau;
  let stalled = 0;
  for (;;) {
    const entering = enteringColumn(rows[constraints], columns, stalled > constraints);
    if (entering < 0) return -1;
    const leaving = leavingRow(tableau, entering);
    if (leaving < 0) return entering;
    stalled = rows[leaving][columns + constraints] === 0n ? stalled + 1 : 0;
    pivot(tableau, leaving, entering);
  }
}

function enteringColumn(reduced: readonly bigint[], columns: number, first: boolean): number {
  let entering = -1;
  for (let j = 0; j < columns; j++) {
    if (reduced[j] >= 0n || (entering >= 0 && reduced[j] >= reduced[entering])) continue;
    entering = j;
    if (first) break;
  }
  return entering;
}

/** Least ratio, ties by the lowest basic variable; an artificial variable at zero must not grow again. */
function leavingRow({ rows, basis, columns, constraints }: IntegerTableau, entering: number): number {
  const last = columns + constraints;
  let leaving = -1;
  for (let i = 0; i < constraints; i++) {
    const entry = rows[i][entering];
    if (entry !== 0n && basis[i] >= columns && rows[i][last] === 0n) return i;
    if (entry <= 0n) continue;
    if (leaving < 0) {
      leaving = i;
      continue;
    }
    const difference = rows[i][last] * rows[leaving][entering] - rows[leaving][last] * entry;
    if (difference < 0n || (difference === 0n && basis[i] < basis[leaving])) leaving = i;
  }
  return leaving;
}

function pivot(tableau: IntegerTableau, row: number, column: number): void {
  const { rows, basis, denominator } = tableau;
  const sign = rows[row][column] < 0n ? -1n : 1n;
  const pivotRow = rows[row];
  if (sign < 0n) for (let j = 0; j < pivotRow.length; j++) pivotRow[j] = -pivotRow[j];
  const pivotEntry = pivotRow[column];
  for (let i = 0; i < rows.length; i++) {
    if (i === row) continue;
    const current = rows[i];
    const factor = current[column];
    for (let j = 0; j < current.length; j++) {
      const product = current[j] * pivotEntry;
      current[j] = (factor === 0n ? product : product - factor * pivotRow[j]) / denominator;
    }
  }
  basis[row] = column;
  tableau.denominator = pivotEntry;
}

function reducedCosts(
  { rows, basis, columns, constraints, denominator }: IntegerTableau,
  cost: readonly bigint[],
): bigint[] {
  const width = columns + constraints + 1;
  const costOf = (column: number): bigint => (column < columns ? cost[column] : 0n);
  const reduced = Array.from({ length: width }, (_, j) => (j < width - 1 ? costOf(j) * denominator : 0n));
  basis.forEach((column, i) => {
    const factor = costOf(column);
    if (factor === 0n) return;
    for (let j = 0; j < width; j++) reduced[j] -= factor * rows[i][j];
  });
  return reduced;
}

/** Prices times the denominator, from the reduced costs of the artificial variables of cost `artificialCost`. */
function pricesOf({ rows, columns, constraints, signs }: IntegerTableau, artificialCost: bigint): bigint[] {
  return signs.map((sign, i) => sign * (artificialCost - rows[constraints][columns + i]));
}

function rayOf({ rows, basis, columns, denominator }: IntegerTableau, entering: number): bigint[] {
  const ray = new Array<bigint>(columns).fill(0n);
  ray[entering] = denominator;
  basis.forEach((column, i) => {
    if (column < columns) ray[column] = -rows[i][entering];
  });
  return ray;
}
