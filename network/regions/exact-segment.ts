/** Linear regions along a segment in rational arithmetic: no tolerance, no error. */

import {
  type Fraction,
  fraction,
  overCommonDenominator,
  subtractFractions,
} from "../../src/exact/fraction.js";
import { primitive } from "../../src/exact/integers.js";
import { InputError } from "../../src/result.js";
import type { NetworkModel } from "../model.js";
import {
  type ExactLayer,
  evaluateForm,
  exactLayers,
  exactOutputs,
  exactPreActivations,
  type Form,
  type Point,
  shiftedForm,
} from "./exact-layers.js";

/** A breakpoint of the activation pattern. */
export interface ExactBreakpoint {
  readonly t: Fraction;
  /** First layer, and first unit of that layer, that crosses here; both from 1. */
  readonly layer: number;
  readonly unit: number;
  /** Units of that layer that cross here. */
  readonly crossings: number;
  readonly changesOutput: boolean;
}

export interface ExactSegmentSubdivision {
  readonly breakpoints: readonly ExactBreakpoint[];
  readonly activationRegions: number;
  readonly linearRegions: number;
}

/** Pieces and polygons that an exact subdivision makes at most. */
export const LARGEST_EXACT_COUNT = 20_000;

interface Piece {
  readonly left: Point;
  readonly right: Point;
  readonly outputs: readonly Form[];
  /** The cut at the left end. */
  readonly cut: Omit<ExactBreakpoint, "t" | "changesOutput"> | undefined;
}

/**
 * The rules of {@link subdivideSegment} in exact arithmetic; the weights count as the binary fractions that they are.
 * @throws InputError for ends that coincide or have the wrong number of entries, and beyond 20 000 pieces
 */
export function subdivideSegmentExactly(
  model: NetworkModel,
  start: readonly Fraction[],
  end: readonly Fraction[],
): ExactSegmentSubdivision {
  const inputs = model.layers[0]?.weights.columns ?? 0;
  if (start.length !== inputs || end.length !== inputs) {
    throw new InputError(
      `ends of the segment with ${start.length} and ${end.length} entries: expected ${inputs}, one per input`,
    );
  }
  const directions = end.map((value, j) => subtractFractions(value, start[j]));
  if (directions.every(({ numerator }) => numerator === 0n)) {
    throw new InputError("a segment whose ends coincide: expected two different points");
  }
  const { numerators, denominator } = overCommonDenominator([...start, ...directions]);
  const forms = start.map((_, j) => [numerators[j], numerators[inputs + j]]);
  const layers = exactLayers(model, denominator);
  const pieces: Piece[] = [];
  descend(layers, 0, { left: [1n, 0n], right: [1n, 1n], outputs: forms, cut: undefined }, pieces);
  const breakpoints = pieces.slice(1).flatMap(({ left, outputs, cut }, i) => {
    const changesOutput = !sameForms(outputs, pieces[i].outputs);
    return cut === undefined ? [] : [{ ...cut, t: fraction(left[1], left[0]), changesOutput }];
  });
  return {
    breakpoints,
    activationRegions: breakpoints.length + 1,
    linearRegions: breakpoints.filter(({ changesOutput }) => changesOutput).length + 1,
  };
}

/** Cuts a piece by one layer and hands the parts, from left to right, to the next. */
function descend(layers: readonly ExactLayer[], depth: number, piece: Piece, pieces: Piece[]): void {
  if (depth === layers.length) {
    if (pieces.length >= LARGEST_EXACT_COUNT) throw tooMany();
    pieces.push(piece);
    return;
  }
  const layer = layers[depth];
  const forms = exactPreActivations(layer, piece.outputs);
  const cuts = rootsInside(layer, forms, piece);
  const ends = [...cuts.map(({ at }) => at), piece.right];
  ends.forEach((right, i) => {
    const left = i === 0 ? piece.left : ends[i - 1];
    const cut =
      i === 0
        ? piece.cut
        : { layer: depth + 1, unit: cuts[i - 1].unit + 1, crossings: cuts[i - 1].crossings };
    const outputs = exactOutputs(layer, forms, [left, right]);
    descend(layers, depth + 1, { left, right, outputs, cut }, pieces);
  });
}

interface Root {
  readonly at: Point;
  readonly unit: number;
  readonly crossings: number;
}

function rootsInside(layer: ExactLayer, forms: readonly Form[], { left, right }: Piece): Root[] {
  const roots: Root[] = [];
  forms.forEach((form, unit) => {
    for (const breakpoint of layer.breakpoints) {
      const shifted = shiftedForm(form, breakpoint);
      const [from, to] = [evaluateForm(shifted, left), evaluateForm(shifted, right)];
      if (from * to >= 0n) continue;
      const at = primitive([shifted[1], -shifted[0]]);
      roots.push({ at: at[0] < 0n ? at.map((entry) => -entry) : at, unit, crossings: 1 });
    }
  });
  roots.sort((a, b) => compareOnLine(a.at, b.at) || a.unit - b.unit);
  const merged: Root[] = [];
  for (const root of roots) {
    const last = merged.at(-1);
    if (last === undefined || compareOnLine(last.at, root.at) !== 0) merged.push(root);
    else merged[merged.length - 1] = { ...last, crossings: last.crossings + 1 };
  }
  return merged;
}

function compareOnLine(a: Point, b: Point): -1 | 0 | 1 {
  const difference = a[1] * b[0] - b[1] * a[0];
  return difference === 0n ? 0 : difference < 0n ? -1 : 1;
}

/** Whether two lists of forms are the same functions. */
export function sameForms(a: readonly Form[], b: readonly Form[]): boolean {
  return a.every((form, i) => form.every((entry, k) => entry === b[i][k]));
}

/** The error beyond {@link LARGEST_EXACT_COUNT}. */
export function tooMany(): InputError {
  return new InputError(
    `more than ${LARGEST_EXACT_COUNT} regions in exact arithmetic: expected a smaller network or no option 'exact'`,
  );
}
