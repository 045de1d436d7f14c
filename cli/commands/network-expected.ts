/** `network expected`: expected numbers of regions of networks at initialisation. */
import type { Command } from "commander";
import {
  ACTIVATION_WORDS,
  type Activation,
  type Fraction,
  type InitialisationLaw,
  type PlaneDomain,
  parseActivation,
  RELU,
} from "../../network/index.js";
import { InputError } from "../../src/result.js";
import { parseChoice, parseInteger, parsePositive, parseWidths } from "../definition/parse.js";
import {
  NUMBER_HELP,
  parseReal,
  parseSegment,
  parseSquare,
  type SegmentEnds,
} from "../input/network-domain.js";
import { expectedPlaneReport, expectedSegmentReport } from "../network/expected-reports.js";
import type { Progress } from "../output/progress.js";
import type { Report } from "../output/report.js";
import type { RunCommand } from "../program.js";

interface ExpectedOptions {
  readonly widths: number[];
  readonly activation?: Activation;
  readonly segment?: SegmentEnds;
  readonly square?: PlaneDomain<Fraction>;
  readonly biasStd: number;
  readonly biasMean: number;
  readonly biasLaw: "normal" | "uniform";
  readonly gain: number;
  readonly samples?: number;
  readonly seed: number;
}

const MOST_SAMPLES = 1_000_000;
/** Networks drawn unless told; a square has far more regions than a segment. */
const SEGMENT_SAMPLES = 1000;
const SQUARE_SAMPLES = 100;

/** Registers the subcommand. */
export function registerNetworkExpected(group: Command, run: RunCommand): void {
  group
    .command("expected")
    .summary("expected regions of random networks at initialisation")
    .description(
      "Expected breakpoints along a segment, or regions in a square, of networks with independent normal weights " +
        "of variance gain/fan-in and random biases: by exact counts of drawn networks, by the density of Hanin and " +
        "Rolnick, and by angles (closed form for one layer). Errors are standard errors over the drawn networks.",
    )
    .requiredOption("--widths <n,m1,…,out>", "inputs, hidden layers, outputs", (text) =>
      parseWidths(text, "--widths"),
    )
    .option("--activation <word>", `of the hidden layers: ${ACTIVATION_WORDS} (default: relu)`, (text) =>
      parseActivation(text, "--activation"),
    )
    .option(
      "--segment <x:y>",
      `from point x to point y, entries separated by commas; ${NUMBER_HELP}`,
      (text) => parseSegment(text, "--segment"),
    )
    .option("--square <low:high>", "[low, high]² for two inputs; or origin:u:v", (text) =>
      parseSquare(text, "--square"),
    )
    .option(
      "--bias-std <S>",
      "standard deviation of the biases, > 0",
      (text) => parseReal(text, "--bias-std"),
      0.5,
    )
    .option(
      "--bias-mean <M>",
      "mean of the biases, added to W h",
      (text) => parseReal(text, "--bias-mean"),
      0,
    )
    .option(
      "--bias-law <law>",
      "normal or uniform",
      (text) => parseChoice(text, "--bias-law", ["normal", "uniform"]),
      "normal" as const,
    )
    .option(
      "--gain <G>",
      "variance of the weights is G/fan-in; 2 is He's",
      (text) => parsePositive(text, "--gain"),
      2,
    )
    .option(
      "--samples <N>",
      `networks drawn, 2 … ${MOST_SAMPLES} (default: ${SEGMENT_SAMPLES}; square ${SQUARE_SAMPLES})`,
      (text) => parseInteger(text, "--samples", 2, MOST_SAMPLES),
    )
    .option(
      "--seed <S>",
      "integer >= 0",
      (text) => parseInteger(text, "--seed", 0, Number.MAX_SAFE_INTEGER),
      1,
    )
    .addHelpText(
      "before",
      `Examples:
  relu-injectivity network expected --widths 2,16,16,1 --segment -1,1/2:1,1/2
  relu-injectivity network expected --widths 2,8,1 --square -1:1 --bias-std 0.5
  relu-injectivity network expected --widths 2,8,8,1 --activation hardtanh \\
    --segment -1,1/2:1,1/2 --samples 4000
`,
    )
    .action((options: ExpectedOptions) => run((progress) => report(options, progress)));
}

function report(options: ExpectedOptions, progress: Progress): Report {
  const { widths, activation = RELU, segment, square, biasStd, biasMean, biasLaw, gain, seed } = options;
  if ((segment === undefined) === (square === undefined)) {
    throw new InputError(
      `${segment === undefined ? "neither" : "both"} of --segment and --square for network expected: expected one of them`,
    );
  }
  if (biasStd === 0) {
    throw new InputError(
      "'0' in --bias-std: expected more than 0, as the formulas integrate the density of the biases and zero biases have none; count the regions of a given network by network regions instead",
    );
  }
  const law: InitialisationLaw = {
    widths,
    activation,
    gain,
    bias: { shape: biasLaw, mean: biasMean, deviation: biasStd },
  };
  const samples = options.samples ?? (segment === undefined ? SQUARE_SAMPLES : SEGMENT_SAMPLES);
  const work = { samples, seed, progress };
  return segment !== undefined
    ? expectedSegmentReport(law, segment, work)
    : expectedPlaneReport(law, square as PlaneDomain<Fraction>, work);
}
