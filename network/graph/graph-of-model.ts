/** A chain of layers as a graph. */
import type { NetworkModel } from "../model.js";
import type { GraphNode, NetworkGraph } from "./graph.js";

/** The graph of a model: for each layer a map and, unless it is the identity, a scalar function. */
export function graphOfModel({ layers, weightType, notes, firstLayer = 1 }: NetworkModel): NetworkGraph {
  const inputs = layers[0].weights.columns;
  const nodes: GraphNode[] = [
    {
      kind: "input",
      name: "input",
      first: 0,
      operator: "input",
      place: "input",
      shape: [inputs],
      size: inputs,
    },
  ];
  layers.forEach(({ weights, bias, activation }, i) => {
    const size = weights.rows;
    const place = `layer ${firstLayer + i}`;
    const map = { kind: "matrix", matrix: weights, outer: 1, inner: 1 } as const;
    const base = { place, shape: [size], size };
    nodes.push({
      ...base,
      kind: "affine",
      operator: "affine",
      terms: [{ source: nodes.length - 1, map }],
      bias,
      notes: [],
      folded: false,
    });
    if (activation.name === "identity") return;
    nodes.push({
      ...base,
      kind: "activation",
      operator: activation.name,
      source: nodes.length - 1,
      activation,
    });
  });
  const last = nodes.length - 1;
  return {
    nodes,
    inputs,
    outputs: [{ name: "output", node: last, shape: nodes[last].shape }],
    weightType,
    notes,
  };
}
