/** The least and the largest singular value of a layer without bias over all cells, exactly, through its rays. */

import { extremeSingularValues } from "../../src/linear-algebra/singular-values.js";
import type { DenseMatrix } from "../../src/matrix/dense-matrix.js";
import { InputError, requireInteger } from "../../src/result.js";
import { addRow, isDefinite } from "./symmetric-forms.js";

/** σ = min σ_n(W_S) and U = max |W_S| over the cells, S being the rows active there. */
export interface CellExtremes {
  /** 0 where some cell has fewer than n independent rows: the layer is not injective. */
  readonly least: number;
  readonly largest: number;
  /** The active rows of a cell that attains the least. */
  readonly weakest: readonly number[];
  /** The ray of that cell: a point of its closure, of norm 1. */
  readonly ray: Float64Array;
}

/** Rays times rows at most, about ten seconds. */
const LARGEST_WORK = 1.2e8;
/** Inputs at most: the chosen rows are solved by elimination for each ray. */
const MOST_CELL_INPUTS = 6;

/** Rays times rows of the enumeration. */
function cellExtremesCost(rows: number, columns: number): number {
  let sets = 1;
  for (let i = 0; i < columns - 1; i++) sets = (sets * (rows - i)) / (i + 1);
  return sets * rows;
}

/** Whether {@link cellExtremes} takes a layer of this size. */
export function isEnumerable(rows: number, columns: number): boolean {
  return columns <= MOST_CELL_INPUTS && cellExtremesCost(rows, columns) <= LARGEST_WORK;
}

/**
 * Every cell has a ray on which n − 1 rows vanish, and around a ray in general position all sign patterns of these rows
 * occur. More active rows raise every singular value, so that the least is met where all of them are off and the largest
 * where all are on. Exact but for rounding, for matrices in general position (with probability 1 for continuous laws);
 * otherwise rays on which more rows vanish are left out, and the least is an upper bound.
 *
 * @throws InputError beyond {@link isEnumerable} or for m < n
 */
export function cellExtremes(matrix: DenseMatrix): CellExtremes {
  const { rows, columns } = matrix;
  requireInteger(rows, "rows", columns, Number.MAX_SAFE_INTEGER);
  if (!isEnumerable(rows, columns)) {
    throw new InputError(
      `${rows} rows with ${columns} columns: expected at most ${MOST_CELL_INPUTS} columns and ${LARGEST_WORK} rays times rows for exact cells`,
    );
  }
  const total = new Float64Array(columns * columns);
  for (let row = 0; row < rows; row++) addRow(total, matrix, row);
  const work = new Float64Array(columns * columns);
  const forms = [new Float64Array(columns * columns), new Float64Array(columns * columns)];
  let [least, largest] = [Number.POSITIVE_INFINITY, 0];
  let weakest: readonly number[] = [];
  let at = new Float64Array(columns);
  visitRays(matrix, (chosen, ray) => {
    const [above, below] = forms;
    above.fill(0);
    const signs = signsOf(matrix, chosen, ray);
    for (let row = 0; row < rows; row++) if (signs[row] > 0) addRow(above, matrix, row);
    below.set(total);
    for (let i = 0; i < below.length; i++) below[i] -= above[i];
    for (const row of chosen) addRow(below, matrix, row, -1);
    for (const [side, form] of forms.entries()) {
      const wanted = side === 0 ? 1 : -1;
      if (least > 0 && !isDefinite(form, columns, least * least, 1, work)) {
        const active = rowsWith(signs, (sign) => sign === wanted);
        const found = extremeSingularValues(matrix, active).least;
        if (found < least) [least, weakest, at] = [found, active, ray.map((value) => wanted * value)];
      }
      for (const row of chosen) addRow(form, matrix, row);
      if (!isDefinite(form, columns, largest * largest, -1, work)) {
        const active = rowsWith(signs, (sign) => sign === wanted || sign === 0);
        largest = Math.max(largest, extremeSingularValues(matrix, active).largest);
      }
    }
  });
  return { least, largest, weakest, ray: at };
}

function rowsWith(signs: Int8Array, wanted: (sign: number) => boolean): number[] {
  return Array.from(signs.keys()).filter((row) => wanted(signs[row]));
}

/** Signs of w_i · ray; 0 for the chosen rows. */
function signsOf(
  { rows, columns, values }: DenseMatrix,
  chosen: readonly number[],
  ray: Float64Array,
): Int8Array {
  const signs = new Int8Array(rows);
  for (let row = 0; row < rows; row++) {
    let sum = 0;
    for (let j = 0; j < columns; j++) sum += values[row * columns + j] * ray[j];
    signs[row] = Math.sign(sum);
  }
  for (const row of chosen) signs[row] = 0;
  return signs;
}

/** Every set of n − 1 rows and a vector on which they vanish; sets that leave more than a line are left out. */
function visitRays(matrix: DenseMatrix, visit: (chosen: readonly number[], ray: Float64Array) => void): void {
  const { rows, columns, values } = matrix;
  const chosen: number[] = [];
  const descend = (first: number, reduced: readonly Float64Array[]): void => {
    if (chosen.length === columns - 1) {
      const ray = kernelOf(reduced, columns);
      if (ray !== undefined) visit(chosen, ray);
      return;
    }
    for (let row = first; row < rows; row++) {
      const rest = eliminated(reduced, values.slice(row * columns, (row + 1) * columns));
      if (rest === undefined) continue;
      chosen.push(row);
      descend(row + 1, [...reduced, rest]);
      chosen.pop();
    }
  };
  descend(0, []);
}

/** A row orthogonal to the reduced ones, of norm 1; undefined where nothing but rounding is left. */
function eliminated(reduced: readonly Float64Array[], row: Float64Array): Float64Array | undefined {
  const before = Math.hypot(...row);
  // Twice: once is not enough for nearly parallel rows.
  for (const basis of [...reduced, ...reduced]) {
    let along = 0;
    for (let j = 0; j < row.length; j++) along += row[j] * basis[j];
    for (let j = 0; j < row.length; j++) row[j] -= along * basis[j];
  }
  const norm = Math.hypot(...row);
  return norm > 1e-13 * before ? row.map((value) => value / norm) : undefined;
}

/** The unit vector orthogonal to n − 1 orthonormal ones: what is left of the axis furthest from them. */
function kernelOf(reduced: readonly Float64Array[], columns: number): Float64Array | undefined {
  let axis = 0;
  let most = -1;
  for (let j = 0; j < columns; j++) {
    const left = 1 - reduced.reduce((sum, basis) => sum + basis[j] * basis[j], 0);
    if (left > most) [most, axis] = [left, j];
  }
  const unit = new Float64Array(columns);
  unit[axis] = 1;
  return eliminated(reduced, unit);
}
