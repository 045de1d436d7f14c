/** Inputs with few active units verified: what `simulate --save` and `emin --save` write. */
import { verifyWitnesses } from "../../finite-size/index.js";
import { columns } from "../definition/columns.js";
import { field, type Outcome, pick } from "../definition/command.js";
import { EXIT } from "../output/exit-codes.js";
import { CERTIFICATE_FIELDS } from "./certificates.js";

export const WITNESS_FIELDS = {
  ...pick(CERTIFICATE_FIELDS, "kind", "valid", "claim"),
  networks: field("Networks in a file of inputs with few active units.", "integer"),
  witnesses: field("Inputs in that file, each with a count of active units.", "integer"),
};

const CLAIM = "at every input of the file as many units of its layer are positive as it says";

/** Recounts every witness. @throws InputError for a text that is not such a file */
export function witnessesOutcome(text: string, file: string): Outcome {
  const { problems, networks, witnesses } = verifyWitnesses(text, `'${file}'`);
  const valid = problems.length === 0;
  const results = [{ kind: "witnesses of active units", valid, claim: CLAIM, networks, witnesses, problems }];
  return {
    parameters: { file },
    results,
    tables: () => [
      {
        title: `${valid ? "Valid" : "NOT VALID"}: witnesses ${file}`,
        columns: columns(WITNESS_FIELDS, "valid", "networks", "witnesses"),
        rows: results,
      },
    ],
    notes: () =>
      valid
        ? [
            "Counted in big integers: the least active units are at most these. That there are no fewer is not in the file.",
          ]
        : problems.map((problem) => `Problem: ${problem}.`),
    exitCode: valid ? EXIT.ok : EXIT.verificationFailed,
  };
}
