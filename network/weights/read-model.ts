/** One function for every file of weights: what is in it, by its contents rather than by its name. */
import { basename } from "node:path";
import { parseMatrix } from "../../src/matrix/parse-matrix.js";
import { InputError } from "../../src/result.js";
import type { NetworkModel } from "../model.js";
import { assembleModel, withBias } from "./assemble.js";
import { parseJsonNetwork } from "./json-network.js";
import { LARGEST_COUNT, LARGEST_FILE, LARGEST_TEXT } from "./limits.js";
import type { ReadOptions } from "./read-options.js";
import { finiteValues, type StoredTensor } from "./tensor.js";
import { decodeText, readBounded } from "./weight-file.js";

/**
 * The network in a file: the small-network JSON, or matrices as text.
 * The file is only read; nothing in it is executed.
 * @throws InputError, one sentence, for everything that is not such a file, and for options it cannot take
 */
export function readModel(path: string, options: ReadOptions = {}): NetworkModel {
  const bytes = readBounded(path, LARGEST_FILE);
  const where = `'${basename(path)}'`;
  const text = textOf(bytes, where);
  if (/^\uFEFF?\s*\{/.test(text)) {
    refuseTensorOptions(options, where);
    return parseJsonNetwork(text, where);
  }
  const model = assembleModel([textTensor(text, where)], options, where);
  return options.biasFile === undefined ? model : withBiasFile(model, options.biasFile);
}

/** The text of a file that is one. */
function textOf(bytes: Uint8Array, where: string): string {
  if (bytes.length > LARGEST_TEXT) {
    throw new InputError(`${where} has ${bytes.length} bytes: expected at most ${LARGEST_TEXT} of text`);
  }
  if (bytes.includes(0)) {
    throw new InputError(`${where} is of no known format: expected one of those in docs/networks.md`);
  }
  return decodeText(bytes, where);
}

/** A text matrix as the one tensor of its file. */
function textTensor(text: string, where: string): StoredTensor {
  const { rows, columns, values } = parseMatrix(text, where);
  if (values.length > LARGEST_COUNT) {
    throw new InputError(`${values.length} numbers in ${where}: expected at most ${LARGEST_COUNT}`);
  }
  return { name: "matrix", shape: [rows, columns], type: "float64", read: () => values };
}

/** A file that says everything itself takes no options that would contradict it. */
function refuseTensorOptions(options: ReadOptions, where: string): void {
  const flags = [
    options.biasFile === undefined ? [] : ["--bias"],
    options.biasColumn === true ? ["--bias-column"] : [],
    options.transpose === true ? ["--transpose"] : [],
    options.layers === undefined ? [] : ["--layers"],
    options.activations === undefined ? [] : ["--activation"],
  ].flat();
  if (flags.length === 0) return;
  throw new InputError(`${flags[0]} with ${where}: expected no such option, as the file itself says it`);
}

/** The model with the bias of its one layer from another file. */
function withBiasFile(model: NetworkModel, path: string): NetworkModel {
  const [layer] = model.layers;
  const where = `'${basename(path)}'`;
  if (layer.bias !== null)
    throw new InputError(`--bias ${where} with a bias already: expected only one of them`);
  const tensor = textTensor(textOf(readBounded(path, LARGEST_TEXT), where), where);
  const { shape } = tensor;
  if (shape.filter((length) => length !== 1).length > 1) {
    throw new InputError(`bias ${where} is ${shape.join(" x ")}: expected one row or one column`);
  }
  const { weights, bias } = withBias(layer.weights, finiteValues(tensor, where), where);
  return {
    ...model,
    layers: [{ weights, bias, activation: layer.activation }],
    notes: [...model.notes, `Bias from ${where}.`],
  };
}
