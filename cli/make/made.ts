/** What every command of `network make` shares: where its weights and proof go, and what it says of them. */
import {
  type Certificate,
  checkNetwork,
  type Layer,
  modelFile,
  modelFormat,
  type NetworkModel,
  RELU,
  WEIGHT_TYPES,
  type WeightType,
} from "../../network/index.js";
import { columns } from "../definition/columns.js";
import { type Context, type Field, field, type Outcome } from "../definition/command.js";
import { choice, outputFile, positive, seed, value } from "../definition/option.js";
import { VERDICT } from "../definition/value-type.js";
import { EXIT } from "../output/exit-codes.js";

export const MADE_OPTIONS = {
  model: value<string, Record<never, never>>("writes the weights: .json, .npy, .safetensors or .csv", {
    placeholder: "FILE",
    file: "output",
    parse: (text, place) => {
      modelFormat(text, place);
      return text;
    },
  }),
  save: outputFile("writes the proof as a certificate for verify"),
  seed: seed("seed of what is drawn"),
};

export const WEIGHT_TYPE = choice("number format of the weights, held exactly", WEIGHT_TYPES, {
  default: "float32",
});

export const CHECK_SECONDS = positive("seconds for the check", { default: 60, placeholder: "s" });

export const MADE_FIELDS = {
  verdict: field(
    "Whether what was made is injective on R^n, decided by the check of the result itself.",
    VERDICT,
  ),
  rows: field("Rows of the layer made: kernels of a convolution, outputs of a projection.", "integer"),
  columns: field(
    "Its columns: inputs, entries of a kernel, outputs of the network that is projected.",
    "integer",
  ),
  type: field("Number format that holds every entry.", "text"),
};

/** The weights with what proves them. */
interface Made {
  readonly model: NetworkModel;
  readonly verdict: "injective" | "not-injective" | "undecided";
  readonly certificate: Certificate | null;
}

/** A ReLU layer as a network. */
export function layerModel(layer: Layer, weightType: WeightType): NetworkModel {
  return { layers: [{ ...layer, activation: RELU }], weightType, notes: [] };
}

/** The network with the verdict and the certificate of the exact check. */
export async function checked(model: NetworkModel, timeLimit: number): Promise<Made> {
  const { verdict, certificate } = await checkNetwork(model, { timeLimit });
  return { model, verdict, certificate };
}

interface Making extends Made {
  /** Of the table. */
  readonly title: string;
  /** Fields of the command itself, and what they hold. */
  readonly fields?: Readonly<Record<string, Field>>;
  readonly own?: Readonly<Record<string, unknown>>;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly notes: readonly string[];
}

/** Writes the files that were asked for. */
export function madeOutcome(
  { title, model, verdict, certificate, fields = {}, own = {}, parameters, notes }: Making,
  asked: { readonly model: string | undefined; readonly save: string | undefined },
  files: Context["files"],
): Outcome {
  const written: string[] = [];
  if (asked.model !== undefined) {
    files.write(asked.model, "--model", modelFile(model, modelFormat(asked.model, "--model")));
    written.push(`The weights are in '${asked.model}'.`);
  }
  if (asked.save !== undefined && certificate !== null) {
    files.write(asked.save, "--save", `${JSON.stringify(certificate)}\n`);
    written.push(`Certificate in '${asked.save}'; check it with verify.`);
  } else if (asked.save !== undefined)
    written.push(`Nothing was written to '${asked.save}': there is no proof.`);
  const { weights } = model.layers[model.layers.length - 1];
  const result = { verdict, rows: weights.rows, columns: weights.columns, type: model.weightType, ...own };
  const described: Readonly<Record<string, Field>> = { ...MADE_FIELDS, ...fields };
  return {
    parameters,
    results: [result],
    judged: [],
    tables: () => [{ title, columns: columns(described, ...Object.keys(described)), rows: [result] }],
    notes: () => [...notes, ...written],
    exitCode: verdict === "undecided" ? EXIT.notConverged : EXIT.ok,
  };
}
