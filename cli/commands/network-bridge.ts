/** `network bridge`: a Gaussian layer of given size, every theory's asymptotic verdict beside the finite answer. */
import type { Command } from "commander";
import { oneLayerComparison } from "../../compare/index.js";
import { exactInjectivityProbability, type OneLayerBound } from "../../geometry/index.js";
import { checkLayer, SPACE } from "../../network/index.js";
import { dyadicQuantity, dyadicText } from "../../src/exact/dyadic.js";
import { randomSource } from "../../src/random/normal.js";
import { InputError, type Quantity, quantity } from "../../src/result.js";
import { parseInteger } from "../definition/parse.js";
import { EXIT, exitCodeFor } from "../output/exit-codes.js";
import { formatNumber, formatQuantity } from "../output/format-quantity.js";
import type { Progress } from "../output/progress.js";
import type { Report } from "../output/report.js";
import type { RunCommand } from "../program.js";

interface BridgeOptions {
  readonly rows: number;
  readonly columns: number;
  readonly seed: number;
  readonly samples?: number;
}

const LARGEST_ROWS = 2000;
/** Exact decisions of one sample take seconds at 8 columns. */
const LARGEST_SAMPLED_COLUMNS = 8;
const DEFAULT_SAMPLES = 100;
const LARGEST_SAMPLES = 100_000;
/** Error of the full-RSB value: far below the distance of any m/n that can be decided here. */
const TOLERANCE = 1e-6;
/** The normal quantile of a 95 % interval. */
const QUANTILE = 1.959963984540054;

/** Registers the subcommand. */
export function registerNetworkBridge(group: Command, run: RunCommand): void {
  group
    .command("bridge")
    .summary("a Gaussian layer of m rows and n columns: theories' verdicts and the finite answer")
    .description(
      "What every theory of n -> infinity says about m/n, beside the probability that one Gaussian layer of exactly " +
        "this size is injective: exact for n <= 2 and for m <= 3n - 2, else the fraction of samples, each decided exactly.",
    )
    .requiredOption("--rows <m>", `1 ... ${LARGEST_ROWS}`, (text) =>
      parseInteger(text, "--rows", 1, LARGEST_ROWS),
    )
    .requiredOption("--columns <n>", `1 ... ${LARGEST_ROWS}, at most m`, (text) =>
      parseInteger(text, "--columns", 1, LARGEST_ROWS),
    )
    .option("--seed <s>", "seed of the samples", (text) => parseInteger(text, "--seed", 0, 2 ** 32 - 1), 1)
    .option(
      "--samples <N>",
      `sampled layers, 1 ... ${LARGEST_SAMPLES}, n <= ${LARGEST_SAMPLED_COLUMNS} (default ${DEFAULT_SAMPLES} where no formula is known)`,
      (text) => parseInteger(text, "--samples", 1, LARGEST_SAMPLES),
    )
    .addHelpText(
      "before",
      `Examples:
  relu-injectivity network bridge --rows 8 --columns 2
  relu-injectivity network bridge --rows 24 --columns 4 --samples 400
`,
    )
    .action((options: BridgeOptions) => run((progress) => report(options, progress)));
}

