/** Pairs of inputs that a layer hardly tells apart: upper bounds on its best inverse Lipschitz constant. */
import { dot } from "../../src/linear-algebra/vectors.js";
import type { DenseMatrix } from "../../src/matrix/dense-matrix.js";
import type { WeakCell } from "./weak-cell-search.js";

const STEPS = 300;
const SHORTEST_STEP = 1e-9;

/**
 * The least |f(p) − f(q)| / |p − q| met, f(x) = ReLU(W x): from x ± t d for the point and weakest direction of a cell,
 * at several t, and from ± d, by gradient descent of both ends.
 */
export function weakPairRatio(matrix: DenseMatrix, { point, direction }: WeakCell): number {
  const starts = [0.01, 0.1, 0.3, 1, 3].flatMap((t) => [
    [moved(point, direction, t), moved(point, direction, -t)],
    [moved(point, direction, t), point],
    [point, moved(point, direction, -t)],
  ]);
  const opposite = [direction, direction.map((value) => -value)];
  return [...starts, opposite].reduce(
    (least, [p, q]) => Math.min(least, descended(matrix, p, q)),
    Number.POSITIVE_INFINITY,
  );
}

function moved(point: Float64Array, direction: Float64Array, t: number): Float64Array {
  return point.map((value, i) => value + t * direction[i]);
}

/** Descent of the ratio's square with a step that adapts; the ratio at its end. */
function descended(matrix: DenseMatrix, start: Float64Array, end: Float64Array): number {
  let [p, q] = [start, end];
  let square = squaredRatio(matrix, p, q);
  let length = 0.1;
  for (let step = 0; step < STEPS && length > SHORTEST_STEP; step++) {
    const [atP, atQ] = gradients(matrix, p, q, square);
    const norm = Math.sqrt(dot(atP, atP) + dot(atQ, atQ));
    const distance = Math.sqrt(p.reduce((sum, value, i) => sum + (value - q[i]) ** 2, 0));
    if (norm === 0) break;
    const factor = (length * distance) / norm;
    const nextP = moved(p, atP, -factor);
    const nextQ = moved(q, atQ, -factor);
    const next = squaredRatio(matrix, nextP, nextQ);
    if (next < square) {
      [p, q, square] = [nextP, nextQ, next];
      length *= 1.3;
    } else length /= 2;
  }
  return Math.sqrt(square);
}

function squaredRatio({ rows, columns, values }: DenseMatrix, p: Float64Array, q: Float64Array): number {
  let outputs = 0;
  for (let i = 0, at = 0; i < rows; i++) {
    let [a, b] = [0, 0];
    for (let j = 0; j < columns; j++, at++) {
      a += values[at] * p[j];
      b += values[at] * q[j];
    }
    outputs += (Math.max(0, a) - Math.max(0, b)) ** 2;
  }
  return outputs / p.reduce((sum, value, i) => sum + (value - q[i]) ** 2, 0);
}

function gradients(
  { rows, columns, values }: DenseMatrix,
  p: Float64Array,
  q: Float64Array,
  square: number,
): [Float64Array, Float64Array] {
  const [atP, atQ] = [new Float64Array(columns), new Float64Array(columns)];
  for (let i = 0; i < rows; i++) {
    let [a, b] = [0, 0];
    for (let j = 0, at = i * columns; j < columns; j++, at++) {
      a += values[at] * p[j];
      b += values[at] * q[j];
    }
    const difference = Math.max(0, a) - Math.max(0, b);
    for (let j = 0, at = i * columns; j < columns; j++, at++) {
      if (a > 0) atP[j] += difference * values[at];
      if (b > 0) atQ[j] -= difference * values[at];
    }
  }
  for (let j = 0; j < columns; j++) {
    atP[j] -= square * (p[j] - q[j]);
    atQ[j] += square * (p[j] - q[j]);
  }
  return [atP, atQ];
}
