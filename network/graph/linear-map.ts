/** Linear maps applied, transposed and, where they are small, written out. */
import type { DenseMatrix } from "../../src/matrix/dense-matrix.js";
import { addConvolution, multiplications, visitKernel } from "./convolution.js";
import type { LinearMap, MatrixMap } from "./graph.js";

/** Numbers that a map takes and gives. */
export function sizesOf(map: LinearMap): { readonly inputs: number; readonly outputs: number } {
  switch (map.kind) {
    case "matrix": {
      const copies = map.outer * map.inner;
      return { inputs: map.matrix.columns * copies, outputs: map.matrix.rows * copies };
    }
    case "convolution": {
      const [read, placed] = [map.readShape, map.placedShape].map((shape) =>
        shape.reduce((total, length) => total * length, map.batch),
      );
      return map.transposed ? { inputs: placed, outputs: read } : { inputs: read, outputs: placed };
    }
    case "diagonal":
      return { inputs: map.scale.length, outputs: map.scale.length };
    case "rearrangement":
      return { inputs: map.inputs, outputs: map.indices.length };
    case "sparse":
      return { inputs: map.inputs, outputs: map.offsets.length - 1 };
  }
}

/** Numbers that a map stores: its weights, or its indices where it has none. */
export function storedIn(map: LinearMap): number {
  switch (map.kind) {
    case "matrix":
      return map.matrix.values.length;
    case "convolution":
      return map.kernel.length;
    case "diagonal":
      return map.scale.length;
    case "rearrangement":
      return map.indices.length;
    case "sparse":
      return map.values.length;
  }
}

/** Multiplications of one application. */
export function workOf(map: LinearMap): number {
  if (map.kind === "convolution") return multiplications(map);
  return map.kind === "matrix" ? storedIn(map) * map.outer * map.inner : storedIn(map);
}

/** Adds A x to y. */
export function addApplied(map: LinearMap, x: Float64Array, y: Float64Array): void {
  switch (map.kind) {
    case "matrix":
      addMatrix(map, x, y);
      return;
    case "convolution":
      addConvolution(map, x, y, false);
      return;
    case "diagonal":
      for (let i = 0; i < y.length; i++) y[i] += map.scale[i] * x[i];
      return;
    case "rearrangement":
      for (let i = 0; i < y.length; i++) if (map.indices[i] >= 0) y[i] += x[map.indices[i]];
      return;
    case "sparse":
      for (let i = 0; i < y.length; i++) {
        let sum = 0;
        for (let k = map.offsets[i]; k < map.offsets[i + 1]; k++) sum += map.values[k] * x[map.columns[k]];
        y[i] += sum;
      }
  }
}

/** Adds Aᵀ y to x. */
export function addTransposed(map: LinearMap, y: Float64Array, x: Float64Array): void {
  switch (map.kind) {
    case "matrix":
      addMatrixTransposed(map, y, x);
      return;
    case "convolution":
      addConvolution(map, y, x, true);
      return;
    case "diagonal":
      for (let i = 0; i < y.length; i++) x[i] += map.scale[i] * y[i];
      return;
    case "rearrangement":
      for (let i = 0; i < y.length; i++) if (map.indices[i] >= 0) x[map.indices[i]] += y[i];
      return;
    case "sparse":
      for (let i = 0; i < y.length; i++)
        for (let k = map.offsets[i]; k < map.offsets[i + 1]; k++) x[map.columns[k]] += map.values[k] * y[i];
  }
}

function addMatrix({ matrix, outer, inner }: MatrixMap, x: Float64Array, y: Float64Array): void {
  const { rows, columns, values } = matrix;
  for (let o = 0; o < outer; o++) {
    for (let i = 0; i < rows; i++) {
      const start = i * columns;
      for (let n = 0; n < inner; n++) {
        let sum = 0;
        for (let k = 0, at = o * columns * inner + n; k < columns; k++, at += inner)
          sum += values[start + k] * x[at];
        y[(o * rows + i) * inner + n] += sum;
      }
    }
  }
}

function addMatrixTransposed({ matrix, outer, inner }: MatrixMap, y: Float64Array, x: Float64Array): void {
  const { rows, columns, values } = matrix;
  for (let o = 0; o < outer; o++) {
    for (let i = 0; i < rows; i++) {
      const start = i * columns;
      for (let n = 0; n < inner; n++) {
        const factor = y[(o * rows + i) * inner + n];
        if (factor === 0) continue;
        for (let k = 0, at = o * columns * inner + n; k < columns; k++, at += inner)
          x[at] += values[start + k] * factor;
      }
    }
  }
}

/** The map written out, one row per output. The caller has checked that rows × columns is small. */
export function denseOf(map: LinearMap): DenseMatrix {
  if (map.kind === "matrix" && map.outer * map.inner === 1) return map.matrix;
  const { inputs: columns, outputs: rows } = sizesOf(map);
  const values = new Float64Array(rows * columns);
  switch (map.kind) {
    case "matrix": {
      const { matrix, outer, inner } = map;
      for (let o = 0; o < outer; o++)
        for (let i = 0; i < matrix.rows; i++)
          for (let n = 0; n < inner; n++)
            for (let k = 0; k < matrix.columns; k++)
              values[((o * matrix.rows + i) * inner + n) * columns + (o * matrix.columns + k) * inner + n] =
                matrix.values[i * matrix.columns + k];
      break;
    }
    case "convolution":
      visitKernel(map, (weight, read, placed, count, stride) => {
        for (let s = 0; s < count; s++) {
          const [from, to] = map.transposed
            ? [placed + s, read + s * stride]
            : [read + s * stride, placed + s];
          values[to * columns + from] += map.kernel[weight];
        }
      });
      break;
    case "diagonal":
      for (let i = 0; i < rows; i++) values[i * (columns + 1)] = map.scale[i];
      break;
    case "rearrangement":
      for (let i = 0; i < rows; i++) if (map.indices[i] >= 0) values[i * columns + map.indices[i]] = 1;
      break;
    case "sparse":
      for (let i = 0; i < rows; i++)
        for (let k = map.offsets[i]; k < map.offsets[i + 1]; k++)
          values[i * columns + map.columns[k]] += map.values[k];
  }
  return { rows, columns, values };
}
