/** Standard input as a file: `-` where a file is read. */
import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { causeLine } from "./cause.js";
import { InputError } from "./result.js";

/** Stands for standard input. */
export const STANDARD_INPUT = "-";

const LARGEST = 2 ** 32;
const CHUNK = 1 << 16;
const PAUSE = 5;

let spooled: string | undefined;

/**
 * The path itself, or for `-` that of a temporary file with all of standard input, as readers come back to places. It
 * is read once in the life of the process and removed at its end.
 * @throws InputError when it cannot be read, or has no end within 4 GB
 */
export function inputPath(path: string): string {
  if (path !== STANDARD_INPUT) return path;
  spooled ??= spool();
  return spooled;
}

function spool(): string {
  const folder = mkdtempSync(join(tmpdir(), "relu-injectivity-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, "stdin");
  const file = openSync(path, "wx", 0o600);
  const buffer = Buffer.alloc(CHUNK);
  try {
    let length = 0;
    for (let read = readSome(buffer); read > 0; read = readSome(buffer)) {
      length += read;
      if (length > LARGEST) throw new InputError(`'-' has more than ${LARGEST} bytes: expected less`);
      writeSync(file, buffer, 0, read);
    }
  } finally {
    closeSync(file);
  }
  return path;
}

/** Bytes read; 0 at the end. A pipe that is not ready is asked again. */
function readSome(buffer: Buffer): number {
  for (;;) {
    try {
      return readSync(0, buffer);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === "EOF") return 0;
      if (code !== "EAGAIN")
        throw new InputError(`'-' cannot be read: expected standard input (${causeLine(error)})`);
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE);
    }
  }
}
