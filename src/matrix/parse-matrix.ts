/** Matrices as text: one row a line, entries separated by commas, semicolons, tabs or blanks; # starts a comment. */
import { InputError } from "../result.js";
import { type DenseMatrix, matrixFromRows } from "./dense-matrix.js";

/** Decimal notation only: Number() would take "", "0x10" and "Infinity" too. */
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/**
 * The matrix that a text holds, each entry rounded to the nearest double.
 * @param where what to call the text in an error, e.g. the file's path in quotes
 * @throws InputError naming line and entry for anything that is not a finite number, for rows of different lengths,
 * and for a text without rows
 */
export function parseMatrix(text: string, where: string): DenseMatrix {
  const rows: number[][] = [];
  text
    .replace(/^\uFEFF/, "")
    .split(/\r\n|\n|\r/)
    .forEach((line, i) => {
      const content = line.replace(/#.*/, "").trim();
      if (content === "") return;
      const row = content.split(/\s*[,;]\s*|\s+/).map((entry) => parseEntry(entry, where, i + 1));
      if (rows.length > 0 && row.length !== rows[0].length) {
        throw new InputError(
          `${row.length} entries in line ${i + 1} of ${where}: expected ${rows[0].length} as in the first row`,
        );
      }
      rows.push(row);
    });
  if (rows.length === 0) throw new InputError(`no rows in ${where}: expected one row of numbers a line`);
  return matrixFromRows(rows);
}

function parseEntry(entry: string, where: string, line: number): number {
  const value = NUMBER.test(entry) ? Number(entry) : Number.NaN;
  if (!Number.isFinite(value)) {
    const shown = entry.length > 40 ? `${entry.slice(0, 40)}…` : entry;
    throw new InputError(`'${shown}' in line ${line} of ${where}: expected a finite decimal number`);
  }
  return value;
}
