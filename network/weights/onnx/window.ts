/** Windows that slide over spatial axes: the attributes that Conv, its transpose and the pools share. */
import { InputError } from "../../../src/result.js";
import { type Operation, textAttribute } from "./operation.js";
import { type Shape, shapeText } from "./shapes.js";

const LARGEST_SETTING = 2 ** 24;

/** One entry a spatial axis. */
export interface Window {
  readonly taps: readonly number[];
  readonly strides: readonly number[];
  readonly dilations: readonly number[];
  readonly padsBefore: readonly number[];
  readonly padsAfter: readonly number[];
}

/** An attribute of `count` integers from `least`, or the fallback in each place. */
export function settings(
  { node, place }: Operation,
  attribute: string,
  count: number,
  fallback: number,
  least: number,
): number[] {
  const given = node.attributes.get(attribute)?.integers ?? [];
  if (given.length === 0) return new Array<number>(count).fill(fallback);
  if (given.length !== count || !given.every((entry) => entry >= least && entry <= LARGEST_SETTING)) {
    throw new InputError(
      `${attribute} ${shapeText(given)} of ${place}: expected ${count} integers from ${least}`,
    );
  }
  return [...given];
}

/** The window of a node on spatial lengths. @throws InputError for attributes that do not fit */
export function windowOf(operation: Operation, taps: Shape, extent: Shape): Window {
  const axes = taps.length;
  const strides = settings(operation, "strides", axes, 1, 1);
  const dilations = settings(operation, "dilations", axes, 1, 1);
  const given = settings(operation, "pads", 2 * axes, 0, 0);
  const automatic = automaticPadding(operation);
  // SAME pads so that the output has ceil(input / stride) positions, the odd zero after (UPPER) or before (LOWER).
  const totals = extent.map((length, k) => {
    const positions = Math.ceil(length / strides[k]);
    return Math.max(0, (positions - 1) * strides[k] + dilations[k] * (taps[k] - 1) + 1 - length);
  });
  const same = automatic === "SAME_UPPER" || automatic === "SAME_LOWER";
  const before = totals.map((total) =>
    automatic === "SAME_UPPER" ? Math.floor(total / 2) : Math.ceil(total / 2),
  );
  return {
    taps,
    strides,
    dilations,
    padsBefore: same ? before : given.slice(0, axes),
    padsAfter: same ? totals.map((total, k) => total - before[k]) : given.slice(axes),
  };
}

/** NOTSET, VALID, SAME_UPPER or SAME_LOWER. */
export function automaticPadding(operation: Operation): string {
  const automatic = textAttribute(operation, "auto_pad", "NOTSET");
  if (["NOTSET", "VALID", "SAME_UPPER", "SAME_LOWER", ""].includes(automatic)) return automatic;
  throw new InputError(`auto_pad ${automatic} of ${operation.place}: expected NOTSET, VALID or SAME_*`);
}

/** Positions along each axis. @throws InputError where the window has no place in the padded input */
export function positionsOf(window: Window, extent: Shape, place: string, ceil = false): number[] {
  const { taps, strides, dilations, padsBefore, padsAfter } = window;
  const positions = extent.map((length, k) => {
    const room = length + padsBefore[k] + padsAfter[k] - dilations[k] * (taps[k] - 1) - 1;
    const count = (ceil ? Math.ceil(room / strides[k]) : Math.floor(room / strides[k])) + 1;
    // A last window that begins beyond the input and its first padding is left out.
    return ceil && (count - 1) * strides[k] >= length + padsBefore[k] ? count - 1 : count;
  });
  if (positions.every((count) => count >= 1)) return positions;
  throw new InputError(
    `${place} has a kernel larger than its padded input ${shapeText(extent)}: expected at least one position`,
  );
}
