/** Bytes as text. */
import { InputError } from "../../src/result.js";

/** Bytes as UTF-8 text. @throws InputError for bytes that are not text */
export function decodeText(bytes: Uint8Array, where: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new InputError(`${where} is not UTF-8 text: expected a known format (see docs/networks.md)`);
  }
}
