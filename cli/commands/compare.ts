/** `compare`: all bounds on the one-layer injectivity threshold, sorted. */
import { oneLayerComparison } from "../../compare/index.js";
import { SMALLEST_FULL_RSB_TOLERANCE } from "../../rsb/index.js";
import { column, columns } from "../definition/columns.js";
import { defineCommand, field, pick } from "../definition/command.js";
import { positive } from "../definition/option.js";
import { COMPARISON_WORDS } from "../vocabulary/comparison.js";

const FIELDS = {
  bound: field("Short name of the bound."),
  value: field("The bound on alpha = m/n.", { unit: "1" }),
  side: field(
    "lower: no layer below it is injective; upper: every layer above it is, with high probability.",
  ),
  certified: field(
    "The bound as an exact decimal that is proved, rounded to the safe side; present where kind is certified.",
    { source: "docs/theorems.md" },
  ),
  valid: field("False for a published bound whose derivation fails; note says why."),
  ...pick(COMPARISON_WORDS, "kind", "source", "note"),
};

export const compare = defineCommand({
  description:
    "Every bound on the injectivity threshold alpha = m/n of one ReLU layer with Gaussian weights.",
  examples: [
    ["compare", "sorted table of bounds"],
    ["compare --markdown", "for a paper's supplement"],
  ],
  options: {
    tolerance: positive(`error of the full-RSB value, at least ${SMALLEST_FULL_RSB_TOLERANCE}`, {
      default: 1e-9,
      placeholder: "T",
    }),
  },
  fields: FIELDS,
  sweep: {},
  run({ tolerance }) {
    const results = oneLayerComparison(tolerance);
    return {
      results,
      tables: () => [
        {
          title: "Bounds on the injectivity threshold of one layer, alpha = m/n",
          columns: columns(FIELDS, "bound", "value", "certified", "side", "kind"),
          rows: results.map((row) => (row.valid ? row : { ...row, kind: "INVALID" })),
        },
        {
          title: "Sources",
          columns: [column(FIELDS, "bound"), column(FIELDS, "source", { wrap: true })],
          rows: results,
        },
      ],
      notes: () =>
        results.filter(({ valid }) => !valid).map(({ bound, note }) => `${bound} (invalid): ${note}`),
    };
  },
});
