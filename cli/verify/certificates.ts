/** Certificates verified: of a matrix (`certificate search --save`), of a network (`network check --save`). */
import { verifyCertificate as verifyMatrixCertificate } from "../../finite-size/index.js";
import {
  type parseCertificate,
  type StoredLayer,
  type Verification,
  verifyCertificate,
} from "../../network/index.js";
import { columns } from "../definition/columns.js";
import { field, type Outcome } from "../definition/command.js";
import { EXIT } from "../output/exit-codes.js";

export const CERTIFICATE_FIELDS = {
  kind: field("What the file is: a store, a matrix certificate, a network certificate, or a proof."),
  valid: field("Whether everything that the file says holds."),
  claim: field("What the file claims; null where it cannot be read as far as that."),
  rows: field("Rows of the matrix; null where the file cannot be read as far as that."),
  columns: field("Columns of the matrix; null where the file cannot be read as far as that."),
  positives: field("Rows with w_i . x > 0 at the x of the certificate, counted here.", {
    header: "positive outputs",
  }),
  problems: field("What is wrong, one sentence each."),
  layer: field("Number of the layer, counted from 1, or the word network; null where nothing can be read."),
  domain: field("The inputs that the claim is about: space, orthant or box:R."),
  verified: field("Whether the claim is proved."),
  problem: field("What is wrong with the claim, in words; null where nothing is."),
};

const NOT_INJECTIVE = "x -> ReLU(W x) is not injective";

/** Checks a certificate of a matrix. @throws InputError for a text that is no such certificate */
export function matrixCertificateOutcome(text: string, file: string): Outcome {
  const { problems, rows, columns: n, positives } = verifyMatrixCertificate(text, `'${file}'`);
  const valid = problems.length === 0;
  const results = [
    { kind: "matrix certificate", valid, claim: NOT_INJECTIVE, rows, columns: n, positives, problems },
  ];
  return {
    parameters: { file },
    results,
    tables: () => [
      {
        title: `Certificate ${file}`,
        columns: columns(CERTIFICATE_FIELDS, "valid", "rows", "columns", "positives"),
        rows: results,
      },
    ],
    notes: () =>
      valid
        ? [`Fewer than n rows are active at x: ${NOT_INJECTIVE}.`]
        : problems.map((problem) => `Problem: ${problem}.`),
    exitCode: valid ? EXIT.ok : EXIT.verificationFailed,
  };
}

/**
 * Checks a certificate of a network; what is no certificate is a failed verification.
 * @param stored the layers that it is to be about; without them the weights in the certificate are used
 */
export function networkCertificateOutcome(
  parsed: ReturnType<typeof parseCertificate>,
  stored?: readonly StoredLayer[],
): Outcome {
  const results =
    "problem" in parsed
      ? [claimResult(null, `no certificate: ${parsed.problem}`)]
      : verifyCertificate(parsed.certificate, stored).map((check) => claimResult(check, check.problem));
  const valid = results.every(({ verified }) => verified);
  return {
    results,
    tables: () => [
      {
        title: valid ? "Verified" : "Verification failed",
        columns: columns(CERTIFICATE_FIELDS, "layer", "claim", "domain", "verified", "problem").map(
          (shown) => (shown.name === "problem" ? { ...shown, wrap: true } : shown),
        ),
        rows: results,
      },
    ],
    notes: () =>
      stored === undefined && valid
        ? [
            "Checked against the weights in the certificate; network verify CERTIFICATE WEIGHTS checks that it is about them.",
          ]
        : [],
    exitCode: valid ? EXIT.ok : EXIT.verificationFailed,
  };
}

function claimResult(check: Verification | null, problem: string | null) {
  return {
    kind: "network certificate",
    valid: problem === null,
    layer: check?.layer ?? null,
    claim: check?.claim ?? null,
    domain: check?.domain ?? null,
    verified: problem === null,
    problem,
  };
}
