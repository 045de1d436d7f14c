/** `network make`: layers that are injective by construction, each with its proof, as files of weights. */
import {
  antiparallelLayer,
  type Certificate,
  checkNetwork,
  injectiveKernels,
  LARGEST_SPREAD,
  type Layer,
  layerCases,
  layerCertificate,
  mendLayer,
  modelFile,
  modelFormat,
  type NetworkModel,
  RELU,
  roundedProjection,
  SPACE,
  sealedCertificate,
  WEIGHT_TYPES,
  type WeightType,
} from "../../network/index.js";
import { deadlineIn } from "../../src/deadline.js";
import { InputError } from "../../src/result.js";
import { columns } from "../definition/columns.js";
import { defineCommand, field, type Outcome } from "../definition/command.js";
import {
  choice,
  inputFile,
  integer,
  outputFile,
  positive,
  seed,
  type Values,
  value,
} from "../definition/option.js";
import { VERDICT } from "../definition/value-type.js";
import { NETWORK_OPTIONS, readNetworkInput } from "../input/network-input.js";
import { parseSizes } from "../network/convolution-report.js";
import { EXIT } from "../output/exit-codes.js";

const OPERANDS = {
  kind: choice("what is made", ["pairs", "mend", "kernels", "projection"], {
    required: true,
    placeholder: "kind",
  }),
  file: inputFile("for mend the layer, for projection the network"),
};

const OPTIONS = {
  inputs: integer("inputs n of pairs", { from: 1, to: 256, placeholder: "n" }),
  type: choice("number format of the weights of pairs and kernels, held exactly", WEIGHT_TYPES, {
    default: "float32",
  }),
  spread: integer("D of pairs has powers of two 2^k, k from -E to E", {
    from: 0,
    to: LARGEST_SPREAD,
    default: 0,
    placeholder: "E",
  }),
  kernel: value("box of the kernels, e.g. 3 or 3x3", { placeholder: "sizes", list: true, parse: parseSizes }),
  channels: integer("input channels of the kernels", { from: 1, to: 256, default: 1 }),
  model: value<string, Record<never, never>>("writes the weights: .json, .npy, .safetensors or .csv", {
    placeholder: "FILE",
    file: "output",
    parse: (text, place) => {
      modelFormat(text, place);
      return text;
    },
  }),
  save: outputFile("writes the proof as a certificate for verify"),
  seed: seed("seed of random entries and directions"),
  timeLimit: positive("seconds for fewer rows in mend, and for the check", { default: 60, placeholder: "s" }),
  ...NETWORK_OPTIONS,
};

const FIELDS = {
  kind: field("What was made: pairs, mend, kernels or projection.", "text"),
  verdict: field(
    "Whether the result is injective on R^n, decided by the check of the result itself.",
    VERDICT,
  ),
  rows: field("Rows of the layer made: kernels of a convolution, outputs of a projection.", "integer"),
  columns: field(
    "Its columns: inputs, entries of a kernel, outputs of the network that is projected.",
    "integer",
  ),
  type: field("Number format that holds every entry.", "text"),
  added: field("Rows that mend the layer; null unless mended.", ["integer", "null"]),
  atLeast: field("With fewer added, whichever they are, it is not injective; null unless mended.", [
    "integer",
    "null",
  ]),
  box: field("Box on which all placements of the kernels are injective; null for anything else.", [
    "integer[]",
    "null",
  ]),
};

type Asked = Omit<Values<typeof OPTIONS>, never> & Values<typeof OPERANDS>;

/** The weights with what proves them. */
interface Made {
  readonly model: NetworkModel;
  readonly verdict: "injective" | "not-injective" | "undecided";
  readonly certificate: Certificate | null;
  readonly parameters: Outcome["parameters"];
  readonly added?: number;
  readonly atLeast?: number;
  readonly box?: readonly number[];
  readonly notes: readonly string[];
}

