/** Certificates verified: of a matrix (`certificate search --save`), of a network (`network check --save`). */
import { verifyCertificate as verifyMatrixCertificate } from "../../finite-size/index.js";
import {
  type Certificate,
  certificateStatements,
  type parseCertificate,
  type Scope,
  type StoredLayer,
  verifyCertificate,
} from "../../network/index.js";
import { column, columns } from "../definition/columns.js";
import { field, type Outcome } from "../definition/command.js";
import { EXIT } from "../output/exit-codes.js";

export const CERTIFICATE_FIELDS = {
  kind: field("What the file is: a store, a matrix certificate, a network certificate, or a proof.", "text"),
  valid: field("Whether everything that the file says holds.", "boolean"),
  claim: field("What the file claims; null where it cannot be read as far as that.", ["text", "null"]),
  rows: field("Rows of the matrix; null where the file cannot be read as far as that.", ["integer", "null"]),
  columns: field("Columns of the matrix; null where the file cannot be read as far as that.", [
    "integer",
    "null",
  ]),
  active: field(
    "Non-zero rows with w_i . x >= 0 (with a margin >= margin |x|) at the x of the certificate, counted here; null where the file cannot be read as far as that.",
    ["integer", "null"],
  ),
  problems: field("What is wrong, one sentence each.", "text[]"),
  layer: field("Number of the layer, counted from 1, or the word network; null where nothing can be read.", [
    "integer",
    "text",
    "null",
  ]),
  domain: field(
    "The inputs that the claim is about: space, orthant, box:R, box:LOW:HIGH,…, ball:R, or several joined by ' and '.",
    ["text", "null"],
  ),
  activation: field(
    "The activation that the claim is about: relu, or strictly-monotone for all such functions; null for a network, whose certificate holds all of its activations.",
    ["text", "null"],
  ),
  statement: field("The claim as a sentence, with the activation and the inputs that it is made for.", [
    "text",
    "null",
  ]),
  verified: field("Whether the claim is proved, and about the network that was named.", "boolean"),
  problem: field("What is wrong with the claim, in words; null where nothing is.", ["text", "null"]),
};

const NOT_INJECTIVE = "x -> ReLU(W x) is not injective";

/** Checks a certificate of a matrix. @throws InputError for a text that is not such a certificate */
export function matrixCertificateOutcome(text: string, file: string): Outcome {
  const { problems, rows, columns: n, active, few } = verifyMatrixCertificate(text, `'${file}'`);
  const valid = problems.length === 0;
  const claim =
    few === null ? NOT_INJECTIVE : `fewer than ${few.below} rows have w_i . x >= ${few.margin} |x|`;
  const results = [{ kind: "matrix certificate", valid, claim, rows, columns: n, active, problems }];
  return {
    parameters: { file },
    results,
    tables: () => [
      {
        title: `${valid ? "Valid" : "NOT VALID"}: certificate ${file}`,
        columns: columns(CERTIFICATE_FIELDS, "valid", "rows", "columns", "active"),
        rows: results,
      },
    ],
    notes: () =>
      valid
        ? [few === null ? `Fewer than n rows are active at x: ${claim}.` : `At x ${claim}.`]
        : problems.map((problem) => `Problem: ${problem}.`),
    exitCode: valid ? EXIT.ok : EXIT.verificationFailed,
  };
}

/** What a network's certificate is held against; without layers the weights in it are used. */
export interface Expected {
  readonly stored?: readonly StoredLayer[];
  readonly scope?: Scope;
  /** What the reader of the file of weights assumed. */
  readonly notes?: readonly string[];
}

/** Checks a certificate of a network; what is not a certificate is a failed verification. */
export function networkCertificateOutcome(
  parsed: ReturnType<typeof parseCertificate>,
  { stored, scope, notes = [] }: Expected = {},
): Outcome {
  const results =
    "problem" in parsed
      ? [{ ...UNREADABLE, problem: `no certificate: ${parsed.problem}` }]
      : claims(parsed.certificate, stored, scope);
  const valid = results.every(({ verified }) => verified);
  const parsedWell = !("problem" in parsed);
  return {
    results,
    tables: () => [
      {
        title: valid ? "Verified" : "Verification failed",
        columns: [
          ...columns(CERTIFICATE_FIELDS, "layer", "claim", "domain"),
          column(CERTIFICATE_FIELDS, "verified", { wrap: true }),
        ],
        rows: results.map((result) => ({ ...result, verified: result.problem ?? "yes" })),
      },
    ],
    notes: () => [
      ...results.flatMap(({ verified, statement }) => (verified && statement !== null ? [statement] : [])),
      ...notes,
      ...(stored === undefined && valid
        ? [
            "Checked against the weights in the certificate; verify CERTIFICATE WEIGHTS checks that it is about them.",
          ]
        : []),
      ...(stored === undefined && !valid && parsedWell
        ? [
            "Held against ReLU on the whole space, or what --activation, --domain and --layer say; WEIGHTS may say it too.",
          ]
        : []),
    ],
    exitCode: valid ? EXIT.ok : EXIT.verificationFailed,
  };
}

const UNREADABLE = {
  kind: "network certificate",
  valid: false,
  layer: null,
  claim: null,
  domain: null,
  activation: null,
  statement: null,
  verified: false,
};

function claims(certificate: Certificate, stored?: readonly StoredLayer[], scope?: Scope) {
  const statements = certificateStatements(certificate);
  return verifyCertificate(certificate, stored, scope).map((check, i) => ({
    kind: "network certificate",
    valid: check.problem === null,
    ...check,
    activation: certificate.layers[i]?.activation ?? null,
    statement: statements[i] ?? null,
    verified: check.problem === null,
  }));
}
