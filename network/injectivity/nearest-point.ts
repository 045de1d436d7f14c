/**
 * The point nearest the origin at which given rows are at most 0, exactly: what decides whether a ball meets them. Doubles
 * propose which rows hold it there (least distance programming, Lawson and Hanson 1974, ch. 23), integers verify the
 * conditions of optimality.
 */
import { type Fraction, fraction } from "../../src/exact/fraction.js";
import { integerDot } from "../../src/exact/integers.js";
import { kernelVector } from "../../src/exact/kernel-vector.js";
import { solveLinear } from "../../src/linear-algebra/symmetric.js";
import { dot } from "../../src/linear-algebra/vectors.js";
import type { HalfspaceSystem } from "./halfspaces.js";

/** x = −Σ λ_i w_i with λ_i = weights_i/denominator > 0 and w_i·x + b_i = 0 on these rows; |x|² = Σ λ_i b_i. */
export interface NearestPoint {
  readonly rows: readonly number[];
  readonly weights: readonly bigint[];
  readonly numerators: readonly bigint[];
  readonly denominator: bigint;
  readonly square: Fraction;
}

/** Rows this close to 0 at the proposed point, relative to their length, may hold the exact one. */
const NEARLY_TIGHT = 1e-6;
const MOST_SUBSETS = 20_000;
const SMALLEST_ASCENT = 1e-12;

/**
 * The nearest point of all rows of a lifted system that are `allowed`; undefined where rounding kept doubles from
 * proposing its rows. There must be a point at which they are all negative.
 * @param scale the order of its length
 */
export function nearestPoint(
  system: HalfspaceSystem,
  allowed: readonly number[],
  scale: number,
): NearestPoint | undefined {
  const { support, point } = proposal(system, allowed, scale);
  const found = optimalAt(system, allowed, support);
  if (found !== undefined) return found;
  const tight = allowed.filter((row) => Math.abs(slackAt(system, row, point)) < NEARLY_TIGHT);
  let tried = 0;
  for (const subset of subsetsOf(tight, system.columns)) {
    if (++tried > MOST_SUBSETS) return undefined;
    const other = optimalAt(system, allowed, subset);
    if (other !== undefined) return other;
  }
  return undefined;
}

/** The exact point held by these rows, where it meets all conditions. */
function optimalAt(
  { rows, columns }: HalfspaceSystem,
  allowed: readonly number[],
  support: readonly number[],
): NearestPoint | undefined {
  const normals = support.map((row) => rows[row].slice(0, columns));
  // Σ_j (w_i·w_j) λ_j = b_i.
  const matrix = support.map((row, i) => [
    ...normals.map((other) => integerDot(normals[i], other)),
    -rows[row][columns],
  ]);
  const kernel = kernelVector(matrix, support.length + 1);
  if (kernel === undefined || kernel[support.length] === 0n) return undefined;
  const sign = kernel[support.length] < 0n ? -1n : 1n;
  const denominator = sign * kernel[support.length];
  const weights = kernel.slice(0, -1).map((entry) => sign * entry);
  if (weights.some((weight) => weight <= 0n)) return undefined;
  const numerators = Array.from(
    { length: columns },
    (_, k) => -normals.reduce((sum, normal, i) => sum + weights[i] * normal[k], 0n),
  );
  const z = [...numerators, denominator];
  if (allowed.some((row) => integerDot(rows[row], z) > 0n)) return undefined;
  const level = support.reduce((sum, row, i) => sum + weights[i] * rows[row][columns], 0n);
  return { rows: support, weights, numerators, denominator, square: fraction(level, denominator) };
}

/** w·x + b over |(w, b)|. */
function slackAt({ units, dimension, columns }: HalfspaceSystem, row: number, point: Float64Array): number {
  const unit = units.subarray(row * dimension, (row + 1) * dimension);
  return dot(unit.subarray(0, columns), point) + unit[columns];
}

