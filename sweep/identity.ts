/** The identity of a point: a hash of everything its stored digits depend on. */
import { createHash } from "node:crypto";
import { convolutionKernelName } from "../src/kernel/select.js";
import { NUMERICS_VERSION } from "../src/numerics-version.js";

/** Parameters as resolved: plain JSON values, non-finite numbers as strings. */
export type Parameters = Readonly<Record<string, unknown>>;

/** What identifies a point. */
export interface PointIdentity {
  /** The command with its subcommands and operands, e.g. ["geometry", "euler"]. */
  readonly command: readonly string[];
  readonly parameters: Parameters;
  /** See {@link numericsIdentity}. */
  readonly numerics: string;
  /** Identity of the point whose results the solver started from; null for a cold start. */
  readonly from: string | null;
}

/** 128 bits, in hexadecimal digits. */
const ID_LENGTH = 32;

/**
 * The version of the numerical code, and the convolution kernel where it may change digits: `wasm` and `js` agree to
 * the last bit, fft.js does not.
 */
export function numericsIdentity(): string {
  return convolutionKernelName() === "fftjs" ? `${NUMERICS_VERSION}+fftjs` : String(NUMERICS_VERSION);
}

/** Equal identities mean equal stored results (on one engine); the chain of starts is part of it. */
export function pointId({ command, parameters, numerics, from }: PointIdentity): string {
  return createHash("sha256")
    .update(canonicalJson({ command, parameters, numerics, ...(from === null ? {} : { from }) }))
    .digest("hex")
    .slice(0, ID_LENGTH);
}

/** JSON without blanks, its keys sorted: one text for one value, whatever the order it was written in. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([key, entry]) => `${JSON.stringify(key)}:${canonicalJson(entry)}`).join(",")}}`;
  }
  if (typeof value === "number" && !Number.isFinite(value)) return JSON.stringify(String(value));
  return JSON.stringify(value);
}
