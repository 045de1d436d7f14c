/** Points where few rows are likely to be active: cheap proposals, each of them decided exactly by whoever asks. */

import { integerRow } from "../../src/exact/integers.js";
import { dot } from "../../src/linear-algebra/vectors.js";
import { randomSource } from "../../src/random/normal.js";
import { descendActive, descentStart } from "./active-descent.js";
import type { HalfspaceSystem } from "./halfspaces.js";
import type { RowSpace } from "./spans.js";
import { type Collision, collisionAt } from "./witness.js";

/** Random proposals for a layer with fewer than 2n rows: one of a generic point and its opposite has fewer than n. */
const RANDOM_POINTS = 8;

/** Starts of the descent; only layers that branching does not settle in a moment are worth it. */
const DESCENTS = 6;
const SMALLEST_DESCENT = 5;

/** A collision at one of the proposed points, or undefined. Only for R^n, where points may be opposite and far away. */
export function candidateCollision(
  system: HalfspaceSystem,
  space: RowSpace,
  stop: () => boolean = () => false,
): Collision | undefined {
  for (const point of candidates(system)) {
    if (activeCount(system, point) > 2 * system.columns) continue;
    const collision = collisionAt(system, integerRow(point).entries, space);
    if (collision !== undefined) return collision;
  }
  if (system.columns < SMALLEST_DESCENT) return undefined;
  const random = randomSource(2, system.layerRows);
  for (let descent = 0; descent < DESCENTS && !stop(); descent++) {
    const start = descentStart(system, random, descent);
    const point = descendActive(system, start, system.columns);
    if (activeCount(system, point) >= system.columns) continue;
    const collision = collisionAt(system, integerRow(point).entries, space);
    if (collision !== undefined) return collision;
  }
  return undefined;
}

function* candidates(system: HalfspaceSystem): Generator<Float64Array> {
  const { layerRows, columns, dimension, units, lifted } = system;
  const pointFrom = (x: Float64Array, scale: number): Float64Array => {
    const point = new Float64Array(dimension);
    point.set(x);
    if (lifted) point[columns] = scale;
    return point;
  };
  const unit = (row: number): Float64Array => units.subarray(row * dimension, row * dimension + columns);
  const sum = new Float64Array(columns);
  for (let row = 0; row < layerRows; row++) for (let k = 0; k < columns; k++) sum[k] -= unit(row)[k];
  yield pointFrom(sum, 1);
  const random = randomSource(1, layerRows);
  const scales = lifted ? [1, 2 ** -20] : [1];
  for (let trial = 0; trial < RANDOM_POINTS; trial++) {
    const x = Float64Array.from({ length: columns }, () => random.normal());
    for (const scale of scales) {
      yield pointFrom(x, scale);
      yield pointFrom(
        x.map((entry) => -entry),
        scale,
      );
    }
  }
  if (layerRows > 2 * columns) return;
  // With 2n rows: next to the hyperplane of each row, where crossing it changes the count unless a partner crosses too.
  for (let row = 0; row < layerRows; row++) {
    const w = unit(row);
    const square = dot(w, w);
    if (square === 0) continue;
    const x = Float64Array.from({ length: columns }, () => random.normal());
    const product = dot(x, w) / square;
    const level = lifted ? units[row * dimension + columns] / square : 0;
    for (const step of [2 ** -20, -(2 ** -20)]) {
      for (const sign of [1, -1])
        yield pointFrom(
          x.map((entry, k) => sign * (entry - (product - step) * w[k])),
          2 ** -20,
        );
      // Far along the slab of the row, just outside its own half-space.
      if (lifted)
        yield pointFrom(
          x.map((entry, k) => (entry - product * w[k]) * 2 ** 10 - (level + step) * w[k]),
          1,
        );
    }
  }
}

/** Active rows in doubles, to pass over hopeless points. */
function activeCount({ layerRows, dimension, units }: HalfspaceSystem, point: Float64Array): number {
  let count = 0;
  for (let row = 0; row < layerRows; row++) {
    if (dot(units.subarray(row * dimension, (row + 1) * dimension), point) >= 0) count++;
  }
  return count;
}
