/** `network check`: whether a layer or a whole network is injective, exactly, with a certificate or a collision. */
import { type Certificate, checkNetwork, parseDomain } from "../../network/index.js";
import { column, columns } from "../definition/columns.js";
import { type Context, defineCommand, field, type Outcome, pick } from "../definition/command.js";
import { choice, integer, outputFile, positive, type Values, value } from "../definition/option.js";
import {
  domain,
  NETWORK_OPERANDS,
  NETWORK_OPTIONS,
  type NetworkInput,
  readNetworkInput,
} from "../input/network-input.js";
import { convolutionOutcome, LARGEST_KERNEL_SIZE, parseSizes } from "../network/convolution-report.js";
import { verdictLines } from "../network/headline.js";
import { layerFields, layerNotes } from "../network/injectivity-report.js";
import { networkFields, networkNotes } from "../network/verdict.js";
import { EXIT } from "../output/exit-codes.js";
import { NETWORK_INJECTIVITY_WORDS } from "../vocabulary/network-injectivity.js";
import { NETWORK_WEIGHTS_WORDS } from "../vocabulary/network-weights.js";

const OPTIONS = {
  ...NETWORK_OPTIONS,
  domain,
  timeLimit: positive("seconds in all", { default: 60, placeholder: "s" }),
  save: outputFile("writes proofs and collisions as a certificate for verify"),
  kernel: value("rows are kernels of a convolution with this box, e.g. 3 or 3x3", {
    placeholder: "sizes",
    list: true,
    parse: parseSizes,
  }),
  channels: integer("input channels of the kernels", { from: 1, to: LARGEST_KERNEL_SIZE, default: 1 }),
  stride: integer("stride of the kernels", { from: 1, to: LARGEST_KERNEL_SIZE, default: 1 }),
  signal: value(
    "size of the signal",
    { placeholder: "sizes", list: true, parse: parseSizes },
    {
      defaultText: "any that boxes cover",
    },
  ),
  padding: choice("at the ends; same is cut off beyond the signal", ["valid", "same"], { default: "valid" }),
  padBefore: integer("zeros before the signal, with --padding same", {
    from: 0,
    to: LARGEST_KERNEL_SIZE,
    default: 0,
  }),
};

