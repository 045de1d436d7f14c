/** One layer along a segment: where its units cross breakpoints, and its outputs on the refined pieces. */

import { pieceOf } from "../forward.js";
import { type AffineActivation, rowNoise } from "./affine-activation.js";
import type { ColumnLayer } from "./column-layer.js";
import { largestMagnitude, type PiecewiseValues, requireRoom } from "./piecewise-values.js";

/** A parameter at which some unit passes from one affine piece of its activation to another. */
export interface SegmentCut {
  /** In (0, 1). */
  readonly t: number;
  /** Error estimate of t: error of the unit's value over its slope, and the rounding of 1. */
  readonly error: number;
  /** First layer, and first unit of that layer, that crosses here; both from 1. */
  readonly layer: number;
  readonly unit: number;
  /** Crossings of that layer that coincide here within the tolerance. */
  readonly crossings: number;
}

interface Root {
  readonly t: number;
  readonly unit: number;
  readonly slope: number;
}

export interface RefinedLayer {
  /** The layer's outputs. */
  readonly values: PiecewiseValues;
  /** One cut an interior node, in order. */
  readonly cuts: readonly SegmentCut[];
}

/**
 * Passes pre-activations through the activation and cuts every piece at the crossings of its units.
 * @param before pre-activations on the pieces of the layer before
 * @param cuts the cuts at the interior nodes of these pieces
 * @param valueError error of the pre-activations
 * @param tolerance crossings nearer to each other, or to a node, than this are one
 */
export function refineLayer(
  inputs: PiecewiseValues,
  before: PiecewiseValues,
  cuts: readonly SegmentCut[],
  context: {
    readonly layer: ColumnLayer;
    readonly number: number;
    readonly valueError: number;
    readonly tolerance: number;
  },
): RefinedLayer {
  const { layer, number, valueError, tolerance } = context;
  const { nodes, width } = before;
  const largest = largestMagnitude(inputs);
  const noise = Float64Array.from({ length: width }, (_, i) => rowNoise(layer.scales, i, largest));
  const refinedNodes: number[] = [0];
  const parents: number[] = [];
  const refinedCuts: SegmentCut[] = [];
  for (let p = 0; p + 1 < nodes.length; p++) {
    if (p > 0) refinedCuts.push(cuts[p - 1]);
    for (const group of coinciding(rootsOn(before, p, layer.activation, noise, tolerance), tolerance)) {
      // Rounding decides the order of crossings that coincide; the lowest unit stands for all.
      const { t, unit, slope } = group.reduce((lowest, root) => (root.unit < lowest.unit ? root : lowest));
      parents.push(p);
      refinedNodes.push(t);
      refinedCuts.push({
        t,
        // The ends of the segment and its direction are rounded too, so that no parameter is finer than this.
        error: valueError / Math.abs(slope) + 2 * Number.EPSILON,
        layer: number,
        unit: unit + 1,
        crossings: group.length,
      });
    }
    parents.push(p);
    refinedNodes.push(nodes[p + 1]);
  }
  const values = activated(before, Float64Array.from(refinedNodes), parents, layer.activation);
  return { values, cuts: refinedCuts };
}

/** Crossings strictly inside piece p, in order. A unit that lies on a breakpoint all along crosses nothing. */
function rootsOn(
  { nodes, starts, slopes, width }: PiecewiseValues,
  p: number,
  { breakpoints }: AffineActivation,
  noise: Float64Array,
  tolerance: number,
): Root[] {
  const [left, right] = [nodes[p], nodes[p + 1]];
  const length = right - left;
  const roots: Root[] = [];
  for (let unit = 0; unit < width; unit++) {
    const start = starts[p * width + unit];
    const slope = slopes[p * width + unit];
    for (const breakpoint of breakpoints) {
      const from = start - breakpoint;
      const to = from + slope * length;
      if (from > 0 === to > 0 || Math.max(Math.abs(from), Math.abs(to)) <= noise[unit]) continue;
      const t = left - from / slope;
      if (t - left > tolerance && right - t > tolerance) roots.push({ t, unit, slope });
    }
  }
  return roots.sort((a, b) => a.t - b.t || a.unit - b.unit);
}

/** Runs of neighbours not farther apart than the tolerance. */
function coinciding(roots: readonly Root[], tolerance: number): Root[][] {
  const groups: Root[][] = [];
  for (const root of roots) {
    const last = groups.at(-1);
    if (last !== undefined && root.t - last[0].t <= tolerance) last.push(root);
    else groups.push([root]);
  }
  return groups;
}

/**
 * The outputs on the refined pieces; each unit's affine piece is the one of its value at the middle. For a unit on a
 * breakpoint all along, either side gives the same outputs, the activation being continuous.
 */
function activated(
  { nodes, starts, slopes, width }: PiecewiseValues,
  refined: Float64Array,
  parents: readonly number[],
  activation: AffineActivation,
): PiecewiseValues {
  requireRoom(parents.length, width);
  const outputs = {
    width,
    nodes: refined,
    starts: new Float64Array(parents.length * width),
    slopes: new Float64Array(parents.length * width),
  };
  parents.forEach((parent, p) => {
    const offset = refined[p] - nodes[parent];
    const half = (refined[p + 1] - refined[p]) / 2;
    for (let unit = 0; unit < width; unit++) {
      const slope = slopes[parent * width + unit];
      const start = starts[parent * width + unit] + slope * offset;
      const piece = pieceOf(activation.breakpoints, start + slope * half);
      const factor = activation.slopes[piece];
      // A flat piece is exactly flat, whatever the size of its argument.
      outputs.starts[p * width + unit] =
        factor === 0 ? activation.intercepts[piece] : factor * start + activation.intercepts[piece];
      outputs.slopes[p * width + unit] = factor === 0 ? 0 : factor * slope;
    }
  });
  return outputs;
}
