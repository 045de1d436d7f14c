/** The least cosine of the angle between two of several unit vectors, most pairs being excluded unseen. */

import type { VectorRows } from "./vector-rows.js";

/** What rounding may do to the angle of a vector to the axis. */
const ANGLE_SLACK = 1e-7;

/**
 * min over i < j of ⟨x_i, x_j⟩ for rows of norm 1. With θ_i the angle of x_i to the mean direction, the angle of a pair
 * is at most θ_i + θ_j; going through the rows by descending θ, all that follow the first pair whose sum is less than
 * the largest angle found are excluded. Where the vectors gather around a ray this leaves few pairs.
 *
 * @returns NaN when there are fewer than two rows
 */
export function leastCosine(rows: VectorRows): number {
  const { count, dimension, values } = rows;
  if (count < 2) return Number.NaN;
  const angles = anglesToMean(rows);
  const order = Array.from({ length: count }, (_, i) => i).sort((i, j) => angles[j] - angles[i]);
  let least = Number.POSITIVE_INFINITY;
  let widest = 0;
  for (let a = 0; a < count - 1; a++) {
    const i = order[a] * dimension;
    const angle = angles[order[a]];
    if (2 * angle < widest) break;
    for (let b = a + 1; b < count; b++) {
      if (angle + angles[order[b]] < widest) break;
      const cosine = dotProduct(values, i, order[b] * dimension, dimension);
      if (cosine < least) {
        least = cosine;
        widest = Math.acos(Math.max(-1, cosine));
      }
    }
  }
  return Math.max(-1, least);
}

/** Upper bounds on the angles to the mean direction; π, which excludes nothing, where there is none. */
function anglesToMean({ count, dimension, values }: VectorRows): Float64Array {
  const mean = new Float64Array(dimension);
  for (let i = 0; i < count; i++) for (let j = 0; j < dimension; j++) mean[j] += values[i * dimension + j];
  const norm = Math.sqrt(dotProduct(mean, 0, 0, dimension));
  const angles = new Float64Array(count).fill(Math.PI);
  if (norm === 0) return angles;
  for (let i = 0; i < count; i++) {
    let along = 0;
    for (let j = 0; j < dimension; j++) along += values[i * dimension + j] * mean[j];
    angles[i] = Math.acos(Math.max(-1, Math.min(1, along / norm))) + ANGLE_SLACK;
  }
  return angles;
}

/** Σ_j v[a + j] v[b + j], in four independent sums. */
function dotProduct(v: Float64Array, a: number, b: number, length: number): number {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let j = 0;
  for (; j + 3 < length; j += 4) {
    s0 += v[a + j] * v[b + j];
    s1 += v[a + j + 1] * v[b + j + 1];
    s2 += v[a + j + 2] * v[b + j + 2];
    s3 += v[a + j + 3] * v[b + j + 3];
  }
  for (; j < length; j++) s0 += v[a + j] * v[b + j];
  return s0 + s1 + (s2 + s3);
}
