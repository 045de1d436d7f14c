/** The options that every command on a file of weights has, and the network they describe. */
import {
  ACTIVATION_WORDS,
  domainText,
  layerCases,
  type NetworkModel,
  parseActivation,
  parseDomain,
  readModel,
  SPACE,
  selectLayer,
} from "../../network/index.js";
import { InputError } from "../../src/result.js";
import { withSuggestion } from "../definition/misspelt.js";
import { flag, inputFile, integer, type Values, value } from "../definition/option.js";
import { parseList } from "../definition/parse.js";
import { withFlags } from "../flags.js";

/** A network with what the report's `parameters` should say about how it was read. */
export interface NetworkInput {
  readonly model: NetworkModel;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** The inputs of the first layer where nothing else is said: for a layer taken from a network what it receives there. */
  readonly domain: string;
}

/** The activation of one word. @throws InputError, with the nearest word for a misspelt one */
export const parseActivationWord = withSuggestion(parseActivation, [
  ...["relu", "identity", "leaky-relu", "relu6", "hardtanh", "clip"],
]);

/** The file itself. */
export const NETWORK_OPERANDS = {
  file: inputFile("weights: JSON, text matrix, .npy, .npz, .safetensors, .onnx", { required: true }),
};

/** How it is read. */
export const NETWORK_OPTIONS = {
  bias: inputFile("bias of a single matrix: one number per row, any tensor format"),
  biasColumn: flag("the last column of each matrix is its bias"),
  layers: value("tensors to use, in order, separated by commas (fc1,fc2)", {
    placeholder: "names",
    list: true,
    parse: parseNames,
  }),
  activation: value(
    `${ACTIVATION_WORDS}; one for the hidden layers, or one per layer separated by commas (for files that name none)`,
    {
      placeholder: "words",
      list: true,
      parse: (text, place) => parseList(text, place, (word) => parseActivationWord(word.trim(), place)),
    },
  ),
  transpose: flag("matrices are stored as (inputs, outputs), as Keras does"),
  layer: integer("only layer k, counted from 1", { from: 1, to: 1_000_000, placeholder: "k" }),
};

const DOMAIN =
  "inputs of the first layer: space, orthant (x >= 0), box:R (|x_k| <= R) or ball:R (|x| <= R), R > 0";
const DOMAIN_SHAPE = {
  placeholder: "set",
  named: ["space", "orthant", "box", "ball"],
  parse: (text: string, place: string): string => domainText(parseDomain(text, place)),
};

/** The inputs of the first layer; `domainIfGiven` where nothing stands for their absence. */
export const domain = value(DOMAIN, DOMAIN_SHAPE, {
  defaultText: "space; with --layer what the layers before it let through",
});
export const domainIfGiven = value(DOMAIN, DOMAIN_SHAPE);

/** The network of a file under these options. @throws InputError for a file or an option that cannot be used */
export function readNetworkInput(file: string, options: Values<typeof NETWORK_OPTIONS>): NetworkInput {
  const { bias, biasColumn, layers, activation, transpose, layer } = options;
  const whole = readModel(file, {
    ...(bias === undefined ? {} : { biasFile: bias }),
    ...(biasColumn ? { biasColumn } : {}),
    ...(layers === undefined ? {} : { layers }),
    ...(activation === undefined ? {} : { activations: activation }),
    ...(transpose ? { transpose } : {}),
  });
  const model = layer === undefined ? whole : selectLayer(whole, layer);
  return {
    model: { ...model, notes: model.notes.map(withFlags) },
    domain: domainText(layer === undefined ? SPACE : layerCases(whole, SPACE)[layer - 1].question.domain),
    parameters: {
      file,
      bias,
      biasColumn,
      layers,
      activation: activation?.map(({ name }) => name),
      transpose,
      layer,
    },
  };
}

function parseNames(text: string, place: string): string[] {
  const names = text.split(",").map((name) => name.trim());
  if (names.some((name) => name === "")) {
    throw new InputError(`'${text}' in ${place}: expected names separated by commas`);
  }
  return names;
}