export const make = defineCommand({
  description:
    "Layers that are injective by construction, with the exact check of the very numbers that are written. pairs: [B; -DB] " +
    "with B of full rank and D of powers of two, 2n rows, the fewest there are. mend FILE: rows added to a ReLU layer until it is " +
    "injective on R^n, and how many it takes at least. kernels: pairs of kernels of a convolution, injective on any signal that " +
    "boxes of the stated size cover. projection FILE: the network followed by a Gaussian matrix with 2n + 1 rows, 2n without biases, " +
    "which is injective for almost every matrix if the network is.",
  examples: [
    ["network make pairs --inputs 3 --type float16 --spread 2 --model layer.npy --save proof.json"],
    ["network make mend examples/weights.csv --layer 1", "nothing to add where it is injective"],
    ["network make kernels --kernel 2x2 --model kernels.csv"],
    ["network make projection examples/encoder.onnx --time-limit 5"],
  ],
  operands: OPERANDS,
  options: OPTIONS,
  conflicts: [
    { options: ["inputs", "spread"], only: ["kind", "pairs"] },
    { options: ["kernel", "channels"], only: ["kind", "kernels"] },
    { options: ["type"], only: ["kind", "pairs", "kernels"] },
    { options: ["layer", "bias", "biasColumn", "layers"], only: ["kind", "mend", "projection"] },
    { options: ["activation", "transpose", "hold", "inputShape"], only: ["kind", "mend", "projection"] },
  ],
  fields: FIELDS,
  async run(asked, { files }) {
    if (asked.file !== undefined && (asked.kind === "pairs" || asked.kind === "kernels"))
      throw new InputError(
        `'${asked.file}' for network make ${asked.kind}: expected no file, as nothing is read`,
      );
    const made = await MAKERS[asked.kind](asked);
    const { model, verdict, certificate, added = null, atLeast = null, box = null, notes } = made;
    const { kind, model: path, save, seed } = asked;
    const { weights } = model.layers[model.layers.length - 1];
    const written: string[] = [];
    if (path !== undefined) {
      const content = modelFile(model, modelFormat(path, "--model"));
      files.write(path, "--model", content);
      written.push(`The weights are in '${path}'.`);
    }
    if (save !== undefined && certificate !== null) {
      files.write(save, "--save", `${JSON.stringify(certificate)}\n`);
      written.push(`Certificate in '${save}'; check it with verify.`);
    } else if (save !== undefined) written.push(`Nothing was written to '${save}': there is no proof.`);
    const result = {
      kind,
      verdict,
      rows: weights.rows,
      columns: weights.columns,
      type: model.weightType,
      added,
      atLeast,
      box,
    };
    return {
      parameters: { ...made.parameters, kind, seed },
      results: [result],
      judged: [],
      tables: () => [
        {
          title: "Made",
          columns: [
            ...columns(FIELDS, "kind", "verdict", "rows", "columns", "type"),
            ...(added === null ? [] : columns(FIELDS, "added", "atLeast")),
            ...(box === null ? [] : columns(FIELDS, "box")),
          ],
          rows: [{ ...result, box: box?.join("x") ?? null }],
        },
      ],
      notes: () => [...notes, ...written],
      exitCode: verdict === "undecided" ? EXIT.notConverged : EXIT.ok,
    };
  },
});

const MAKERS: Readonly<Record<Asked["kind"], (asked: Asked) => Made | Promise<Made>>> = {
  async pairs({ inputs, type, spread, seed, timeLimit }) {
    const n = given(inputs, "--inputs", "pairs");
    const model = layerModel({ weights: antiparallelLayer(n, { type, seed, spread }), bias: null }, type);
    return {
      ...(await checked(model, timeLimit)),
      parameters: { inputs: n, type, spread },
      notes: [
        "Row n + i is -d_i times row i, exactly: one of the two is active at every input. Fewer than 2n rows are never injective on R^n.",
      ],
    };
  },
  async mend({ file, seed, timeLimit, ...options }) {
    const read = readNetworkInput(given(file, "FILE", "mend"), { ...options });
    const { layers, weightType, folded } = read.model;
    if (layers.length > 1)
      throw new InputError(`mend of ${layers.length} layers: expected one layer, or --layer k`);
    const [{ kind, layer }] = layerCases(read.model, SPACE);
    if (kind !== "relu")
      throw new InputError(`layer ${layer}: expected a ReLU layer, as rank decides strictly monotone ones`);
    const type = folded === true ? "float64" : weightType;
    const deadline = deadlineIn(timeLimit);
    const { layer: whole, added, atLeast } = mendLayer(layers[0], { type, seed, stop: deadline.isOver });
    return {
      ...(await checked(layerModel(whole, type), timeLimit)),
      parameters: { ...read.parameters, timeLimit },
      added,
      atLeast,
      notes: [mendNote(added, atLeast), ...read.model.notes],
    };
  },
  kernels({ kernel, channels, type, seed }) {
    const shape = given(kernel, "--kernel", "kernels");
    const made = injectiveKernels({ channels, shape }, { type, seed });
    const { kernels, box, question, answer } = made;
    const proof = layerCertificate(question, answer, { layer: 1, activation: "relu", weightType: type });
    return {
      model: layerModel({ weights: kernels, bias: null }, type),
      verdict: answer.verdict,
      certificate: proof === undefined ? null : sealedCertificate([proof]),
      parameters: { kernel: shape, channels, type },
      box,
      notes: [
        `Injective with stride 1 on every signal that boxes ${box.join("x")} cover, of every size from that on.`,
        "The certificate is about the matrix of all placements in that box. Kernels are rows, channels first.",
      ],
    };
  },
  async projection({ file, seed, timeLimit, ...options }) {
    const { model, parameters } = readNetworkInput(given(file, "FILE", "projection"), { ...options });
    const whole = roundedProjection(model, seed);
    const made = await checked(whole, timeLimit);
    return {
      ...made,
      parameters: { ...parameters, timeLimit },
      notes: [
        "Injective for almost every matrix if the network is; for this one the verdict says what the check decided.",
        ...model.notes,
      ],
    };
  },
};

function mendNote(added: number, atLeast: number): string {
  if (added === 0) return "The layer is injective on R^n as it is.";
  if (added === atLeast) return "No fewer rows mend it.";
  return `The fewest are between ${atLeast} and ${added}; none of those added can be taken away by itself, unless the time ended before.`;
}

function given<T>(found: T | undefined, name: string, kind: string): T {
  if (found !== undefined) return found;
  throw new InputError(`network make ${kind} without ${name}: expected ${name}`);
}

function layerModel(layer: Layer, weightType: WeightType): NetworkModel {
  return { layers: [{ ...layer, activation: RELU }], weightType, notes: [] };
}

async function checked(
  model: NetworkModel,
  timeLimit: number,
): Promise<Pick<Made, "model" | "verdict" | "certificate">> {
  const { verdict, certificate } = await checkNetwork(model, { timeLimit });
  return { model, verdict, certificate };
}
