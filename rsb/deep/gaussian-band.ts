/** Gaussian kernels between two sets of points as banded matrices, with their derivative in the variance. */

/** A matrix whose row i is nonzero only in the columns first[i] … first[i] + count[i] − 1. */
export interface BandMatrix {
  readonly rows: number;
  readonly columns: number;
  /** Row i starts at i·stride in `entries`. */
  readonly stride: number;
  readonly first: Int32Array;
  readonly count: Int32Array;
  readonly entries: Float64Array;
}

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

/** The transposed matrix; bands of increasing position have a banded transpose. */
export function transposedBand({ rows, columns, stride, first, count, entries }: BandMatrix): BandMatrix {
  const start = new Int32Array(columns).fill(rows);
  const end = new Int32Array(columns);
  for (let i = 0; i < rows; i++) {
    for (let a = first[i]; a < first[i] + count[i]; a++) {
      start[a] = Math.min(start[a], i);
      end[a] = i + 1;
    }
  }
  let widest = 1;
  for (let a = 0; a < columns; a++) widest = Math.max(widest, end[a] - start[a]);
  const transposed = new Float64Array(columns * widest);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < count[i]; j++) {
      const a = first[i] + j;
      transposed[a * widest + i - start[a]] = entries[i * stride + j];
    }
  }
  return {
    rows: columns,
    columns: rows,
    stride: widest,
    first: start.map((low) => Math.min(low, rows - 1)),
    count: end.map((high, a) => Math.max(0, high - start[a])),
    entries: transposed,
  };
}

/** B·X for a dense X of `width` columns, row-major. */
export function bandProduct(band: BandMatrix, dense: Float64Array, width: number): Float64Array {
  const { rows, stride, first, count, entries } = band;
  const out = new Float64Array(rows * width);
  for (let i = 0; i < rows; i++) {
    const target = i * width;
    for (let j = 0; j < count[i]; j++) {
      const factor = entries[i * stride + j];
      const source = (first[i] + j) * width;
      for (let c = 0; c < width; c++) out[target + c] += factor * dense[source + c];
    }
  }
  return out;
}

/** The transpose of a dense row-major matrix. */
export function transpose(matrix: Float64Array, rows: number, columns: number): Float64Array {
  const out = new Float64Array(matrix.length);
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++) out[j * rows + i] = matrix[i * columns + j];
  return out;
}