const FIELDS = {
  ...pick(NETWORK_WEIGHTS_WORDS, "layer", "activation"),
  ...pick(
    NETWORK_INJECTIVITY_WORDS,
    ...([
      "scope",
      "domain",
      "verdict",
      "reason",
      "margin",
      "rounding",
      "withinRounding",
      "minimumActive",
    ] as const),
    ...(["minimumRank", "openCells", "sigmaMin", "inverseLipschitz", "inverseLipschitzSlides"] as const),
    ...(["forwardLipschitz", "certificate", "witness", "box"] as const),
  ),
  rows: field("Rows of a matrix; in a proof by rank the independent ones, counted from 0.", [
    "integer",
    "integer[]",
  ]),
  columns: field("Columns of a matrix: inputs of the layer.", "integer"),
  size: field("Rows and columns of the layer's matrix.", "text"),
  method: field(
    "What decided: rank, structure, candidates (points tried), branching, blocks, collision-search; of a network layerwise, first-layer, region, pairs-of-regions; of a convolution box or operator.",
    "text",
  ),
  type: field("Number format: float64, float32, float16, bfloat16.", "text"),
  unit: field("Relative rounding of the number format.", "number"),
  kind: field("The kind of proof: structure, branching, blocks or rank.", "text"),
  certified: field(
    "Of a network: whether the certificate holds what the verdict follows from; else verify checks claims on its layers only.",
    "boolean",
  ),
  regions: field("Of a network: its activation regions; null where not all were found.", ["integer", "null"]),
  pairsCompared: field(
    "Of a network: pairs of regions that the ranges of single outputs do not tell apart; null where none were compared.",
    ["integer", "null"],
  ),
  leastActive: field(
    "Of a network: the least number of active units of each layer over all inputs, exactly; null where not all regions were found.",
    ["integer[]", "null"],
  ),
  nodes: field("Nodes of the search tree.", "integer"),
  linearPrograms: field("Linear programs solved.", "integer"),
  pivots: field("Pivots of the linear programs.", "integer"),
  exactPrograms: field("Linear programs that had to be solved in integers.", "integer"),
  dependencies: field("Exact dependencies of the rows that the proof rests on.", "integer"),
  always: field("Rows active on all of the domain, counted from 0.", "integer[]"),
  pairs: field("Antiparallel pairs of rows of which one is always active, counted from 0.", "integer[][]"),
  blocks: field("Blocks into which the layer falls.", "integer"),
  point: field(
    "An input in the interior of the domain at which the active rows do not span the inputs.",
    "number[]",
  ),
  activeRows: field("Rows with w.x + b >= 0 at the point, counted from 0.", "integer[]"),
  inputs: field("Two different inputs with equal outputs, in the nearest doubles.", "number[][]"),
  exactInputs: field("The same inputs exactly, as fractions p/q.", "text[][]"),
  exactOutputGap: field("Distance of the outputs at the exact inputs: 0.", "number"),
  stored: field(
    "The same inputs rounded to the number format of the weights, and the outputs evaluated in it.",
    "record",
  ),
  distinct: field("Whether the two inputs are still different after rounding.", "boolean"),
  outputGap: field("Distance of the outputs evaluated in the number format of the weights.", "number"),
  boxesTried: field(
    "Boxes of a convolution's signal, each with the verdict on all placements inside.",
    "record[]",
  ),
  enoughRows: field(
    "Whether there are twice as many rows as columns, without which no box passes on R^n.",
    "boolean",
  ),
  signal: field("Size of the signal; null for any that boxes cover.", ["integer[]", "null"]),
  padding: field("valid: kernels inside the signal only; same: cut off beyond its end.", "text"),
};

export const check = defineCommand({
  description:
    "Decides whether each layer is injective on its inputs, in exact arithmetic on the stored numbers: a proof " +
    "that verify checks, or two inputs with equal outputs. Hidden layers behind a ReLU are asked about " +
    "inputs >= 0. Exact up to about 10 inputs with any number of rows, and at any size for fewer than 2n rows, " +
    "antiparallel pairs and blocks; beyond that a search for collisions, and 'undecided'. A whole network of up to 4 " +
    "inputs is decided by all of its activation regions, whatever its layers are. See docs/injectivity-check.md.",
  examples: [
    ["network check examples/weights.csv --save proof.json"],
    ["network check examples/weights.csv --bias examples/bias.csv"],
    ["network check examples/generator.json --domain box:1"],
    ["network check examples/weights.csv --bias examples/bias.csv --domain ball:1"],
    ["network check examples/encoder.safetensors --layers fc1 --domain orthant"],
    ["network check examples/kernels.csv --kernel 2x2"],
  ],
  operands: NETWORK_OPERANDS,
  options: OPTIONS,
  conflicts: [
    { options: ["channels", "stride", "signal", "padding", "padBefore"], only: ["kernel"] },
    { options: ["padBefore"], only: ["padding", "same"] },
  ],
  fields: FIELDS,
  run({ file, ...options }, context) {
    const input = readNetworkInput(file, options);
    const { kernel } = options;
    return kernel === undefined
      ? layerwise(input, options, context)
      : convolution(input, options, kernel, context);
  },
});

type Options = Omit<Values<typeof OPTIONS>, never>;

