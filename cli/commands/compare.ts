/** `compare`: all bounds on the one-layer injectivity threshold, sorted. */
import type { Command } from "commander";
import { oneLayerComparison } from "../../compare/index.js";
import { SMALLEST_FULL_RSB_TOLERANCE } from "../../rsb/index.js";
import { parsePositive } from "../definition/parse.js";
import { exitCodeFor } from "../output/exit-codes.js";
import { formatQuantity } from "../output/format-quantity.js";
import type { Report } from "../output/report.js";

const DEFAULT_TOLERANCE = 1e-9;

/** Registers the command. */
export function registerCompare(program: Command, run: (report: () => Report) => void): void {
  program
    .command("compare")
    .summary("all bounds of one layer side by side")
    .description(
      "Every bound on the injectivity threshold alpha = m/n of one ReLU layer with Gaussian weights.",
    )
    .option(
      "--tolerance <T>",
      `error of the full-RSB value, at least ${SMALLEST_FULL_RSB_TOLERANCE}`,
      (text) => parsePositive(text, "--tolerance"),
      DEFAULT_TOLERANCE,
    )
    .addHelpText(
      "before",
      `Examples:
  relu-injectivity compare              sorted table of bounds
  relu-injectivity compare --markdown   for a paper's supplement
`,
    )
    .action(({ tolerance }: { tolerance: number }) => run(() => report(tolerance)));
}

function report(tolerance: number): Report {
  const bounds = oneLayerComparison(tolerance);
  return {
    command: "compare",
    parameters: { tolerance },
    results: bounds.map((bound) => ({ ...bound })),
    tables: [
      {
        title: "Bounds on the injectivity threshold of one layer, alpha = m/n",
        columns: [{ header: "bound" }, { header: "value" }, { header: "side" }, { header: "kind" }],
        rows: bounds.map(({ bound, value, side, kind, valid }) => [
          bound,
          formatQuantity(value),
          side,
          valid ? kind : "INVALID",
        ]),
      },
      {
        title: "Sources",
        columns: [{ header: "bound" }, { header: "source", wrap: true }],
        rows: bounds.map(({ bound, source }) => [bound, source]),
      },
    ],
    notes: bounds.filter((bound) => !bound.valid).map(({ bound, note }) => `${bound} (invalid): ${note}`),
    exitCode: exitCodeFor(bounds.map((bound) => bound.value)),
  };
}
