/** Files that commands write on request. */
import { writeFileSync } from "node:fs";
import { InputError } from "../src/result.js";

/** Writes a text file. @throws InputError naming the option when the file cannot be written. */
export function writeText(path: string, option: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new InputError(`'${path}' in ${option}: expected a file that can be written (${reason})`);
  }
}
