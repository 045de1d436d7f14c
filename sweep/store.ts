/**
 * The store of a study: records appended one by one, indexed by identity, and put into the order of the plan at the
 * end. One process writes at a time; whatever moment it is killed at, at most the record being written is lost.
 */

import {
  appendFileSync,
  closeSync,
  fdatasyncSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readSync,
  rmSync,
} from "node:fs";
import { InputError } from "../src/result.js";
import type { PointState } from "./identified-path.js";
import { decodeLine, encodeRecord, type StudyRecord } from "./record.js";
import { openForWriting, replaceFile, writeWhole } from "./store-file.js";
import { lockStore, type StoreLock } from "./store-lock.js";
import { type BadLine, corruptMessage, cutNote, requireStore, scanStore } from "./store-reader.js";

export interface StoreOptions {
  /** Told what was repaired. */
  readonly onNote: (note: string) => void;
  /** Move corrupt lines to FILE.quarantine instead of refusing the store. */
  readonly quarantine?: boolean;
}

/** Records reach the disk at the latest this many milliseconds after they were written; a killed process loses none. */
const SYNC_INTERVAL = 1000;

interface Place {
  readonly offset: number;
  readonly length: number;
  readonly state: PointState;
  /** Whether its command ended with exit code 0. */
  readonly converged: boolean;
}

export class Store {
  readonly path: string;
  readonly #lock: StoreLock;
  readonly #index = new Map<string, Place>();
  #descriptor: number;
  #size = 0;
  /** Lines that a later record of the same identity has replaced. */
  #superseded = 0;
  #lastSync = 0;

  /**
   * Opens a store for writing, creating it where there is none.
   * @throws InputError when it is locked, cannot be written, or holds corrupt lines (without `quarantine`).
   */
  constructor(path: string, options: StoreOptions) {
    this.path = path;
    this.#lock = lockStore(path, options.onNote);
    try {
      this.#descriptor = openForWriting(path);
      this.#load(options);
    } catch (error) {
      this.#lock.release();
      throw error;
    }
  }

  /** Points stored. */
  get count(): number {
    return this.#index.size;
  }

  /** The identities of all stored points. */
  ids(): Iterable<string> {
    return this.#index.keys();
  }

  stateOf(id: string): PointState | undefined {
    return this.#index.get(id)?.state;
  }

  /** Whether a stored point converged: its command ended with exit code 0. */
  isConverged(id: string): boolean {
    return this.#index.get(id)?.converged === true;
  }

