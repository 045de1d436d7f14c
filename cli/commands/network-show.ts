/** `network show`: what a file of weights holds, and what the reader assumed. */
import { columns } from "../definition/columns.js";
import { defineCommand, field, pick } from "../definition/command.js";
import { NETWORK_OPERANDS, NETWORK_OPTIONS, readNetworkInput } from "../input/network-input.js";
import { NETWORK_WEIGHTS_WORDS } from "../vocabulary/network-weights.js";

const FIELDS = {
  ...pick(NETWORK_WEIGHTS_WORDS, "weightType", "layer", "outputs", "inputs", "activation"),
  layers: field("The layers in the order of evaluation.", "record[]"),
  bias: field("Whether the layer has a bias.", "boolean"),
  notes: field("What the reader of the file assumed, folded or unrolled.", "text[]"),
};

export const show = defineCommand({
  description:
    "What a file of weights holds: its layers in order, their shapes and activations, the number format " +
    "of the weights, and what the reader assumed, folded or unrolled. See docs/networks.md for the formats.",
  examples: [
    ["network show examples/encoder.onnx"],
    ["network show examples/weights.csv --bias examples/bias.csv"],
  ],
  operands: NETWORK_OPERANDS,
  options: NETWORK_OPTIONS,
  fields: FIELDS,
  run({ file, ...options }) {
    const { model, parameters } = readNetworkInput(file, options);
    const { weightType, notes, firstLayer = 1 } = model;
    const layers = model.layers.map(({ weights, bias, activation }, i) => ({
      layer: firstLayer + i,
      outputs: weights.rows,
      inputs: weights.columns,
      bias: bias !== null,
      activation: activation.name,
    }));
    return {
      parameters,
      results: [{ weightType, layers, notes }],
      tables: () => [
        {
          title: `${weightType} weights, ${layers.length} ${layers.length === 1 ? "layer" : "layers"}`,
          columns: columns(FIELDS, "layer", "outputs", "inputs", "bias", "activation"),
          rows: layers,
        },
      ],
      notes: () => notes,
    };
  },
});
