/** `rdt --depth infinity`: where the minimal admissible sequences go. */
import { type Approach, type DualNorms, type Notion, sequenceLimit } from "../../rdt/index.js";
import { quantity } from "../../src/result.js";
import { formatNumber } from "../../src/table/format-quantity.js";
import { column, columns } from "../definition/columns.js";
import type { Outcome } from "../definition/command.js";
import { RDT_FIELDS } from "./fields.js";

/** The limit for one notion: the chosen normalisation as the result, both in the table. */
export function limits(notion: Notion, dualNorms: DualNorms): Outcome {
  const { limit, incoming, approach } = sequenceLimit(notion, dualNorms);
  return {
    parameters: { depth: Number.POSITIVE_INFINITY, notion, lifted: false, dualNorms },
    results: [
      {
        layer: Number.POSITIVE_INFINITY,
        expansion: limit,
        relativeExpansion: quantity(1, 0),
        parameters: {},
        incoming,
        approach,
      },
    ],
    judged: [limit],
    tables: () => [
      {
        title: `Limits of minimal admissible sequences as the depth grows, ${notion}`,
        columns: [
          ...columns(RDT_FIELDS, "dualNorms", "expansion"),
          column(RDT_FIELDS, "incoming", { digits: 10 }),
          column(RDT_FIELDS, "approach"),
        ],
        rows: (["unit", "optimal"] as const)
          .map((norms) => sequenceLimit(notion, norms))
          .map((found) => ({ ...found, expansion: found.limit, approach: inWords(found.approach) })),
      },
    ],
    notes: () => [
      "The limits do not depend on the first expansion; relative expansions tend to 1.",
      "Optimal norms: the expansions fall to the count of active units itself, no layer can do with less.",
    ],
  };
}

function inWords(approach: Approach): string {
  return approach.kind === "geometric"
    ? `geometric, factor ${formatNumber(approach.factor, 8)}`
    : `${formatNumber(approach.coefficient, 6)} l^(-${formatNumber(approach.exponent, 3)})`;
}
