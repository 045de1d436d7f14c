/** E_min of a small matrix, exactly, by visiting every vertex of its arrangement. */

import { requireObject } from "../../src/arguments.js";
import { integerDot, integerRows, primitiveLine } from "../../src/exact/integers.js";
import { kernelVector } from "../../src/exact/kernel-vector.js";
import { type DenseMatrix, requireMatrix } from "../../src/matrix/dense-matrix.js";
import { InputError, requireInteger } from "../../src/result.js";
import { visitVertices } from "./vertices.js";

/** The most sign decisions made by enumeration, about ten seconds. */
export const LARGEST_ENUMERATION = 1e9;

/** Sets between two reports of progress. */
const REPORTED_SETS = 65_536;

/** The least number of positive inner products, where it is attained, exactly. */
export interface ExactMinimum {
  readonly minimum: number;
  /** Integers without common factor, E(ray) = minimum: a vertex of the arrangement, or a kernel vector. */
  readonly ray: readonly bigint[];
  /** True only where any n rows are known to be independent; false where they are not, or it was not decided. */
  readonly generalPosition: boolean;
}

/** C(m, n − 1)(m − n + 1), the number of signs that enumeration decides; Infinity beyond the range of doubles. */
export function enumerationCost(rows: number, columns: number): number {
  let sets = 1;
  for (let k = 1; k < columns; k++) sets *= (rows - columns + 1 + k) / k;
  return sets * (rows - columns + 1);
}

/** @throws InputError unless the matrix has m ≥ n ≥ 1 rows and finite entries */
export function requireTallMatrix(matrix: DenseMatrix): void {
  requireObject(matrix, "the matrix", ["rows", "columns", "values"]);
  const { rows, columns } = matrix;
  requireInteger(columns, "columns", 1, 100_000);
  if (rows < columns) {
    throw new InputError(
      `a matrix of ${rows} rows and ${columns} columns: expected at least as many rows as columns`,
    );
  }
  requireMatrix(matrix, "the matrix");
}

/**
 * E_min = min over x ≠ 0 of #{i : w_i · x > 0}. Going to the boundary of a face makes no inner product positive, so
 * that the minimum is attained on a ray, where n − 1 independent rows vanish; if the rows do not span R^n, it is 0 in
 * their kernel. Signs within their error bound are decided in integers, so that dependent, repeated and zero rows
 * are counted as they are.
 * @param enough stops at the first vertex with so few positive products; then only whether E_min ≤ enough is known
 * @param onProgress called now and then with the share of the vertices visited
 * @throws InputError unless m ≥ n ≥ 1, entries are finite and the cost is at most `LARGEST_ENUMERATION`
 */
export function exactMinimum(
  matrix: DenseMatrix,
  enough = 0,
  onProgress: (share: number) => void = () => undefined,
): ExactMinimum {
  requireTallMatrix(matrix);
  const { rows, columns } = matrix;
  if (enumerationCost(rows, columns) > LARGEST_ENUMERATION) {
    throw new InputError(
      `${rows} rows and ${columns} columns: expected at most ${largestRows(columns)} rows for enumeration with ${columns} columns, or option 'method' auto`,
    );
  }
  let best = Number.POSITIVE_INFINITY;
  let bestRows = new Int32Array(0);
  let generalPosition = true;
  let integers: bigint[][] | undefined;
  const exactCount = (chosen: Int32Array): RayCounts => {
    integers ??= integerRows(matrix);
    return countsOnRay(integers, rayOf(integers, chosen, columns));
  };
  const sets = enumerationCost(rows, columns) / (rows - columns + 1);
  let visited = 0;
  visitVertices(matrix, (chosen, positive, negative, undecided) => {
    if (++visited % REPORTED_SETS === 0) onProgress(visited / sets);
    if (generalPosition && undecided > 0) generalPosition = exactCount(chosen).zeros === columns - 1;
    // Undecided rows only add to either count.
    if (Math.min(positive, negative) >= best) return true;
    // Dependent rows vanish on more than a line; any x on it is as good as another, and the vertices on it are visited too.
    const here = undecided === 0 ? Math.min(positive, negative) : exactCount(chosen).minimum;
    if (here < best) {
      best = here;
      bestRows = Int32Array.from(chosen);
    }
    return best > enough;
  });
  const { minimum, ray } = exactCount(bestRows);
  return { minimum, ray, generalPosition: generalPosition && best > enough };
}

/** The ray on which the chosen n − 1 rows vanish, in integers without common factor, its first non-zero entry positive. */
export function rayOf(integers: readonly bigint[][], chosen: Int32Array, columns: number): bigint[] {
  const ray = kernelVector(
    Array.from(chosen, (i) => integers[i]),
    columns,
  );
  if (ray === undefined) throw new Error("n - 1 rows span n dimensions");
  return primitiveLine(ray);
}

interface RayCounts {
  /** Positive products on the better of ±ray. */
  readonly minimum: number;
  readonly ray: readonly bigint[];
  /** Rows that vanish on it. */
  readonly zeros: number;
}

function countsOnRay(integers: readonly bigint[][], ray: readonly bigint[]): RayCounts {
  const products = integers.map((row) => integerDot(row, ray));
  const positive = products.filter((product) => product > 0n).length;
  const negative = products.filter((product) => product < 0n).length;
  const zeros = products.length - positive - negative;
  return positive <= negative
    ? { minimum: positive, ray, zeros }
    : { minimum: negative, ray: ray.map((entry) => -entry), zeros };
}

/** The most rows that enumeration takes with so many columns; `columns` itself is always taken if any number is. */
export function largestRows(columns: number): number {
  let rows = columns;
  while (rows < 100_000 && enumerationCost(rows + 1, columns) <= LARGEST_ENUMERATION) rows++;
  return rows;
}
