/** One function for every file of weights. */
import { readRegularFile } from "../../src/regular-file.js";
import type { NetworkModel } from "../model.js";
import { LARGEST_FILE } from "./limits.js";
import { type FileContents, modelFromBytes } from "./model-from-bytes.js";
import type { ReadOptions } from "./read-options.js";

/**
 * The network in a file: ONNX, the small-network JSON, safetensors, .npz, .npy, or a matrix as text. The format is
 * recognised by the contents; only ONNX and damaged safetensors need their extension. The file is only read; nothing
 * in it is executed, and sizes are checked before memory is taken for them.
 * @throws InputError, one sentence, for everything that is not such a file, and for options it cannot take
 */
export function readModel(path: string, { biasFile, ...options }: ReadOptions = {}): NetworkModel {
  const read = (file: string): FileContents => ({
    path: file,
    bytes: readRegularFile(file, LARGEST_FILE, "a file of weights"),
  });
  return modelFromBytes(read(path), options, biasFile === undefined ? undefined : read(biasFile));
}
