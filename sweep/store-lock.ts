/** The lock beside a store: one writer at a time, taken over from a process that is gone. */

import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import * as z from "zod";
import { causeText } from "../src/cause.js";
import { InputError } from "../src/result.js";

const HolderSchema = z.object({
  pid: z.number().int().positive(),
  host: z.string(),
  started: z.string(),
  /** Start of the process in clock ticks since boot, where the system tells: a pid may be used again. */
  ticks: z.string().nullable(),
});
type Holder = z.infer<typeof HolderSchema>;

export interface StoreLock {
  release(): void;
}

const ATTEMPTS = 5;

/**
 * Takes the lock FILE.lock, or fails at once.
 * @param onNote told when the lock of a dead process was taken over.
 * @throws InputError naming the holder, or when the folder cannot be written.
 */
export function lockStore(store: string, onNote: (note: string) => void): StoreLock {
  const path = `${store}.lock`;
  const own = `${path}.${process.pid}`;
  const content = JSON.stringify({
    pid: process.pid,
    host: hostname(),
    started: new Date().toISOString(),
    ticks: startTicks(process.pid),
  } satisfies Holder);
  try {
    writeFileSync(own, content);
  } catch (error) {
    throw new InputError(`'${store}' as a store: expected a file that can be written (${causeText(error)})`);
  }
  try {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (linked(own, path)) return { release: () => release(path, content) };
      removeStale(path, store, onNote);
    }
  } finally {
    rmSync(own, { force: true });
  }
  throw new InputError(`${path} changes hands all the time: expected no other sweep of this store`);
}

/** A link appears whole or not at all, unlike a file that is created first and written then. */
function linked(own: string, path: string): boolean {
  try {
    linkSync(own, path);
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  }
}

/** Removes the lock if its holder is gone. @throws InputError if it is not. */
function removeStale(path: string, store: string, onNote: (note: string) => void): void {
  const text = readText(path);
  if (text === undefined) return;
  const holder = parseHolder(text);
  if (holder === undefined || !isGone(holder)) {
    const who =
      holder === undefined
        ? "an unreadable lock"
        : `process ${holder.pid} on ${holder.host} since ${holder.started}`;
    throw new InputError(
      `${store} is being written by ${who}: expected no other writer; if there is none, remove ${path}`,
    );
  }
  // Moved aside first: should another process have replaced it meanwhile, its lock is put back.
  const aside = `${path}.stale.${process.pid}`;
  try {
    renameSync(path, aside);
  } catch {
    return;
  }
  if (readText(aside) === text) {
    onNote(`took over the lock of process ${holder.pid}, which is gone`);
  } else {
    linked(aside, path);
  }
  rmSync(aside, { force: true });
}

function release(path: string, content: string): void {
  if (readText(path) === content) rmSync(path, { force: true });
}

function isGone({ pid, host, ticks }: Holder): boolean {
  if (host !== hostname()) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    return codeOf(error) === "ESRCH";
  }
  return ticks !== null && startTicks(pid) !== ticks;
}

/** Field 22 of /proc/PID/stat, counted behind the name in parentheses; null where there is no such file. */
function startTicks(pid: number): string | null {
  const text = readText(`/proc/${pid}/stat`);
  return text?.slice(text.lastIndexOf(")") + 2).split(" ")[19] ?? null;
}

function parseHolder(text: string): Holder | undefined {
  try {
    return HolderSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}
