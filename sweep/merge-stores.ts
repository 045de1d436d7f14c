/** Several stores into one: every line verified, no record lost, contradictions named. */
import { createHash } from "node:crypto";
import type { PointState } from "./identified-path.js";
import { encodeRecord } from "./record.js";
import type { Store } from "./store.js";
import { readStore } from "./store-reader.js";

/** Where a record stands. */
interface RecordPlace {
  readonly store: string;
  readonly line: number;
}

/** Two results for one point. */
interface MergeConflict {
  readonly id: string;
  readonly first: RecordPlace;
  readonly second: RecordPlace;
}

export interface MergedStores {
  /** Different points. */
  readonly points: number;
  /** Records that were in several stores, letter for letter. */
  readonly repeated: number;
  /** Failures for which another store has a result. */
  readonly superseded: number;
  /** Records of the output before. */
  readonly present: number;
  readonly conflicts: readonly MergeConflict[];
}

interface Chosen extends RecordPlace {
  readonly state: PointState;
  readonly digest: string;
}

/**
 * Appends to `target` what the stores have and it has not; its own records take part as if it were one of the stores.
 * Of several records of a point in one store the last counts. A failure gives way to a result; two failures are one.
 * Where two results differ in a single letter nothing at all is written.
 * @param onNote told about cut last lines.
 * @throws InputError for stores that cannot be read and for corrupt lines, with their numbers.
 */
export function mergeStores(
  stores: readonly string[],
  target: Store,
  onNote: (note: string) => void,
): MergedStores {
  const chosen = new Map<string, Chosen>();
  const conflicts: MergeConflict[] = [];
  let repeated = 0;
  let superseded = 0;
  const choose = (id: string, candidate: Chosen): void => {
    const known = chosen.get(id);
    if (known === undefined) chosen.set(id, candidate);
    else if (known.digest === candidate.digest) repeated += 1;
    else if (known.state === "done" && candidate.state === "done") {
      conflicts.push({ id, first: place(known), second: place(candidate) });
    } else {
      superseded += 1;
      if (candidate.state === "done") chosen.set(id, candidate);
    }
  };
  for (const store of [target.path, ...stores]) {
    const current = new Map<string, Chosen>();
    for (const { record, line } of readStore(store, onNote)) {
      const digest = createHash("sha256").update(encodeRecord(record)).digest("base64");
      current.set(record.id, { store, line, state: record.state, digest });
    }
    for (const [id, candidate] of current) choose(id, candidate);
  }
  const present = target.count;
  if (conflicts.length === 0) {
    for (const store of stores) {
      for (const { record, line } of readStore(store, () => undefined)) {
        const choice = chosen.get(record.id);
        if (choice?.store === store && choice.line === line) target.append(record);
      }
    }
  }
  return { points: chosen.size, repeated, superseded, present, conflicts };
}

function place({ store, line }: Chosen): RecordPlace {
  return { store, line };
}
