/** Linear regions along a segment: every breakpoint of every unit, and which of them the output shows. */
import { requireCallback, requireNumbers, requireObject } from "../../src/arguments.js";
import { InputError, requirePositive } from "../../src/result.js";
import type { NetworkModel } from "../model.js";
import { requireNetwork } from "../require-network.js";
import { columnLayers } from "./column-layer.js";
import { affinePieces, type PiecewiseValues, segmentValues } from "./piecewise-values.js";
import { auditPoints, type SegmentAudit } from "./segment-audit.js";
import { refineLayer, type SegmentCut } from "./segment-cuts.js";
import { type OutputChanges, outputChanges } from "./segment-output.js";

/** A breakpoint of the activation pattern. */
export interface SegmentBreakpoint extends SegmentCut {
  /** Whether the slope of the network's output changes here. */
  readonly changesOutput: boolean;
}

export interface SegmentSubdivision {
  /** In ascending order of t. */
  readonly breakpoints: readonly SegmentBreakpoint[];
  /** Activation regions: breakpoints of the pattern + 1. */
  readonly activationRegions: number;
  /** Linear regions: changes of the output's slope + 1. */
  readonly linearRegions: number;
  /** The output, affine on each activation region. */
  readonly output: PiecewiseValues;
  /** Neighbouring breakpoints whose distance does not exceed the sum of their error estimates. */
  readonly unresolved: number;
  /** Largest change of slope, relative to the terms of its sum, that was taken for rounding; 0 if none. */
  readonly largestIgnored: number;
  /** Smallest such change that counted; Infinity if none. */
  readonly smallestCounted: number;
  /** Largest difference between the affine pieces and direct evaluation of the output at points in between. */
  readonly outputError: number;
}

export interface SegmentOptions {
  /** Breakpoints nearer than this in t are one; 1e-12 unless told. */
  readonly tolerance?: number;
  /** Sees the inputs of each layer (from 1) before it is passed. */
  readonly onLayer?: (number: number, inputs: PiecewiseValues) => void;
}

const TOLERANCE = 1e-12;

/**
 * The segment x(t) = start + t (end − start), 0 ≤ t ≤ 1, cut where a unit passes from one affine piece of its
 * activation to another. A unit that only touches a breakpoint, or lies on it all along a piece, crosses nothing.
 * Breakpoints at the very ends do not count.
 * Errors of t come from comparing the affine pieces with direct evaluation at points in between.
 *
 * @throws InputError when the ends coincide, have the wrong number of entries, or values overflow
 * @param model a network
 * @param start one end
 * @param end the other end
 * @param options limits
 * @returns breakpoints of activations and of the output, with the values between them
 * @example
 * import { matrixFromRows, RELU, subdivideSegment } from "relu-injectivity/network";
 * const layer = { weights: matrixFromRows([[1], [2]]), bias: Float64Array.of(0, -1), activation: RELU };
 * subdivideSegment({ layers: [layer], weightType: "float64", notes: [] }, [-1], [1]).breakpoints.length; // 2
 */
export function subdivideSegment(
  model: NetworkModel,
  start: ArrayLike<number>,
  end: ArrayLike<number>,
  options: SegmentOptions = {},
): SegmentSubdivision {
  requireSegment(model, start, end);
  requireObject(options, "the options");
  const { tolerance = TOLERANCE, onLayer } = options;
  requirePositive(tolerance, "tolerance");
  requireCallback(onLayer, "onLayer");
  const layers = columnLayers(model);
  let values = segmentValues(start, end);
  let cuts: readonly SegmentCut[] = [];
  let audit: SegmentAudit = auditPoints(start, end);
  let changes: OutputChanges | undefined;
  layers.forEach((layer, i) => {
    onLayer?.(i + 1, values);
    const before = affinePieces(values, layer);
    const checked = audit.through(model.layers[i], before);
    audit = checked.next;
    const inputs = values;
    ({ values, cuts } = refineLayer(inputs, before, cuts, {
      layer,
      number: i + 1,
      valueError: checked.error,
      tolerance,
    }));
    if (i === layers.length - 1) changes = outputChanges(inputs, layer, values);
  });
  if (changes === undefined) throw new InputError("a network without layers: expected at least one layer");
  const { changed, largestIgnored, smallestCounted } = changes;
  const breakpoints = cuts.map((cut, i) => ({ ...cut, changesOutput: changed[i] }));
  return {
    breakpoints,
    activationRegions: cuts.length + 1,
    linearRegions: changed.filter(Boolean).length + 1,
    output: values,
    unresolved: countUnresolved(cuts),
    largestIgnored,
    smallestCounted,
    outputError: audit.difference(values),
  };
}

/** @throws InputError unless the ends are distinct points of the input space */
function requireSegment(model: NetworkModel, start: ArrayLike<number>, end: ArrayLike<number>): void {
  requireNetwork(model);
  for (const point of [start, end])
    requireNumbers(point, "an end of the segment, one per input", model.layers[0].weights.columns);
  if (Array.from(start).every((value, j) => value === end[j])) {
    throw new InputError("a segment whose ends coincide: expected two different points");
  }
}

function countUnresolved(cuts: readonly SegmentCut[]): number {
  return cuts.filter((cut, i) => i > 0 && cut.t - cuts[i - 1].t <= cut.error + cuts[i - 1].error).length;
}
