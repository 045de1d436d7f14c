/** The rows of a linear map with their nonzero entries, and its products with rows: Jacobians without dense maps. */
import type { SparseRow } from "../../src/linear-algebra/gram.js";
import { rowOf } from "../../src/matrix/dense-matrix.js";
import { visitKernel } from "../graph/convolution.js";
import type { LinearMap } from "../graph/graph.js";
import { sizesOf, workOf } from "../graph/linear-map.js";

/** Numbers that the rows of one map, or of one Jacobian, may hold: as doubles with columns 200 MiB. */
export const MOST_ENTRIES = 2 ** 24;

/** The rows of a map, entries in the order of the columns; undefined where they are too many to be held. */
export function mapRows(map: LinearMap): readonly SparseRow[] | undefined {
  const { inputs, outputs } = sizesOf(map);
  if (map.kind !== "matrix" && workOf(map) > MOST_ENTRIES) return undefined;
  switch (map.kind) {
    case "matrix": {
      const { matrix, outer, inner } = map;
      if (outer * inner === 1)
        return Array.from({ length: matrix.rows }, (_, i) => ({ columns: null, values: rowOf(matrix, i) }));
      return Array.from({ length: outputs }, (_, at) => {
        const n = at % inner;
        const o = Math.floor(at / inner / matrix.rows);
        return {
          columns: Int32Array.from(
            { length: matrix.columns },
            (_, k) => (o * matrix.columns + k) * inner + n,
          ),
          values: rowOf(matrix, Math.floor(at / inner) % matrix.rows),
        };
      });
    }
    case "diagonal":
      return Array.from(map.scale, (value, i) => ({
        columns: Int32Array.of(i),
        values: Float64Array.of(value),
      }));
    case "rearrangement":
      return Array.from(map.indices, (index) => ({
        columns: Int32Array.from(index < 0 ? [] : [index]),
        values: Float64Array.from(index < 0 ? [] : [1]),
      }));
    case "sparse":
      return Array.from({ length: outputs }, (_, i) => ({
        columns: map.columns.subarray(map.offsets[i], map.offsets[i + 1]),
        values: map.values.subarray(map.offsets[i], map.offsets[i + 1]),
      }));
    case "convolution": {
      const counts = new Int32Array(outputs + 1);
      const visit = (each: (output: number, input: number, weight: number) => void): void =>
        visitKernel(map, (weight, read, placed, count, stride) => {
          for (let s = 0; s < count; s++) {
            const [input, output] = map.transposed
              ? [placed + s, read + s * stride]
              : [read + s * stride, placed + s];
            each(output, input, weight);
          }
        });
      visit((output) => {
        counts[output + 1]++;
      });
      for (let i = 0; i < outputs; i++) counts[i + 1] += counts[i];
      const columns = new Int32Array(counts[outputs]);
      const values = new Float64Array(counts[outputs]);
      const next = counts.slice();
      visit((output, input, weight) => {
        columns[next[output]] = input;
        values[next[output]++] = map.kernel[weight];
      });
      return Array.from({ length: outputs }, (_, i) => ({
        columns: columns.subarray(counts[i], counts[i + 1]),
        values: values.subarray(counts[i], counts[i + 1]),
      }));
    }
  }
  throw new Error(`no rows of a map of ${inputs} inputs`);
}

/** Rows summed with factors into a dense one and taken out again, sparse where most of it vanishes. */
export class RowSum {
  readonly #sum: Float64Array;
  /** Columns that are not 0, as far as they are listed; unused once a dense row was added. */
  readonly #touched: Int32Array;
  readonly #isTouched: Uint8Array;
  #count = 0;
  #dense = false;

  constructor(size: number) {
    this.#sum = new Float64Array(size);
    this.#touched = new Int32Array(size);
    this.#isTouched = new Uint8Array(size);
  }

  add({ columns, values }: SparseRow, factor: number): void {
    if (factor === 0) return;
    if (columns === null) {
      this.#dense = true;
      for (let k = 0; k < values.length; k++) this.#sum[k] += factor * values[k];
      return;
    }
    for (let k = 0; k < columns.length; k++) {
      const column = columns[k];
      this.#sum[column] += factor * values[k];
      if (this.#isTouched[column] !== 0) continue;
      this.#isTouched[column] = 1;
      this.#touched[this.#count++] = column;
    }
  }

  /** The sum; the next one starts from 0. */
  take(): SparseRow {
    const touched = this.#touched.slice(0, this.#count);
    for (const column of touched) this.#isTouched[column] = 0;
    const dense = this.#dense || 2 * this.#count > this.#sum.length;
    this.#count = 0;
    this.#dense = false;
    if (dense) {
      const values = this.#sum.slice();
      this.#sum.fill(0);
      return { columns: null, values };
    }
    touched.sort();
    const values = Float64Array.from(touched, (column) => this.#sum[column]);
    for (const column of touched) this.#sum[column] = 0;
    return { columns: touched, values };
  }
}

/** |row|. */
export function rowLength({ values }: SparseRow): number {
  let sum = 0;
  for (let k = 0; k < values.length; k++) sum += values[k] * values[k];
  return Math.sqrt(sum);
}

/** The same row times a factor. */
export function scaledRow({ columns, values }: SparseRow, factor: number): SparseRow {
  return { columns, values: factor === 1 ? values : values.map((value) => factor * value) };
}
