/** E_min as a mixed-integer program, for matrices beyond enumeration. */
import { type DenseMatrix, rowOf } from "../../src/matrix/dense-matrix.js";
import type { LinearRow, MixedIntegerProblem } from "../../src/milp/problem.js";

/**
 * Minimise the number of rows that may be positive: x on the surface of the cube |x|_∞ = 1, rows scaled to
 * |u_i|_1 = 1, and u_i · x ≤ p_i with p_i binary; one more binary variable for each face of the cube, of which one
 * must be chosen. In exact arithmetic the optimum is E_min. The solver's tolerance only makes the constraints weaker,
 * so that its bound stays one from below, up to its own rounding. (Paleka 2021, eq. (3.8) asks for |x|_1 = n, which
 * is no linear constraint, and for strict inequalities by a margin, which misses narrow cells.)
 *
 * Variables: x_1 … x_n, p_1 … p_m, then the faces x_j = 1 and x_j = −1 for j = 1 … n.
 */
export function minimumProgram(matrix: DenseMatrix): MixedIntegerProblem {
  const { rows, columns } = matrix;
  const repeated = <T>(count: number, value: T): T[] => Array<T>(count).fill(value);
  const faces = 2 * columns;
  const constraints: LinearRow[] = [];
  for (let i = 0; i < rows; i++) {
    const scaled = unitOneNorm(rowOf(matrix, i));
    constraints.push({
      columns: [...scaled.keys(), columns + i],
      coefficients: [...scaled, -1],
      lower: Number.NEGATIVE_INFINITY,
      upper: 0,
    });
  }
  for (let j = 0; j < columns; j++) {
    for (const sign of [1, -1]) {
      const face = columns + rows + 2 * j + (sign > 0 ? 0 : 1);
      // sign · x_j ≥ 1 where the face is chosen, ≥ −1 elsewhere.
      constraints.push({
        columns: [j, face],
        coefficients: [sign, -2],
        lower: -1,
        upper: Number.POSITIVE_INFINITY,
      });
    }
  }
  constraints.push({
    columns: Array.from({ length: faces }, (_, k) => columns + rows + k),
    coefficients: repeated(faces, 1),
    lower: 1,
    upper: 1,
  });
  return {
    sense: "minimise",
    objective: [...repeated(columns, 0), ...repeated(rows, 1), ...repeated(faces, 0)],
    lower: [...repeated(columns, -1), ...repeated(rows + faces, 0)],
    upper: repeated(columns + rows + faces, 1),
    integer: [...repeated(columns, false), ...repeated(rows + faces, true)],
    rows: constraints,
  };
}

/** The x in the cube that makes the rows outside `positive` as negative as possible, as a linear program: x, margin. */
export function marginProgram(matrix: DenseMatrix, positive: ReadonlySet<number>): MixedIntegerProblem {
  const { rows, columns } = matrix;
  const indices = Array.from({ length: rows }, (_, i) => i).filter((i) => !positive.has(i));
  return {
    sense: "maximise",
    objective: [...Array<number>(columns).fill(0), 1],
    lower: [...Array<number>(columns).fill(-1), -1],
    upper: Array<number>(columns + 1).fill(1),
    integer: Array<boolean>(columns + 1).fill(false),
    rows: indices.map((i) => {
      const scaled = unitOneNorm(rowOf(matrix, i));
      const zero = scaled.every((entry) => entry === 0);
      return {
        columns: [...scaled.keys(), columns],
        // A zero row is never positive and never negative.
        coefficients: [...scaled, zero ? 0 : 1],
        lower: Number.NEGATIVE_INFINITY,
        upper: 0,
      };
    }),
  };
}

/** The row divided by the sum of its magnitudes; a zero row stays. */
function unitOneNorm(row: Float64Array): number[] {
  const largest = row.reduce((a, b) => Math.max(a, Math.abs(b)), 0);
  if (largest === 0) return Array.from(row);
  const sum = row.reduce((a, b) => a + Math.abs(b / largest), 0);
  return Array.from(row, (entry) => entry / largest / sum);
}
