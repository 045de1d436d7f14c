/** `certificate`: proofs that a layer is not injective, found, saved and verified. */
import type { Command } from "commander";
import {
  makeCertificate,
  type SearchMethod,
  type SearchResult,
  searchCertificate,
  searchCertificateInThreads,
  verifyCertificate,
} from "../../geometry/index.js";
import type { DenseMatrix } from "../../src/matrix/dense-matrix.js";
import { InputError } from "../../src/result.js";
import { EXIT } from "../exit-codes.js";
import { formatNumber } from "../format-quantity.js";
import {
  LARGEST_MATRIX_COLUMNS,
  LARGEST_MATRIX_ROWS,
  type MatrixOptions,
  readMatrixInput,
  readText,
} from "../matrix-input.js";
import { writeText } from "../output-file.js";
import { parseChoice, parseInteger, parsePositive } from "../parse.js";
import type { RunCommand } from "../program.js";
import type { Progress } from "../progress.js";
import type { Report } from "../report.js";

export const SEARCH_METHODS = ["auto", "sum-of-rows", "normalised", "gnc", "anneal"] as const;

/** Eight descents, then chains of 1, 2, 4, 8 million moves: about half a minute at n = 100, m = 580. */
const DEFAULT_RESTARTS = 12;

interface SearchCommandOptions extends MatrixOptions {
  readonly matrix?: string;
  readonly method: SearchMethod;
  readonly restarts: number;
  readonly workers: number;
  readonly time?: number;
  readonly save?: string;
}

/** Registers the group. */
export function registerCertificate(program: Command, run: RunCommand): void {
  const group = program
    .command("certificate")
    .summary("certificates of non-injectivity: search, verify")
    .description(
      "An x with fewer than n active outputs proves that x -> ReLU(W x) is not injective. Finding one takes a search; " +
        "checking one takes m inner products.",
    )
    .helpCommand(false)
    .argument("[command]")
    .usage("<command>");
  registerSearch(group, run);
  registerVerify(group, run);
  group.action((word: string | undefined) => {
    const asked = word === undefined ? "certificate without a command" : `'${word}' after certificate`;
    throw new InputError(`${asked}: expected one of search, verify`);
  });
}

function registerSearch(group: Command, run: RunCommand): void {
  group
    .command("search")
    .summary("search an input with fewer than n active outputs")
    .description(
      "Explicit vectors, then restarts of graduated non-convexity and of line-Gibbs annealing. The result is a " +
        "function of matrix, method, seed and restarts, whatever the number of workers, unless --time strikes.",
    )
    .option("--matrix <FILE>", "one row a line; or a Gaussian matrix by")
    .option("--rows <m>", `outputs, n … ${LARGEST_MATRIX_ROWS}`, (text) =>
      parseInteger(text, "--rows", 1, LARGEST_MATRIX_ROWS),
    )
    .option("--columns <n>", `inputs, 1 … ${LARGEST_MATRIX_COLUMNS}`, (text) =>
      parseInteger(text, "--columns", 1, LARGEST_MATRIX_COLUMNS),
    )
    .option(
      "--seed <s>",
      "of the matrix and of the search, integer >= 0",
      (text) => parseInteger(text, "--seed", 0, Number.MAX_SAFE_INTEGER),
      0,
    )
    .option(
      "--method <method>",
      `${SEARCH_METHODS.join(", ")}; auto tries all in the order of their cost`,
      (text) => parseChoice(text, "--method", SEARCH_METHODS),
      "auto" as const,
    )
    .option(
      "--restarts <R>",
      "at most; with auto eight descents first, then annealing chains of 1, 2, 4, 8, 8, … million moves",
      (text) => parseInteger(text, "--restarts", 0, 1_000_000),
      DEFAULT_RESTARTS,
    )
    .option("--workers <N>", "threads", (text) => parseInteger(text, "--workers", 1, 256), 1)
    .option("--time <seconds>", "outer limit; status 'stopped' when it strikes", (text) =>
      parsePositive(text, "--time"),
    )
    .option("--save <FILE>", "write the certificate as JSON")
    .addHelpText(
      "before",
      `Examples:
  relu-injectivity certificate search --rows 500 --columns 100 --seed 1
  relu-injectivity certificate search --rows 580 --columns 100 --seed 3 --workers 4
  relu-injectivity certificate search --matrix weights.csv --save proof.json
`,
    )
    .action((options: SearchCommandOptions) => run((progress) => searchReport(options, progress)));
}

