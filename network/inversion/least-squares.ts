/** Least squares by Householder reflections with column pivoting: rank, kernel and a solution of small residual. */
import { dot } from "../../src/linear-algebra/vectors.js";

/** Rows of equal length. */
export type Rows = readonly ArrayLike<number>[];

/** A factored matrix, ready for right-hand sides. */
export interface LeastSquares {
  /** Numerical rank: diagonal entries of R above max(m, n)·ε of the first. */
  readonly rank: number;
  /** Orthonormal vectors with A v = 0 to rounding, n − rank of them. */
  readonly kernel: readonly Float64Array[];
  /** An estimate of the least nonzero singular value, from above; infinite for rank 0. */
  readonly leastSingular: number;
  /** The solution of least |A x − b|, and of least norm among those; refined once with the residual. */
  readonly solve: (right: ArrayLike<number>) => Float64Array;
}

/** Factors a matrix of m rows and n columns; m may be 0. Golub and Van Loan, Matrix Computations, 5.4.2. */
export function leastSquares(rows: Rows, columns: number): LeastSquares {
  const height = rows.length;
  // Columns, so that the inner loops run through memory in order.
  const a = Array.from({ length: columns }, (_, j) => Float64Array.from(rows, (row) => row[j]));
  const reflectors: Float64Array[] = [];
  const order = Array.from({ length: columns }, (_, j) => j);
  const limit = Math.min(height, columns);
  let rank = 0;
  let first = 0;
  for (let k = 0; k < limit; k++) {
    const norms = order.slice(k).map((j) => normFrom(a[j], k));
    const best = norms.reduce((most, norm, i) => (norm > norms[most] ? i : most), 0);
    if (k === 0) first = norms[best];
    if (!(norms[best] > Math.max(height, columns) * Number.EPSILON * first)) break;
    [order[k], order[k + best]] = [order[k + best], order[k]];
    const column = a[order[k]];
    const reflector = reflectorOf(column, k, norms[best]);
    for (const j of order.slice(k + 1)) applyReflector(reflector, a[j], k);
    column[k] = column[k] >= 0 ? -norms[best] : norms[best];
    reflectors.push(reflector);
    rank++;
  }
  const triangle = Array.from({ length: rank }, (_, i) => Float64Array.from(order, (j) => a[j][i]));
  const kernel = orthonormal(kernelVectors(triangle, order, rank, columns));
  const basic = (right: Float64Array): Float64Array => {
    const turned = right.slice();
    reflectors.forEach((reflector, k) => {
      applyReflector(reflector, turned, k);
    });
    const solution = new Float64Array(columns);
    backSubstitute(triangle, turned, rank).forEach((value, k) => {
      solution[order[k]] = value;
    });
    return withoutComponents(solution, kernel);
  };
  return {
    rank,
    kernel,
    leastSingular: leastSingularValue(triangle, rank),
    solve: (right) => {
      const target = Float64Array.from(right);
      const solution = basic(target);
      const correction = basic(target.map((value, i) => value - dot(rows[i], solution)));
      return solution.map((value, j) => value + correction[j]);
    },
  };
}

/** The length of the entries from `start` on, without overflow. */
function normFrom(column: Float64Array, start: number): number {
  let largest = 0;
  for (let i = start; i < column.length; i++) largest = Math.max(largest, Math.abs(column[i]));
  if (largest === 0) return 0;
  let sum = 0;
  for (let i = start; i < column.length; i++) sum += (column[i] / largest) ** 2;
  return largest * Math.sqrt(sum);
}

/** The unit vector whose reflection takes the column, from entry k on, to the k-th axis. */
function reflectorOf(column: Float64Array, k: number, norm: number): Float64Array {
  const reflector = column.slice(k).map((entry) => entry / norm);
  reflector[0] += reflector[0] >= 0 ? 1 : -1;
  const scale = Math.sqrt(dot(reflector, reflector));
  return reflector.map((entry) => entry / scale);
}

function applyReflector(reflector: Float64Array, vector: Float64Array, from: number): void {
  let product = 0;
  for (let i = 0; i < reflector.length; i++) product += reflector[i] * vector[from + i];
  for (let i = 0; i < reflector.length; i++) vector[from + i] -= 2 * product * reflector[i];
}

/** R₁₁ x = right, for the leading square of the triangle. */
function backSubstitute(
  triangle: readonly Float64Array[],
  right: ArrayLike<number>,
  rank: number,
): Float64Array {
  const solution = new Float64Array(rank);
  for (let i = rank - 1; i >= 0; i--) {
    let sum = right[i];
    for (let j = i + 1; j < rank; j++) sum -= triangle[i][j] * solution[j];
    solution[i] = sum / triangle[i][i];
  }
  return solution;
}

function kernelVectors(
  triangle: readonly Float64Array[],
  order: readonly number[],
  rank: number,
  columns: number,
): Float64Array[] {
  return Array.from({ length: columns - rank }, (_, k) => {
    const vector = new Float64Array(columns);
    const beyond = triangle.map((row) => -row[rank + k]);
    backSubstitute(triangle, beyond, rank).forEach((value, i) => {
      vector[order[i]] = value;
    });
    vector[order[rank + k]] = 1;
    return vector;
  });
}

/** Gram–Schmidt, twice. */
function orthonormal(vectors: readonly Float64Array[]): Float64Array[] {
  const basis: Float64Array[] = [];
  for (const vector of vectors) {
    const rest = withoutComponents(withoutComponents(vector, basis), basis);
    const norm = Math.sqrt(dot(rest, rest));
    basis.push(rest.map((entry) => entry / norm));
  }
  return basis;
}

function withoutComponents(vector: Float64Array, basis: readonly Float64Array[]): Float64Array {
  const rest = vector.slice();
  for (const axis of basis) {
    const component = dot(axis, rest);
    for (let j = 0; j < rest.length; j++) rest[j] -= component * axis[j];
  }
  return rest;
}

const INVERSE_ITERATIONS = 8;

/** Inverse iteration on RᵀR; a Rayleigh quotient, so never below the least singular value of R₁₁. */
function leastSingularValue(triangle: readonly Float64Array[], rank: number): number {
  if (rank === 0) return Number.POSITIVE_INFINITY;
  let vector: Float64Array = Float64Array.from({ length: rank }, (_, i) => 1 + ((i * 7) % 5) / 5);
  let value = Number.POSITIVE_INFINITY;
  for (let iteration = 0; iteration < INVERSE_ITERATIONS; iteration++) {
    const length = Math.sqrt(dot(vector, vector));
    const unit = vector.map((entry) => entry / length);
    const forward = new Float64Array(rank);
    for (let i = 0; i < rank; i++) {
      let sum = unit[i];
      for (let j = 0; j < i; j++) sum -= triangle[j][i] * forward[j];
      forward[i] = sum / triangle[i][i];
    }
    vector = backSubstitute(triangle, forward, rank);
    value = 1 / Math.sqrt(dot(forward, forward));
  }
  return value;
}
