/** How far the output of an evaluation in doubles may be from the exact one. */
import { curveSlope, isIncreasing, steepestSlope } from "../curve.js";
import { pieceOf } from "../forward.js";
import type { Activation } from "../model.js";
import type { GraphNode, LinearMap, NetworkGraph } from "./graph.js";
import { addApplied, sizesOf, storedIn } from "./linear-map.js";

const EPSILON = 2 ** -53;
/** Units of the last place that elementary functions may miss. */
const ELEMENTARY = 4;

/**
 * Bounds of the rounding of every output, to first order in ε: errors of the nodes before through |A|, and
 * (terms + 1) ε (|A| |x| + |b|) of each sum. A kink within the error counts with the steeper slope.
 * @param values those of all nodes, as evaluated
 */
export function outputRounding(graph: NetworkGraph, values: readonly Float64Array[]): Float64Array {
  const bounds = roundingBounds(graph, values);
  return Float64Array.from(graph.outputs.flatMap(({ node }) => [...bounds[node]]));
}

/** The same of every node. */
export function roundingBounds(graph: NetworkGraph, values: readonly Float64Array[]): Float64Array[] {
  const bounds: Float64Array[] = [];
  graph.nodes.forEach((node, i) => {
    bounds.push(nodeRounding(node, values, bounds, values[i]));
  });
  return bounds;
}

function nodeRounding(
  node: GraphNode,
  values: readonly Float64Array[],
  bounds: readonly Float64Array[],
  own: Float64Array,
): Float64Array {
  const bound = new Float64Array(node.size);
  switch (node.kind) {
    case "input":
      return bound;
    case "affine": {
      for (const { source, map } of node.terms) {
        const terms = map === null ? 1 : termsOf(map);
        const spread = bounds[source].map(
          (error, j) => error + (terms + 1) * EPSILON * Math.abs(values[source][j]),
        );
        if (map === null) for (let j = 0; j < bound.length; j++) bound[j] += spread[j];
        else addApplied(absoluteMap(map), spread, bound);
      }
      for (let j = 0; j < bound.length; j++) bound[j] += EPSILON * Math.abs(own[j]);
      return bound;
    }
    case "activation":
      return bounds[node.source].map(
        (error, j) =>
          steepness(node.activation, values[node.source][j], error) * error +
          ELEMENTARY * EPSILON * Math.abs(own[j]),
      );
    case "maximum":
      for (let j = 0; j < bound.length; j++) {
        for (let k = node.offsets[j]; k < node.offsets[j + 1]; k++) {
          bound[j] = Math.max(bound[j], bounds[node.source][node.entries[k]]);
        }
      }
      return bound;
    case "softmax": {
      const largest = bounds[node.source].reduce((most, error) => Math.max(most, error), 0);
      const relative = 2 * largest + (node.length + ELEMENTARY) * EPSILON;
      return own.map((value) => relative * (node.logarithm ? 1 + Math.abs(value) : Math.abs(value)));
    }
    case "product":
      return bound.map(
        (_, j) =>
          Math.abs(values[node.left][j]) * bounds[node.right][j] +
          Math.abs(values[node.right][j]) * bounds[node.left][j] +
          EPSILON * Math.abs(own[j]),
      );
  }
}

/** The steepest slope within the error. */
function steepness({ breakpoints, slopes, curve }: Activation, at: number, error: number): number {
  if (curve === undefined) {
    const within = slopes.slice(pieceOf(breakpoints, at - error), pieceOf(breakpoints, at + error) + 1);
    return within.reduce((most, slope) => Math.max(most, Math.abs(slope)), 0);
  }
  const steepest = isIncreasing(curve) ? steepestSlope(curve) : Number.POSITIVE_INFINITY;
  return Number.isFinite(steepest) ? steepest : Math.abs(curveSlope(curve, at));
}

/** Summands of one output. */
export function termsOf(map: LinearMap): number {
  if (map.kind === "diagonal" || map.kind === "rearrangement") return 1;
  if (map.kind === "matrix") return map.matrix.columns;
  if (map.kind === "convolution") return map.kernel.length / map.kernelShape[map.transposed ? 1 : 0];
  return Math.ceil(storedIn(map) / Math.max(1, sizesOf(map).outputs)) + 1;
}

/** |A|, entry by entry. */
export function absoluteMap(map: LinearMap): LinearMap {
  switch (map.kind) {
    case "matrix":
      return { ...map, matrix: { ...map.matrix, values: map.matrix.values.map(Math.abs) } };
    case "convolution":
      return { ...map, kernel: map.kernel.map(Math.abs) };
    case "diagonal":
      return { ...map, scale: map.scale.map(Math.abs) };
    case "rearrangement":
      return map;
    case "sparse":
      return { ...map, values: map.values.map(Math.abs) };
  }
}
