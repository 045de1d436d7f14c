/** Averages and maxima over windows, over all positions, or over axes. */
import { InputError } from "../../../src/result.js";
import type { SparseMap } from "../../graph/graph.js";
import { axesOf, dataAt, integerAttribute, type Operation, type Operator, operandAt } from "./operation.js";
import { everyPlace, type Shape, selectedIndices, shapeText, sizeOf, stridedIndices } from "./shapes.js";
import type { ConstantTensor, DataTensor } from "./tensors.js";
import { positionsOf, settings, type Window, windowOf } from "./window.js";

/** For each output the entries that it reads. */
interface Reading {
  readonly offsets: Int32Array;
  readonly entries: Int32Array;
}

function spatialOf({ place }: Operation, x: DataTensor): Shape {
  if (x.shape.length >= 3) return x.shape.slice(2);
  throw new InputError(`${place} on ${shapeText(x.shape)}: expected (batch, channels, lengths…)`);
}

/** The window of a pool with its positions. */
function poolWindow(
  operation: Operation,
  x: DataTensor,
): { readonly window: Window; readonly positions: number[] } {
  const extent = spatialOf(operation, x);
  const taps = settings(operation, "kernel_shape", extent.length, 0, 1);
  if (taps[0] === 0) throw new InputError(`${operation.place} without kernel_shape: expected it`);
  const window = windowOf(operation, taps, extent);
  const ceil = integerAttribute(operation, "ceil_mode", 0) !== 0;
  return { window, positions: positionsOf(window, extent, operation.place, ceil) };
}

/** The places that each window reads within the input; the same for every channel. */
function windowReading(operation: Operation, x: DataTensor, window: Window, positions: Shape): Reading {
  const extent = x.shape.slice(2);
  const channels = x.shape[0] * x.shape[1];
  const [placed, taps, read] = [sizeOf(positions), sizeOf(window.taps), sizeOf(extent)];
  operation.builder.claim(channels * placed * taps + channels * placed, operation.place);
  const plane = perAxisPlaces(window, positions, extent);
  const lists = Array.from({ length: placed }, (_, i) => plane(i));
  const each = lists.reduce((sum, { length }) => sum + length, 0);
  const offsets = new Int32Array(channels * placed + 1);
  const entries = new Int32Array(channels * each);
  let at = 0;
  for (let channel = 0; channel < channels; channel++) {
    for (let i = 0; i < placed; i++) {
      for (const place of lists[i]) entries[at++] = channel * read + place;
      offsets[channel * placed + i + 1] = at;
    }
  }
  return { offsets, entries };
}

/** For one position the places inside the input, row-major. */
function perAxisPlaces(window: Window, positions: Shape, extent: Shape): (position: number) => Int32Array {
  const { taps, strides, dilations, padsBefore } = window;
  return (position) => {
    let rest = position;
    const selections: number[][] = [];
    for (let k = positions.length - 1; k >= 0; k--) {
      const index = rest % positions[k];
      rest = Math.floor(rest / positions[k]);
      const places: number[] = [];
      for (let tap = 0; tap < taps[k]; tap++) {
        const at = index * strides[k] + tap * dilations[k] - padsBefore[k];
        if (at >= 0 && at < extent[k]) places.push(at);
      }
      selections.unshift(places);
    }
    return selectedIndices(extent, selections);
  };
}

export const applyMaxPool: Operator = (operation) => {
  const x = dataAt(operation, 0);
  const { window, positions } = poolWindow(operation, x);
  const { offsets, entries } = windowReading(operation, x, window, positions);
  for (let i = 1; i < offsets.length; i++) {
    if (offsets[i] === offsets[i - 1]) {
      throw new InputError(`${operation.place} has a window of padding alone: expected one number in each`);
    }
  }
  const shape = [x.shape[0], x.shape[1], ...positions];
  return [operation.builder.maximum(operation, x, shape, offsets, entries), null];
};

export const applyAveragePool: Operator = (operation) => {
  const x = dataAt(operation, 0);
  const { window, positions } = poolWindow(operation, x);
  const { offsets, entries } = windowReading(operation, x, window, positions);
  const padded = integerAttribute(operation, "count_include_pad", 0) !== 0;
  const counts = paddedCounts(window, positions, x.shape.slice(2));
  const values = new Float64Array(entries.length);
  for (let i = 0; i + 1 < offsets.length; i++) {
    const inside = offsets[i + 1] - offsets[i];
    values.fill(1 / (padded ? counts[i % counts.length] : Math.max(1, inside)), offsets[i], offsets[i + 1]);
  }
  const map: SparseMap = { kind: "sparse", inputs: sizeOf(x.shape), offsets, columns: entries, values };
  return operation.builder.linear(operation, x, map, [x.shape[0], x.shape[1], ...positions], {
    folded: true,
  });
};

