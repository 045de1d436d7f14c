/** A graph as a table: every node with its shape, what it reads and how much it stores. */
import { type NetworkGraph, sourcesOf, storedIn, workOf } from "../../network/index.js";
import { field } from "../definition/command.js";

/** What a node of a graph has. */
export const GRAPH_FIELDS = {
  node: field("Number of the node, counted from 0, the inputs first.", "integer"),
  operator: field("Operator in the file.", "text"),
  name: field("What the file calls it.", "text"),
  shape: field("Shape of its output, one example.", "text"),
  reads: field("The nodes that it reads.", "integer[]"),
  kind: field("What it is here: affine, activation, maximum, softmax, product.", "text"),
  weights: field(
    "Numbers that it stores: kernels, matrices, scales, biases; index maps are not counted.",
    "integer",
  ),
  multiplications: field("Multiplications of one evaluation.", "integer"),
};

/** (1, 3, 32). */
export function shapeWord(shape: readonly number[]): string {
  return `(${shape.join(", ")})`;
}

/** The nodes as rows. */
export function graphRows({ nodes }: NetworkGraph) {
  return nodes.map((node, i) => {
    const maps = node.kind === "affine" ? node.terms.flatMap(({ map }) => (map === null ? [] : [map])) : [];
    const bias = node.kind === "affine" && node.bias !== null ? node.bias.length : 0;
    return {
      node: i,
      operator: node.operator,
      name: node.kind === "input" ? node.name : (/'([^']*)' in /.exec(node.place)?.[1] ?? ""),
      shape: shapeWord(node.shape),
      reads: [...sourcesOf(node)],
      kind: node.kind === "activation" ? node.activation.name : node.kind,
      weights: maps.reduce((sum, map) => sum + (map.kind === "rearrangement" ? 0 : storedIn(map)), bias),
      multiplications: maps.reduce((sum, map) => sum + workOf(map), 0),
    };
  });
}
