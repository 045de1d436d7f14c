/** `certify audit`: the printed capacities of Stojnic 2024 confirmed or refuted by proof. */
import { certifiedAudit } from "../../compare/index.js";
import { columns } from "../definition/columns.js";
import { defineCommand, field, pick } from "../definition/command.js";
import { DUALITY_WORDS } from "../vocabulary/duality.js";
import { PROOF_FIELDS, proofResult } from "./fields.js";

const FIELDS = {
  table: field("Number of the table in the paper.", "integer"),
  depth: field("Number of layers.", "integer"),
  ...pick(DUALITY_WORDS, "notion", "expansions"),
  printed: field("The capacity as printed.", "text"),
  judgement: field(
    "confirmed: the program's value rounds to the printed digits; too-small or too-large: it does not, and the printed number is below or above it; undecided: the bracket is too wide to tell.",
    "text",
  ),
  ...PROOF_FIELDS,
};

export const certifyAudit = defineCommand({
  description:
    "Certified brackets of the published program (plain, unit norms) at the printed expansions, Tables 2 to 6 of " +
    "Stojnic 2024: each printed capacity is confirmed or refuted. The lifted tables are not judged.",
  examples: [["certify audit"], ["certify audit --json"]],
  options: {},
  fields: FIELDS,
  run() {
    const results = certifiedAudit().map(({ proof, ...row }) => ({ ...row, ...proofResult(proof) }));
    return {
      parameters: {},
      results,
      tables: () => [
        {
          title: "Printed capacities of Stojnic 2024 against certified brackets",
          columns: columns(FIELDS, "table", "depth", "notion", "printed", "lower", "bound", "judgement"),
          rows: results,
        },
      ],
      notes: () => [
        "A printed capacity that is too small is not what the program gives; one that is too large still is a bound.",
        "The lifted Tables 8 and 9 are not judged: lifting with unit norms couples the layers, and has no proof format.",
      ],
    };
  },
});
