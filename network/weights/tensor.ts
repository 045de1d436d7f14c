/** Named arrays as a file of bare tensors holds them, before they are layers. */
import { InputError } from "../../src/result.js";
import type { WeightType } from "../model.js";
import { LARGEST_COUNT } from "./limits.js";

/** One array of a file; its numbers are decoded only when they are asked for. */
export interface StoredTensor {
  readonly name: string;
  readonly shape: readonly number[];
  /** Null for integers and booleans, which are not weights. */
  readonly type: WeightType | null;
  /** The numbers in row-major order, each the stored number exactly. @throws InputError for what cannot be decoded */
  readonly read: () => Float64Array;
}

/** The (a, b, c) of a shape. */
export function shapeText(shape: readonly number[]): string {
  return `(${shape.join(", ")})`;
}

/**
 * The number of entries of a shape.
 * @throws InputError unless every length is an integer ≥ 0 and the product is at most the largest count
 */
export function countOf(shape: readonly number[], where: string): number {
  let count = 1;
  for (const length of shape) {
    if (!Number.isSafeInteger(length) || length < 0) {
      throw new InputError(`shape ${shapeText(shape)} of ${where}: expected lengths that are integers`);
    }
    count *= length;
    if (count > LARGEST_COUNT) {
      throw new InputError(
        `shape ${shapeText(shape)} of ${where}: expected at most ${LARGEST_COUNT} numbers in a file`,
      );
    }
  }
  return count;
}

/** The numbers of a tensor. @throws InputError naming the first entry that is infinite or not a number */
export function finiteValues({ name, shape, type, read }: StoredTensor, where: string): Float64Array {
  if (type === null)
    throw new InputError(`'${name}' in ${where} holds no floating-point numbers: expected weights`);
  const values = read();
  for (let i = 0; i < values.length; i++) {
    if (Number.isFinite(values[i])) continue;
    throw new InputError(
      `${values[i]} at ${indexText(i, shape)} of '${name}' in ${where}: expected finite weights`,
    );
  }
  return values;
}

/** The index of entry i, counted from 0, e.g. [2, 5]. */
function indexText(i: number, shape: readonly number[]): string {
  const index: number[] = [];
  let rest = i;
  for (let k = shape.length - 1; k >= 0; k--) {
    index.unshift(rest % shape[k]);
    rest = Math.floor(rest / shape[k]);
  }
  return `[${index.join(", ")}]`;
}
