/** `finite-size`: seeded experiments on random layers, one point a command line, made for `sweep`. */
import type { Command } from "commander";
import { type ExperimentSize, largestRows } from "../../finite-size/index.js";
import { InputError } from "../../src/result.js";
import { parseChoice, parseInteger, parsePositive } from "../definition/parse.js";
import { injectivityReport, minimumReport, successReport } from "../geometry/finite-size-reports.js";
import { LARGEST_MATRIX_COLUMNS, LARGEST_MATRIX_ROWS, requireTall } from "../input/matrix-input.js";
import type { RunCommand } from "../program.js";
import { SEARCH_METHODS } from "./certificate.js";

interface PointOptions {
  readonly rows?: number;
  readonly ratio?: number;
  readonly columns: number;
  readonly samples: number;
  readonly seed: number;
}

/** Registers the group. */
export function registerFiniteSize(program: Command, run: RunCommand): void {
  const group = program
    .command("finite-size")
    .summary("experiments on random layers: injectivity, E_min, certificates")
    .description("Seeded Gaussian layers of finite size, with error bars, beside exact values and theory.")
    .helpCommand(false)
    .argument("[command]")
    .usage("<command>");
  withPoint(group.command("injectivity"), 1000)
    .summary("probability that a random layer is injective, exact per sample")
    .description("p_{m,n} = P[E_min >= n], every sample decided exactly; n <= 5 or so.")
    .addHelpText("before", examples("injectivity", "--columns 3 --rows 14 --samples 20000"))
    .action((options: PointOptions) =>
      run((progress) =>
        injectivityReport(
          enumerable(options, "or finite-size success, which only counts failures"),
          progress,
        ),
      ),
    );
  withPoint(group.command("minimum"), 200)
    .summary("law of E_min, exact or by search, beside full RSB")
    .description(
      "Histogram and mean of E_min/n against the limit e(m/n) of full replica symmetry breaking. Exact per sample, or " +
        "the least that a search finds, which is an upper bound.",
    )
    .option(
      "--method <method>",
      "exact, or search for any size",
      (text) => parseChoice(text, "--method", ["exact", "search"]),
      "exact" as const,
    )
    .option(
      "--restarts <R>",
      "of the search, a sample; the first eight are short",
      (text) => parseInteger(text, "--restarts", 0, 1_000_000),
      9,
    )
    .addHelpText(
      "before",
      `${examples("minimum", "--columns 4 --ratio 6 --samples 2000")}  relu-injectivity finite-size minimum --columns 50 --ratio 6 --method search --samples 20
`,
    )
    .action((options: PointOptions & { method: "exact" | "search"; restarts: number }) =>
      run((progress) =>
        minimumReport(
          options.method === "exact" ? enumerable(options, "or --method search") : sizeOf(options),
          options.method,
          options.restarts,
          progress,
        ),
      ),
    );
  withPoint(group.command("success"), 20)
    .summary("how often the certificate search succeeds")
    .description("Share of random layers for which certificate search finds a certificate.")
    .option(
      "--method <method>",
      SEARCH_METHODS.join(", "),
      (text) => parseChoice(text, "--method", SEARCH_METHODS),
      "gnc" as const,
    )
    .option(
      "--restarts <R>",
      "of the search, a sample",
      (text) => parseInteger(text, "--restarts", 0, 1_000_000),
      8,
    )
    .addHelpText("before", examples("success", "--columns 100 --ratio 5.4 --samples 20"))
    .action((options: PointOptions & { method: (typeof SEARCH_METHODS)[number]; restarts: number }) =>
      run((progress) => successReport(sizeOf(options), options.method, options.restarts, progress)),
    );
  group.action((word: string | undefined) => {
    const asked = word === undefined ? "finite-size without a command" : `'${word}' after finite-size`;
    throw new InputError(`${asked}: expected one of injectivity, minimum, success`);
  });
}

function withPoint(command: Command, samples: number): Command {
  return command
    .requiredOption("--columns <n>", `inputs, 1 … ${LARGEST_MATRIX_COLUMNS}`, (text) =>
      parseInteger(text, "--columns", 1, LARGEST_MATRIX_COLUMNS),
    )
    .option("--rows <m>", `outputs, n … ${LARGEST_MATRIX_ROWS}`, (text) =>
      parseInteger(text, "--rows", 1, LARGEST_MATRIX_ROWS),
    )
    .option("--ratio <a>", "in place of --rows: m is a n, rounded", (text) => parsePositive(text, "--ratio"))
    .option(
      "--samples <N>",
      "random layers",
      (text) => parseInteger(text, "--samples", 1, 100_000_000),
      samples,
    )
    .option(
      "--seed <s>",
      "sample i is the matrix of stream i of this seed",
      (text) => parseInteger(text, "--seed", 0, Number.MAX_SAFE_INTEGER),
      0,
    );
}

function examples(word: string, options: string): string {
  return `Examples:
  relu-injectivity finite-size ${word} ${options}
  relu-injectivity sweep --study examples/studies/finite-size-${word}.yaml --store ${word}.jsonl
`;
}

/** @throws InputError for sizes that are not decided exactly, with the alternative */
function enumerable(options: PointOptions, alternative: string): ExperimentSize {
  const size = sizeOf(options);
  const most = largestRows(size.columns);
  if (size.rows > most) {
    throw new InputError(
      `${size.rows} rows with --columns ${size.columns}: expected at most ${most} rows for exact samples, ${alternative}`,
    );
  }
  return size;
}

function sizeOf({ rows, ratio, columns, samples, seed }: PointOptions): ExperimentSize {
  if ((rows === undefined) === (ratio === undefined)) {
    throw new InputError(
      rows === undefined
        ? "no number of rows: expected --rows m or --ratio a"
        : "--rows and --ratio together: expected one of them",
    );
  }
  const chosen = rows ?? Math.round((ratio ?? 1) * columns);
  if (rows === undefined && (chosen < columns || chosen > LARGEST_MATRIX_ROWS)) {
    throw new InputError(
      `'${ratio}' in --ratio with --columns ${columns}: expected a number of at least 1, and at most ${LARGEST_MATRIX_ROWS} rows`,
    );
  }
  requireTall(chosen, columns);
  return { rows: chosen, columns, samples, seed };
}
