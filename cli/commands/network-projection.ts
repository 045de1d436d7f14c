/** `network projection`: a network followed by a linear map to fewer dimensions. */
import type { Command } from "commander";
import {
  curvePieces,
  decideOnBox,
  gaussianProjection,
  type NetworkModel,
  projected,
  readModel,
  type SufficientDimension,
  selfIntersection,
  sufficientDimension,
  vectorNumbers,
} from "../../network/index.js";
import type { DenseMatrix } from "../../src/matrix/dense-matrix.js";
import { InputError, type Quantity } from "../../src/result.js";
import { parseInteger, parsePositive } from "../definition/parse.js";
import { addNetworkInput, type NetworkInputOptions, readNetworkInput } from "../input/network-input.js";
import { EXIT } from "../output/exit-codes.js";
import { formatNumber, formatQuantity } from "../output/format-quantity.js";
import type { Report } from "../output/report.js";
import type { RunCommand } from "../program.js";

interface ProjectionOptions extends NetworkInputOptions {
  readonly dimension?: number;
  readonly matrix?: string;
  readonly seed: number;
  readonly box: number;
  readonly trials?: number;
}

const LARGEST_DIMENSION = 10_000;
const MOST_TRIALS = 100_000;
const LARGEST_SEED = 2 ** 53 - 1;

/** Registers the subcommand. */
export function registerNetworkProjection(group: Command, run: RunCommand): void {
  const command = group
    .command("projection <FILE>")
    .summary("is x -> B f(x) injective for a linear map B to fewer dimensions?")
    .description(
      "A network f on R^n followed by a matrix B with d rows. If f is injective, B f is for almost every B with " +
        "d >= 2n + 1, or 2n where f has no bias. That says nothing about one given B: the pairwise test decides it " +
        "exactly on a box for networks of few regions. --trials counts failures among Gaussian matrices.",
    )
    .option("--dimension <d>", `rows of a Gaussian B, 1 … ${LARGEST_DIMENSION}`, (text) =>
      parseInteger(text, "--dimension", 1, LARGEST_DIMENSION),
    )
    .option("--matrix <FILE>", "B from a file: a text matrix or .npy, d rows")
    .option(
      "--seed <s>",
      "seed of the Gaussian matrices (default 1)",
      (text) => parseInteger(text, "--seed", 0, LARGEST_SEED),
      1,
    )
    .option(
      "--box <R>",
      "the pairwise test compares inputs in [-R, R]^n (default 10)",
      (text) => parsePositive(text, "--box"),
      10,
    )
    .option(
      "--trials <N>",
      `try N Gaussian matrices, 1 … ${MOST_TRIALS}; one input: on the whole line`,
      (text) => parseInteger(text, "--trials", 1, MOST_TRIALS),
    );
  addNetworkInput(command)
    .addHelpText(
      "before",
      `Examples:
  relu-injectivity network projection net.json --dimension 5
  relu-injectivity network projection net.json --matrix B.csv --box 3
  relu-injectivity network projection curve.json --dimension 2 --trials 1000
`,
    )
    .action((file: string, options: ProjectionOptions) => run(() => report(file, options)));
}