async function layerwise(
  { model, parameters, domain: own }: NetworkInput,
  { domain = own, timeLimit, layer, save }: Options,
  { progress, files }: Context,
): Promise<Outcome> {
  const { verdict, layers, network, certificate } = await checkNetwork(model, {
    domain: parseDomain(domain),
    timeLimit,
    onProgress: ({ layer, done, total }) => progress.update({ what: `layer ${layer}`, done, total }),
  });
  const saved = saveCertificate(save, certificate, files);
  const fields = layers.map(layerFields);
  return {
    parameters: { ...parameters, domain, timeLimit },
    results: [...(network === null ? [] : [networkFields(network, certificate)]), ...fields],
    preface: () => verdictLines(model, network, layers),
    tables: () => [
      {
        title: `Injectivity, exact on the ${model.folded ? "weights as folded, in double precision" : "stored numbers"}`,
        columns: [
          ...columns(FIELDS, "layer", "size"),
          column(FIELDS, "activation", { wrap: true }),
          ...columns(FIELDS, "domain", "verdict"),
          column(FIELDS, "margin", { small: true, align: "left" }),
          column(FIELDS, "minimumActive", { align: "left" }),
          column(FIELDS, "sigmaMin", { digits: 5, align: "left" }),
        ],
        rows: fields.map((row) => ({ ...row, size: `${row.rows} x ${row.columns}` })),
      },
    ],
    notes: (show) => [
      ...layers.flatMap((layer) => layerNotes(layer, show)),
      ...(network === null ? [] : networkNotes(network, certificate)),
      ...saved,
      ...model.notes,
    ],
    ...(verdict === "undecided"
      ? {
          warnings: [
            adviceFor([network, ...layers.map(({ answer }) => answer)], { domain, timeLimit, layer }),
          ],
        }
      : {}),
    exitCode: verdict === "undecided" ? EXIT.notConverged : EXIT.ok,
  };
}

/** What may bring a decision, beyond what was asked for. */
function adviceFor(
  answers: readonly ({ readonly verdict: string; readonly reason?: string | null } | null)[],
  { domain, timeLimit, layer }: { domain: string; timeLimit: number; layer: number | undefined },
): string {
  const late = answers.some((answer) => answer?.reason?.includes("time limit"));
  const box = /^box:([^:, ]+)$/.exec(domain)?.[1];
  const advice = [
    ...(late ? [`--time-limit ${10 * timeLimit}`] : []),
    ...(box === undefined ? [] : [`--domain box:${Number(box) / 2}`]),
    ...(layer === undefined && answers.length > 2 ? ["one --layer"] : []),
  ];
  return `undecided${advice.length === 0 ? ": no option brings a decision here" : `; ${advice.join(" or ")} may help`}`;
}

function convolution(
  { model, parameters, domain: own }: NetworkInput,
  options: Options,
  shape: number[],
  { files }: Context,
): Outcome {
  const { channels, stride, signal = null, padding, padBefore, domain = own, timeLimit, save } = options;
  const { outcome, certificate } = convolutionOutcome(
    model,
    { shape, channels, stride, signal, padding, before: padBefore, domain: parseDomain(domain), timeLimit },
    FIELDS,
  );
  const saved = saveCertificate(save, certificate, files);
  const asked = {
    domain,
    timeLimit,
    kernel: shape,
    channels,
    stride,
    signal: options.signal,
    padding,
    padBefore,
  };
  return {
    ...outcome,
    parameters: { ...parameters, ...asked },
    notes: (show) => [...(outcome.notes?.(show) ?? []), ...saved],
  };
}

/** @returns sentences about the file */
function saveCertificate(
  path: string | undefined,
  certificate: Certificate | null,
  files: Context["files"],
): string[] {
  if (path === undefined) return [];
  if (certificate === null) return [`Nothing was written to '${path}': no layer was decided.`];
  files.write(path, "--save", `${JSON.stringify(certificate)}\n`);
  const { layers, network } = certificate;
  const claims = layers.length === 1 ? "1 layer" : `${layers.length} layers`;
  return [
    `Certificate of ${claims}${network === null ? "" : ` and of the network's ${network.claim === "injective" ? "regions" : "collision"}`} in '${path}'; check it with verify.`,
  ];
}
