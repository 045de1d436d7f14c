/** One function for every file of weights. */
import { requireFlag, requireList, requireNumbers, requireObject } from "../../src/arguments.js";
import { readRegularFile } from "../../src/regular-file.js";
import { InputError, shown } from "../../src/result.js";
import type { NetworkGraph } from "../graph/index.js";
import type { NetworkModel } from "../model.js";
import { LARGEST_FILE } from "./limits.js";
import { type FileContents, graphFromBytes, modelFromBytes } from "./model-from-bytes.js";
import type { ReadOptions } from "./read-options.js";

/**
 * The network in a file: ONNX, the small-network JSON, .nnet, safetensors, .npz, .npy, or a matrix as text. The format is
 * recognised by the contents; only ONNX and damaged safetensors need their extension. The file is only read; nothing
 * in it is executed, and sizes are checked before memory is taken for them.
 *
 * @throws InputError, one sentence, for everything that is not such a file, and for options it cannot take
 * @param path of a regular file
 * @param options a bias file, tensors to use, activations, orientation
 * @returns the network, with notes on how it was read
 * @example
 * import { readModel } from "relu-injectivity/network";
 * try {
 *   readModel("absent.onnx");
 * } catch (error) {
 *   error.name; // "InputError"
 * }
 */
export function readModel(path: string, options: ReadOptions = {}): NetworkModel {
  return readWith(modelFromBytes, path, options);
}

/**
 * The network in a file as a graph: branches, maxima, convolutions as their kernels, memory proportional to weights.
 *
 * @throws InputError as {@link readModel}, but for graphs that are no chain, which are read
 * @param path of a regular file
 * @param options as those of {@link readModel}
 * @returns the graph, with notes on how it was read
 * @example
 * import { readGraph } from "relu-injectivity/network";
 * try {
 *   readGraph("absent.onnx");
 * } catch (error) {
 *   error.name; // "InputError"
 * }
 */
export function readGraph(path: string, options: ReadOptions = {}): NetworkGraph {
  return readWith(graphFromBytes, path, options);
}

function readWith<T>(
  from: (file: FileContents, options: Omit<ReadOptions, "biasFile">, bias?: FileContents) => T,
  path: string,
  options: ReadOptions,
): T {
  requirePath(path, "the path of a network");
  requireObject(options, "the options");
  const { biasFile, ...tensors } = options;
  if (biasFile !== undefined) requirePath(biasFile, "the path of a bias");
  requireFlag(tensors.biasColumn, "biasColumn");
  requireFlag(tensors.transpose, "transpose");
  if (tensors.layers !== undefined) requireList(tensors.layers, "the layers");
  if (tensors.activations !== undefined) requireList(tensors.activations, "the activations");
  if (tensors.inputShape !== undefined) requireNumbers(tensors.inputShape, "the shape of the input");
  const read = (file: string): FileContents => ({
    path: file,
    bytes: readRegularFile(file, LARGEST_FILE, "a file of weights"),
  });
  return from(read(path), tensors, biasFile === undefined ? undefined : read(biasFile));
}

function requirePath(path: string, name: string): void {
  if (typeof path !== "string" || path === "")
    throw new InputError(`${name} is ${shown(path)}: expected a text`);
}