function report(file: string, options: ProjectionOptions): Report {
  const { model, parameters } = readNetworkInput(file, options);
  const { dimension, matrix, seed, box, trials } = options;
  if ((dimension === undefined) === (matrix === undefined)) {
    throw new InputError("network projection: expected either --dimension d or --matrix FILE");
  }
  if (trials !== undefined && dimension === undefined) {
    throw new InputError("--trials with --matrix: expected --dimension, as the matrices are drawn");
  }
  const outputs = model.layers[model.layers.length - 1].weights.rows;
  const given =
    matrix === undefined
      ? gaussianProjection(dimension ?? 0, outputs, seed)
      : readModel(matrix).layers[0].weights;
  const sufficient = sufficientDimension(model);
  const enough = given.rows >= sufficient.dimension;
  const test = pairwise(model, given, box);
  const failures = trials === undefined ? null : failureRate(model, given.rows, seed, trials, box);
  return {
    command: "network projection",
    parameters: {
      ...parameters,
      dimension: dimension ?? null,
      matrix: matrix ?? null,
      seed,
      box,
      trials: trials ?? null,
    },
    results: [
      {
        inputs: model.layers[0].weights.columns,
        outputs,
        dimension: given.rows,
        sufficientDimension: sufficient.dimension,
        conic: sufficient.conic,
        almostEveryMatrix: enough,
        ...test,
        failures,
      },
    ],
    tables: [
      {
        title: `Projection to ${given.rows} ${given.rows === 1 ? "dimension" : "dimensions"}`,
        columns: [{ header: "question" }, { header: "answer", wrap: true }],
        rows: [
          ["almost every matrix, if the network is injective", enough ? "yes" : "no statement"],
          [`this matrix, on [-${formatNumber(box)}, ${formatNumber(box)}]^n, exactly`, answerText(test)],
          ...(failures === null
            ? []
            : [
                [
                  `failures among ${trials} Gaussian matrices`,
                  `${formatQuantity(failures.rate)} (${failures.undecided} undecided)`,
                ],
              ]),
        ],
      },
    ],
    notes: [...caveats(sufficient, enough), ...model.notes],
    exitCode: EXIT.ok,
  };
}

interface PairwiseResult {
  readonly verdict: "injective" | "not-injective" | "undecided";
  readonly regions: number | null;
  readonly witness: readonly (readonly number[])[] | null;
  readonly reason: string | null;
}

/** The exact comparison of all pairs of regions in the box. */
function pairwise(model: NetworkModel, matrix: DenseMatrix, box: number): PairwiseResult {
  const answer = decideOnBox(projected(model, matrix), box);
  return {
    verdict: answer.verdict,
    regions: answer.verdict === "injective" ? answer.regions : null,
    witness:
      answer.verdict === "not-injective" ? answer.inputs.map((input) => [...vectorNumbers(input)]) : null,
    reason: answer.verdict === "undecided" ? answer.reason : null,
  };
}

function answerText({ verdict, regions, witness, reason }: PairwiseResult): string {
  if (witness !== null) {
    const [p, q] = witness.map((input) => `(${input.map((entry) => formatNumber(entry, 4)).join(", ")})`);
    return `not injective: ${p} and ${q} coincide`;
  }
  return verdict === "undecided" ? `undecided: ${reason}` : `injective (${regions} regions compared)`;
}

interface FailureRate {
  /** Standard error as error. */
  readonly rate: Quantity;
  readonly undecided: number;
}

/** One input: the whole line in doubles; more: the box, exactly. */
function failureRate(
  model: NetworkModel,
  rows: number,
  seed: number,
  trials: number,
  box: number,
): FailureRate {
  const outputs = model.layers[model.layers.length - 1].weights.rows;
  const curve = model.layers[0].weights.columns === 1;
  let [failed, decided] = [0, 0];
  for (let trial = 1; trial <= trials; trial++) {
    const composed = projected(model, gaussianProjection(rows, outputs, seed, trial));
    const verdict = curve
      ? selfIntersection(curvePieces(composed)) === undefined
        ? "injective"
        : "not-injective"
      : decideOnBox(composed, box).verdict;
    if (verdict !== "undecided") decided++;
    if (verdict === "not-injective") failed++;
  }
  const rate = decided === 0 ? Number.NaN : failed / decided;
  // Laplace's rule keeps the error of a rate of 0 or 1 above 0.
  const smoothed = (failed + 1) / (decided + 2);
  const error = Math.sqrt((smoothed * (1 - smoothed)) / (decided + 2));
  return {
    rate: { value: rate, error, status: decided === 0 ? "domain-error" : "converged" },
    undecided: trials - decided,
  };
}

function caveats({ dimension, conic }: SufficientDimension, enough: boolean): string[] {
  const rule = conic ? "2n (no biases)" : "2n + 1";
  return [
    `Almost every matrix with at least ${rule} = ${dimension} rows keeps an injective network injective (Puthawala et al. 2020). That presumes an injective network (network check), holds with probability 1 and not for a given matrix, and says nothing about conditioning or rounding.`,
    ...(enough ? [] : [`Fewer than ${dimension} rows: nothing is claimed either way.`]),
  ];
}
