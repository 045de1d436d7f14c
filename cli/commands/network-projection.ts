/** `network projection`: a network followed by a linear map to fewer dimensions. */
import {
  decideOnBox,
  gaussianProjection,
  type NetworkAnswer,
  projected,
  projectionFailures,
  readModel,
  type SufficientDimension,
  sufficientDimension,
  vectorNumbers,
} from "../../network/index.js";
import { InputError } from "../../src/result.js";
import { formatNumber, formatQuantity } from "../../src/table/format-quantity.js";
import { column } from "../definition/columns.js";
import { defineCommand, field, pick } from "../definition/command.js";
import { inputFile, integer, positive, seed } from "../definition/option.js";
import { VERDICT } from "../definition/value-type.js";
import { NETWORK_OPERANDS, NETWORK_OPTIONS, readNetworkInput } from "../input/network-input.js";
import { EXIT } from "../output/exit-codes.js";
import { NETWORK_INJECTIVITY_WORDS } from "../vocabulary/network-injectivity.js";
import { NETWORK_WEIGHTS_WORDS } from "../vocabulary/network-weights.js";

const FIELDS = {
  ...pick(NETWORK_WEIGHTS_WORDS, "inputs", "outputs", "sufficientDimension", "almostEveryMatrix", "failures"),
  ...pick(NETWORK_INJECTIVITY_WORDS, "reason"),
  dimension: field("Rows of the matrix B that follows the network.", "integer"),
  conic: field("Whether no layer has a bias, so that the network maps rays to rays.", "boolean"),
  verdict: field(
    "Whether x -> B f(x) is injective for this B on the box: injective, not-injective, undecided.",
    VERDICT,
  ),
  regions: field("Activation regions that were compared pair by pair; null unless injective.", [
    "integer",
    "null",
  ]),
  witness: field("Two inputs with equal outputs; null unless not injective.", ["number[][]", "null"]),
  rate: field("Failures over decided trials, with its standard error.", "quantity"),
  undecided: field("Trials that were not decided.", "integer"),
  question: field("What is asked about the projection.", "text"),
  answer: field("The answer to the question.", "text"),
};

export const projection = defineCommand({
  description:
    "A network f on R^n followed by a matrix B with d rows. If f is injective, B f is for almost every B with " +
    "d >= 2n + 1, or 2n where f has no bias. That says nothing about one given B: the pairwise test decides it " +
    "exactly on a box for networks of few regions. --trials counts failures among Gaussian matrices.",
  examples: [
    ["network projection examples/encoder.onnx --dimension 5"],
    ["network projection examples/encoder.onnx --matrix examples/projection.csv"],
    ["network projection examples/curve.json --dimension 2 --trials 1000"],
  ],
  operands: NETWORK_OPERANDS,
  options: {
    dimension: integer("rows of a Gaussian B", { from: 1, to: 10_000, placeholder: "d" }),
    matrix: inputFile("B from a file: a text matrix or .npy, d rows"),
    seed: seed("seed of the Gaussian matrices"),
    box: positive("the pairwise test compares inputs in [-R, R]^n", { default: 10, placeholder: "R" }),
    trials: integer("try so many Gaussian matrices; one input: on the whole line", { from: 1, to: 100_000 }),
    ...NETWORK_OPTIONS,
  },
  conflicts: [
    { together: ["dimension", "matrix"], expected: "either --dimension d or --matrix FILE" },
    { together: ["trials", "matrix"], expected: "--dimension, as the matrices are drawn" },
    { together: ["seed", "matrix"], expected: "no --seed, as nothing is drawn" },
  ],
  fields: FIELDS,
  run({ file, dimension, matrix, seed, box, trials, ...options }) {
    const { model, parameters } = readNetworkInput(file, options);
    const outputs = model.layers[model.layers.length - 1].weights.rows;
    const given =
      matrix === undefined
        ? gaussianProjection(requireDimension(dimension), outputs, seed)
        : readModel(matrix).layers[0].weights;
    const sufficient = sufficientDimension(model);
    const enough = given.rows >= sufficient.dimension;
    const answer = decideOnBox(projected(model, given), box);
    const failures =
      trials === undefined ? null : projectionFailures(model, given.rows, { seed, trials, box });
    const rows = [
      {
        question: "almost every matrix, if the network is injective",
        answer: enough ? "yes" : "no statement",
      },
      {
        question: `this matrix, on [-${formatNumber(box)}, ${formatNumber(box)}]^n, exactly`,
        answer: answerText(answer),
      },
      ...(failures === null
        ? []
        : [
            {
              question: `failures among ${trials} Gaussian matrices`,
              answer: `${formatQuantity(failures.rate)} (${failures.undecided} undecided)`,
            },
          ]),
    ];
    return {
      parameters: {
        ...parameters,
        dimension,
        matrix,
        seed,
        box,
        trials,
      },
      results: [
        {
          inputs: model.layers[0].weights.columns,
          outputs,
          dimension: given.rows,
          sufficientDimension: sufficient.dimension,
          conic: sufficient.conic,
          almostEveryMatrix: enough,
          ...answerFields(answer),
          failures,
        },
      ],
      tables: () => [
        {
          title: `Projection to ${given.rows} ${given.rows === 1 ? "dimension" : "dimensions"}`,
          columns: [column(FIELDS, "question"), column(FIELDS, "answer", { wrap: true })],
          rows,
        },
      ],
      notes: () => [...caveats(sufficient, enough), ...model.notes],
      exitCode: EXIT.ok,
    };
  },
});

function requireDimension(dimension: number | undefined): number {
  if (dimension !== undefined) return dimension;
  throw new InputError("network projection: expected either --dimension d or --matrix FILE");
}

function answerFields(answer: NetworkAnswer): object {
  return {
    verdict: answer.verdict,
    regions: answer.verdict === "injective" ? answer.regions : null,
    witness: answer.verdict === "not-injective" ? witnessOf(answer) : null,
    reason: answer.verdict === "undecided" ? answer.reason : null,
  };
}

function witnessOf({ inputs }: Extract<NetworkAnswer, { verdict: "not-injective" }>): number[][] {
  return inputs.map((input) => [...vectorNumbers(input)]);
}

function answerText(answer: NetworkAnswer): string {
  if (answer.verdict === "undecided") return `undecided: ${answer.reason}`;
  if (answer.verdict === "injective") return `injective (${answer.regions} regions compared)`;
  const [p, q] = witnessOf(answer).map(
    (input) => `(${input.map((entry) => formatNumber(entry, 4)).join(", ")})`,
  );
  return `not injective: ${p} and ${q} coincide`;
}

function caveats({ dimension, conic }: SufficientDimension, enough: boolean): string[] {
  const rule = conic ? "2n (no biases)" : "2n + 1";
  return [
    `Almost every matrix with at least ${rule} = ${dimension} rows keeps an injective network injective (Puthawala et al. 2020). That presumes an injective network (network check), holds with probability 1 and not for a given matrix, and says nothing about conditioning or rounding.`,
    ...(enough ? [] : [`Fewer than ${dimension} rows: nothing is claimed either way.`]),
  ];
}
