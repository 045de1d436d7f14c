/**
 * Random hyperplanes g·c = 0 with a standard normal g, in the two cases that have closed forms: a segment is crossed
 * with probability angle/π; a convex polygon is crossed with probability (sum of the angles of its sides)/(2π), and
 * holds the common point of two hyperplanes with probability (solid angle)/(2π).
 *
 * A Gaussian unit with weights of deviation s and bias of deviation σ sees c = (s h, σ), h the outputs of the layer
 * before; where h is affine, segments and polygons stay what they are.
 */

import { dotProduct, spannedVolume } from "./spanned-volume.js";

/** The angle between a and a + d, in [0, π]. */
export function angleAlong(a: Float64Array, d: Float64Array): number {
  let [aa, ad, dd] = [0, 0, 0];
  for (let k = 0; k < a.length; k++) {
    aa += a[k] * a[k];
    ad += a[k] * d[k];
    dd += d[k] * d[k];
  }
  // |a × d| keeps its digits where d is short.
  return Math.atan2(Math.sqrt(Math.max(0, aa * dd - ad * ad)), aa + ad);
}

/** Sum of the angles of the sides of a polygon, over 2π. */
export function crossingProbability(corners: readonly Float64Array[]): number {
  const sum = corners.reduce(
    (total, corner, i) => total + angleAlong(corner, difference(corners[(i + 1) % corners.length], corner)),
    0,
  );
  return sum / (2 * Math.PI);
}

/** Solid angle of the cone over a convex plane polygon, over 2π (Van Oosterom and Strackee 1983). */
export function meetingProbability(corners: readonly Float64Array[]): number {
  let sum = 0;
  for (let i = 1; i + 1 < corners.length; i++) sum += solidAngle(corners[0], corners[i], corners[i + 1]);
  return sum / (2 * Math.PI);
}

function solidAngle(a: Float64Array, b: Float64Array, c: Float64Array): number {
  const [lengthA, lengthB, lengthC] = [a, b, c].map((vector) => Math.sqrt(dotProduct(vector, vector)));
  const volume = spannedVolume([a, difference(b, a), difference(c, a)]);
  const denominator =
    lengthA * lengthB * lengthC +
    dotProduct(a, b) * lengthC +
    dotProduct(a, c) * lengthB +
    dotProduct(b, c) * lengthA;
  return 2 * Math.atan2(volume, denominator);
}

function difference(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, k) => value - b[k]);
}
