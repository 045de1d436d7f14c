/** The network in the file that was dropped, or the example. */
import { modelFromBytes, type NetworkModel } from "../../network/index.js";
import { InputError } from "../../src/result.js";
import type { DroppedFile, Parameters } from "../block.js";
import { textOf } from "./job.js";

/** Bytes of a file at most. */
const LARGEST_PAGE_FILE = 2 ** 27;

/** Six units on the plane and four outputs: at (5, 1) a single unit is active. */
const EXAMPLE = {
  layers: [
    {
      weights: [
        [-2, 3],
        [0, -2],
        [-3, -2],
        [3, 1],
        [-1, -2],
        [-3, 1],
      ],
      bias: [-2, 0, 2, -2, 2, 1],
      activation: "relu",
    },
    {
      weights: [
        [-2, 1, 2, -1, -2, -2],
        [-1, -2, 0, -2, 0, -2],
        [2, 2, 0, 2, 1, 1],
        [2, 2, -2, -1, 0, 2],
      ],
      bias: [0, 0, 0, 0],
      activation: "identity",
    },
  ],
};

/** @throws InputError for what is no file of weights, and for one that is too large */
export async function networkOf(
  parameters: Parameters,
  file: DroppedFile | undefined,
): Promise<NetworkModel> {
  if (file === undefined) {
    return modelFromBytes(
      { path: "example.json", bytes: new TextEncoder().encode(JSON.stringify(EXAMPLE)) },
      {},
    );
  }
  if (file.size > LARGEST_PAGE_FILE) {
    throw new InputError(
      `'${file.name}' has ${file.size} bytes: expected at most ${LARGEST_PAGE_FILE} on this page; relu-injectivity network check takes larger files`,
    );
  }
  const stored = textOf(parameters, "stored");
  const options = stored === "columns" ? { transpose: true } : stored === "bias" ? { biasColumn: true } : {};
  return modelFromBytes({ path: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }, options);
}

/** Weights and biases. */
export function parameterCount({ layers }: NetworkModel): number {
  return layers.reduce((sum, { weights, bias }) => sum + weights.values.length + (bias?.length ?? 0), 0);
}
