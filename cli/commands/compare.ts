/** `compare`: all bounds on the one-layer injectivity threshold, sorted. */
import type { Command } from "commander";
import { oneLayerComparison } from "../../compare/index.js";
import { MAX_STEPS } from "../../rsb/index.js";
import { exitCodeFor } from "../exit-codes.js";
import { formatQuantity } from "../format-quantity.js";
import { parseInteger } from "../parse.js";
import type { Report } from "../report.js";

/** Levels of the chain behind the full-RSB row. */
const DEFAULT_LEVELS = 14;
const FEWEST_LEVELS = 6;

/** Registers the command. */
export function registerCompare(program: Command, run: (report: () => Report) => void): void {
  program
    .command("compare")
    .summary("all bounds of one layer side by side")
    .description(
      "Every bound on the injectivity threshold alpha = m/n of one ReLU layer with Gaussian weights.",
    )
    .option(
      "--levels <K>",
      `largest k of the chain extrapolated to full RSB, ${FEWEST_LEVELS} … ${MAX_STEPS}`,
      (text) => parseInteger(text, "--levels", FEWEST_LEVELS, MAX_STEPS),
      DEFAULT_LEVELS,
    )
    .addHelpText(
      "before",
      `Examples:
  relu-injectivity compare              sorted table of bounds
  relu-injectivity compare --markdown   for a paper's supplement
`,
    )
    .action(({ levels }: { levels: number }) => run(() => report(levels)));
}

function report(levels: number): Report {
  const bounds = oneLayerComparison(levels);
  return {
    command: "compare",
    parameters: { levels },
    results: bounds.map((bound) => ({ ...bound })),
    tables: [
      {
        title: "Bounds on the injectivity threshold of one layer, alpha = m/n",
        columns: [
          { header: "bound" },
          { header: "value" },
          { header: "side" },
          { header: "kind" },
          { header: "source", wrap: true },
        ],
        rows: bounds.map(({ bound, value, side, kind, valid, source }) => [
          bound,
          formatQuantity(value),
          side,
          valid ? kind : "INVALID",
          source,
        ]),
      },
    ],
    notes: bounds.filter((bound) => !bound.valid).map(({ bound, note }) => `${bound} (invalid): ${note}`),
    exitCode: exitCodeFor(bounds.map((bound) => bound.value)),
  };
}
