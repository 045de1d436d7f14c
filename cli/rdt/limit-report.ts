/** `rdt --depth infinity`: where the minimal admissible sequences go. */
import { type DualNorms, type Notion, sequenceLimit } from "../../rdt/index.js";
import { quantity } from "../../src/result.js";
import { exitCodeFor } from "../output/exit-codes.js";
import { formatNumber, formatQuantity } from "../output/format-quantity.js";
import type { Report } from "../output/report.js";

/** The limit for one notion: the chosen normalisation as the result, both in the table. */
export function limitReport(notion: Notion, dualNorms: DualNorms): Report {
  const { limit, incoming, approach } = sequenceLimit(notion, dualNorms);
  const both = (["unit", "optimal"] as const).map((norms) => sequenceLimit(notion, norms));
  return {
    command: "rdt",
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
    tables: [
      {
        title: `Limits of minimal admissible sequences as the depth grows, ${notion}`,
        columns: [{ header: "dual norms" }, { header: "expansion" }, { header: "T" }, { header: "approach" }],
        rows: both.map((found) => [
          found.dualNorms,
          formatQuantity(found.limit),
          formatNumber(found.incoming, 10),
          found.approach.kind === "geometric"
            ? `geometric, factor ${formatNumber(found.approach.factor, 8)}`
            : `${formatNumber(found.approach.coefficient, 6)} l^(-${formatNumber(found.approach.exponent, 3)})`,
        ]),
      },
    ],
    notes: [
      "The limits do not depend on the first expansion; relative expansions tend to 1.",
      "Optimal norms: the expansions fall to the count of active units itself, no layer can do with less.",
    ],
    exitCode: exitCodeFor([limit]),
  };
}
