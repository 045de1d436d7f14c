/** A graph at one input: the affine map that it is there, applied and transposed without being written out. */
import { pieceOf, slopeAt } from "../forward.js";
import { nodeValues } from "./evaluate-graph.js";
import type { GraphNode, MaximumNode, NetworkGraph, SoftmaxNode } from "./graph.js";
import { addApplied, addTransposed } from "./linear-map.js";

/** Which piece each unit of a node is on; of a maximum which of its entries is the largest. */
export interface NodePattern {
  /** Index of the node. */
  readonly node: number;
  readonly pieces: Int32Array;
  /** Units whose derivative does not vanish. */
  readonly active: number;
}

/** The network to first order around an input. At a kink that of the piece on the right. */
export interface Linearisation {
  /** f(x), all outputs one after the other. */
  readonly output: Float64Array;
  readonly pattern: readonly NodePattern[];
  /** J v. @param direction one entry per input */
  readonly forward: (direction: Float64Array) => Float64Array;
  /** Jᵀ u. @param covector one entry per output */
  readonly backward: (covector: Float64Array) => Float64Array;
}

/**
 * The derivative of a network at an input, as a pair of products of the cost of an evaluation each.
 * @param graph a network
 * @param input one entry per input
 * @returns f(x), the activation pattern, and the products J v and Jᵀ u
 * @throws InputError for an input of another length, or not finite
 * @example
 * import { linearise, readGraph } from "relu-injectivity/network";
 * try {
 *   linearise(readGraph("absent.onnx"), [1, 2]);
 * } catch (error) {
 *   error.name; // "InputError"
 * }
 */
export function linearise(graph: NetworkGraph, input: ArrayLike<number>): Linearisation {
  const values = nodeValues(graph, input);
  const { nodes, outputs } = graph;
  const slopes = nodes.map((node) =>
    node.kind === "activation"
      ? values[node.source].map((value) => slopeAt(node.activation, value))
      : new Float64Array(0),
  );
  const largest = nodes.map((node) =>
    node.kind === "maximum" ? largestEntries(node, values[node.source]) : new Int32Array(0),
  );
  const joined = (parts: readonly Float64Array[]): Float64Array =>
    Float64Array.from(outputs.flatMap(({ node }) => [...parts[node]]));
  return {
    output: joined(values),
    pattern: nodes.flatMap((node, i) => patternOf(node, i, values, slopes[i], largest[i])),
    forward: (direction) => {
      const tangents: Float64Array[] = [];
      nodes.forEach((node, i) => {
        const tangent = new Float64Array(node.size);
        pushForward(node, i, { values, slopes, largest, tangents, direction }, tangent);
        tangents.push(tangent);
      });
      return joined(tangents);
    },
    backward: (covector) => {
      const gradients = nodes.map(({ size }) => new Float64Array(size));
      let at = 0;
      for (const { node } of outputs)
        for (let i = 0; i < nodes[node].size; i++) gradients[node][i] += covector[at++];
      const gradient = new Float64Array(graph.inputs);
      for (let i = nodes.length - 1; i >= 0; i--) {
        pullBack(nodes[i], i, { values, slopes, largest, gradients, gradient });
      }
      return gradient;
    },
  };
}

interface Point {
  readonly values: readonly Float64Array[];
  readonly slopes: readonly Float64Array[];
  /** Of maxima the entry of the source that is the largest. */
  readonly largest: readonly Int32Array[];
}

function largestEntries({ offsets, entries, size }: MaximumNode, x: Float64Array): Int32Array {
  return Int32Array.from({ length: size }, (_, i) => {
    let best = entries[offsets[i]];
    for (let k = offsets[i] + 1; k < offsets[i + 1]; k++) if (x[entries[k]] > x[best]) best = entries[k];
    return best;
  });
}

