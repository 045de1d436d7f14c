/** From a vertex of the arrangement to an x in doubles with as few positive inner products. */
import { dot } from "../../src/linear-algebra/vectors.js";
import type { DenseMatrix } from "../../src/matrix/dense-matrix.js";
import { rowOf } from "../../src/matrix/dense-matrix.js";
import { exactSigns, integerDot, integerVector } from "./integer-rows.js";

/**
 * An x in doubles whose exact count is at most `target`, or undefined when this construction finds none; one inside a
 * cell where it finds any, on the boundary of cells otherwise.
 */
export function interiorWitness(
  matrix: DenseMatrix,
  ray: readonly bigint[],
  target: number,
): Float64Array | undefined {
  let onBoundary: Float64Array | undefined;
  for (const x of candidates(matrix, ray)) {
    if (!x.every(Number.isFinite) || x.every((entry) => entry === 0)) continue;
    const { positive, nonNegative } = exactSigns(matrix, x);
    if (nonNegative <= target) return x;
    if (positive <= target) onBoundary ??= x;
  }
  return onBoundary;
}

/** Points near the ray, pushed off the rows that vanish on it by smaller and smaller steps; at last the ray itself. */
function* candidates(matrix: DenseMatrix, ray: readonly bigint[]): Generator<Float64Array> {
  const { rows, columns } = matrix;
  const v = unitVector(ray);
  const tight = Array.from({ length: rows }, (_, i) => i).filter(
    (i) => integerDot(integerVector(rowOf(matrix, i)), ray) === 0n,
  );
  const inward = pushedNegative(matrix, tight);
  // The largest step that turns no other sign.
  let step = Number.POSITIVE_INFINITY;
  for (let i = 0; i < rows; i++) {
    if (tight.includes(i)) continue;
    const row = rowOf(matrix, i);
    const ratio = Math.abs(dot(row, v) / dot(row, inward));
    if (ratio < step) step = ratio;
  }
  if (!Number.isFinite(step)) step = 1;
  for (let halving = 1; halving <= 40; halving++) {
    const x = new Float64Array(columns);
    for (let j = 0; j < columns; j++) x[j] = v[j] + step * 2 ** -halving * inward[j];
    yield x;
  }
  yield Float64Array.from(ray, Number);
}

/** The direction of an integer vector, its largest entry 1 in magnitude, each entry correct to 2^-53 of that. */
export function unitVector(ray: readonly bigint[]): Float64Array {
  const largest = ray.reduce((a, b) => (magnitude(b) > a ? magnitude(b) : a), 0n);
  return Float64Array.from(ray, (entry) => Number((entry << 100n) / largest) / 2 ** 100);
}

/**
 * A y with w_i · y = −|w_i| for independent ones among the rows, as closely as doubles allow: orthonormal directions
 * of the rows (Gram–Schmidt, twice), then forward substitution.
 */
function pushedNegative(matrix: DenseMatrix, indices: readonly number[]): Float64Array {
  const y = new Float64Array(matrix.columns);
  const basis: Float64Array[] = [];
  for (const i of indices) {
    const row = rowOf(matrix, i);
    const norm = Math.hypot(...row);
    if (norm === 0) continue;
    const unit = row.map((entry) => entry / norm);
    const rest = Float64Array.from(unit);
    for (let pass = 0; pass < 2; pass++) {
      for (const direction of basis) addMultiple(rest, direction, -dot(rest, direction));
    }
    const length = Math.hypot(...rest);
    if (length < 1e-10) continue;
    for (let j = 0; j < rest.length; j++) rest[j] /= length;
    basis.push(rest);
    // Earlier rows are orthogonal to this direction: their products stay.
    addMultiple(y, rest, (-1 - dot(unit, y)) / dot(unit, rest));
  }
  return y;
}

function addMultiple(target: Float64Array, direction: Float64Array, factor: number): void {
  for (let j = 0; j < target.length; j++) target[j] += factor * direction[j];
}

function magnitude(a: bigint): bigint {
  return a < 0n ? -a : a;
}
