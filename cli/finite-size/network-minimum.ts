/** `emin` of a network: the least number of active units of every layer over all inputs, exactly. */
import { randomNetwork, type WeightLaw, weightLawText, witnessFile } from "../../finite-size/index.js";
import {
  type ExactLeastActive,
  leastActiveByCones,
  type NetworkModel,
  readModel,
  reluNetwork,
  vectorNumbers,
  vectorTexts,
} from "../../network/index.js";
import { deadlineIn } from "../../src/deadline.js";
import { readRegularFile } from "../../src/regular-file.js";
import { InputError } from "../../src/result.js";
import { columns } from "../definition/columns.js";
import { field, type Outcome } from "../definition/command.js";
import type { Files } from "../files/files.js";

export const NETWORK_MINIMUM_FIELDS = {
  layer: field("Of a network: number of the layer, from 1.", "integer"),
  width: field("Units of the layer.", "integer"),
  regions: field("Activation regions of the network, all of them visited.", "integer"),
  leastActive: field(
    "Of a network: the least number of active units of the layer over all inputs, exactly. A unit on its kink counts as active.",
    "integer",
    { header: "least active" },
  ),
  point: field("An input with so many positive units, exactly: rationals as texts.", "text[]"),
};

const LARGEST_FILE = 2 ** 30;

/** Whether a file holds a network in place of a text matrix: JSON that is none of this program's documents, or ONNX. */
export function isNetworkFile(file: string): boolean {
  const bytes = readRegularFile(file, LARGEST_FILE, "a file that can be read");
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, 4096));
  return /^\s*\{(?!\s*"(?:schema|format)"\s*:)/.test(head) || bytes[0] === 8;
}

/** A network of a file, or drawn. */
export type NetworkSource =
  | { readonly file: string }
  | { readonly widths: readonly number[]; readonly seed: number; readonly law: WeightLaw };

/** @throws InputError for a network whose regions are not all visited, with the reason */
export function networkMinimum(
  source: NetworkSource,
  { timeLimit, save }: { readonly timeLimit: number; readonly save: string | undefined },
  files: Files,
): Outcome {
  const model = modelOf(source);
  const answer = leastActiveByCones(model, undefined, deadlineIn(timeLimit).isOver);
  if (answer.kind === "undecided")
    throw new InputError(
      `the least active units of this network: ${answer.reason}; expected a network of up to four inputs whose regions can all be visited, simulate searches others`,
    );
  if (save !== undefined) files.write(save, "--save", `${savedText(source, model, answer.layers)}\n`);
  const results = answer.layers.map(({ layer, units, active, witness }) => ({
    layer,
    width: units,
    leastActive: active,
    witness: vectorNumbers(witness),
    point: vectorTexts(witness),
    regions: answer.regions,
  }));
  const { columns: inputs } = model.layers[0].weights;
  return {
    parameters:
      "file" in source
        ? { file: source.file, timeLimit, save }
        : {
            widths: source.widths,
            weights: weightLawText(source.law),
            seed: source.seed,
            timeLimit,
            save,
          },
    results,
    judged: [],
    tables: () => [
      {
        title: `Least active units over all inputs, ${inputs} inputs, ${answer.regions} activation regions`,
        columns: columns(NETWORK_MINIMUM_FIELDS, "layer", "width", "leastActive"),
        rows: results,
      },
    ],
    notes: () => [
      "Exact: every activation region was visited. Fewer than n in a ReLU layer: the network is not injective; otherwise network check decides.",
      ...(save === undefined ? [] : [`Inputs saved in ${save}.`]),
    ],
  };
}

function modelOf(source: NetworkSource): NetworkModel {
  if ("file" in source) return readModel(source.file);
  const drawn = randomNetwork(source.widths, source.seed, 0, source.law);
  return reluNetwork(
    drawn.map(({ units, inputs, weights }) => ({ rows: units, columns: inputs, values: weights })),
  );
}

function savedText(source: NetworkSource, model: NetworkModel, layers: readonly ExactLeastActive[]): string {
  const network =
    "file" in source
      ? {
          layers: model.layers.map(({ weights, bias, activation: { slopes } }) => ({
            weights: Array.from({ length: weights.rows }, (_, i) =>
              Array.from(weights.values.subarray(i * weights.columns, (i + 1) * weights.columns)),
            ),
            bias: bias === null ? null : Array.from(bias),
            slopes: [slopes[0], slopes[slopes.length - 1]] as [number, number],
          })),
        }
      : { widths: source.widths, seed: source.seed, stream: 0, law: source.law };
  const witnesses = layers.map(({ layer, active, witness }) => ({ layer, active, x: vectorTexts(witness) }));
  return JSON.stringify(witnessFile([{ network, witnesses }]));
}
