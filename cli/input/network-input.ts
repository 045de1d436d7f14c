/** The options that every command on a file of weights has, and the network they describe. */
import type { Command } from "commander";
import {
  ACTIVATION_WORDS,
  type Activation,
  type NetworkModel,
  parseActivation,
  readModel,
  selectLayer,
} from "../../network/index.js";
import { InputError } from "../../src/result.js";
import { parseInteger } from "../definition/parse.js";

/** What commander collects for {@link addNetworkInput}. */
export interface NetworkInputOptions {
  readonly bias?: string;
  readonly biasColumn?: boolean;
  readonly layers?: readonly string[];
  readonly activation?: readonly Activation[];
  readonly transpose?: boolean;
  readonly layer?: number;
}

/** A network with what the report's `parameters` should say about how it was read. */
export interface NetworkInput {
  readonly model: NetworkModel;
  readonly parameters: Readonly<Record<string, unknown>>;
}

const MOST_LAYERS = 1_000_000;

/** Adds the options; the command itself declares the argument for the file. */
export function addNetworkInput(command: Command): Command {
  return command
    .option("--bias <FILE>", "bias of a single matrix: one number a row, any tensor format")
    .option("--bias-column", "the last column of each matrix is its bias")
    .option("--layers <names>", "tensors to use, in order, separated by commas (fc1,fc2)", parseNames)
    .option(
      "--activation <words>",
      `${ACTIVATION_WORDS}; one for the hidden layers, or one a layer separated by commas (for files that name none)`,
      parseActivations,
    )
    .option("--transpose", "matrices are stored as (inputs, outputs), as Keras does")
    .option("--layer <k>", "only layer k, counted from 1", (text) =>
      parseInteger(text, "--layer", 1, MOST_LAYERS),
    );
}

/** The network of a file under these options. @throws InputError for a file or an option that cannot be used */
export function readNetworkInput(file: string, options: NetworkInputOptions): NetworkInput {
  const { bias, biasColumn, layers, activation, transpose, layer } = options;
  const whole = readModel(file, {
    ...(bias === undefined ? {} : { biasFile: bias }),
    ...(biasColumn === undefined ? {} : { biasColumn }),
    ...(layers === undefined ? {} : { layers }),
    ...(activation === undefined ? {} : { activations: activation }),
    ...(transpose === undefined ? {} : { transpose }),
  });
  return {
    model: layer === undefined ? whole : selectLayer(whole, layer),
    parameters: {
      file,
      bias: bias ?? null,
      biasColumn: biasColumn ?? false,
      layers: layers ?? null,
      activation: activation?.map(({ name }) => name) ?? null,
      transpose: transpose ?? false,
      layer: layer ?? null,
    },
  };
}

function parseNames(text: string): string[] {
  const names = text.split(",").map((name) => name.trim());
  if (names.some((name) => name === "")) {
    throw new InputError(`'${text}' in --layers: expected names separated by commas`);
  }
  return names;
}

function parseActivations(text: string): Activation[] {
  return text.split(",").map((word) => parseActivation(word.trim(), "--activation"));
}
