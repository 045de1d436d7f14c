/** A layer laid out by columns, for products with vectors that are mostly zero. */
import type { NetworkLayer, NetworkModel } from "../model.js";
import { type AffineActivation, affineActivation, type RowScales } from "./affine-activation.js";

/** W stored by columns: entry (i, j) is `columns[j * rows + i]`. */
export interface ColumnLayer {
  readonly rows: number;
  readonly inputs: number;
  readonly columns: Float64Array;
  readonly bias: Float64Array;
  readonly activation: AffineActivation;
  readonly scales: RowScales;
}

/** The layers of a network by columns. */
export function columnLayers({ layers }: NetworkModel): ColumnLayer[] {
  return layers.map(columnLayer);
}

function columnLayer({ weights, bias, activation }: NetworkLayer): ColumnLayer {
  const { rows, columns: inputs, values } = weights;
  const columns = new Float64Array(rows * inputs);
  const sums = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < inputs; j++) {
      const value = values[i * inputs + j];
      columns[j * rows + i] = value;
      sums[i] += Math.abs(value);
    }
  }
  const shift = bias ?? new Float64Array(rows);
  return {
    rows,
    inputs,
    columns,
    bias: shift,
    activation: affineActivation(activation),
    scales: { weights: sums, biases: shift.map(Math.abs) },
  };
}

/** A vector with few nonzero entries; `count` entries of both arrays are used. */
export interface SparseVector {
  readonly indices: Int32Array;
  readonly values: Float64Array;
  count: number;
}

/** An empty vector with room for `capacity` entries. */
export function sparseVector(capacity: number): SparseVector {
  return { indices: new Int32Array(capacity), values: new Float64Array(capacity), count: 0 };
}

/** Adds W v to the `rows` entries of `target`; four columns a sweep, as each sweep reads and writes the target. */
export function addProduct(
  target: Float64Array,
  { rows, columns }: ColumnLayer,
  { indices, values, count }: SparseVector,
): void {
  let k = 0;
  for (; k + 3 < count; k += 4) {
    const [a, b, c, d] = [values[k], values[k + 1], values[k + 2], values[k + 3]];
    const p = indices[k] * rows;
    const q = indices[k + 1] * rows;
    const r = indices[k + 2] * rows;
    const s = indices[k + 3] * rows;
    for (let i = 0; i < rows; i++) {
      target[i] += a * columns[p + i] + b * columns[q + i] + (c * columns[r + i] + d * columns[s + i]);
    }
  }
  for (; k < count; k++) {
    const value = values[k];
    const offset = indices[k] * rows;
    for (let i = 0; i < rows; i++) target[i] += value * columns[offset + i];
  }
}

/** Puts the nonzero entries of `dense` into `sparse`. */
export function gather(sparse: SparseVector, dense: Float64Array): void {
  let count = 0;
  for (let j = 0; j < dense.length; j++) {
    if (dense[j] === 0) continue;
    sparse.indices[count] = j;
    sparse.values[count++] = dense[j];
  }
  sparse.count = count;
}

/** Puts the nonzero entries of `after` − `before` into `sparse`. */
export function gatherDifference(sparse: SparseVector, after: Float64Array, before: Float64Array): void {
  let count = 0;
  for (let j = 0; j < after.length; j++) {
    if (after[j] === before[j]) continue;
    sparse.indices[count] = j;
    sparse.values[count++] = after[j] - before[j];
  }
  sparse.count = count;
}
