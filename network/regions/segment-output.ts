/** Which breakpoints along a segment the network's output shows: the slope of some output changes. */
import type { ColumnLayer } from "./column-layer.js";
import type { PiecewiseValues } from "./piecewise-values.js";

export interface OutputChanges {
  /** One entry an interior node. */
  readonly changed: readonly boolean[];
  readonly largestIgnored: number;
  readonly smallestCounted: number;
}

/** A change of slope below this part of Σ|W||slopes of the last hidden layer| is rounding. */
const RELATIVE_CHANGE = 1e-11;

/**
 * Compares the slopes of the output on both sides of every node.
 * @param inputs the last layer's inputs; they give the size of the terms that each slope sums
 */
export function outputChanges(
  inputs: PiecewiseValues,
  layer: ColumnLayer,
  { nodes, slopes, width }: PiecewiseValues,
): OutputChanges {
  const steepest = inputs.slopes.reduce((most, slope) => Math.max(most, Math.abs(slope)), 0);
  const factor = layer.activation.slopes.reduce((most, slope) => Math.max(most, Math.abs(slope)), 0);
  let largestIgnored = 0;
  let smallestCounted = Number.POSITIVE_INFINITY;
  const changed = Array.from({ length: nodes.length - 2 }, (_, node) => {
    let largest = 0;
    for (let i = 0; i < width; i++) {
      const scale = factor * steepest * layer.scales.weights[i];
      const change = Math.abs(slopes[(node + 1) * width + i] - slopes[node * width + i]);
      if (change > 0) largest = Math.max(largest, change / scale);
    }
    const counts = largest > RELATIVE_CHANGE;
    if (counts) smallestCounted = Math.min(smallestCounted, largest);
    else largestIgnored = Math.max(largestIgnored, largest);
    return counts;
  });
  return { changed, largestIgnored, smallestCounted };
}
