/** One line of a store: a point with everything needed to read, continue, check and repeat it. */

import { createHash } from "node:crypto";
import * as z from "zod";
import { OWN_FORMATS } from "../src/file-kind.js";
import type { PointOutcome } from "./executor.js";
import type { IdentifiedPoint } from "./identified-path.js";

export const RECORD_SCHEMA = OWN_FORMATS.record;

const Id = z.string().regex(/^[0-9a-f]{32}$/, "expected 32 hexadecimal digits");
const Fields = z.record(z.string(), z.unknown());

const common = {
  schema: z.literal(RECORD_SCHEMA),
  id: Id,
  command: z.array(z.string()).min(1),
  /** The options of the command as resolved, defaults included; with command, numerics and from, the identity. */
  parameters: Fields,
  numerics: z.string(),
  /** The point whose results the solver started from; null for a cold start. */
  from: Id.nullable(),
};

const RecordSchema = z.discriminatedUnion("state", [
  z.strictObject({
    ...common,
    state: z.literal("done"),
    /** What the command states as its parameters. */
    resolved: Fields,
    results: z.array(z.unknown()),
    exitCode: z.number().int(),
    provenance: Fields,
  }),
  z.strictObject({ ...common, state: z.literal("failed"), error: z.string() }),
]);

export type StudyRecord = z.infer<typeof RecordSchema>;
export type DoneRecord = Extract<StudyRecord, { readonly state: "done" }>;

/** The record of a point and what became of it. */
export function recordOf(point: IdentifiedPoint, outcome: PointOutcome): StudyRecord {
  const shared = {
    schema: RECORD_SCHEMA as typeof RECORD_SCHEMA,
    id: point.id,
    command: [...point.command],
    parameters: { ...point.parameters },
    numerics: point.numerics,
    from: point.from,
  };
  if (outcome.state === "failed") return { ...shared, state: "failed", error: outcome.error };
  const { parameters, results, exitCode, provenance } = outcome;
  return {
    ...shared,
    state: "done",
    resolved: { ...parameters },
    results: [...results],
    exitCode,
    provenance: { ...provenance },
  };
}

const CHECKSUM = /^(.*),"checksum":"([0-9a-f]{16})"\}$/s;

/** The line of a record without its newline; its last field is a checksum of all the text before. */
export function encodeRecord(record: StudyRecord): string {
  const body = JSON.stringify(record).slice(0, -1);
  return `${body},"checksum":"${checksumOf(body)}"}`;
}

/** A record, or in one phrase what is wrong with the line. */
export type DecodedLine =
  | { readonly ok: true; readonly record: StudyRecord }
  | { readonly ok: false; readonly reason: string };

export function decodeLine(line: Uint8Array): DecodedLine {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(line);
  } catch {
    return { ok: false, reason: "it is not UTF-8 text" };
  }
  const match = CHECKSUM.exec(text);
  if (match === null) return { ok: false, reason: "it does not end in a checksum" };
  const [, body, checksum] = match;
  if (checksumOf(body) !== checksum) return { ok: false, reason: "its checksum does not fit its text" };
  let value: unknown;
  try {
    value = JSON.parse(`${body}}`);
  } catch {
    return { ok: false, reason: "it is not JSON" };
  }
  const parsed = RecordSchema.safeParse(value);
  if (parsed.success) return { ok: true, record: parsed.data };
  const [issue] = parsed.error.issues;
  return { ok: false, reason: `${issue.path.join(".") || "record"}: ${issue.message}` };
}

const BEGINNING = Buffer.from(`{"schema":"${RECORD_SCHEMA}",`);

/**
 * Whether a line without a newline is what an interruption leaves of a record: its beginning, or the zeros of a file
 * that had grown before its text reached the disk. The last line of any other file is not.
 */
export function isCutRecord(line: Buffer): boolean {
  if (line.every((byte) => byte === 0)) return true;
  const length = Math.min(line.length, BEGINNING.length);
  return (
    line.subarray(0, length).equals(BEGINNING.subarray(0, length)) && !CHECKSUM.test(line.toString("latin1"))
  );
}

function checksumOf(body: string): string {
  return createHash("sha256").update(body).digest("hex").slice(0, 16);
}
