/** `certificate`: proofs that a layer is not injective, found, saved and verified. */
import type { Command } from "commander";
import { InputError } from "../../src/result.js";
import { parseChoice, parseInteger, parsePositive } from "../definition/parse.js";
import { type SearchCommandOptions, searchReport, verifyReport } from "../geometry/certificate-reports.js";
import { addMatrixOptions } from "../input/matrix-input.js";
import type { RunCommand } from "../program.js";

export const SEARCH_METHODS = ["auto", "sum-of-rows", "normalised", "gnc", "anneal"] as const;

/** Eight descents, then chains of 1, 2, 4, 8 million moves: about half a minute at n = 100, m = 580. */
const DEFAULT_RESTARTS = 12;

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
  const command = group
    .command("search")
    .summary("search an input with fewer than n active outputs")
    .description(
      "Explicit vectors, then restarts of graduated non-convexity and of line-Gibbs annealing. The result is a " +
        "function of matrix, method, seed and restarts, whatever the number of workers, unless --time strikes.",
    )
    .option("--matrix <FILE>", "one row a line; or a Gaussian matrix by");
  addMatrixOptions(command)
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
