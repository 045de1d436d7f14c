/** `certify`: bounds as theorems, with proofs that `verify` and a second program check. */
import { certifyAudit } from "../certify/audit.js";
import { certifyFinite } from "../certify/finite.js";
import { certifyConstants, certifyRsb } from "../certify/others.js";
import { certifyRdt } from "../certify/rdt.js";
import { certifyWidth } from "../certify/width.js";
import { defineGroup } from "../definition/command.js";

export const certify = defineGroup({
  description:
    "Proofs of bounds: finitely many inequalities between elementary functions at rational points, decided in exact " +
    "integer intervals by code that shares nothing with the search. docs/theorems.md has the theorems and their proofs.",
  examples: [
    ["certify width --notion strong --lifted", "one width, every depth, injective"],
    ["certify finite --rows 800 --columns 100", "at finite size"],
    ["certify rdt --expansions 6.7004 --save proof.json"],
  ],
  commands: {
    rdt: {
      summary: "capacity after given expansions, weak or strong, plain or lifted",
      definition: certifyRdt,
    },
    width: { summary: "one constant width for every depth", definition: certifyWidth },
    finite: { summary: "probability of non-injectivity at finite m and n", definition: certifyFinite },
    constants: { summary: "one-layer thresholds in closed form", definition: certifyConstants },
    rsb: { summary: "the k-RSB functional from above", definition: certifyRsb },
    audit: { summary: "printed capacities confirmed or refuted", definition: certifyAudit },
  },
});
