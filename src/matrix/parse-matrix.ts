/**
 * Matrices as text: one row per line, entries separated by commas, semicolons, tabs or blanks; # starts a comment. A
 * first line of names, and quotes around entries, as spreadsheets write them, are read over.
 */
import { InputError } from "../result.js";
import type { DenseMatrix } from "./dense-matrix.js";

/**
 * The matrix that a text holds, each entry rounded to the nearest double. One pass over the text, in time and memory
 * proportional to its length.
 * @param where what to call the text in an error, e.g. the file's path in quotes
 * @param onNote told of a header line that was left out
 * @throws InputError naming line and entry for anything that is not a finite number, for rows of different lengths,
 * and for a text without rows
 */
export function parseMatrix(
  written: string,
  where: string,
  onNote: (note: string) => void = () => undefined,
): DenseMatrix {
  const text = withoutHeader(withoutQuotes(written), where, onNote);
  const entries = new GrowingArray();
  let rows = 0;
  let columns = 0;
  let line = 1;
  for (let at = text.startsWith("\uFEFF") ? 1 : 0; at < text.length; line++) {
    const before = entries.length;
    const end = readLine(text, at, entries, () => `line ${line} of ${where}`);
    const found = entries.length - before;
    if (found > 0) {
      if (rows === 0) columns = found;
      else if (found !== columns) {
        throw new InputError(
          `${found} entries in line ${line} of ${where}: expected ${columns} as in the first row`,
        );
      }
      rows++;
    }
    at = text.startsWith("\r\n", end) ? end + 2 : end + 1;
  }
  if (rows === 0) throw new InputError(`no rows in ${where}: expected one row of numbers per line`);
  return { rows, columns, values: entries.values() };
}

/** Entries in quotes as they would be without; quotes around separators stay, and are refused. */
function withoutQuotes(text: string): string {
  return text.includes('"') ? text.replace(/"([^"\r\n,;\t]*)"/g, "$1") : text;
}

const LONGEST_HEADER = 100_000;
const NAME = /^[\p{L}_][\p{L}\p{N}_ .[\]()-]*$/u;
const NO_NAME = /^(?:nan|inf|infinity)$/i;

/** The text without its first line, where that holds names only; the line break stays, for the numbers of the others. */
function withoutHeader(text: string, where: string, onNote: (note: string) => void): string {
  const start = text.startsWith("\uFEFF") ? 1 : 0;
  const length = text.slice(start, start + LONGEST_HEADER).search(/[\r\n]/);
  if (length < 0) return text;
  const names = text
    .slice(start, start + length)
    .split(/[,;\t]/)
    .map((name) => name.trim());
  if (!names.every((name) => NAME.test(name) && !NO_NAME.test(name))) return text;
  const shown = names.length > 4 ? [...names.slice(0, 4), "…"] : names;
  onNote(`The first line of ${where} is taken for a header: ${shown.join(", ")}.`);
  return text.slice(start + length);
}

/** Appends the numbers of the line that begins at `start`. @returns where its line break is, or the end of the text */
function readLine(text: string, start: number, entries: GrowingArray, place: () => string): number {
  let at = skip(text, start, BLANK);
  while (!endsContent(text, at)) {
    const from = at;
    at = skip(text, at, NUMERIC);
    if (kindAt(text, at) === OTHER) throw notNumber(text, from, place);
    const value = from === at ? Number.NaN : Number(text.slice(from, at));
    if (!Number.isFinite(value)) throw notNumber(text, from, place);
    entries.push(value);
    at = skip(text, at, BLANK);
    if (kindAt(text, at) === SEPARATOR) {
      at = skip(text, at + 1, BLANK);
      // Nothing behind the last comma: an empty entry, as between two commas.
      if (endsContent(text, at)) throw notNumber(text, at, place);
    }
  }
  while (kindAt(text, at) !== LINE_BREAK) at++;
  return at;
}

function notNumber(text: string, from: number, place: () => string): InputError {
  let to = from;
  while (kindAt(text, to) < BLANK) to++;
  const shown = to - from > 40 ? `${text.slice(from, from + 40)}…` : text.slice(from, to);
  return new InputError(`'${shown}' in ${place()}: expected a finite decimal number`);
}

const [OTHER, NUMERIC, BLANK, SEPARATOR, COMMENT, LINE_BREAK] = [0, 1, 2, 3, 4, 5];

/** Of the numeric characters Number() takes decimal notation only; "0x10" and "Infinity" have others. */
const KINDS = new Uint8Array(128);
for (const [characters, kind] of [
  ["0123456789+-.eE", NUMERIC],
  [" \t\v\f", BLANK],
  [",;", SEPARATOR],
  ["#", COMMENT],
  ["\r\n", LINE_BREAK],
] as const) {
  for (const character of characters) KINDS[character.charCodeAt(0)] = kind;
}

/** The kind of a character; the end of the text ends its line. */
function kindAt(text: string, at: number): number {
  if (at >= text.length) return LINE_BREAK;
  const code = text.charCodeAt(at);
  if (code < KINDS.length) return KINDS[code];
  return /\s/.test(text.charAt(at)) ? BLANK : OTHER;
}

/** The first place from `start` on that is not of this kind. */
function skip(text: string, start: number, kind: number): number {
  let at = start;
  while (kindAt(text, at) === kind) at++;
  return at;
}

/** Whether no more entries follow on the line: its end, or a comment. */
function endsContent(text: string, at: number): boolean {
  return kindAt(text, at) >= COMMENT;
}

/** Doubles of unknown number, without an object for each. */
class GrowingArray {
  length = 0;
  private buffer = new Float64Array(1024);

  push(value: number): void {
    if (this.length === this.buffer.length) {
      const larger = new Float64Array(2 * this.length);
      larger.set(this.buffer);
      this.buffer = larger;
    }
    this.buffer[this.length++] = value;
  }

  values(): Float64Array {
    return this.buffer.slice(0, this.length);
  }
}
