/** `bridge`: one layer, level by level, by lifted duality and by replica symmetry breaking. */
import type { Command } from "commander";
import { liftingLadder } from "../../compare/index.js";
import { exitCodeFor } from "../exit-codes.js";
import { formatQuantity, formatSmall } from "../format-quantity.js";
import { parseInteger } from "../parse.js";
import type { Report } from "../report.js";

const MOST_LEVELS = 3;

/** Registers the command. */
export function registerBridge(program: Command, run: (report: () => Report) => void): void {
  program
    .command("bridge")
    .summary("lifted duality against k-RSB, level by level, one layer")
    .description(
      "Level r of fully lifted random duality is (r-1)-RSB, partial lifting is 1-RSB with q_0 = 0: the thresholds by separate code.",
    )
    .option(
      "--levels <R>",
      `highest level of full lifting, 1 … ${MOST_LEVELS}; 3 takes some seconds`,
      (text) => parseInteger(text, "--levels", 1, MOST_LEVELS),
      MOST_LEVELS,
    )
    .addHelpText(
      "before",
      `Examples:
  relu-injectivity bridge              levels 1 to 3 and partial lifting
  relu-injectivity bridge --levels 2   the quick ones
`,
    )
    .action(({ levels }: { levels: number }) => run(() => report(levels)));
}

function report(levels: number): Report {
  const rungs = liftingLadder(levels);
  return {
    command: "bridge",
    parameters: { levels },
    results: rungs.map((rung) => ({ ...rung })),
    tables: [
      {
        title: "One-layer threshold by lifted duality and by replica symmetry breaking",
        columns: [
          { header: "duality" },
          { header: "threshold" },
          { header: "replica" },
          { header: "threshold" },
          { header: "gap" },
        ],
        rows: rungs.map(({ duality, byDuality, replica, byReplica, difference, agrees }) => [
          duality,
          formatQuantity(byDuality),
          replica,
          formatQuantity(byReplica),
          `${formatSmall(difference)}${agrees ? "" : " NO"}`,
        ]),
      },
    ],
    notes: [
      "Plain and partially lifted duality are theorems (upper bounds); from level 2 on both sides are predictions.",
    ],
    exitCode: exitCodeFor(rungs.flatMap(({ byDuality, byReplica }) => [byDuality, byReplica])),
  };
}
