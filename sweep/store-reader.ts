/** Reading a store: every line checked, a cut last line and corrupt ones told apart. */

import { closeSync, openSync, readSync, statSync } from "node:fs";
import { causeText } from "../src/cause.js";
import { requireKind } from "../src/file-kind.js";
import { InputError } from "../src/result.js";
import { inputPath } from "../src/standard-input.js";
import { readLines } from "./line-reader.js";
import { decodeLine, isCutRecord, RECORD_SCHEMA, type StudyRecord } from "./record.js";

/** A record in its place. */
export interface StoredRecord {
  readonly record: StudyRecord;
  /** From 1. */
  readonly line: number;
  /** Of its first byte, and without the newline. */
  readonly offset: number;
  readonly length: number;
}

/** A line that is not a record. */
export interface BadLine {
  readonly line: number;
  readonly offset: number;
  readonly length: number;
  readonly reason: string;
  /** Whether it is the end of a file that was cut off in the middle of a record. */
  readonly cut: boolean;
}

export type StoreLine = ({ readonly ok: true } & StoredRecord) | ({ readonly ok: false } & BadLine);

/** Every line of an open store, in order. */
export function* scanStore(descriptor: number): Generator<StoreLine & { terminated: boolean }, void, void> {
  for (const { number, bytes, offset, terminated } of readLines(descriptor)) {
    const place = { line: number, offset, length: bytes.length, terminated };
    const decoded = decodeLine(bytes);
    if (decoded.ok) yield { ok: true, record: decoded.record, ...place };
    else yield { ok: false, reason: decoded.reason, cut: !terminated && isCutRecord(bytes), ...place };
  }
}

/**
 * The records of a store in the order of its lines, several of one identity included (the last one counts).
 * @param onNote told about a cut last line, which is left out.
 * @throws InputError when the file cannot be read, or for a corrupt line, with its number.
 */
export function* readStore(
  path: string,
  onNote: (note: string) => void,
): Generator<StoredRecord, void, void> {
  const descriptor = openForReading(path);
  try {
    requireStore(descriptor, path);
    for (const line of scanStore(descriptor)) {
      if (line.ok) yield line;
      else if (line.cut) onNote(cutNote(path, line));
      else throw new InputError(corruptMessage(path, [line]));
    }
  } finally {
    closeSync(descriptor);
  }
}

/**
 * The current records of a store: of several with one identity the last.
 * @throws InputError as {@link readStore}.
 */
export function currentRecords(path: string, onNote: (note: string) => void): StudyRecord[] {
  const records = new Map<string, StudyRecord>();
  for (const { record } of readStore(path, onNote)) {
    records.delete(record.id);
    records.set(record.id, record);
  }
  return [...records.values()];
}

/** Devices and pipes have no places to come back to. @throws Error */
export function requireFile(path: string): void {
  if (!statSync(path).isFile()) throw new Error("it is not a file");
}

/** @throws InputError unless the path can be opened. */
export function openForReading(path: string): number {
  try {
    const place = inputPath(path);
    requireFile(place);
    return openSync(place, "r");
  } catch (error) {
    const reason = causeText(error);
    throw new InputError(`'${path}' as a store: expected a file that can be read (${reason})`);
  }
}

const HEAD = 65_536;

/**
 * A store may be damaged everywhere, but has a word of a record somewhere at its beginning, or is what an interruption
 * leaves of its first line.
 * @throws InputError for any other file, with what it is
 */
export function requireStore(descriptor: number, path: string): void {
  const bytes = Buffer.alloc(HEAD);
  const head = bytes.subarray(0, readSync(descriptor, bytes, 0, HEAD, 0));
  if (head.length === 0 || head.includes(RECORD_SCHEMA) || isCutRecord(head)) return;
  requireKind(head, `'${path}'`, "a store of sweep", RECORD_SCHEMA);
}

/** What is said about a line that an interruption has cut off. */
export function cutNote(path: string, { line, length }: BadLine): string {
  return `line ${line} of ${path} was cut off after ${length} bytes by an interruption: its point counts as not computed`;
}

const LISTED = 5;

/** What is said about corrupt lines. */
export function corruptMessage(path: string, lines: readonly BadLine[]): string {
  const listed = lines.slice(0, LISTED).map(({ line, reason }) => `line ${line} (${reason})`);
  const more = lines.length > LISTED ? ` and ${lines.length - LISTED} more` : "";
  return `${path}, ${listed.join(", ")}${more}: expected a record; option 'quarantine' moves such lines to ${path}.quarantine`;
}
