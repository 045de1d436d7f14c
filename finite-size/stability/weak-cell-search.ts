/** Search for cells of a layer whose active rows have a small least singular value: upper bounds on σ, for any size. */

import { extremeSingularValues } from "../../src/linear-algebra/singular-values.js";
import { dot } from "../../src/linear-algebra/vectors.js";
import { type DenseMatrix, rowOf } from "../../src/matrix/dense-matrix.js";
import type { RandomSource } from "../../src/random/normal.js";
import { normalise } from "../random-network/random-network.js";

/** A cell, by a point of it, and what its active rows hardly see. */
export interface WeakCell {
  readonly sigma: number;
  readonly point: Float64Array;
  readonly direction: Float64Array;
}

/** Rounds of a descent, each with a direction of its own, and steps of x in each. */
const ROUNDS = 24;
const STEPS = 12;
/** Length of a step over the width. */
const STEP = 0.5;
/** Random points of which the best begins a descent. */
const DRAWN = 12;
/** Widths of the smoothed step, in units of w_i · x for weights of variance 1: from broad to narrow. */
const WIDEST = 0.7;
const NARROWEST = 0.03;

/**
 * Descents over x and u of Σ_i 1[w_i·x > 0] (w_i·u)², which is σ_n(W_S)² at the best u: for a fixed u the step is
 * smoothed and x follows the gradient, the smoothing narrows, and u becomes the weakest direction of the rows active at
 * x. Each restart keeps the best cell that it met.
 */
export function searchWeakCell(matrix: DenseMatrix, restarts: number, random: RandomSource): WeakCell {
  let best: WeakCell | undefined;
  for (let restart = 0; restart < restarts; restart++) {
    const drawn = Array.from({ length: DRAWN }, () =>
      cellAt(matrix, normalise(new Float64Array(matrix.columns).map(() => random.normal()))),
    );
    const first = restart === 0 ? [cellAt(matrix, oppositeSum(matrix))] : [];
    const found = descend(
      matrix,
      [...first, ...drawn].reduce((a, b) => (b.sigma < a.sigma ? b : a)),
    );
    if (best === undefined || found.sigma < best.sigma) best = found;
  }
  if (best === undefined) throw new Error("a search without restarts");
  return best;
}

function descend(matrix: DenseMatrix, start: WeakCell): WeakCell {
  const { rows } = matrix;
  let x = start.point;
  let best = start;
  let { direction } = best;
  const scale = rootMeanSquare(matrix);
  for (let round = 0; round < ROUNDS && best.sigma > 0; round++) {
    const width = scale * WIDEST * (NARROWEST / WIDEST) ** (round / (ROUNDS - 1));
    const weights = Float64Array.from({ length: rows }, (_, i) => dot(rowOf(matrix, i), direction) ** 2);
    for (let step = 0; step < STEPS; step++) x = stepped(matrix, x, weights, { width, scale });
    const cell = cellAt(matrix, x);
    ({ direction } = cell);
    if (cell.sigma < best.sigma) best = cell;
  }
  return best;
}

/** One gradient step of Σ weight_i / (1 + e^{−h_i/width}) on the sphere, of length about the width. */
function stepped(
  matrix: DenseMatrix,
  x: Float64Array,
  weights: Float64Array,
  { width, scale }: { width: number; scale: number },
): Float64Array {
  const { rows, columns, values } = matrix;
  const gradient = new Float64Array(columns);
  for (let i = 0; i < rows; i++) {
    let h = 0;
    for (let j = 0, at = i * columns; j < columns; j++, at++) h += values[at] * x[j];
    const open = 1 / (1 + Math.exp(-h / width));
    const slope = (weights[i] * open * (1 - open)) / width;
    for (let j = 0, at = i * columns; j < columns; j++, at++) gradient[j] += slope * values[at];
  }
  const along = dot(gradient, x);
  for (let j = 0; j < columns; j++) gradient[j] -= along * x[j];
  const norm = Math.sqrt(dot(gradient, gradient));
  if (norm === 0) return x;
  return normalise(x.map((value, j) => value - ((STEP * width) / (scale * norm)) * gradient[j]));
}

function rootMeanSquare({ values }: DenseMatrix): number {
  return Math.sqrt(dot(values, values) / values.length);
}

function cellAt(matrix: DenseMatrix, point: Float64Array): WeakCell {
  const active = Array.from({ length: matrix.rows }, (_, i) => i).filter(
    (i) => dot(rowOf(matrix, i), point) > 0,
  );
  const { least, direction } = extremeSingularValues(matrix, active);
  return { sigma: least, point, direction };
}

/** −Σ w_i: where few rows are active. */
function oppositeSum({ rows, columns, values }: DenseMatrix): Float64Array {
  const sum = new Float64Array(columns);
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) sum[j] -= values[i * columns + j];
  return normalise(sum);
}
