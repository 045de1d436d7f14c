/** `network show`: what a file of weights holds and how it was read. */
import type { Command } from "commander";
import { addNetworkInput, type NetworkInputOptions, readNetworkInput } from "../input/network-input.js";
import { EXIT } from "../output/exit-codes.js";
import type { Report } from "../output/report.js";
import type { RunCommand } from "../program.js";

/** Registers the subcommand. */
export function registerNetworkShow(group: Command, run: RunCommand): void {
  const command = group
    .command("show <FILE>")
    .summary("layers, shapes, number format, activations, and how the file was read")
    .description(
      "What a file of weights holds: its layers in order, their shapes and activations, the number format " +
        "of the weights, and what the reader assumed, folded or unrolled. See docs/networks.md for the formats.",
    );
  addNetworkInput(command)
    .addHelpText(
      "before",
      `Examples:
  relu-injectivity network show net.json
  relu-injectivity network show weights.csv --bias bias.csv
`,
    )
    .action((file: string, options: NetworkInputOptions) => run(() => report(file, options)));
}

function report(file: string, options: NetworkInputOptions): Report {
  const { model, parameters } = readNetworkInput(file, options);
  const layers = model.layers.map(({ weights, bias, activation }, i) => ({
    layer: i + 1,
    outputs: weights.rows,
    inputs: weights.columns,
    bias: bias !== null,
    activation: activation.name,
  }));
  return {
    command: "network show",
    parameters,
    results: [{ weightType: model.weightType, layers, notes: model.notes }],
    tables: [
      {
        title: `${model.weightType} weights, ${layers.length} ${layers.length === 1 ? "layer" : "layers"}`,
        columns: [
          { header: "layer", align: "right" },
          { header: "outputs", align: "right" },
          { header: "inputs", align: "right" },
          { header: "bias" },
          { header: "activation" },
        ],
        rows: layers.map(({ layer, outputs, inputs, bias, activation }) => [
          String(layer),
          String(outputs),
          String(inputs),
          bias ? "yes" : "no",
          activation,
        ]),
      },
    ],
    notes: model.notes,
    exitCode: EXIT.ok,
  };
}
