/** `network expected`: expected numbers of regions of networks at initialisation. */
import {
  ACTIVATION_WORDS,
  type Fraction,
  type InitialisationLaw,
  type PlaneDomain,
  RELU,
} from "../../network/index.js";
import { InputError } from "../../src/result.js";
import { defineCommand } from "../definition/command.js";
import { choice, integer, positive, seed, value } from "../definition/option.js";
import { parseWidths } from "../definition/parse.js";
import { parseReal, SEGMENT_OPTION, SQUARE_OPTION } from "../input/network-domain.js";
import { parseActivationWord } from "../input/network-input.js";
import { EXPECTED_FIELDS, expectedInSquare, expectedOnSegment } from "../network/expected-outcomes.js";

/** Networks drawn unless told; a square has far more regions than a segment. */
const SEGMENT_SAMPLES = 1000;
const SQUARE_SAMPLES = 100;

export const expected = defineCommand({
  description:
    "Expected breakpoints along a segment, or regions in a square, of networks with independent normal weights " +
    "of variance gain/fan-in and random biases: by exact counts of drawn networks, by the density of Hanin and " +
    "Rolnick, and by angles (closed form for one layer). Errors are standard errors over the drawn networks.",
  examples: [
    ["network expected --widths 2,16,16,1 --segment -1,1/2:1,1/2"],
    ["network expected --widths 2,8,1 --square -1:1 --bias-std 0.5"],
    ["network expected --widths 2,8,8,1 --activation hardtanh --segment -1,1/2:1,1/2 --samples 4000"],
  ],
  options: {
    widths: value(
      "inputs, hidden layers, outputs",
      { placeholder: "n,m1,…,out", list: true, parse: parseWidths },
      { required: true },
    ),
    activation: value(
      `of the hidden layers: ${ACTIVATION_WORDS}`,
      { placeholder: "word", parse: parseActivationWord },
      { defaultText: "relu" },
    ),
    segment: SEGMENT_OPTION,
    square: SQUARE_OPTION,
    biasStd: value(
      "standard deviation of the biases, > 0",
      { placeholder: "S", parse: parseReal },
      { default: 0.5 },
    ),
    biasMean: value(
      "mean of the biases, added to W h",
      { placeholder: "M", parse: parseReal },
      { default: 0 },
    ),
    biasLaw: choice("law of the biases", ["normal", "uniform"], { default: "normal" }),
    gain: positive("variance of the weights is G/fan-in; 2 is He's", { default: 2, placeholder: "G" }),
    samples: integer("networks drawn", {
      from: 2,
      to: 1_000_000,
      defaultText: `${SEGMENT_SAMPLES}; square ${SQUARE_SAMPLES}`,
    }),
    seed: seed("seed of the networks"),
  },
  fields: EXPECTED_FIELDS,
  sweep: {},
  run(options, { progress }) {
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
      ? expectedOnSegment(law, segment, work)
      : expectedInSquare(law, square as PlaneDomain<Fraction>, work);
  },
});
