/** A network with one input as a curve: straight pieces over the whole line. */
import { InputError } from "../../src/result.js";
import { activate, pieceOf } from "../forward.js";
import { type NetworkLayer, type NetworkModel, requirePiecewiseLinear } from "../model.js";

/** t ↦ offset + t·direction for start ≤ t ≤ end; the ends of the curve are infinite. */
export interface CurvePiece {
  readonly start: number;
  readonly end: number;
  readonly offset: Float64Array;
  readonly direction: Float64Array;
}

/** The pieces in order; neighbours may have one direction. @throws InputError unless the network has one input */
export function curvePieces({ layers }: NetworkModel): CurvePiece[] {
  if (layers[0].weights.columns !== 1) {
    throw new InputError(`a network with ${layers[0].weights.columns} inputs: expected one input, a curve`);
  }
  let pieces: CurvePiece[] = [
    {
      start: Number.NEGATIVE_INFINITY,
      end: Number.POSITIVE_INFINITY,
      offset: Float64Array.of(0),
      direction: Float64Array.of(1),
    },
  ];
  for (const layer of layers) pieces = pieces.flatMap((piece) => throughLayer(layer, piece));
  return pieces;
}

/** A piece cut where a unit of the layer passes a breakpoint, each part mapped by the slopes at its middle. */
function throughLayer({ weights, bias, activation }: NetworkLayer, piece: CurvePiece): CurvePiece[] {
  requirePiecewiseLinear(activation);
  const { rows, columns, values } = weights;
  const offset = new Float64Array(rows);
  const direction = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    offset[i] = bias?.[i] ?? 0;
    for (let j = 0; j < columns; j++) {
      offset[i] += values[i * columns + j] * piece.offset[j];
      direction[i] += values[i * columns + j] * piece.direction[j];
    }
  }
  const cuts = new Set<number>();
  for (let i = 0; i < rows; i++) {
    for (const breakpoint of activation.breakpoints) {
      const at = (breakpoint - offset[i]) / direction[i];
      if (at > piece.start && at < piece.end) cuts.add(at);
    }
  }
  const ends = [piece.start, ...[...cuts].sort((a, b) => a - b), piece.end];
  return ends.slice(1).map((end, k) => {
    const start = ends[k];
    const middle = middleOf(start, end);
    const parts = Array.from(offset, (constant, i) => {
      const value = constant + direction[i] * middle;
      const slope = activation.slopes[pieceOf(activation.breakpoints, value)];
      return {
        direction: slope * direction[i],
        offset: activate(activation, value) - slope * direction[i] * middle,
      };
    });
    return {
      start,
      end,
      offset: Float64Array.from(parts, (part) => part.offset),
      direction: Float64Array.from(parts, (part) => part.direction),
    };
  });
}

function middleOf(start: number, end: number): number {
  if (Number.isFinite(start)) return Number.isFinite(end) ? start + (end - start) / 2 : start + 1;
  return Number.isFinite(end) ? end - 1 : 0;
}
