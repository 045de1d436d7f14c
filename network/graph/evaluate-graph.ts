/** Evaluating a graph, in double precision or with every node rounded to the number format of its weights. */
import { requireChoice, requireNumbers, requireObject } from "../../src/arguments.js";
import { activate } from "../forward.js";
import { roundTo } from "../injectivity/weight-arithmetic.js";
import { WEIGHT_TYPES, type WeightType } from "../model.js";
import type { GraphNode, NetworkGraph, SoftmaxNode } from "./graph.js";
import { addApplied } from "./linear-map.js";

/**
 * The output of a network of any shape; several outputs come one after the other.
 * @param graph a network
 * @param input one entry per input, row-major in the layout of the file
 * @param format every node is rounded to it, its sums made in doubles; float64 by default
 * @returns one entry per output
 * @throws InputError for an input of another length, or not finite
 * @example
 * import { evaluateGraph, readGraph } from "relu-injectivity/network";
 * try {
 *   evaluateGraph(readGraph("absent.onnx"), [1, 2]);
 * } catch (error) {
 *   error.name; // "InputError"
 * }
 */
export function evaluateGraph(
  graph: NetworkGraph,
  input: ArrayLike<number>,
  format: WeightType = "float64",
): Float64Array {
  const values = nodeValues(graph, input, format);
  return Float64Array.from(graph.outputs.flatMap(({ node }) => [...values[node]]));
}

/** The values of every node. @throws InputError for an input of another length, or not finite */
export function nodeValues(
  graph: NetworkGraph,
  input: ArrayLike<number>,
  format: WeightType = "float64",
): Float64Array[] {
  requireObject(graph, "the network as a graph", ["nodes", "outputs", "inputs"]);
  requireChoice(format, "the number format", WEIGHT_TYPES);
  requireNumbers(input, "the input, one per input of the network", graph.inputs);
  const values: Float64Array[] = [];
  for (const node of graph.nodes) {
    const exact = nodeValue(node, values, input);
    values.push(format === "float64" ? exact : exact.map((value) => roundTo(value, format)));
  }
  return values;
}

function nodeValue(node: GraphNode, values: readonly Float64Array[], input: ArrayLike<number>): Float64Array {
  switch (node.kind) {
    case "input":
      return Float64Array.from({ length: node.size }, (_, i) => input[node.first + i]);
    case "affine": {
      const sum = node.bias === null ? new Float64Array(node.size) : node.bias.slice();
      for (const { source, map } of node.terms) {
        const x = values[source];
        if (map === null) for (let i = 0; i < sum.length; i++) sum[i] += x[i];
        else addApplied(map, x, sum);
      }
      return sum;
    }
    case "activation":
      return values[node.source].map((value) => activate(node.activation, value));
    case "maximum": {
      const x = values[node.source];
      const { offsets, entries } = node;
      return Float64Array.from({ length: node.size }, (_, i) => {
        let most = x[entries[offsets[i]]];
        for (let k = offsets[i] + 1; k < offsets[i + 1]; k++) most = Math.max(most, x[entries[k]]);
        return most;
      });
    }
    case "softmax":
      return softmax(node, values[node.source]);
    case "product":
      return values[node.left].map((value, i) => value * values[node.right][i]);
  }
}

/** Along the axis, the largest entry subtracted first. */
function softmax({ outer, length, inner, logarithm }: SoftmaxNode, x: Float64Array): Float64Array {
  const y = new Float64Array(x.length);
  for (let o = 0; o < outer; o++) {
    for (let n = 0; n < inner; n++) {
      const at = (k: number): number => (o * length + k) * inner + n;
      let most = Number.NEGATIVE_INFINITY;
      for (let k = 0; k < length; k++) most = Math.max(most, x[at(k)]);
      let sum = 0;
      for (let k = 0; k < length; k++) sum += Math.exp(x[at(k)] - most);
      for (let k = 0; k < length; k++) {
        const shifted = x[at(k)] - most;
        y[at(k)] = logarithm ? shifted - Math.log(sum) : Math.exp(shifted) / sum;
      }
    }
  }
  return y;
}