function patternOf(
  node: GraphNode,
  index: number,
  values: readonly Float64Array[],
  slopes: Float64Array,
  largest: Int32Array,
): NodePattern[] {
  if (node.kind === "activation" && node.activation.curve === undefined) {
    const { breakpoints } = node.activation;
    const pieces = Int32Array.from(values[node.source], (value) => pieceOf(breakpoints, value));
    return [{ node: index, pieces, active: slopes.reduce((count, slope) => count + Number(slope !== 0), 0) }];
  }
  if (node.kind !== "maximum") return [];
  const pieces = largest.map((entry, i) => node.entries.indexOf(entry, node.offsets[i]) - node.offsets[i]);
  return [{ node: index, pieces, active: node.size }];
}

function pushForward(
  node: GraphNode,
  index: number,
  point: Point & { readonly tangents: readonly Float64Array[]; readonly direction: Float64Array },
  tangent: Float64Array,
): void {
  const { values, slopes, largest, tangents, direction } = point;
  switch (node.kind) {
    case "input":
      tangent.set(direction.subarray(node.first, node.first + node.size));
      return;
    case "affine":
      for (const { source, map } of node.terms) {
        if (map !== null) addApplied(map, tangents[source], tangent);
        else for (let i = 0; i < tangent.length; i++) tangent[i] += tangents[source][i];
      }
      return;
    case "activation":
      for (let i = 0; i < tangent.length; i++) tangent[i] = slopes[index][i] * tangents[node.source][i];
      return;
    case "maximum":
      for (let i = 0; i < tangent.length; i++) tangent[i] = tangents[node.source][largest[index][i]];
      return;
    case "softmax":
      softmaxProduct(node, values[index], tangents[node.source], tangent, false);
      return;
    case "product":
      for (let i = 0; i < tangent.length; i++) {
        tangent[i] =
          values[node.left][i] * tangents[node.right][i] + values[node.right][i] * tangents[node.left][i];
      }
  }
}

function pullBack(
  node: GraphNode,
  index: number,
  point: Point & { readonly gradients: readonly Float64Array[]; readonly gradient: Float64Array },
): void {
  const { values, slopes, largest, gradients, gradient } = point;
  const own = gradients[index];
  switch (node.kind) {
    case "input":
      for (let i = 0; i < own.length; i++) gradient[node.first + i] += own[i];
      return;
    case "affine":
      for (const { source, map } of node.terms) {
        if (map !== null) addTransposed(map, own, gradients[source]);
        else for (let i = 0; i < own.length; i++) gradients[source][i] += own[i];
      }
      return;
    case "activation":
      for (let i = 0; i < own.length; i++) gradients[node.source][i] += slopes[index][i] * own[i];
      return;
    case "maximum":
      for (let i = 0; i < own.length; i++) gradients[node.source][largest[index][i]] += own[i];
      return;
    case "softmax":
      softmaxProduct(node, values[index], own, gradients[node.source], true);
      return;
    case "product":
      for (let i = 0; i < own.length; i++) {
        gradients[node.left][i] += values[node.right][i] * own[i];
        gradients[node.right][i] += values[node.left][i] * own[i];
      }
  }
}

/** Adds J x to y, or Jᵀ x: diag(p) − p pᵀ, or of the logarithm 1 − e pᵀ. */
function softmaxProduct(
  { outer, length, inner, logarithm }: SoftmaxNode,
  value: Float64Array,
  x: Float64Array,
  y: Float64Array,
  backwards: boolean,
): void {
  for (let o = 0; o < outer; o++) {
    for (let n = 0; n < inner; n++) {
      const at = (k: number): number => (o * length + k) * inner + n;
      const p = (k: number): number => (logarithm ? Math.exp(value[at(k)]) : value[at(k)]);
      let mean = 0;
      for (let k = 0; k < length; k++) mean += (logarithm && backwards ? 1 : p(k)) * x[at(k)];
      for (let k = 0; k < length; k++) {
        y[at(k)] += logarithm ? x[at(k)] - (backwards ? p(k) : 1) * mean : p(k) * (x[at(k)] - mean);
      }
    }
  }
}
