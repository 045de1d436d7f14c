/** `network stability`: how well the inverse of a layer or network is conditioned. */
import type { Command } from "commander";
import {
  domainText,
  LARGEST_CELL_BOUND,
  type LayerFactor,
  layerCases,
  networkStability,
  parseDomain,
} from "../../network/index.js";
import { InputError, type Quantity } from "../../src/result.js";
import { parseInteger, parsePositive } from "../definition/parse.js";
import { addNetworkInput, type NetworkInputOptions, readNetworkInput } from "../input/network-input.js";
import { EXIT } from "../output/exit-codes.js";
import { formatNumber, formatQuantity } from "../output/format-quantity.js";
import type { Report, TextTable } from "../output/report.js";
import type { RunCommand } from "../program.js";

interface StabilityCommandOptions extends NetworkInputOptions {
  readonly domain: string;
  readonly samples: number;
  readonly seed: number;
  readonly timeLimit: number;
}

/** Rows x columns^2 x samples: about a minute. */
const MOST_OPERATIONS = 5e9;

/** Registers the subcommand. */
export function registerNetworkStability(group: Command, run: RunCommand): void {
  const command = group
    .command("stability <FILE>")
    .summary("lower and upper bounds of |f(p) - f(q)| / |p - q|")
    .description(
      "Least singular value over the activation cells, exactly where a layer has few cells, and what follows: " +
        "|f(p) - f(q)| >= sigma/sqrt(2) |p - q|, the published sigma/sqrt(2m), sampled upper bounds, and |W|_2. " +
        `Layers of more than ${LARGEST_CELL_BOUND} cells are only sampled. Networks: products over the layers.`,
    );
  addNetworkInput(command)
    .option(
      "--domain <set>",
      "inputs of the first layer: space, orthant (x >= 0) or box:R (|x_k| <= R, R > 0)",
      (text) => domainText(parseDomain(text)),
      "space",
    )
    .option(
      "--samples <N>",
      "sampled points, 1 ... 100000",
      (text) => parseInteger(text, "--samples", 1, 100_000),
      200,
    )
    .option("--seed <s>", "seed of the samples", (text) => parseInteger(text, "--seed", 0, 2 ** 32 - 1), 1)
    .option(
      "--time-limit <s>",
      "seconds for the cells, > 0",
      (text) => parsePositive(text, "--time-limit"),
      60,
    )
    .addHelpText(
      "before",
      `Examples:
  relu-injectivity network stability weights.csv
  relu-injectivity network stability net.json --domain box:2 --samples 1000
`,
    )
    .action((file: string, options: StabilityCommandOptions) => run(() => report(file, options)));
}

function report(file: string, options: StabilityCommandOptions): Report {
  const { samples, seed, timeLimit, domain } = options;
  const { model, parameters } = readNetworkInput(file, options);
  const cases = layerCases(model, parseDomain(domain));
  for (const { question } of cases) requireAffordable(question.weights, samples);
  const deadline = performance.now() + 1000 * timeLimit;
  const { layers, lower, upper } = networkStability(cases, {
    samples,
    seed,
    stop: () => performance.now() > deadline,
  });
  const offset = (options.layer ?? 1) - 1;
  return {
    command: "network stability",
    parameters: { ...parameters, domain, samples, seed, timeLimit },
    results: [
      ...(layers.length > 1 ? [{ scope: "network", inverseLipschitz: lower, forwardLipschitz: upper }] : []),
      ...layers.map((factor, i) => ({
        scope: "layer",
        layer: factor.layer + offset,
        activation: cases[i].activation.name,
        domain: domainText(cases[i].question.domain),
        ...factorFields(factor),
      })),
    ],
    tables: layers.map((factor, i) => factorTable(factor, cases[i].activation.name, offset)),
    notes: [
      ...(layers.length > 1
        ? [
            `Network: |f(p) - f(q)| <= ${formatQuantity(upper)} |p - q|, and >= ${lower === null ? "unknown" : formatQuantity(lower)} |p - q| (products over the layers).`,
          ]
        : []),
      "Sampled values are upper bounds of the constants, never guarantees. The bound sigma/sqrt(2) is attained by the rows 1, -1.",
      ...model.notes,
    ],
    exitCode: EXIT.ok,
  };
}

/** Each sample is a singular value decomposition. @throws InputError naming the number of samples that is affordable */
function requireAffordable({ rows, columns }: { rows: number; columns: number }, samples: number): void {
  const most = Math.floor(MOST_OPERATIONS / (rows * columns * columns));
  if (samples <= most) return;
  const size = `a layer of ${rows} x ${columns}`;
  throw new InputError(
    most >= 1
      ? `--samples ${samples} with ${size}: expected at most ${most}, as each takes a singular value decomposition`
      : `${size}: expected one whose singular values take at most ${MOST_OPERATIONS} operations; --layer k chooses a smaller one`,
  );
}

function factorFields({ stability, lower, upper }: LayerFactor): Record<string, unknown> {
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

function factorTable(
  { layer, stability, lower, upper }: LayerFactor,
  activation: string,
  offset: number,
): TextTable {
  const shown = (value: Quantity | null | undefined): string =>
    value == null ? "not computed" : formatQuantity(value);
  const sampled = (value: number | undefined): string => (value === undefined ? "-" : formatNumber(value, 6));
  return {
    title: `Layer ${layer + offset}, ${activation}`,
    columns: [{ header: "constant", wrap: true }, { header: "value" }],
    rows: [
      ...(stability === null
        ? []
        : [
            ["open cells", String(stability.cells?.openCells ?? "not computed")],
            ["sigma, least singular value over the cells", shown(stability.sigmaMin)],
            ["sigma, sampled (upper bound)", sampled(stability.sigmaSampled)],
          ]),
      ["lower bound of |f(p) - f(q)| / |p - q|", shown(lower)],
      ...(stability === null
        ? []
        : [
            ["the published bound, sigma/sqrt(2m)", shown(stability.inverseLipschitzSlides)],
            ["least ratio sampled (upper bound)", sampled(stability.inverseLipschitzSampled)],
          ]),
      ["upper bound of |f(p) - f(q)| / |p - q|", formatQuantity(upper)],
    ],
  };
}