  /** The current record of a point; undefined where there is none. */
  read(id: string): StudyRecord | undefined {
    const place = this.#index.get(id);
    if (place === undefined) return undefined;
    const decoded = decodeLine(this.#bytes(place));
    if (!decoded.ok) throw new Error(`${this.path} changed while it was open: ${decoded.reason}`);
    return decoded.record;
  }

  /** Appends a record by one write. @throws InputError when the disk takes less than the whole of it */
  append(record: StudyRecord): void {
    const line = Buffer.from(`${encodeRecord(record)}\n`);
    writeWhole(this.#descriptor, line, this.path, this.#size);
    if (this.#index.delete(record.id)) this.#superseded += 1;
    this.#index.set(record.id, placeOf(record, this.#size, line.length - 1));
    this.#size += line.length;
    const now = Date.now();
    if (now - this.#lastSync >= SYNC_INTERVAL) {
      fdatasyncSync(this.#descriptor);
      this.#lastSync = now;
    }
  }

  /**
   * Puts the records of a finished plan into its order and drops superseded ones, so that the file is the same
   * whichever way it was filled. All other records keep their order and stand before. Nothing happens where the
   * order is right already. The file is replaced in one step: a killed process leaves the old one or the new one.
   * @param order the identities in the order of the plan; read twice.
   */
  finalise(order: () => Iterable<string>): void {
    if (this.#superseded === 0 && this.#isOrdered(order())) return;
    const planned = new Set(order());
    const temporary = `${this.path}.new`;
    rmSync(temporary, { force: true });
    const target = openSync(temporary, "wx+");
    const places: [string, Place][] = [];
    let size = 0;
    const copy = (id: string): void => {
      const place = this.#index.get(id);
      if (place === undefined) return;
      const line = Buffer.concat([this.#bytes(place), Buffer.from("\n")]);
      writeWhole(target, line, temporary, size);
      places.push([id, { ...place, offset: size }]);
      size += line.length;
    };
    for (const id of this.#index.keys()) if (!planned.has(id)) copy(id);
    for (const id of planned) copy(id);
    replaceFile(temporary, this.path, target);
    closeSync(this.#descriptor);
    this.#descriptor = target;
    this.#size = size;
    this.#superseded = 0;
    this.#index.clear();
    for (const [id, place] of places) this.#index.set(id, place);
  }

  /** Writes everything to the disk and gives the lock back. */
  close(): void {
    try {
      fdatasyncSync(this.#descriptor);
      closeSync(this.#descriptor);
    } finally {
      this.#lock.release();
    }
  }

  #isOrdered(order: Iterable<string>): boolean {
    let before = -1;
    for (const id of order) {
      const offset = this.#index.get(id)?.offset;
      if (offset === undefined) continue;
      if (offset < before) return false;
      before = offset;
    }
    return true;
  }

  #bytes({ offset, length }: { readonly offset: number; readonly length: number }): Buffer {
    const bytes = Buffer.allocUnsafe(length);
    let done = 0;
    while (done < length) {
      const count = readSync(this.#descriptor, bytes, done, length - done, offset + done);
      if (count === 0) throw new Error(`${this.path} became shorter while it was open`);
      done += count;
    }
    return bytes;
  }

  #load({ onNote, quarantine }: StoreOptions): void {
    try {
      requireStore(this.#descriptor, this.path);
    } catch (error) {
      closeSync(this.#descriptor);
      throw error;
    }
    rmSync(`${this.path}.new`, { force: true });
    const bad: BadLine[] = [];
    let cut: BadLine | undefined;
    for (const line of scanStore(this.#descriptor)) {
      const { offset, length, terminated } = line;
      if (!line.ok) {
        if (line.cut) {
          cut = line;
          break;
        }
        bad.push(line);
      } else {
        const { id } = line.record;
        if (this.#index.delete(id)) this.#superseded += 1;
        this.#index.set(id, placeOf(line.record, offset, length));
        if (!terminated) {
          writeWhole(this.#descriptor, Buffer.from("\n"), this.path, offset + length);
          onNote(`line ${line.line} of ${this.path} lacked its end: a newline was added`);
        }
      }
      this.#size = offset + length + 1;
    }
    if (bad.length > 0 && quarantine !== true) {
      closeSync(this.#descriptor);
      throw new InputError(corruptMessage(this.path, bad));
    }
    if (cut !== undefined) {
      ftruncateSync(this.#descriptor, cut.offset);
      onNote(cutNote(this.path, cut));
    }
    if (bad.length === 0) return;
    this.#moveAside(bad);
    onNote(`${bad.length} corrupt line${bad.length > 1 ? "s" : ""} moved to ${this.path}.quarantine`);
  }

  /** Appends the bad lines to FILE.quarantine, safely on disk, before the store is rewritten without them. */
  #moveAside(bad: readonly BadLine[]): void {
    const aside = openSync(`${this.path}.quarantine`, "a");
    for (const { offset, length } of bad) {
      appendFileSync(aside, Buffer.concat([this.#bytes({ offset, length }), Buffer.from("\n")]));
    }
    fsyncSync(aside);
    closeSync(aside);
    // As if something had been superseded: the rewriting drops whatever is not indexed.
    this.#superseded += bad.length;
    this.finalise(() => []);
  }
}

function placeOf(record: StudyRecord, offset: number, length: number): Place {
  return { offset, length, state: record.state, converged: record.state === "done" && record.exitCode === 0 };
}
