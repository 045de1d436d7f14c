/** Values that are piecewise affine along a segment, and their passage through W x + b. */
import { InputError } from "../../src/result.js";
import {
  addProduct,
  type ColumnLayer,
  gather,
  gatherDifference,
  type SparseVector,
  sparseVector,
} from "./column-layer.js";

/** `width` values on each of the pieces of [0, 1]; value j on piece p at t is starts + slopes (t − nodes[p]). */
export interface PiecewiseValues {
  readonly width: number;
  /** 0 = nodes[0] < nodes[1] < … < nodes[pieces] = 1. */
  readonly nodes: Float64Array;
  /** pieces × width: the values at the left end of each piece. */
  readonly starts: Float64Array;
  /** pieces × width: derivatives by t. */
  readonly slopes: Float64Array;
}

/** Pieces between two recomputations of value and slope from nothing: bounds the growth of rounding errors. */
const REBASE = 64;
/** Entries of one array of pieces × width at most (320 MB). */
const LARGEST_STATE = 40_000_000;

/** The segment itself: one piece. */
export function segmentValues(start: ArrayLike<number>, end: ArrayLike<number>): PiecewiseValues {
  const starts = Float64Array.from(start);
  return {
    width: starts.length,
    nodes: Float64Array.of(0, 1),
    starts,
    slopes: starts.map((value, j) => end[j] - value),
  };
}

/** @throws InputError when pieces × width is more than memory should hold */
export function requireRoom(pieces: number, width: number): void {
  if (pieces * width <= LARGEST_STATE) return;
  throw new InputError(
    `${pieces} pieces in a layer of ${width} units: expected at most ${LARGEST_STATE} numbers, take a shorter segment`,
  );
}

/**
 * W h + b on the same pieces. From one piece to the next usually few slopes of h change; their columns alone are
 * added to the slope, and the value at the node follows by continuity. Both are recomputed where that is cheaper,
 * and every {@link REBASE} pieces.
 * @throws InputError when a value overflows
 */
export function affinePieces(values: PiecewiseValues, layer: ColumnLayer): PiecewiseValues {
  const { width, nodes } = values;
  const { rows } = layer;
  const pieces = nodes.length - 1;
  requireRoom(pieces, rows);
  const starts = new Float64Array(pieces * rows);
  const slopes = new Float64Array(pieces * rows);
  const [level, rise, change] = [sparseVector(width), sparseVector(width), sparseVector(width)];
  for (let p = 0; p < pieces; p++) {
    const start = starts.subarray(p * rows, (p + 1) * rows);
    const slope = slopes.subarray(p * rows, (p + 1) * rows);
    gather(level, values.starts.subarray(p * width, (p + 1) * width));
    gather(rise, pieceOfSlopes(values, p));
    if (p > 0) gatherDifference(change, pieceOfSlopes(values, p), pieceOfSlopes(values, p - 1));
    if (p % REBASE === 0 || level.count + rise.count < change.count) {
      fromNothing(start, slope, layer, level, rise);
    } else {
      const length = nodes[p] - nodes[p - 1];
      const before = (p - 1) * rows;
      for (let i = 0; i < rows; i++) {
        slope[i] = slopes[before + i];
        start[i] = starts[before + i] + slopes[before + i] * length;
      }
      addProduct(slope, layer, change);
    }
  }
  requireFinite(starts, slopes);
  return { width: rows, nodes, starts, slopes };
}

function pieceOfSlopes({ slopes, width }: PiecewiseValues, piece: number): Float64Array {
  return slopes.subarray(piece * width, (piece + 1) * width);
}

function fromNothing(
  start: Float64Array,
  slope: Float64Array,
  layer: ColumnLayer,
  level: SparseVector,
  rise: SparseVector,
): void {
  start.set(layer.bias);
  addProduct(start, layer, level);
  addProduct(slope, layer, rise);
}

function requireFinite(...arrays: readonly Float64Array[]): void {
  if (arrays.every((array) => array.every(Number.isFinite))) return;
  throw new InputError("values overflow in the network: expected weights and inputs with finite outputs");
}

/** The piece that holds t, 0 ≤ t ≤ 1; at a node the piece on its right. */
export function pieceAt(nodes: Float64Array, t: number): number {
  let [low, high] = [0, nodes.length - 2];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (nodes[middle] <= t) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** max |value| over all pieces; values are affine, so their ends suffice. */
export function largestMagnitude({ nodes, starts, slopes, width }: PiecewiseValues): number {
  let largest = 0;
  for (let p = 0; p + 1 < nodes.length; p++) {
    const length = nodes[p + 1] - nodes[p];
    for (let k = p * width; k < (p + 1) * width; k++) {
      largest = Math.max(largest, Math.abs(starts[k]), Math.abs(starts[k] + slopes[k] * length));
    }
  }
  return largest;
}