function registerVerify(group: Command, run: RunCommand): void {
  group
    .command("verify <FILE>")
    .summary("check a saved certificate in rational arithmetic")
    .description(
      "Checks the matrix against its hash and recounts every inner product in big integers, by code that the search " +
        "does not use. Exit code 4 where anything is wrong.",
    )
    .addHelpText(
      "before",
      `Examples:
  relu-injectivity certificate verify proof.json
  relu-injectivity certificate verify proof.json --json
`,
    )
    .action((file: string) => run(() => verifyReport(file)));
}

async function searchReport(options: SearchCommandOptions, progress: Progress): Promise<Report> {
  const { method, seed, restarts, workers, time, save } = options;
  const { matrix, origin, parameters } = readMatrixInput(options.matrix, options, "--matrix FILE");
  const { rows, columns } = matrix;
  const found = await searched(matrix, options, progress);
  const { status, active, x, by, restart } = found;
  if (save !== undefined && status === "found") {
    const certificate = makeCertificate(matrix, origin, x, { method, by, seed, restart });
    writeText(save, "--save", `${JSON.stringify(certificate, null, 1)}\n`);
  }
  const missing = status === "found" ? [] : [adviceFor(status, save)];
  return {
    command: "certificate search",
    parameters: { ...parameters, seed, method, restarts, workers, time: time ?? null, save: save ?? null },
    results: [
      {
        rows,
        columns,
        status,
        found: status === "found",
        active,
        needed: columns - 1,
        by,
        restart,
        witness: x,
      },
    ],
    tables: [
      {
        title: `Certificate of non-injectivity, ${rows} rows, ${columns} columns, m/n = ${formatNumber(rows / columns, 5)}`,
        columns: [
          { header: "status" },
          { header: "active rows at x", align: "right" },
          { header: "needed", align: "right" },
          { header: "by" },
          { header: "restart", align: "right" },
        ],
        rows: [[status, `${active}`, `<= ${columns - 1}`, by, restart === null ? "-" : `${restart}`]],
      },
    ],
    notes: [
      status === "found"
        ? "Counted exactly on the matrix: x -> ReLU(W x) is not injective."
        : "No certificate was found, which proves nothing: the layer may be injective or not.",
      ...(save !== undefined && status === "found" ? [`Saved in ${save}.`] : []),
    ],
    warnings: missing,
    exitCode: status === "found" ? EXIT.ok : EXIT.notConverged,
  };
}

/** Here for one worker, where progress is finer; in threads otherwise. */
async function searched(
  matrix: DenseMatrix,
  { method, seed, restarts, workers, time }: SearchCommandOptions,
  progress: Progress,
): Promise<SearchResult> {
  const request = {
    method,
    seed,
    restarts,
    target: matrix.columns - 1,
    onProgress: ({ done, least }: { readonly done: number; readonly least: number }) =>
      progress.update({
        what: `restart ${Math.min(restarts, Math.floor(done) + 1)} of ${restarts}: ${least} active rows`,
        done,
        total: restarts,
      }),
  };
  if (workers === 1) {
    const deadline = time === undefined ? Number.POSITIVE_INFINITY : performance.now() + 1000 * time;
    return searchCertificate(matrix, { ...request, shouldStop: () => performance.now() > deadline });
  }
  const signal = time === undefined ? undefined : AbortSignal.timeout(Math.ceil(1000 * time));
  return searchCertificateInThreads(matrix, request, workers, signal);
}

function adviceFor(status: SearchResult["status"], save: string | undefined): string {
  const cause = status === "stopped" ? "--time came first" : "all restarts were done";
  const unsaved = save === undefined ? "" : `, and ${save} was not written`;
  return `no certificate: ${cause}${unsaved}; raise ${status === "stopped" ? "--time" : "--restarts"}, or take fewer rows`;
}

function verifyReport(file: string): Report {
  const { problems, rows, columns, positives } = verifyCertificate(readText(file), `'${file}'`);
  const valid = problems.length === 0;
  return {
    command: "certificate verify",
    parameters: { file },
    results: [{ valid, rows, columns, positives, problems }],
    tables: [
      {
        title: `Certificate ${file}`,
        columns: [
          { header: "verdict" },
          { header: "rows", align: "right" },
          { header: "columns", align: "right" },
          { header: "positive outputs", align: "right" },
        ],
        rows: [
          [valid ? "valid" : "NOT VALID", ...[rows, columns, positives].map((count) => `${count ?? "-"}`)],
        ],
      },
    ],
    notes: valid
      ? ["Fewer than n rows are active at x: x -> ReLU(W x) is not injective."]
      : problems.map((problem) => `Problem: ${problem}.`),
    exitCode: valid ? EXIT.ok : EXIT.verificationFailed,
  };
}
