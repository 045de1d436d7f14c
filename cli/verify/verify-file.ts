/** Which format a file has, of those that this program writes, and the verification that belongs to it. */
import { closeSync, readSync, statSync } from "node:fs";
import { PROOF_SCHEMA } from "../../certified/index.js";
import { MATRIX_CERTIFICATE_FORMAT } from "../../finite-size/index.js";
import { CERTIFICATE_FORMAT, parseCertificate } from "../../network/index.js";
import { readRegularFile } from "../../src/regular-file.js";
import { InputError } from "../../src/result.js";
import { inputPath } from "../../src/standard-input.js";
import { openForReading, RECORD_SCHEMA } from "../../sweep/index.js";
import type { Context, Outcome } from "../definition/command.js";
import { type StoreVerification, verifyStore } from "../sweep/verify-store.js";
import { matrixCertificateOutcome, networkCertificateOutcome } from "./certificates.js";
import { proofOutcome } from "./proof.js";

/** A certificate of a layer with 8 inputs and 64 rows takes some 30 MB. */
const LARGEST_DOCUMENT = 500 * 2 ** 20;

/** Documents by their field `schema` or `format`. */
const DOCUMENTS: Readonly<Record<string, (document: unknown, text: string, file: string) => Outcome>> = {
  [MATRIX_CERTIFICATE_FORMAT]: (_document, text, file) => matrixCertificateOutcome(text, file),
  [CERTIFICATE_FORMAT]: (document, _text, file) => ({
    ...networkCertificateOutcome(parseCertificate(document)),
    parameters: { file },
  }),
  [PROOF_SCHEMA]: (_document, text, file) => proofOutcome(text, file),
};

/**
 * Verifies a file: a document by the format that it names, anything else as a store, in which every line that is no
 * record counts as damaged.
 * @throws InputError when the file cannot be read
 */
export async function verifyFile(
  file: string,
  options: StoreVerification,
  context: Context,
): Promise<Outcome> {
  if (statSync(inputPath(file), { throwIfNoEntry: false })?.size === 0) {
    throw new InputError(`'${file}' is empty: expected a store, a certificate or a proof`);
  }
  if (!beginsLikeStore(file) && statSync(inputPath(file)).size <= LARGEST_DOCUMENT) {
    const text = new TextDecoder().decode(
      readRegularFile(file, LARGEST_DOCUMENT, "a store, a certificate or a proof"),
    );
    const document = parsed(text);
    const format = formatOf(document);
    if (format !== undefined && Object.hasOwn(DOCUMENTS, format))
      return DOCUMENTS[format](document, text, file);
  }
  return verifyStore(file, options, context);
}

/** Stores may be larger than memory: their first bytes tell. @throws InputError when the file cannot be read */
function beginsLikeStore(file: string): boolean {
  const beginning = Buffer.from(`{"schema":"${RECORD_SCHEMA}"`);
  const bytes = Buffer.alloc(beginning.length);
  const descriptor = openForReading(file);
  try {
    return readSync(descriptor, bytes) === bytes.length && bytes.equals(beginning);
  } finally {
    closeSync(descriptor);
  }
}

/** Undefined for what is not JSON, or nested beyond what the stack holds. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function formatOf(document: unknown): string | undefined {
  if (typeof document !== "object" || document === null) return undefined;
  const { schema, format } = document as { readonly schema?: unknown; readonly format?: unknown };
  const name = schema ?? format;
  return typeof name === "string" ? name : undefined;
}
