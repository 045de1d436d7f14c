/** Which format a file has, of those that this program writes, and the verification that belongs to it. */
import { closeSync, readSync, statSync } from "node:fs";
import { PROOF_SCHEMA } from "../../certified/index.js";
import { ACTIVE_UNITS_FORMAT, MATRIX_CERTIFICATE_FORMAT } from "../../finite-size/index.js";
import { CERTIFICATE_FORMAT, parseCertificate } from "../../network/index.js";
import { requireKind } from "../../src/file-kind.js";
import { readRegularFile } from "../../src/regular-file.js";
import { InputError } from "../../src/result.js";
import { inputPath } from "../../src/standard-input.js";
import { openForReading, RECORD_SCHEMA } from "../../sweep/index.js";
import type { Context, Outcome } from "../definition/command.js";
import { type StoreVerification, verifyStore } from "../sweep/verify-store.js";
import { matrixCertificateOutcome, networkCertificateOutcome } from "./certificates.js";
import { type ExpectedOptions, expectedOf } from "./expected-network.js";
import { proofOutcome } from "./proof.js";
import { witnessesOutcome } from "./witnesses.js";

/** A certificate of a layer with 8 inputs and 64 rows takes some 30 MB. */
const LARGEST_DOCUMENT = 500 * 2 ** 20;

/** Documents by their field `schema` or `format`, but those that speak of a network. */
const DOCUMENTS: Readonly<Record<string, (text: string, file: string) => Outcome>> = {
  [MATRIX_CERTIFICATE_FORMAT]: matrixCertificateOutcome,
  [PROOF_SCHEMA]: proofOutcome,
  [ACTIVE_UNITS_FORMAT]: witnessesOutcome,
};

function networkCertificate(document: unknown, file: string, expected: ExpectedOptions): Outcome {
  const parsed = parseCertificate(document);
  const { weights, domain } = expected;
  return {
    ...networkCertificateOutcome(parsed, expectedOf(parsed, expected)),
    parameters: { file, weights, domain },
  };
}

/**
 * Verifies a file: a document by the format that it names, anything else as a store, in which every line that is no
 * record counts as damaged.
 * @throws InputError when the file cannot be read
 */
export async function verifyFile(
  file: string,
  options: StoreVerification,
  expected: ExpectedOptions,
  context: Context,
): Promise<Outcome> {
  if (statSync(inputPath(file), { throwIfNoEntry: false })?.size === 0) {
    throw new InputError(`'${file}' is empty: expected a store, a certificate or a proof`);
  }
  const bytes = beginsLikeStore(file) ? undefined : documentBytes(file);
  const text = bytes === undefined ? undefined : new TextDecoder().decode(bytes);
  const document = text === undefined ? undefined : parsed(text);
  const format = formatOf(document);
  if (isDocument(format)) requireNoStoreOptions(file, options);
  if (format === CERTIFICATE_FORMAT) return networkCertificate(document, file, expected);
  if (expected.weights !== undefined) {
    throw new InputError(`'${file}' with WEIGHTS: expected a certificate that network check has written`);
  }
  if (text !== undefined && format !== undefined && Object.hasOwn(DOCUMENTS, format))
    return DOCUMENTS[format](text, file);
  if (bytes !== undefined && text?.includes(RECORD_SCHEMA) !== true) {
    requireKind(bytes, `'${file}'`, "a store, a certificate or a proof", RECORD_SCHEMA);
  }
  return verifyStore(file, options, context);
}

function isDocument(format: string | undefined): boolean {
  return format === CERTIFICATE_FORMAT || (format !== undefined && Object.hasOwn(DOCUMENTS, format));
}

/** @throws InputError for what says something about stores alone */
function requireNoStoreOptions(file: string, { all, sample, seed, workers }: StoreVerification): void {
  const given = Object.entries({ all: all || undefined, sample, seed, workers });
  const found = given.find(([, value]) => value !== undefined);
  if (found !== undefined) throw new InputError(`--${found[0]} with '${file}': expected a store`);
}

/** Undefined for what is too large to be one document. */
function documentBytes(file: string): Uint8Array | undefined {
  if (statSync(inputPath(file)).size > LARGEST_DOCUMENT) return undefined;
  return readRegularFile(file, LARGEST_DOCUMENT, "a store, a certificate or a proof");
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
