/** What a file is, as far as its first bytes say so: for messages about a file of another kind than was expected. */
import { InputError } from "./result.js";

/** Formats of this program by what they say of themselves in their first field. */
export const OWN_FORMATS = {
  record: "relu-injectivity-record/1",
  proof: "relu-injectivity-proof/1",
  networkCertificate: "relu-injectivity-certificate/1",
  matrixCertificate: "relu-injectivity certificate 1",
  activeUnits: "relu-injectivity-active-units/1",
  output: "relu-injectivity/1",
} as const;

const NAMES: Readonly<Record<string, string>> = {
  [OWN_FORMATS.record]: "a store of sweep",
  [OWN_FORMATS.proof]: "a proof of certify",
  [OWN_FORMATS.networkCertificate]: "a certificate of network check",
  [OWN_FORMATS.matrixCertificate]: "a certificate of certificate search",
  [OWN_FORMATS.activeUnits]: "witnesses of simulate or emin",
  [OWN_FORMATS.output]: "the JSON that a command prints",
};

/** How files begin, each byte a character, blanks left out and capitals made small. */
const BEGINNINGS: readonly (readonly [start: string, name: string])[] = [
  ["\u0093numpy", "a NumPy array"],
  ["pk\u0003\u0004", "a zip archive"],
  ["par1", "a Parquet file"],
  ["\u0089png", "a PNG picture"],
  ["%pdf", "a PDF document"],
  ["\u0089hdf", "an HDF5 file"],
  ["\u001f\u008b", "compressed by gzip"],
  ["\u0008", "an ONNX model"],
  ["<svg", "an SVG drawing"],
  ["<!doctype html", "an HTML page"],
];

const HEAD = 4096;

/** Each byte a character. */
function latin1(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}

/** The name of the kind; undefined for texts, JSON and bytes that say nothing of themselves. */
function kindOf(bytes: Uint8Array): string | undefined {
  if (bytes.length === 0) return "empty";
  const head = latin1(bytes.subarray(0, HEAD));
  const own = /^\s*\{\s*"(?:schema|format)"\s*:\s*"(relu-injectivity[^"]*)"/.exec(head)?.[1];
  if (own !== undefined) return NAMES[own];
  const beginning = head.trimStart().toLowerCase();
  return BEGINNINGS.find(([start]) => beginning.startsWith(start))?.[1];
}

/** The same in general terms where the bytes say no more. */
function generalKind(bytes: Uint8Array): string {
  if (bytes.subarray(0, HEAD).includes(0)) return "binary data of an unknown kind";
  const head = latin1(bytes.subarray(0, HEAD));
  return /^\s*[{[]/.test(head) ? "JSON of another kind" : "plain text";
}

/**
 * For files that need not say what they are.
 * @param format what those of the expected kind say of themselves, if they do
 * @throws InputError that says what the file is, where it says so itself and is of another kind
 */
export function refuseOtherKind(bytes: Uint8Array, where: string, expected: string, format?: string): void {
  const kind = kindOf(bytes);
  if (kind === undefined || (format !== undefined && kind === NAMES[format])) return;
  throw new InputError(`${where} is ${kind}: expected ${expected}`);
}

/** For files that say what they are. @throws InputError that says what the file is instead */
export function requireKind(bytes: Uint8Array, where: string, expected: string, format: string): void {
  const kind = kindOf(bytes) ?? generalKind(bytes);
  if (kind !== NAMES[format]) throw new InputError(`${where} is ${kind}: expected ${expected}`);
}