/** Numbers in each window with the padding; a last window that hangs over it counts what it covers of it. */
function paddedCounts(
  { taps, strides, dilations, padsBefore, padsAfter }: Window,
  positions: Shape,
  extent: Shape,
): Float64Array {
  const along = positions.map((count, k) =>
    Array.from({ length: count }, (_, i) => {
      const start = i * strides[k] - padsBefore[k];
      let covered = 0;
      for (let tap = 0; tap < taps[k]; tap++) {
        if (start + tap * dilations[k] < extent[k] + padsAfter[k]) covered++;
      }
      return covered;
    }),
  );
  const every = stridedIndices(
    positions,
    positions.map(() => 0),
  );
  return Float64Array.from(every, (_, place) => {
    let rest = place;
    let product = 1;
    for (let k = positions.length - 1; k >= 0; k--) {
      product *= along[k][rest % positions[k]];
      rest = Math.floor(rest / positions[k]);
    }
    return product;
  });
}

/** GlobalAveragePool, GlobalMaxPool and the Reduce operations, over all spatial or the given axes. */
export const applyReduce: Operator = (operation) => {
  const { node, place, builder } = operation;
  const x = operandAt(operation, 0);
  const rank = x.shape.length;
  const global = node.operation.startsWith("Global");
  const given = global ? x.shape.map((_, k) => k).slice(2) : axesOf(operation, rank, 1);
  if (given === undefined && integerAttribute(operation, "noop_with_empty_axes", 0) !== 0) return x;
  const axes = given ?? x.shape.map((_, k) => k);
  const keep = global || integerAttribute(operation, "keepdims", 1) !== 0;
  const kept = x.shape.map((length, k) => (axes.includes(k) ? 1 : length));
  const shape = keep ? kept : x.shape.filter((_, k) => !axes.includes(k));
  const size = sizeOf(x.shape);
  const count = sizeOf(kept);
  const length = size / count;
  builder.claim(3 * size, place);
  // For each output first where its entries begin, then the steps to the others.
  const bases = selectedIndices(
    x.shape,
    x.shape.map((extent, k) => (axes.includes(k) ? [0] : everyPlace(extent))),
  );
  const steps = selectedIndices(
    x.shape,
    x.shape.map((extent, k) => (axes.includes(k) ? everyPlace(extent) : [0])),
  );
  const entries = new Int32Array(size);
  bases.forEach((base, i) => {
    steps.forEach((step, k) => {
      entries[i * length + k] = base + step;
    });
  });
  const offsets = Int32Array.from({ length: count + 1 }, (_, i) => i * length);
  const kind = node.operation.replace(/^(Reduce|Global)/, "").replace(/Pool$/, "");
  if (x.kind === "constant") return foldedReduction(operation, x, shape, offsets, entries, kind);
  if (kind === "Max") return builder.maximum(operation, x, shape, offsets, entries);
  if (kind !== "Sum" && kind !== "Mean" && kind !== "Average") {
    throw new InputError(
      `operation ${place} on a computed tensor: expected ReduceSum, ReduceMean or ReduceMax there`,
    );
  }
  const values = new Float64Array(size).fill(kind === "Sum" ? 1 : 1 / length);
  const map: SparseMap = { kind: "sparse", inputs: size, offsets, columns: entries, values };
  return builder.linear(operation, x, map, shape, { folded: kind !== "Sum" });
};

const REDUCTIONS: Readonly<Record<string, (values: readonly number[]) => number>> = {
  Sum: (values) => values.reduce((sum, value) => sum + value, 0),
  Mean: (values) => values.reduce((sum, value) => sum + value, 0) / values.length,
  Prod: (values) => values.reduce((product, value) => product * value, 1),
  Max: (values) => values.reduce((most, value) => Math.max(most, value)),
  Min: (values) => values.reduce((least, value) => Math.min(least, value)),
};

function foldedReduction(
  { place }: Operation,
  x: ConstantTensor,
  shape: Shape,
  offsets: Int32Array,
  entries: Int32Array,
  kind: string,
): ConstantTensor {
  const reduce = REDUCTIONS[kind];
  if (reduce === undefined)
    throw new InputError(`operation ${place} on constants: expected Sum, Mean, Prod, Max or Min`);
  const values = Float64Array.from({ length: offsets.length - 1 }, (_, i) =>
    reduce(Array.from(entries.subarray(offsets[i], offsets[i + 1]), (at) => x.values[at])),
  );
  return { kind: "constant", name: x.name, shape, values, type: x.type, computed: x.type !== null };
}
