/** `bridge`: one layer, level by level, by lifted duality and by replica symmetry breaking. */
import { deepLadder, LARGEST_LADDER_LEVEL, liftingLadder, oneLayerThreshold } from "../../compare/index.js";
import type { Notion } from "../../rdt/index.js";
import { InputError } from "../../src/result.js";
import { column, columns } from "../definition/columns.js";
import { defineCommand, field, type Outcome, pick } from "../definition/command.js";
import { choice, integer } from "../definition/option.js";
import { firstLayerOption } from "../input/first-layer.js";
import type { Progress } from "../output/progress.js";
import { COMPARISON_WORDS } from "../vocabulary/comparison.js";

const FIELDS = {
  level: field("Level of full lifting: 1, 2, 3, or partial for partial lifting, between 1 and 2.", "text"),
  duality: field("The duality, in words.", "text"),
  replica: field("The ansatz of replica theory that it equals.", "text"),
  byDuality: field(
    "The threshold or parameter by duality; null where no code of its own computes it.",
    ["quantity", "number", "null"],
    {
      header: "threshold",
    },
  ),
  byReplica: field("The threshold or parameter by replica theory.", ["quantity", "number"], {
    header: "threshold",
  }),
  difference: field("Distance of the two thresholds.", ["number", "null"], { header: "gap" }),
  ...pick(COMPARISON_WORDS, "agrees"),
  rigorous: field(
    "Whether the duality is a theorem: plain and partial lifting follow from Gordon's comparison.",
    "boolean",
  ),
  parameters: field("Two layers: the parameters of the stationary point in both languages.", "record[]"),
  name: field("Name of a parameter in duality.", "text"),
  meaning: field("What the parameter is in the order parameters of replica theory.", "text", {
    equation: "mu = chi_0/(2 gammaBar_1)",
    header: "in replica theory",
  }),
};

export const bridge = defineCommand({
  description:
    "Level r of fully lifted random duality is (r-1)-RSB, partial lifting is 1-RSB with q_0 = 0: the thresholds by separate code.",
  examples: [
    ["bridge", "levels 1 to 3 and partial lifting"],
    ["bridge --levels 2", "the quick ones"],
    ["bridge --depth 2", "two layers, with all parameters"],
  ],
  options: {
    levels: integer("highest level of full lifting; 3 takes some seconds", {
      from: 1,
      to: LARGEST_LADDER_LEVEL,
      default: LARGEST_LADDER_LEVEL,
      placeholder: "R",
    }),
    depth: integer("number of layers", { from: 1, to: 2, default: 1, placeholder: "L" }),
    notion: choice("with --depth 2: n active units in the last layer, or 2n", ["weak", "strong"], {
      defaultText: "weak",
      placeholder: "notion",
    }),
    firstLayer: firstLayerOption("with --depth 2: alpha_1", "2rsb"),
  },
  fields: FIELDS,
  sweep: {},
  run({ levels, depth, notion, firstLayer }, { progress }) {
    if (depth === 2) {
      const expansion =
        typeof firstLayer === "number" ? firstLayer : oneLayerThreshold(firstLayer ?? "2rsb").value;
      return twoLayers(expansion, notion ?? "weak", levels);
    }
    if (notion !== undefined || firstLayer !== undefined) {
      throw new InputError("--notion or --first-layer with one layer: expected --depth 2");
    }
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

function twoLayers(expansion: number, notion: Notion, levels: number): Outcome {
  const results = deepLadder(expansion, notion, levels);
  return {
    parameters: { depth: 2, levels, notion, firstLayer: expansion },
    results,
    judged: results.flatMap(({ byDuality, byReplica }) =>
      byDuality === null ? [byReplica] : [byDuality, byReplica],
    ),
    tables: () => [
      {
        title: `Capacity of the second layer behind alpha_1 = ${expansion.toPrecision(8)} (${notion})`,
        columns: [
          ...columns(FIELDS, "duality", "byDuality", "replica", "byReplica"),
          column(FIELDS, "difference", { small: true }),
        ],
        rows: results,
      },
      ...results
        .filter(({ parameters }) => parameters.length > 0)
        .map(({ duality, parameters }) => ({
          title: `Parameters, ${duality}`,
          columns: [
            ...columns(FIELDS, "name", "meaning"),
            column(FIELDS, "byDuality", { header: "duality", digits: 10 }),
            column(FIELDS, "byReplica", { header: "replica", digits: 10 }),
          ],
          rows: parameters,
        })),
    ],
    notes: () => [
      "mu = chi_0/(2 gammaBar_1). Plain and partially lifted duality are theorems (upper bounds); from level 2 on the replica side stands alone.",
    ],
  };
}

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
