/** `emin`: the least number of positive outputs of one layer over all inputs. */
import type { Command } from "commander";
import {
  cellCounts,
  LARGEST_PROGRAM,
  type LeastPositives,
  largestRows,
  leastPositives,
} from "../../finite-size/index.js";
import { InputError } from "../../src/result.js";
import { parseChoice, parseInteger, parsePositive } from "../definition/parse.js";
import { addMatrixOptions, type MatrixOptions, readMatrixInput } from "../input/matrix-input.js";
import { EXIT } from "../output/exit-codes.js";
import type { Progress } from "../output/progress.js";
import type { Report } from "../output/report.js";
import type { RunCommand } from "../program.js";

const METHODS = ["auto", "enumeration", "branch-and-cut", "search"] as const;

interface EminOptions extends MatrixOptions {
  readonly method: (typeof METHODS)[number];
  readonly restarts: number;
  readonly nodes: number;
  readonly time: number;
}

/** Registers the command. */
export function registerEmin(program: Command, run: RunCommand): void {
  const command = program
    .command("emin [FILE]")
    .summary("least number of positive outputs of a given layer, exact or bounded")
    .description(
      "E_min = min over x != 0 of the number of rows with w_i . x > 0, for the matrix of a file (one row a line) or a " +
        "seeded Gaussian one. Exact by enumeration while C(m, n-1)(m - n + 1) <= 1e9, in rational arithmetic where " +
        `rounding could hide a sign: up to ${[3, 4, 5, 6, 8, 10].map((n) => `m = ${largestRows(n)} at n = ${n}`).join(", ")}; ` +
        "beyond, an upper bound by search and a lower one by branch and cut (HiGHS), the latter up to m n = 2e6.",
    );
  addMatrixOptions(command)
    .option(
      "--method <method>",
      METHODS.join(", "),
      (text) => parseChoice(text, "--method", METHODS),
      "auto" as const,
    )
    .option(
      "--restarts <R>",
      "of the search for the upper bound; the first eight are short",
      (text) => parseInteger(text, "--restarts", 0, 1_000_000),
      9,
    )
    .option(
      "--nodes <N>",
      "nodes of the branch and cut at most",
      (text) => parseInteger(text, "--nodes", 0, 2_147_483_647),
      100_000,
    )
    .option(
      "--time <seconds>",
      "of the branch and cut at most; when it strikes, the lower bound depends on the machine",
      (text) => parsePositive(text, "--time"),
      60,
    )
    .addHelpText(
      "before",
      `Examples:
  relu-injectivity emin weights.csv
  relu-injectivity emin --rows 24 --columns 4 --seed 7
  relu-injectivity emin --rows 60 --columns 10 --method branch-and-cut --time 300
  relu-injectivity emin --rows 600 --columns 100 --method search --restarts 12
`,
    )
    .action((file: string | undefined, options: EminOptions) =>
      run((progress) => report(file, options, progress)),
    );
}

async function report(file: string | undefined, options: EminOptions, progress: Progress): Promise<Report> {
  const { method, seed, restarts, nodes, time } = options;
  const { matrix, parameters } = readMatrixInput(file, options, "a FILE");
  const { rows, columns } = matrix;
  if (method === "enumeration" && rows > largestRows(columns)) {
    throw new InputError(
      `${rows} rows: expected at most ${largestRows(columns)} for enumeration with ${columns} columns, or --method auto`,
    );
  }
  const programmed = method === "branch-and-cut" || (method === "auto" && rows > largestRows(columns));
  if (programmed && rows * columns > LARGEST_PROGRAM) {
    throw new InputError(
      `${rows} rows and ${columns} columns: expected at most ${LARGEST_PROGRAM} entries for branch and cut, or --method search`,
    );
  }
  const found = await leastPositives(matrix, {
    method,
    seed,
    restarts,
    nodes,
    timeLimitSeconds: time,
    onProgress: ({ stage, share, lower, upper }) =>
      progress.update({ what: `${stage}: ${lower} <= E_min <= ${upper}`, done: share, total: 1 }),
  });
  const { status, lower, upper, witness, ray, verdict, limit } = found;
  const counts = cellCounts(matrix, columns);
  const badCells = counts === undefined ? null : counts.reduce((sum, count) => sum + count, 0);
  return {
    command: "emin",
    parameters: { ...parameters, seed, method, restarts, nodes, time },
    results: [
      {
        rows,
        columns,
        minimum: upper,
        exact: status === "exact",
        status,
        lower,
        upper,
        verdict,
        method: found.method,
        limit,
        badCells,
        witness,
        ray: ray === null ? null : ray.map(String),
      },
    ],
    tables: [
      {
        title: `Least number of positive outputs, ${rows} rows, ${columns} columns`,
        columns: [{ header: "E_min" }, { header: "status" }, { header: "layer" }, { header: "bad cells" }],
        rows: [
          [
            lower === upper ? `${upper}` : `${lower} … ${upper}`,
            status,
            verdict,
            badCells === null ? "-" : `${badCells}`,
          ],
        ],
      },
    ],
    notes: notesFor(found, columns),
    warnings:
      status === "bounds" || status === "upper-only"
        ? [
            `E_min is not settled (${limit ?? "no lower bound was asked for"}): raise --time, --nodes or --restarts`,
          ]
        : [],
    exitCode: status === "bounds" ? EXIT.notConverged : EXIT.ok,
  };
}

function notesFor({ status, verdict, ray }: LeastPositives, columns: number): string[] {
  const meaning = {
    exact: "exact: every vertex of the arrangement was visited, doubtful signs decided in integers.",
    "solver-optimal":
      "solver-optimal: attained exactly by the witness; no less, by branch and cut in floating point.",
    bounds:
      "bounds: the upper one is attained by the witness, the lower one is the solver's, in floating point.",
    "upper-only": "upper-only: attained by the witness; a search proves nothing from below.",
  }[status];
  return [
    meaning,
    ...(ray === null ? [] : ["No double attains the minimum; 'ray' holds integers that do."]),
    ...(verdict === "not-injective"
      ? [`Not injective: fewer than n = ${columns} rows are active at the witness (in --json).`]
      : []),
  ];
}
