/** The integrity of a store, line by line: checksums, fields, identities. */
import { closeSync } from "node:fs";
import { pointId } from "./identity.js";
import type { StudyRecord } from "./record.js";
import { openForReading, requireStore, scanStore } from "./store-reader.js";

/** Something wrong with a line. */
interface StoreProblem {
  readonly line: number;
  /** Of the record, where the line is one. */
  readonly id: string | null;
  readonly problem: string;
}

export interface StoreCheck {
  readonly lines: number;
  readonly problems: readonly StoreProblem[];
  readonly failed: number;
  /** Lines of the current done records: of several with one identity the last. */
  readonly done: ReadonlyMap<string, number>;
}

/** Checks every line. @throws InputError when the file cannot be read */
export function checkStore(path: string): StoreCheck {
  const problems: StoreProblem[] = [];
  const done = new Map<string, number>();
  const failed = new Set<string>();
  let lines = 0;
  const descriptor = openForReading(path);
  try {
    requireStore(descriptor, path);
    for (const line of scanStore(descriptor)) {
      lines += 1;
      if (!line.ok) {
        const problem = line.cut ? `it was cut off after ${line.length} bytes` : line.reason;
        problems.push({ line: line.line, id: null, problem });
        continue;
      }
      const { id, state } = line.record;
      if (pointId(line.record) !== id) {
        problems.push({ line: line.line, id, problem: "its identity does not follow from its parameters" });
      }
      done.delete(id);
      failed.delete(id);
      if (state === "done") done.set(id, line.line);
      else failed.add(id);
    }
  } finally {
    closeSync(descriptor);
  }
  return { lines, problems, failed: failed.size, done };
}

/** The records of the chosen lines, in order; other lines are passed over, whatever they hold. */
export function* recordsAt(
  path: string,
  chosen: ReadonlySet<number>,
): Generator<{ readonly record: StudyRecord; readonly line: number }, void, void> {
  const descriptor = openForReading(path);
  try {
    for (const line of scanStore(descriptor)) if (line.ok && chosen.has(line.line)) yield line;
  } finally {
    closeSync(descriptor);
  }
}
