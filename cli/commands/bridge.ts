/** `bridge`: one layer, level by level, by lifted duality and by replica symmetry breaking. */
import type { Command } from "commander";
import { liftingLadder } from "../../compare/index.js";
import { parseInteger } from "../definition/parse.js";
import { exitCodeFor } from "../output/exit-codes.js";
import { formatQuantity, formatSmall } from "../output/format-quantity.js";
import type { Progress } from "../output/progress.js";
import type { Report } from "../output/report.js";

const MOST_LEVELS = 3;

/** Registers the command. */
export function registerBridge(
  program: Command,
  run: (report: (progress: Progress) => Report) => void,
): void {
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
    .action(({ levels }: { levels: number }) => run((progress) => report(levels, progress)));
}

/** Newton takes a level through about this many evaluations. */
const EVALUATIONS = 14;

function report(levels: number, progress: Progress): Report {
  let evaluations = 0;
  let current = 0;
  const rungs = liftingLadder(levels, (level, residual) => {
    evaluations = level === current ? evaluations + 1 : 1;
    current = level;
    // Each level costs some fifty times the one before: only the last one counts.
    const done = level < levels ? 0.02 : Math.min(0.95, evaluations / EVALUATIONS);
    progress.update({ what: `lifting level ${level}, evaluation ${evaluations}`, residual, done, total: 1 });
  });
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