/** The rows that hold the nearest point, and the point, in doubles: the least |Σ u_i (−w_i, b_i/scale) − (0, 1)|, u ≥ 0. */
function proposal(
  { units, dimension, columns }: HalfspaceSystem,
  allowed: readonly number[],
  scale: number,
): { support: number[]; point: Float64Array } {
  const vectors = allowed.map((row) => {
    const vector = units.slice(row * dimension, (row + 1) * dimension);
    vector[columns] /= scale;
    const length = Math.sqrt(dot(vector, vector));
    return vector.map((entry, k) => (k < columns ? -entry : entry) / length);
  });
  const target = new Float64Array(dimension);
  target[columns] = 1;
  const passive: number[] = [];
  let residual = target;
  const weights = new Float64Array(vectors.length);
  const banned = new Set<number>();
  for (let round = 0; round < 10 * dimension + vectors.length; round++) {
    const entering = bestAscent(vectors, residual, passive, banned);
    if (entering === undefined) break;
    passive.push(entering);
    if (settle(vectors, passive, weights, columns)) banned.clear();
    else {
      // Dependent to rounding, or no ascent: it is passed over until something else has moved.
      passive.splice(passive.indexOf(entering), 1);
      weights[entering] = 0;
      banned.add(entering);
    }
    residual = target.slice();
    for (const i of passive) for (let k = 0; k < dimension; k++) residual[k] -= weights[i] * vectors[i][k];
  }
  const point = new Float64Array(columns);
  for (let k = 0; k < columns; k++) point[k] = (-scale * residual[k]) / residual[columns];
  return { support: passive.map((i) => allowed[i]).sort((a, b) => a - b), point };
}

function bestAscent(
  vectors: readonly Float64Array[],
  residual: Float64Array,
  passive: readonly number[],
  banned: ReadonlySet<number>,
): number | undefined {
  let [best, most] = [undefined as number | undefined, SMALLEST_ASCENT];
  vectors.forEach((vector, i) => {
    if (passive.includes(i) || banned.has(i)) return;
    const ascent = dot(vector, residual);
    if (ascent > most) [best, most] = [i, ascent];
  });
  return best;
}

/** The inner loop: least squares on the passive vectors, those that would become negative leave. */
function settle(
  vectors: readonly Float64Array[],
  passive: number[],
  weights: Float64Array,
  last: number,
): boolean {
  while (passive.length > 0) {
    const gram = passive.map((i) => Float64Array.from(passive, (j) => dot(vectors[i], vectors[j])));
    const solution = solveLinear(
      gram,
      Float64Array.from(passive, (i) => vectors[i][last]),
    );
    if (solution === undefined || !solution.every(Number.isFinite)) return false;
    if (solution.every((entry) => entry > 0)) {
      passive.forEach((i, place) => {
        weights[i] = solution[place];
      });
      return true;
    }
    const newcomer = passive.length - 1;
    if (solution[newcomer] <= 0 && weights[passive[newcomer]] === 0) return false;
    let step = 1;
    passive.forEach((i, place) => {
      if (solution[place] <= 0) step = Math.min(step, weights[i] / (weights[i] - solution[place]));
    });
    passive.forEach((i, place) => {
      weights[i] += step * (solution[place] - weights[i]);
    });
    for (let place = passive.length - 1; place >= 0; place--) {
      if (weights[passive[place]] > 1e-15) continue;
      weights[passive[place]] = 0;
      passive.splice(place, 1);
    }
  }
  return true;
}

/** Subsets of at most `size` entries, small ones first, the empty one included. */
function* subsetsOf(list: readonly number[], size: number): Generator<number[]> {
  yield [];
  let layer: number[][] = [[]];
  for (let length = 1; length <= size; length++) {
    const next: number[][] = [];
    for (const subset of layer) {
      const from = subset.length === 0 ? 0 : list.indexOf(subset[subset.length - 1]) + 1;
      for (const row of list.slice(from)) {
        const grown = [...subset, row];
        next.push(grown);
        yield grown;
      }
    }
    layer = next;
  }
}
