/** `network stability`: how well the inverse of a layer or network is conditioned. */

import {
  affordableSamples,
  domainText,
  LARGEST_CELL_BOUND,
  type LayerFactor,
  layerCases,
  networkStability,
  parseDomain,
} from "../../network/index.js";
import { deadlineIn } from "../../src/deadline.js";
import { InputError } from "../../src/result.js";
import type { Cell, Table } from "../../src/table/table.js";
import { column, columns } from "../definition/columns.js";
import { defineCommand, field, pick } from "../definition/command.js";
import { integer, positive, seed } from "../definition/option.js";
import { domain, NETWORK_OPERANDS, NETWORK_OPTIONS, readNetworkInput } from "../input/network-input.js";
import { EXIT } from "../output/exit-codes.js";
import { NETWORK_INJECTIVITY_WORDS } from "../vocabulary/network-injectivity.js";
import { NETWORK_WEIGHTS_WORDS } from "../vocabulary/network-weights.js";

const FIELDS = {
  ...pick(NETWORK_WEIGHTS_WORDS, "layer", "activation"),
  ...pick(
    NETWORK_INJECTIVITY_WORDS,
    "scope",
    "domain",
    "openCells",
    "minimumActive",
    "minimumRank",
    "sigmaMin",
  ),
  ...pick(NETWORK_INJECTIVITY_WORDS, "inverseLipschitz", "inverseLipschitzSlides", "forwardLipschitz"),
  sigmaSampledUpperBound: field("The least n-th singular value of the active rows at sampled points.", [
    "number",
    "null",
  ]),
  inverseLipschitzSampledUpperBound: field(
    "The least |f(p) - f(q)| / |p - q| at sampled points: an upper bound of the best constant.",
    ["number", "null"],
  ),
  constant: field("A constant of the layer, or a bound of it.", "text"),
  value: field("Its value.", "quantity"),
};

const STANDARD_SAMPLES = 200;

export const stability = defineCommand({
  description:
    "Least singular value over the activation cells, exactly where a layer has few cells, and what follows: " +
    "|f(p) - f(q)| >= sigma/sqrt(2) |p - q|, the published sigma/sqrt(2m), sampled upper bounds, and |W|_2. " +
    `Layers of more than ${LARGEST_CELL_BOUND} cells are only sampled. Networks: products over the layers.`,
  examples: [
    ["network stability examples/weights.csv"],
    ["network stability examples/encoder.onnx --samples 1000"],
  ],
  operands: NETWORK_OPERANDS,
  options: {
    ...NETWORK_OPTIONS,
    domain,
    samples: integer("sampled points", {
      from: 1,
      to: 100_000,
      defaultText: `${STANDARD_SAMPLES}, fewer where the singular values of a layer are dear`,
    }),
    seed: seed("seed of the samples"),
    timeLimit: positive("seconds for the cells", { default: 60, placeholder: "s" }),
  },
  fields: FIELDS,
  run({ file, ...options }) {
    const { seed, timeLimit } = options;
    const { model, parameters, domain: own } = readNetworkInput(file, options);
    const domain = options.domain ?? own;
    const cases = layerCases(model, parseDomain(domain));
    const samples =
      options.samples ??
      Math.min(STANDARD_SAMPLES, ...cases.map(({ question }) => affordableSamples(question.weights)));
    for (const { question } of cases) requireAffordable(question.weights, samples);
    const stop = deadlineIn(timeLimit).isOver;
    const { layers, lower, upper } = networkStability(cases, { samples, seed, stop });
    const deep = layers.length > 1;
    const factors = layers.map((factor, i) => ({
      scope: "layer",
      layer: factor.layer,
      activation: cases[i].activation.name,
      domain: domainText(cases[i].question.domain),
      ...factorFields(factor),
    }));
    return {
      parameters: { ...parameters, domain, samples, seed, timeLimit },
      results: [
        ...(deep ? [{ scope: "network", inverseLipschitz: lower, forwardLipschitz: upper }] : []),
        ...factors,
      ],
      tables: () => factors.map((fields, i) => factorTable(fields, layers[i].stability !== null)),
      notes: (show) => [
        ...(deep
          ? [
              `Network: |f(p) - f(q)| <= ${show(upper)} |p - q|, and >= ${lower === null ? "unknown" : show(lower)} |p - q| (products over the layers).`,
            ]
          : []),
        "Sampled values are upper bounds of the constants, never guarantees. The bound sigma/sqrt(2) is attained by the rows 1, -1.",
        ...model.notes,
      ],
      exitCode: EXIT.ok,
    };
  },
});

/** @throws InputError naming the number of samples that is affordable */
function requireAffordable(weights: { rows: number; columns: number }, samples: number): void {
  const most = affordableSamples(weights);
  if (samples <= most) return;
  const size = `a layer of ${weights.rows} x ${weights.columns}`;
  throw new InputError(
    most >= 1
      ? `--samples ${samples} with ${size}: expected at most ${most}, as each takes a singular value decomposition`
      : `${size}: expected one whose singular values can be computed within a minute; --layer k chooses a smaller one`,
  );
}

function factorFields({ stability, lower, upper }: LayerFactor) {
  return {
    openCells: stability?.cells?.openCells ?? null,
    minimumActive: stability?.cells?.minimumActive ?? null,
    minimumRank: stability?.cells?.minimumRank ?? null,
    sigmaMin: stability?.sigmaMin ?? null,
    inverseLipschitz: lower,
    inverseLipschitzSlides: stability?.inverseLipschitzSlides ?? null,
    sigmaSampledUpperBound: stability?.sigmaSampled ?? null,
    inverseLipschitzSampledUpperBound: stability?.inverseLipschitzSampled ?? null,
    forwardLipschitz: upper,
  };
}

/** The constants of a layer one below the other; those of the cells for ReLU only. */
function factorTable(
  factor: ReturnType<typeof factorFields> & { readonly layer: number; readonly activation: string },
  relu: boolean,
): Table {
  const rows: readonly (readonly [constant: string, value: Cell, reluOnly: boolean])[] = [
    ["open cells", factor.openCells, true],
    ["sigma, least singular value over the cells", factor.sigmaMin, true],
    ["sigma, sampled (upper bound)", factor.sigmaSampledUpperBound, true],
    ["lower bound of |f(p) - f(q)| / |p - q|", factor.inverseLipschitz, false],
    ["the published bound, sigma/sqrt(2m)", factor.inverseLipschitzSlides, true],
    ["least ratio sampled (upper bound)", factor.inverseLipschitzSampledUpperBound, true],
    ["upper bound of |f(p) - f(q)| / |p - q|", factor.forwardLipschitz, false],
  ];
  return {
    title: `Layer ${factor.layer}, ${factor.activation}`,
    columns: [column(FIELDS, "constant", { wrap: true }), ...columns(FIELDS, "value")],
    rows: rows
      .filter(([, , reluOnly]) => relu || !reluOnly)
      .map(([constant, value]) => ({ constant, value: value ?? "not computed" })),
  };
}
