/** The network in the bytes of a file: what is in it, by its contents rather than by its name. */

import { refuseOtherKind } from "../../src/file-kind.js";
import { parseMatrix } from "../../src/matrix/parse-matrix.js";
import { InputError } from "../../src/result.js";
import { chainOfGraph, graphOfModel, type NetworkGraph } from "../graph/index.js";
import type { NetworkModel } from "../model.js";
import { withBias } from "./affine-map.js";
import { assembleModel } from "./assemble.js";
import { decodeText } from "./decode-text.js";
import { parseJsonNetwork } from "./json-network.js";
import { LARGEST_COUNT, LARGEST_DEPTH, LARGEST_TEXT } from "./limits.js";
import { isNnet, readNnet } from "./nnet.js";
import { isNpy, readNpy } from "./npy.js";
import { readNpz } from "./npz.js";
import { readOnnx } from "./onnx/read-onnx.js";
import { printable } from "./printable.js";
import type { GraphOptions, TensorOptions } from "./read-options.js";
import { recognisedButRefused } from "./refused-formats.js";
import { isSafetensors, readSafetensors } from "./safetensors.js";
import { finiteValues, type StoredTensor } from "./tensor.js";
import { isZip } from "./zip.js";

/** A file that has been read. Of the path, the name is for messages, the extension decides where the bytes do not. */
export interface FileContents {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** All that a caller may say about a file. */
type FileOptions = TensorOptions & GraphOptions;

/**
 * The chain of layers in a file's bytes, with the bias of another where one is given.
 * @throws InputError, one printable sentence, for everything that is not such a file, and for options it cannot take
 */
export function modelFromBytes(file: FileContents, options: FileOptions, bias?: FileContents): NetworkModel {
  return printed(() => {
    const where = nameOf(file.path);
    const contents = contentsOf(file, options);
    const model =
      contents.kind === "graph"
        ? withOnnxNote(chainOfGraph(requireOwnWord(contents.graph, options, bias, where), where))
        : unchecked(contents, where, options, bias);
    if (model.layers.length > LARGEST_DEPTH) {
      throw new InputError(
        `${model.layers.length} layers in ${nameOf(file.path)}: expected at most ${LARGEST_DEPTH}`,
      );
    }
    return { ...model, notes: model.notes.map(printable) };
  });
}

/** The graph in a file's bytes, whatever its shape. @throws InputError as {@link modelFromBytes} */
export function graphFromBytes(file: FileContents, options: FileOptions, bias?: FileContents): NetworkGraph {
  return printed(() => {
    const where = nameOf(file.path);
    const contents = contentsOf(file, options);
    const graph =
      contents.kind === "graph"
        ? requireOwnWord(contents.graph, options, bias, where)
        : graphOfModel(unchecked(contents, where, options, bias));
    return { ...graph, notes: graph.notes.map(printable) };
  });
}

function withOnnxNote(model: NetworkModel): NetworkModel {
  return { ...model, notes: ["ONNX: Gemm and MatMul turned so that rows are neurons.", ...model.notes] };
}

function requireOwnWord(
  graph: NetworkGraph,
  options: FileOptions,
  bias: FileContents | undefined,
  where: string,
): NetworkGraph {
  refuseTensorOptions(options, bias !== undefined, where);
  return graph;
}

function printed<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof InputError) throw new InputError(printable(error.message));
    throw error;
  }
}

function unchecked(
  contents: Exclude<Contents, { kind: "graph" }>,
  where: string,
  options: TensorOptions,
  bias: FileContents | undefined,
): NetworkModel {
  if (contents.kind === "model") {
    refuseTensorOptions(options, bias !== undefined, where);
    return contents.model;
  }
  const assembled = assembleModel(contents.tensors, options, where);
  const model = { ...assembled, notes: [...assembled.notes, ...(contents.notes ?? [])] };
  if (bias === undefined) return model;
  if (model.layers.length > 1) {
    throw new InputError(
      `option 'bias' with ${model.layers.length} matrices in ${where}: expected one matrix, or option 'layers'`,
    );
  }
  return withBiasFile(model, bias);
}

/** The name of a file as messages show it. */
function nameOf(path: string): string {
  return `'${path.slice(path.lastIndexOf("/") + 1)}'`;
}

/** A file that says how its layers connect, or one that holds bare tensors. */
type Contents =
  | { readonly kind: "graph"; readonly graph: NetworkGraph }
  | { readonly kind: "model"; readonly model: NetworkModel }
  | {
      readonly kind: "tensors";
      readonly tensors: readonly StoredTensor[];
      readonly notes?: readonly string[];
    };

