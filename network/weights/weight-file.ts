/** Bytes of a weight file from disk: a regular file, of bounded size, opened for reading only. */
import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { InputError } from "../../src/result.js";

/**
 * The contents of a file.
 * @param largest bytes at most; the size is checked before memory is taken
 * @throws InputError when it cannot be read, is no regular file (a device may have no end) or is too large
 */
export function readBounded(path: string, largest: number): Uint8Array {
  const file = openForReading(path);
  try {
    const status = fstatSync(file);
    if (!status.isFile()) throw new InputError(`'${path}' is no regular file: expected a file of weights`);
    if (status.size > largest) {
      throw new InputError(`'${path}' has ${status.size} bytes: expected at most ${largest}`);
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

function openForReading(path: string): number {
  try {
    return openSync(path, "r");
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new InputError(`'${path}' cannot be read: expected a file of weights (${reason})`);
  }
}

/** Bytes as UTF-8 text. @throws InputError for bytes that are no text */
export function decodeText(bytes: Uint8Array, where: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new InputError(`${where} is no UTF-8 text: expected a known format (see docs/networks.md)`);
  }
}
