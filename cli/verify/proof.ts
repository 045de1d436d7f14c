/** Proofs verified: what `certify` writes, checked in exact interval arithmetic. */
import { checkProof } from "../../certified/index.js";
import { column, columns } from "../definition/columns.js";
import { field, type Outcome } from "../definition/command.js";
import { EXIT } from "../output/exit-codes.js";

export const PROOF_FIELDS = {
  kind: field(
    "What the file is: a store, a matrix certificate, a network certificate, or the kind of a proof.",
    "text",
  ),
  valid: field("Whether everything that the file says holds.", "boolean"),
  claim: field("What the file proves, as a sentence; null where it proves nothing.", ["text", "null"]),
  theorem: field("The theorem that turns the checked inequalities into the claim.", "text"),
  bound: field("The bound that the claim names, as a decimal; null for a lower end only.", ["text", "null"]),
  lower: field("A proven lower end of what the method itself gives; null where there is none.", [
    "text",
    "null",
  ]),
  inequalities: field("How many inequalities were decided.", "integer"),
  problem: field("The first demand that is not met; null where all are.", ["text", "null"]),
};

/** Checks the text of a proof file. */
export function proofOutcome(text: string, file: string): Outcome {
  const checked = checkProof(text);
  const { valid, kind } = checked;
  const results = [
    checked.valid
      ? {
          ...{ kind, valid, claim: checked.claim, theorem: checked.theorem, bound: checked.bound },
          ...{ lower: checked.lower, inequalities: checked.inequalities, problem: null },
        }
      : { kind, valid, claim: null, problem: checked.reason },
  ];
  return {
    parameters: { file },
    results,
    tables: () => [
      {
        title: valid ? "Verified" : "Verification failed",
        columns: valid
          ? columns(PROOF_FIELDS, "kind", "valid", "bound", "lower", "inequalities")
          : [...columns(PROOF_FIELDS, "kind", "valid"), column(PROOF_FIELDS, "problem", { wrap: true })],
        rows: results,
      },
    ],
    notes: () => (checked.valid ? [checked.claim, checked.theorem] : []),
    exitCode: valid ? EXIT.ok : EXIT.verificationFailed,
  };
}
