/** The file of a store: opened, written line by line, replaced; nothing is left half done. */
import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  renameSync,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";
import { causeText } from "../src/cause.js";
import { InputError } from "../src/result.js";
import { requireFile } from "./store-reader.js";

/** The descriptor of a store, created where it does not exist. @throws InputError where it cannot be written */
export function openForWriting(path: string): number {
  try {
    if (!existsSync(path)) return openSync(path, "wx+");
    requireFile(path);
    return openSync(path, "r+");
  } catch (error) {
    const reason = causeText(error);
    throw new InputError(`'${path}' as a store: expected a file that can be written (${reason})`);
  }
}

/** Writes a whole line at a place, or leaves the file as it was. @throws InputError, as for a full disk */
export function writeWhole(descriptor: number, line: Buffer, path: string, position: number): void {
  let done = 0;
  try {
    while (done < line.length) {
      done += writeSync(descriptor, line, done, line.length - done, position + done);
    }
  } catch (error) {
    if (fstatSync(descriptor).size > position) ftruncateSync(descriptor, position);
    const reason = causeText(error);
    throw new InputError(
      `${path} cannot be written (${reason}): expected room for more; all records before are kept`,
    );
  }
}

/** Renames the new file over the old one, both the file and the folder on disk. */
export function replaceFile(temporary: string, path: string, descriptor: number): void {
  fsyncSync(descriptor);
  renameSync(temporary, path);
  try {
    const folder = openSync(dirname(path), "r");
    fsyncSync(folder);
    closeSync(folder);
  } catch {
    // Some systems cannot sync folders; the renaming itself is atomic all the same.
  }
}
