/** Gaussian kernels between two sets of points as banded matrices, with their derivative in the variance. */
import type { BandMatrix } from "../../src/kernel/band-product.js";

/** Points at which a function is given, in increasing order, with the weights of their integration rule. */
export interface WeightedPoints {
  readonly points: Float64Array;
  readonly weights: Float64Array;
}

/** Columns that row i takes in: the points between `low` and `high`. */
export interface BandLimits {
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/**
 * K_ia = w_a N(x_a − x_i; variance) e^{logScale_a − rowScale_i}, and with `derivative` its derivative in the variance.
 * @param columnScale logarithmic scale of each input, for functions that span hundreds of orders of magnitude
 * @returns the matrices and the scale of each row: the largest exponent in it
 */
export function gaussianBand(
  outputs: Float64Array,
  inputs: WeightedPoints,
  variance: number,
  limits: BandLimits,
  columnScale?: Float64Array,
): { kernel: BandMatrix; derivative: BandMatrix; rowScale: Float64Array } {
  const rows = outputs.length;
  const { points, weights } = inputs;
  const first = new Int32Array(rows);
  const count = new Int32Array(rows);
  let stride = 1;
  for (let i = 0; i < rows; i++) {
    first[i] = Math.min(points.length - 1, lowerBound(points, limits.low[i]));
    count[i] = Math.max(1, lowerBound(points, limits.high[i]) - first[i]);
    stride = Math.max(stride, count[i]);
  }
  const entries = new Float64Array(rows * stride);
  const slopes = new Float64Array(rows * stride);
  const rowScale = new Float64Array(rows);
  const norm = 1 / Math.sqrt(2 * Math.PI * variance);
  for (let i = 0; i < rows; i++) {
    const start = i * stride;
    let scale = columnScale === undefined ? 0 : Number.NEGATIVE_INFINITY;
    for (let j = 0; j < count[i]; j++) {
      const distance = points[first[i] + j] - outputs[i];
      const exponent = (-0.5 * distance * distance) / variance + (columnScale?.[first[i] + j] ?? 0);
      entries[start + j] = exponent;
      scale = Math.max(scale, exponent);
    }
    rowScale[i] = scale;
    for (let j = 0; j < count[i]; j++) {
      const distance = points[first[i] + j] - outputs[i];
      const value = norm * weights[first[i] + j] * Math.exp(entries[start + j] - scale);
      entries[start + j] = value;
      slopes[start + j] = (0.5 * value * ((distance * distance) / variance - 1)) / variance;
    }
  }
  const shape = { rows, columns: points.length, stride, first, count };
  return { kernel: { ...shape, entries }, derivative: { ...shape, entries: slopes }, rowScale };
}

/** Index of the first point that is at least `bound`. */
function lowerBound(points: Float64Array, bound: number): number {
  let low = 0;
  let high = points.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (points[middle] < bound) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The transpose of a dense row-major matrix. */
export function transpose(matrix: Float64Array, rows: number, columns: number): Float64Array {
  const out = new Float64Array(matrix.length);
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++) out[j * rows + i] = matrix[i * columns + j];
  return out;
}
