/** The name of the family inside a TrueType or OpenType file. */
import { InputError } from "../../src/result.js";

/** Names 16 (typographic family) and 1 (family) of the table `name`. */
const FAMILY_NAMES = [16, 1];
const WINDOWS = 3;
const RECORD = 12;

/** @throws InputError for bytes that are no font */
export function fontFamilyName(bytes: Uint8Array, path: string): string {
  try {
    const name = namesOf(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    if (name !== undefined) return name.replaceAll("'", "");
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  throw new InputError(
    `'${path}' as a font: expected a TrueType or OpenType font with the name of its family`,
  );
}

function namesOf(view: DataView): string | undefined {
  const table = tableAt(view, "name");
  if (table === undefined) return undefined;
  const strings = table + view.getUint16(table + 4);
  const records = Array.from({ length: view.getUint16(table + 2) }, (_, i) => table + 6 + RECORD * i);
  for (const wanted of FAMILY_NAMES) {
    const record = records.find((at) => view.getUint16(at) === WINDOWS && view.getUint16(at + 6) === wanted);
    if (record === undefined) continue;
    const [length, start] = [view.getUint16(record + 8), strings + view.getUint16(record + 10)];
    const codes = Array.from({ length: length / 2 }, (_, i) => view.getUint16(start + 2 * i));
    return String.fromCharCode(...codes);
  }
  return undefined;
}

function tableAt(view: DataView, tag: string): number | undefined {
  for (let i = 0; i < view.getUint16(4); i++) {
    const at = 12 + 16 * i;
    const name = String.fromCharCode(...[0, 1, 2, 3].map((j) => view.getUint8(at + j)));
    if (name === tag) return view.getUint32(at + 8);
  }
  return undefined;
}
