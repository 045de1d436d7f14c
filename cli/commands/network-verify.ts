/** `network verify`: checks a certificate of `network check` by independent code. */

import { parseCertificate } from "../../network/index.js";
import { OWN_FORMATS, requireKind } from "../../src/file-kind.js";
import { readRegularFile } from "../../src/regular-file.js";
import { defineCommand } from "../definition/command.js";
import { inputFile } from "../definition/option.js";
import { CERTIFICATE_FIELDS, networkCertificateOutcome } from "../verify/certificates.js";
import {
  EXPECTED_CONFLICTS,
  EXPECTED_OPTIONS,
  expectedOf,
  expectedWeights,
} from "../verify/expected-network.js";

/** A certificate of a layer with 8 inputs and 64 rows takes some 30 MB. */
const LARGEST_FILE = 500 * 2 ** 20;

export const verify = defineCommand({
  description:
    "Checks every claim of a certificate in exact arithmetic, by code that shares nothing with the search but the " +
    "file format. With WEIGHTS, also that the certificate is about these weights, their activations and --domain. " +
    "Exit code 4 if anything fails.",
  examples: [
    ["network verify proof.json"],
    ["network verify proof.json examples/weights.csv"],
    ["network verify proof.json examples/weights.csv --domain space"],
  ],
  operands: {
    certificate: inputFile("what network check --save wrote", { required: true, placeholder: "CERTIFICATE" }),
    weights: expectedWeights,
  },
  options: EXPECTED_OPTIONS,
  conflicts: EXPECTED_CONFLICTS,
  fields: CERTIFICATE_FIELDS,
  run({ certificate: file, ...expected }) {
    const parsed = readCertificate(file);
    const parameters = { certificate: file, weights: expected.weights, domain: expected.domain };
    return { parameters, ...networkCertificateOutcome(parsed, expectedOf(parsed, expected)) };
  },
});

/** @throws InputError for a file that cannot be read; what is not a certificate is a failed verification */
function readCertificate(path: string): ReturnType<typeof parseCertificate> {
  const expected = "a certificate as network check --save writes";
  const bytes = readRegularFile(path, LARGEST_FILE, expected);
  requireKind(bytes, `'${path}'`, expected, OWN_FORMATS.networkCertificate);
  const text = new TextDecoder().decode(bytes);
  try {
    return parseCertificate(JSON.parse(text));
  } catch (error) {
    // Text that is not JSON, or nested beyond what the stack holds.
    return { problem: error instanceof RangeError ? "nested too deeply" : "not JSON" };
  }
}
