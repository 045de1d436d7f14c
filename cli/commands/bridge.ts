/** `bridge`: one layer, level by level, by lifted duality and by replica symmetry breaking. */
import { LARGEST_LADDER_LEVEL, liftingLadder } from "../../compare/index.js";
import { column, columns } from "../definition/columns.js";
import { defineCommand, field, pick } from "../definition/command.js";
import { integer } from "../definition/option.js";
import type { Progress } from "../output/progress.js";
import { COMPARISON_WORDS } from "../vocabulary/comparison.js";

const FIELDS = {
  level: field("Level of full lifting: 1, 2, 3, or partial for partial lifting, between 1 and 2."),
  duality: field("The duality, in words."),
  replica: field("The ansatz of replica theory that it equals."),
  byDuality: field("The threshold of one layer by duality.", { unit: "1", header: "threshold" }),
  byReplica: field("The threshold of one layer by replica theory.", { unit: "1", header: "threshold" }),
  difference: field("Distance of the two thresholds.", { unit: "1", header: "gap" }),
  ...pick(COMPARISON_WORDS, "agrees"),
  rigorous: field(
    "Whether the duality is a theorem: plain and partial lifting follow from Gordon's comparison.",
  ),
};

export const bridge = defineCommand({
  description:
    "Level r of fully lifted random duality is (r-1)-RSB, partial lifting is 1-RSB with q_0 = 0: the thresholds by separate code.",
  examples: [
    ["bridge", "levels 1 to 3 and partial lifting"],
    ["bridge --levels 2", "the quick ones"],
  ],
  options: {
    levels: integer("highest level of full lifting; 3 takes some seconds", {
      from: 1,
      to: LARGEST_LADDER_LEVEL,
      default: LARGEST_LADDER_LEVEL,
      placeholder: "R",
    }),
  },
  fields: FIELDS,
  sweep: {},
  run({ levels }, { progress }) {
    const results = liftingLadder(levels, watch(levels, progress));
    return {
      results,
      tables: () => [
        {
          title: "One-layer threshold by lifted duality and by replica symmetry breaking",
          columns: [
            ...columns(FIELDS, "duality", "byDuality", "replica", "byReplica"),
            column(FIELDS, "difference", { small: true }),
            ...(results.every(({ agrees }) => agrees) ? [] : columns(FIELDS, "agrees")),
          ],
          rows: results,
        },
      ],
      notes: () => [
        "Plain and partially lifted duality are theorems (upper bounds); from level 2 on both sides are predictions.",
      ],
    };
  },
});

/** Newton takes a level through about this many evaluations. */
const EVALUATIONS = 14;

function watch(levels: number, progress: Progress): (level: number, residual: number) => void {
  let evaluations = 0;
  let current = 0;
  return (level, residual) => {
    evaluations = level === current ? evaluations + 1 : 1;
    current = level;
    // Each level costs some fifty times the one before: only the last one counts.
    const done = level < levels ? 0.02 : Math.min(0.95, evaluations / EVALUATIONS);
    progress.update({ what: `lifting level ${level}, evaluation ${evaluations}`, residual, done, total: 1 });
  };
}
