/** The options that every command on a file of weights has, and the network they describe. */
import {
  ACTIVATION_WORDS,
  domainText,
  layerCases,
  type NetworkGraph,
  type NetworkModel,
  parseActivation,
  parseDomain,
  type ReadOptions,
  readGraph,
  readModel,
  SPACE,
  selectLayer,
} from "../../network/index.js";
import { parseMatrix } from "../../src/matrix/parse-matrix.js";
import { InputError } from "../../src/result.js";
import { withSuggestion } from "../definition/misspelt.js";
import { flag, inputFile, integer, type Values, value } from "../definition/option.js";
import { parseInteger, parseList } from "../definition/parse.js";
import { withFlags } from "../flags.js";
import { readMatrixText } from "./matrix-input.js";

/** A network with what the report's `parameters` should say about how it was read. */
export interface NetworkInput {
  readonly model: NetworkModel;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** The inputs of the first layer where nothing else is said: for a layer taken from a network what it receives there. */
  readonly domain: string;
}

/** The activation of one word. @throws InputError, with the nearest word for a misspelt one */
export const parseActivationWord = withSuggestion(parseActivation, [
  ...["relu", "identity", "leaky-relu", "abs", "relu6", "hardtanh", "clip"],
  ...["tanh", "sigmoid", "elu", "selu", "softplus", "softsign", "gelu", "silu"],
]);

/** The file itself. */
export const NETWORK_OPERANDS = {
  file: inputFile("weights: JSON, text matrix, .npy, .npz, .safetensors, .onnx, .nnet", { required: true }),
};

/** How it is read. */
export const GRAPH_OPTIONS = {
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
      // A comma between words is one before a letter; those before numbers are within one.
      parse: (text, place) =>
        text.split(/,(?=\s*[a-z])/i).map((word) => parseActivationWord(word.trim(), place)),
    },
  ),
  transpose: flag("matrices are stored as (inputs, outputs), as Keras does"),
  hold: value(
    "inputs of an ONNX model that stay constant: name=number, or name=v1,v2,…; several separated by ;",
    {
      placeholder: "name=v",
      list: true,
      parse: parseHeld,
    },
  ),
  inputShape: value("shape of the input, where an ONNX model leaves lengths open (1,3,32,32)", {
    placeholder: "lengths",
    list: true,
    parse: (text, place) => parseList(text, place, (entry, where) => parseInteger(entry, where, 1, 2 ** 24)),
  }),
};

/** The options of commands that take one layer of a network. */
export const NETWORK_OPTIONS = {
  ...GRAPH_OPTIONS,
  layer: integer("only layer k, counted from 1", { from: 1, to: 1_000_000, placeholder: "k" }),
};

const DOMAIN =
  "inputs of the first layer: space, orthant (x >= 0), box:R (|x_k| <= R), box:LOW:HIGH for all inputs or box:LOW:HIGH,LOW:HIGH,… for each (inf for none), box:FILE (a line LOW HIGH for each input), ball:R (|x| <= R), or several joined by ' and '";
const DOMAIN_SHAPE = {
  placeholder: "set",
  named: ["space", "orthant", "box", "ball"],
  parse: (text: string, place: string): string => domainText(parseDomain(withBoundsOfFiles(text), place)),
};

/** box:FILE as the bounds that the file holds. @throws InputError for a file without two numbers in each line */
function withBoundsOfFiles(text: string): string {
  return text
    .split(" and ")
    .map((part) => {
      const [, file] = /^box:(.+)$/.exec(part.trim()) ?? [];
      if (file === undefined || /^[-+0-9.:,eEinf∞\s]*$/.test(file)) return part;
      const { rows, columns, values } = parseMatrix(readMatrixText(file), `'${file}' in --domain`);
      if (columns !== 2)
        throw new InputError(
          `${columns} numbers in the lines of '${file}' in --domain: expected two, LOW HIGH`,
        );
      const pairs = Array.from({ length: rows }, (_, k) => `${values[2 * k]}:${values[2 * k + 1]}`);
      return `box:${pairs.join(",")}`;
    })
    .join(" and ");
}

/** The inputs of the first layer; `domainIfGiven` where nothing stands for their absence. */
export const domain = value(DOMAIN, DOMAIN_SHAPE, {
  defaultText: "space; with --layer what the layers before it let through",
});
export const domainIfGiven = value(DOMAIN, DOMAIN_SHAPE);

/** The network of a file under these options. @throws InputError for a file or an option that cannot be used */
export function readNetworkInput(file: string, options: Values<typeof NETWORK_OPTIONS>): NetworkInput {
  const { layer } = options;
  const whole = readModel(file, readOptions(options));
  const model = layer === undefined ? whole : selectLayer(whole, layer);
  return {
    model: { ...model, notes: model.notes.map(withFlags) },
    domain: domainText(layer === undefined ? SPACE : layerCases(whole, SPACE)[layer - 1].question.domain),
    parameters: { ...graphParameters(file, options), layer },
  };
}

/** The graph of a file under these options, whatever its shape. @throws InputError for what cannot be used */
export function readGraphInput(
  file: string,
  options: Values<typeof GRAPH_OPTIONS>,
): { readonly graph: NetworkGraph; readonly parameters: NetworkInput["parameters"] } {
  const graph = readGraph(file, readOptions(options));
  return {
    graph: { ...graph, notes: graph.notes.map(withFlags) },
    parameters: graphParameters(file, options),
  };
}

function readOptions(options: Values<typeof GRAPH_OPTIONS>): ReadOptions {
  const { bias, biasColumn, layers, activation, transpose, hold, inputShape } = options;
  return {
    ...(bias === undefined ? {} : { biasFile: bias }),
    ...(biasColumn ? { biasColumn } : {}),
    ...(layers === undefined ? {} : { layers }),
    ...(activation === undefined ? {} : { activations: activation }),
    ...(transpose ? { transpose } : {}),
    ...(hold === undefined ? {} : { hold: Object.fromEntries(hold) }),
    ...(inputShape === undefined ? {} : { inputShape }),
  };
}

function graphParameters(file: string, options: Values<typeof GRAPH_OPTIONS>): NetworkInput["parameters"] {
  const { bias, biasColumn, layers, activation, transpose, hold, inputShape } = options;
  return {
    file,
    bias,
    biasColumn,
    layers,
    activation: activation?.map(({ name }) => name),
    transpose,
    ...(hold === undefined ? {} : { hold: hold.map(([name, values]) => `${name}=${values.join(",")}`) }),
    ...(inputShape === undefined ? {} : { inputShape }),
  };
}

/** `name=v1,v2;other=v`. */
function parseHeld(text: string, place: string): (readonly [string, readonly number[]])[] {
  return text.split(";").map((part) => {
    const at = part.lastIndexOf("=");
    const name = part.slice(0, at).trim();
    const values = part
      .slice(at + 1)
      .split(",")
      .map((entry) => (entry.trim() === "" ? Number.NaN : Number(entry)));
    if (at < 1 || name === "" || !values.every(Number.isFinite)) {
      throw new InputError(`'${part.slice(0, 60)}' in ${place}: expected name=number or name=v1,v2,…`);
    }
    return [name, values] as const;
  });
}

function parseNames(text: string, place: string): string[] {
  const names = text.split(",").map((name) => name.trim());
  if (names.some((name) => name === "")) {
    throw new InputError(`'${text}' in ${place}: expected names separated by commas`);
  }
  return names;
}
