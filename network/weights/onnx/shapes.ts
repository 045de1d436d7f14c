/** Shapes of tensors: products, broadcasting, and the index maps of operations that only move numbers. */
import { InputError } from "../../../src/result.js";

export type Shape = readonly number[];

/** The number of entries; 1 for a scalar. */
export function sizeOf(shape: Shape): number {
  return shape.reduce((product, length) => product * length, 1);
}

/** (2, 3), cut where there are too many axes to print. */
export function shapeText(shape: Shape): string {
  return `(${shape.slice(0, 8).join(", ")}${shape.length > 8 ? ", …" : ""})`;
}

/** Distances between neighbours along each axis. */
function stridesOf(shape: Shape): number[] {
  const strides = new Array<number>(shape.length);
  let stride = 1;
  for (let k = shape.length - 1; k >= 0; k--) {
    strides[k] = stride;
    stride *= shape[k];
  }
  return strides;
}

/** The shape that both broadcast to, as NumPy does. @throws InputError where they do not fit */
export function broadcastShape(a: Shape, b: Shape, place: string): number[] {
  const rank = Math.max(a.length, b.length);
  const at = (shape: Shape, k: number): number => shape[k - rank + shape.length] ?? 1;
  return Array.from({ length: rank }, (_, k) => {
    const [left, right] = [at(a, k), at(b, k)];
    if (left !== right && left !== 1 && right !== 1) {
      throw new InputError(
        `${shapeText(a)} and ${shapeText(b)} in ${place}: expected shapes that broadcast to each other`,
      );
    }
    return left === 1 ? right : left;
  });
}

/**
 * For each entry of a tensor of shape `target`, in order, origin + Σ index·stride.
 * @param steps one an axis of the target
 */
export function stridedIndices(target: Shape, steps: readonly number[], origin = 0): Int32Array {
  const indices = new Int32Array(sizeOf(target));
  const index = target.map(() => 0);
  let at = origin;
  for (let i = 0; i < indices.length; i++) {
    indices[i] = at;
    for (let k = target.length - 1; k >= 0; k--) {
      at += steps[k];
      if (++index[k] < target[k]) break;
      at -= steps[k] * target[k];
      index[k] = 0;
    }
  }
  return indices;
}

/** Where the entries of the broadcast tensor come from. */
export function broadcastIndices(from: Shape, target: Shape): Int32Array {
  const strides = stridesOf(from);
  const ahead = target.length - from.length;
  return stridedIndices(
    target,
    target.map((_, k) => (k < ahead || from[k - ahead] === 1 ? 0 : strides[k - ahead])),
  );
}

/** Where the entries of the transposed tensor come from. */
export function transposedIndices(shape: Shape, permutation: readonly number[]): Int32Array {
  const strides = stridesOf(shape);
  return stridedIndices(
    permutation.map((axis) => shape[axis]),
    permutation.map((axis) => strides[axis]),
  );
}

/** Where the entries come from when along each axis the listed places are taken; −1 is a place that is 0. */
export function selectedIndices(shape: Shape, selections: readonly ArrayLike<number>[]): Int32Array {
  const strides = stridesOf(shape);
  const target = selections.map(({ length }) => length);
  const indices = new Int32Array(sizeOf(target));
  const index = target.map(() => 0);
  for (let i = 0; i < indices.length; i++) {
    let at = 0;
    for (let k = 0; k < target.length; k++) {
      const place = selections[k][index[k]];
      if (place < 0) {
        at = -1;
        break;
      }
      at += place * strides[k];
    }
    indices[i] = at;
    for (let k = target.length - 1; k >= 0 && ++index[k] === target[k]; k--) index[k] = 0;
  }
  return indices;
}

/** All places of an axis. */
export function everyPlace(length: number): Int32Array {
  return Int32Array.from({ length }, (_, i) => i);
}

/** An axis counted from the front. @throws InputError where there is none */
export function axisOf(axis: number, rank: number, place: string): number {
  const counted = axis < 0 ? axis + rank : axis;
  if (Number.isInteger(axis) && counted >= 0 && counted < rank) return counted;
  throw new InputError(
    `axis ${axis} of ${place}: expected an axis of a tensor with ${rank}, from ${-rank} to ${rank - 1}`,
  );
}