/** The tag of the version of the format, which writers put first; no text begins with it. */
const ONNX_START = 0x08;

function contentsOf({ path, bytes }: FileContents, options: FileOptions): Contents {
  const where = nameOf(path);
  const onnx = (): Contents => ({ kind: "graph", graph: readOnnx(bytes, where, options) });
  if (bytes.length === 0) throw new InputError(`${where} is empty: expected a file of weights`);
  if (isNpy(bytes)) return { kind: "tensors", tensors: [readNpy(bytes, "matrix", where)] };
  if (isZip(bytes)) return { kind: "tensors", tensors: readNpz(bytes, where) };
  if (/\.onnx$/i.test(path) || (bytes[0] === ONNX_START && !isSafetensors(bytes))) return onnx();
  refuseGraphOptions(options, where);
  const refused = recognisedButRefused(bytes, where);
  if (refused !== undefined) throw refused;
  if (/\.safetensors$/i.test(path) || isSafetensors(bytes)) {
    return { kind: "tensors", tensors: readSafetensors(bytes, where) };
  }
  refuseOtherKind(bytes, where, "a file of weights (docs/networks.md)");
  const text = textOf(bytes, where);
  if (/^\uFEFF?\s*[{[]/.test(text)) return { kind: "model", model: parseJsonNetwork(text, where) };
  if (isNnet(path, text)) return { kind: "model", model: readNnet(text, where) };
  const notes: string[] = [];
  const tensor = textTensor(text, where, (note) => notes.push(note));
  return { kind: "tensors", tensors: [tensor], notes };
}

/** The text of a file that holds text. */
function textOf(bytes: Uint8Array, where: string): string {
  if (bytes.includes(0)) {
    throw new InputError(`${where} is of no known format: expected one of those in docs/networks.md`);
  }
  if (bytes.length > LARGEST_TEXT) {
    throw new InputError(`${where} has ${bytes.length} bytes: expected at most ${LARGEST_TEXT} of text`);
  }
  return decodeText(bytes, where);
}

/** A text matrix as the one tensor of its file. */
function textTensor(text: string, where: string, onNote: (note: string) => void): StoredTensor {
  const { rows, columns, values } = parseMatrix(text, where, onNote);
  if (values.length > LARGEST_COUNT) {
    throw new InputError(`${values.length} numbers in ${where}: expected at most ${LARGEST_COUNT}`);
  }
  return { name: "matrix", shape: [rows, columns], type: "float64", read: () => values };
}

/** Shapes and held inputs belong to files of graphs. */
function refuseGraphOptions({ hold, inputShape }: GraphOptions, where: string): void {
  const named = hold !== undefined ? "hold" : inputShape !== undefined ? "inputShape" : undefined;
  if (named === undefined) return;
  throw new InputError(
    `option '${named}' with ${where}: expected an ONNX model, whose inputs have names and shapes`,
  );
}

/** A file that says everything itself takes no options that would contradict it. */
function refuseTensorOptions(options: TensorOptions, bias: boolean, where: string): void {
  const flags = [
    bias ? ["option 'bias'"] : [],
    options.biasColumn === true ? ["option 'biasColumn'"] : [],
    options.transpose === true ? ["option 'transpose'"] : [],
    options.layers === undefined ? [] : ["option 'layers'"],
    options.activations === undefined ? [] : ["option 'activations'"],
  ].flat();
  if (flags.length === 0) return;
  throw new InputError(`${flags[0]} with ${where}: expected no such option, as the file itself says it`);
}

/** The model with the bias of its one layer from another file. */
function withBiasFile(model: NetworkModel, file: FileContents): NetworkModel {
  const [layer] = model.layers;
  const where = nameOf(file.path);
  if (layer.bias !== null)
    throw new InputError(`option 'bias' ${where} with a bias already: expected only one of them`);
  const contents = contentsOf(file, {});
  const tensor = contents.kind === "tensors" ? contents.tensors[0] : undefined;
  if (contents.kind !== "tensors" || contents.tensors.length !== 1 || tensor === undefined) {
    throw new InputError(`bias ${where}: expected a file of one vector`);
  }
  if (tensor.shape.filter((length) => length !== 1).length > 1) {
    throw new InputError(`bias ${where} is ${tensor.shape.join(" x ")}: expected one row or one column`);
  }
  const { weights, bias } = withBias(layer.weights, finiteValues(tensor, where), where);
  return {
    ...model,
    layers: [{ weights, bias, activation: layer.activation }],
    notes: [...model.notes, `Bias from ${where}.`, ...(contents.notes ?? [])],
  };
}
