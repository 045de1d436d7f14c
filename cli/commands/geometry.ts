/** `geometry`: exact counts at finite m and n, the Euler surrogate, and its approximations. */
import type { Command } from "commander";
import { LARGEST_CROSSING_COLUMNS, LARGEST_ROWS } from "../../geometry/index.js";
import { InputError } from "../../src/result.js";
import { crossingReport, LARGEST_LISTED_ROWS, termsReport, volumesReport } from "../geometry-lists.js";
import { eulerReport, regionsReport, unionReport, wendelReport } from "../geometry-reports.js";
import { parseChoice, parseInteger } from "../parse.js";
import type { Report } from "../report.js";

const REPORTS = {
  euler: eulerReport,
  terms: termsReport,
  union: unionReport,
  wendel: wendelReport,
  volumes: volumesReport,
  regions: regionsReport,
} as const;

const WORDS = [...(Object.keys(REPORTS) as (keyof typeof REPORTS)[]), "crossing"] as const;

interface GeometryOptions {
  readonly rows?: number;
  readonly columns: number;
}

/** Registers the command. */
export function registerGeometry(program: Command, run: (report: () => Report) => void): void {
  program
    .command("geometry [quantity]")
    .summary("exact counts at finite size: Euler surrogate, union bound, regions")
    .description(
      "Exact counts for one layer with m rows and n columns, in big integers:\n" +
        "  euler     q_{m,n}, the Euler-characteristic surrogate of 1 - p_{m,n}\n" +
        "  terms     its terms U(m, n-1, 2i) with their saddle-point approximations\n" +
        "  union     expected number of cells with fewer than n positive outputs\n" +
        "  wendel    probability that some input makes all m outputs positive\n" +
        "  volumes   intrinsic volumes of the outputs with fewer than n positive entries\n" +
        "  regions   number of linear regions\n" +
        "  crossing  last m at which |q_{m,n}| and the union bound reach 1; no --rows",
    )
    .option("--rows <m>", `outputs, n … ${LARGEST_ROWS}; lists up to ${LARGEST_LISTED_ROWS}`, (text) =>
      parseInteger(text, "--rows", 1, LARGEST_ROWS),
    )
    .requiredOption("--columns <n>", `inputs, 1 … ${LARGEST_ROWS}`, (text) =>
      parseInteger(text, "--columns", 1, LARGEST_ROWS),
    )
    .addHelpText(
      "before",
      `Examples:
  relu-injectivity geometry euler --rows 834 --columns 101
  relu-injectivity geometry terms --rows 834 --columns 101 --csv   Figures 4.2, 4.3
  relu-injectivity geometry union --rows 40 --columns 4
  relu-injectivity geometry crossing --columns 100
`,
    )
    .action((quantity: string | undefined, options: GeometryOptions) => run(() => report(quantity, options)));
}

function report(quantity: string | undefined, { rows, columns }: GeometryOptions): Report {
  if (quantity === undefined) {
    throw new InputError(`geometry without a quantity: expected one of ${WORDS.join(", ")}`);
  }
  const word = parseChoice(quantity, "geometry", WORDS);
  if (word === "crossing") {
    if (rows !== undefined) {
      throw new InputError("--rows with geometry crossing: expected --columns only, as it finds the rows");
    }
    if (columns > LARGEST_CROSSING_COLUMNS) {
      throw new InputError(
        `'${columns}' in --columns: expected at most ${LARGEST_CROSSING_COLUMNS} for geometry crossing`,
      );
    }
    return crossingReport(columns);
  }
  if (rows === undefined) {
    throw new InputError(`--rows missing for geometry ${word}: expected a number of rows, --rows m`);
  }
  if (rows < columns) {
    throw new InputError(
      `--rows ${rows} with --columns ${columns}: expected at least as many rows as columns, --rows ${columns} or more`,
    );
  }
  return REPORTS[word](rows, columns);
}
