/** Bytes of a file from disk: a regular file, of bounded size, opened for reading only. */

import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";
import { causeLine } from "./cause.js";
import { InputError } from "./result.js";
import { inputPath } from "./standard-input.js";

/**
 * The contents of a file; `-` is standard input.
 * @param largest bytes at most; the size is checked before memory is taken
 * @param expected what it should be, for errors: "a file of weights"
 * @throws InputError when it cannot be read, is not a regular file (a device may have no end, a pipe no writer) or is too
 * large
 */
export function readRegularFile(path: string, largest: number, expected: string): Uint8Array {
  const file = openForReading(path, expected);
  try {
    const status = fstatSync(file);
    if (!status.isFile()) throw new InputError(`'${path}' is not a regular file: expected ${expected}`);
    if (status.size > largest) {
      throw new InputError(`'${path}' has ${status.size} bytes: expected ${expected} of at most ${largest}`);
    }
    const bytes = new Uint8Array(status.size);
    let filled = 0;
    while (filled < bytes.length) {
      const read = readSync(file, bytes, filled, bytes.length - filled, filled);
      if (read === 0) break;
      filled += read;
    }
    return bytes.subarray(0, filled);
  } finally {
    closeSync(file);
  }
}

function openForReading(path: string, expected: string): number {
  try {
    // Without blocking: opening a named pipe would wait for a writer.
    return openSync(inputPath(path), constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (error) {
    const reason = causeLine(error);
    throw new InputError(`'${path}' cannot be read: expected ${expected} (${reason})`);
  }
}
