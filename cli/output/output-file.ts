/** Files that commands write on request. */

import { accessSync, constants, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { causeText } from "../../src/cause.js";
import { InputError } from "../../src/result.js";

/**
 * Asked before long work, so that its result is not lost at the end.
 * @throws InputError naming the option when the file surely cannot be written; the file is not touched
 */
export function requireWritable(path: string, option: string): void {
  const existing = path === "" ? undefined : statSync(path, { throwIfNoEntry: false });
  try {
    if (path === "") throw new Error("no name");
    if (existing?.isDirectory()) throw new Error("it is a directory");
    accessSync(existing === undefined ? dirname(path) : path, constants.W_OK);
  } catch (error) {
    throw unwritable(path, option, error);
  }
}

/** Writes a text file. @throws InputError naming the option when the file cannot be written. */
export function writeText(path: string, option: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (error) {
    throw unwritable(path, option, error);
  }
}

function unwritable(path: string, option: string, error: unknown): InputError {
  const reason = causeText(error);
  return new InputError(`'${path}' in ${option}: expected a file that can be written (${reason})`);
}
