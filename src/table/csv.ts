/** Comma-separated values (RFC 4180): numbers with every digit, nothing where there is nothing. */
import { cellOf, type Table } from "./table.js";

/** What a field may hold. */
export type CsvValue = string | number | boolean | null | undefined;

/** The file, line by line. */
export function* csvLines(
  names: readonly string[],
  rows: Iterable<readonly CsvValue[]>,
): Generator<string, void, void> {
  yield csvLine(names);
  for (const row of rows) yield csvLine(row);
}

function csvLine(values: readonly CsvValue[]): string {
  return `${values.map((value) => quoted(String(value ?? ""))).join(",")}\n`;
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A table of plain cells, all its columns by their names. */
export function tableToCsv({ columns, rows }: Table): string {
  const values = rows.map((row) => columns.map((column) => cellOf(row, column) as CsvValue));
  return [
    ...csvLines(
      columns.map(({ name }) => name),
      values,
    ),
  ].join("");
}
