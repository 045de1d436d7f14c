/** From a vertex of the arrangement to an x in doubles with as few positive inner products. */
import { bitLength, integerDot, integerRows, magnitude } from "../../src/exact/integers.js";
import { dot } from "../../src/linear-algebra/vectors.js";
import type { DenseMatrix } from "../../src/matrix/dense-matrix.js";
import { rowOf } from "../../src/matrix/dense-matrix.js";
import { type Equilibrated, equilibrated, timesPower } from "./equilibrate.js";
import { exactSigns } from "./exact-signs.js";

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

/**
 * Points near the ray, pushed off the rows that vanish on it by smaller and smaller steps, in coordinates in which the
 * entries of the matrix are of one size; at last the ray itself.
 */
function* candidates(original: DenseMatrix, ray: readonly bigint[]): Generator<Float64Array> {
  const tight = integerRows(original).flatMap((row, i) => (integerDot(row, ray) === 0n ? [i] : []));
  yield* pushed(equilibrated(original, ray.map(logOf)), ray, tight);
  yield doublesOf(ray);
}

function* pushed(
  { matrix, columns: powers }: Equilibrated,
  ray: readonly bigint[],
  tight: readonly number[],
): Generator<Float64Array> {
  const { rows, columns } = matrix;
  const most = powers.reduce((a, b) => Math.max(a, b), 0);
  const v = unitVector(ray.map((entry, j) => entry << BigInt(most - powers[j])));
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
    yield scaledBack(x, powers);
  }
}

/** x_j 2^powers_j times a power of two that keeps the largest entry at its size. */
function scaledBack(x: Float64Array, powers: Int32Array): Float64Array {
  if (powers.every((power) => power === 0)) return x;
  const exponents = Array.from(x, (entry, j) => Math.log2(Math.abs(entry)) + powers[j]);
  const shift = shiftInto(Math.max(...exponents), Math.min(...exponents.filter(Number.isFinite)));
  return x.map((entry, j) => timesPower(entry, powers[j] + shift));
}

/** By how many powers of two to multiply numbers of these sizes: down to 1 where the least one stays normal. */
function shiftInto(highest: number, lowest: number): number {
  const toOne = -Math.ceil(highest);
  return Math.min(toOne + Math.max(0, Math.ceil(-1000 - (lowest + toOne))), 1000 + toOne);
}

/** The direction of an integer vector, its largest entry 1 in magnitude or a power of two, each entry to 53 bits. */
export function unitVector(ray: readonly bigint[]): Float64Array {
  const sizes = ray.map((entry) => bitLength(entry));
  const largest = ray.reduce((a, b) => (magnitude(b) > a ? magnitude(b) : a), 0n);
  const top = Math.max(...sizes);
  const least = Math.min(...sizes.filter((_, j) => ray[j] !== 0n));
  const shift = Math.min(1000, Math.max(0, top - least - 1000));
  return Float64Array.from(ray, (entry, j) => {
    const bits = 100 + top - sizes[j];
    return timesPower(Number((entry << BigInt(bits)) / largest), shift - bits);
  });
}

/** The integers themselves, divided by a power of two where they are beyond the range of doubles. */
function doublesOf(ray: readonly bigint[]): Float64Array {
  const top = Math.max(...ray.map((entry) => bitLength(entry)));
  if (top <= 1000) return Float64Array.from(ray, Number);
  return Float64Array.from(ray, (entry) => {
    const dropped = Math.max(0, bitLength(entry) - 64);
    return timesPower(Number(entry >> BigInt(dropped)), dropped + 1000 - top);
  });
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

/** log2 of the magnitude to within one; −Infinity for 0. */
function logOf(entry: bigint): number {
  return entry === 0n ? Number.NEGATIVE_INFINITY : bitLength(entry);
}