function report({ rows, columns, seed, samples: asked }: BridgeOptions, progress: Progress): Report {
  if (columns > rows)
    throw new InputError(
      `--columns ${columns} with --rows ${rows}: expected at most as many columns as rows`,
    );
  const exact = exactInjectivityProbability(rows, columns);
  const samples = asked ?? (exact === undefined && columns <= LARGEST_SAMPLED_COLUMNS ? DEFAULT_SAMPLES : 0);
  if (samples > 0 && columns > LARGEST_SAMPLED_COLUMNS) {
    throw new InputError(
      `--samples with --columns ${columns}: expected at most ${LARGEST_SAMPLED_COLUMNS} columns, as each sample is decided exactly (geometry euler approximates larger layers)`,
    );
  }
  const alpha = rows / columns;
  const bounds = oneLayerComparison(TOLERANCE);
  const theories = bounds.map((bound) => ({ ...bound, verdict: verdictAt(alpha, bound) }));
  const sampled = samples === 0 ? null : sample(rows, columns, seed, samples, progress);
  const probability = exact === undefined ? (sampled?.fraction ?? null) : dyadicQuantity(exact);
  return {
    command: "network bridge",
    parameters: { rows, columns, seed, samples },
    results: [
      {
        rows,
        columns,
        alpha,
        probability,
        method: exact !== undefined ? "exact" : sampled === null ? "none" : "samples",
        exact: exact === undefined ? null : dyadicText(exact),
        sampled:
          sampled === null
            ? null
            : {
                injective: sampled.injective,
                samples,
                fraction: sampled.fraction,
                interval95: sampled.interval,
              },
        theories: theories.map(({ bound, value, side, kind, source, verdict }) => ({
          bound,
          value,
          side,
          kind,
          source,
          verdict,
        })),
      },
    ],
    tables: [
      {
        title: `Theories of n -> infinity at m/n = ${formatNumber(alpha)}`,
        columns: [
          { header: "bound", wrap: true },
          { header: "threshold" },
          { header: "side" },
          { header: "kind" },
          { header: "verdict" },
        ],
        rows: theories.map(({ bound, value, side, kind, valid, verdict }) => [
          bound,
          formatNumber(value.value, 6),
          side,
          valid ? kind : "INVALID",
          verdict,
        ]),
      },
    ],
    notes: [
      ...finiteNotes(rows, columns, exact === undefined ? null : dyadicText(exact), probability, sampled),
      "Thresholds are statements about n -> infinity at fixed m/n; at finite n the probability is strictly between 0 and 1 above m = 3n - 2, and crosses over slowly.",
      "lower: below it not injective; upper: above it injective; '-': the bound says nothing here. The full-RSB value is conjectured to be the threshold itself and speaks on both sides; 'physics' is not proved.",
    ],
    exitCode:
      exitCodeFor(bounds.filter(({ valid }) => valid).map(({ value }) => value)) === EXIT.ok
        ? EXIT.ok
        : EXIT.notConverged,
  };
}

/** What a bound says about α; the full-RSB threshold, conjectured exact, speaks on both sides. */
function verdictAt(alpha: number, { bound, value, side, valid }: OneLayerBound): string {
  if (!valid) return "-";
  const above = alpha > value.value;
  if (bound === "full RSB") return above ? "injective" : "not injective";
  if (side === "upper") return above ? "injective" : "-";
  return above ? "-" : "not injective";
}

interface Sampled {
  readonly injective: number;
  /** k/N; the error is the standard error at (k + 1)/(N + 2), which is positive at k = 0 and k = N too. */
  readonly fraction: Quantity;
  /** Wilson's interval at 95 %. */
  readonly interval: readonly [number, number];
}

/** Sample i uses stream i of the seed; every sample is decided exactly. */
function sample(rows: number, columns: number, seed: number, samples: number, progress: Progress): Sampled {
  let injective = 0;
  for (let i = 0; i < samples; i++) {
    const random = randomSource(seed, i);
    const values = Float64Array.from({ length: rows * columns }, () => random.normal());
    const { verdict } = checkLayer({ weights: { rows, columns, values }, bias: null, domain: SPACE });
    if (verdict === "injective") injective++;
    progress.update({
      what: `${injective} of ${i + 1} layers injective`,
      done: i + 1,
      total: samples,
      unit: "layers",
    });
  }
  const smoothed = (injective + 1) / (samples + 2);
  const p = injective / samples;
  const scale = 1 + QUANTILE ** 2 / samples;
  const centre = (p + QUANTILE ** 2 / (2 * samples)) / scale;
  const half = (QUANTILE / scale) * Math.sqrt((p * (1 - p)) / samples + (QUANTILE / (2 * samples)) ** 2);
  return {
    injective,
    fraction: quantity(p, Math.sqrt((smoothed * (1 - smoothed)) / samples)),
    interval: [Math.max(0, centre - half), Math.min(1, centre + half)],
  };
}

function finiteNotes(
  rows: number,
  columns: number,
  exact: string | null,
  probability: Quantity | null,
  sampled: Sampled | null,
): string[] {
  const size = `a Gaussian layer of ${rows} x ${columns}`;
  const notes: string[] = [];
  if (exact !== null && probability !== null) {
    notes.push(
      `Exactly: ${size} is injective with probability ${exact.length > 40 ? "" : `${exact} = `}${formatQuantity(probability)}.`,
    );
  }
  if (sampled !== null) {
    const [low, high] = sampled.interval;
    notes.push(
      `Sampled: ${formatQuantity(sampled.fraction)} of layers of ${rows} x ${columns} are injective (one standard error; 95 % interval ${formatNumber(low, 3)} to ${formatNumber(high, 3)}), each decided exactly.`,
    );
  }
  if (probability === null) {
    notes.push(
      `No exact formula for ${size}, and sampling is limited to ${LARGEST_SAMPLED_COLUMNS} columns; geometry euler approximates the probability.`,
    );
  }
  return notes;
}
