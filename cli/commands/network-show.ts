/** `network show`: what a file of weights holds, and what the reader assumed. */
import { type NetworkGraph, type NetworkModel, workOf } from "../../network/index.js";
import { InputError } from "../../src/result.js";
import { columns } from "../definition/columns.js";
import { defineCommand, field, pick } from "../definition/command.js";
import {
  NETWORK_OPERANDS,
  NETWORK_OPTIONS,
  readGraphInput,
  readNetworkInput,
} from "../input/network-input.js";
import { GRAPH_FIELDS, graphRows, shapeWord } from "../network/graph-tables.js";
import { NETWORK_WEIGHTS_WORDS } from "../vocabulary/network-weights.js";

const FIELDS = {
  ...pick(NETWORK_WEIGHTS_WORDS, "weightType", "layer", "outputs", "inputs", "activation"),
  layers: field("The layers in the order of evaluation; null where the network is no chain of layers.", [
    "record[]",
    "null",
  ]),
  bias: field("Whether the layer has a bias.", "boolean"),
  notes: field("What the reader of the file assumed, folded or unrolled.", "text[]"),
  graph: field("The nodes in the order of evaluation.", "record[]"),
  inputShape: field("Shape of each input in the file, one example.", "text[]"),
  outputShape: field("Shape of each output in the file, one example.", "text[]"),
  ...GRAPH_FIELDS,
};

/** Entries of all matrices together, beyond which layers are not written out just to be listed. */
const MOST_LISTED = 2 ** 23;

export const show = defineCommand({
  description:
    "What a file of weights holds: its layers in order, their shapes and activations, the number format " +
    "of the weights, the graph as it was understood, and what the reader assumed, folded or unrolled. " +
    "See docs/networks.md for the formats.",
  examples: [
    ["network show examples/encoder.onnx"],
    ["network show examples/weights.csv --bias examples/bias.csv"],
  ],
  operands: NETWORK_OPERANDS,
  options: NETWORK_OPTIONS,
  fields: FIELDS,
  run({ file, ...options }) {
    const { layer, ...reading } = options;
    const { graph, parameters } = readGraphInput(file, reading);
    const chain =
      layer === undefined ? chainIn(graph, file, options) : { model: readNetworkInput(file, options).model };
    const { model, reason } = chain;
    const layers = model === undefined ? null : layerRows(model);
    const notes = [...(model?.notes ?? graph.notes), ...(reason === undefined ? [] : [reason])];
    const nodes = graphRows(graph);
    const named = graph.nodes.some(({ place }) => place.includes(" in '"));
    return {
      parameters: { ...parameters, layer },
      results: [
        {
          weightType: graph.weightType,
          layers,
          notes,
          inputShape: graph.nodes.flatMap((node) => (node.kind === "input" ? [shapeWord(node.shape)] : [])),
          outputShape: graph.outputs.map(({ shape }) => shapeWord(shape)),
          graph: nodes,
        },
      ],
      tables: () => [
        ...(layers === null
          ? []
          : [
              {
                title: `${graph.weightType} weights, ${layers.length} ${layers.length === 1 ? "layer" : "layers"}`,
                columns: columns(FIELDS, "layer", "outputs", "inputs", "bias", "activation"),
                rows: layers,
              },
            ]),
        ...(named && layer === undefined
          ? [
              {
                title: `Graph of ${nodes.length} nodes, ${graph.inputs} inputs`,
                columns: columns(FIELDS, "node", "operator", "name", "shape", "reads", "kind", "weights"),
                rows: nodes.map((row) => ({ ...row, reads: row.reads.join(", ") })),
              },
            ]
          : []),
      ],
      notes: () => notes,
    };
  },
});

/** The layers, where the network is a chain that is small enough; else why not. */
function chainIn(
  graph: NetworkGraph,
  file: string,
  options: Parameters<typeof readNetworkInput>[1],
): { readonly model?: NetworkModel; readonly reason?: string } {
  const entries = graph.nodes.reduce((sum, node) => {
    if (node.kind !== "affine") return sum;
    const dense = node.terms.some(
      ({ map }) => map !== null && (map.kind !== "matrix" || map.outer * map.inner > 1),
    );
    return (
      sum +
      (dense
        ? node.size * graph.nodes[node.terms[0].source].size
        : node.terms.reduce((all, { map }) => all + (map === null ? 0 : workOf(map)), 0))
    );
  }, 0);
  if (entries > MOST_LISTED) {
    return { reason: `Layers not listed: written out they would hold ${entries} numbers.` };
  }
  try {
    return { model: readNetworkInput(file, options).model };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { reason: `No chain of layers: ${error.message}.` };
  }
}

function layerRows({ layers, firstLayer = 1 }: NetworkModel) {
  return layers.map(({ weights, bias, activation }, i) => ({
    layer: firstLayer + i,
    outputs: weights.rows,
    inputs: weights.columns,
    bias: bias !== null,
    activation: activation.name,
  }));
}
