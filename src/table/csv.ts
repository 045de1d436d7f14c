/** Comma-separated values (RFC 4180): numbers with every digit, nothing where there is nothing. */
import { flatTableColumns } from "./flat-columns.js";
import type { Table } from "./table.js";

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

/** A table, all its columns by their names. */
export function tableToCsv(table: Table): string {
  const columns = flatTableColumns(table);
  const values = table.rows.map((row) => columns.map(({ read }) => read(row)));
  return [
    ...csvLines(
      columns.map(({ name }) => name),
      values,
    ),
  ].join("");
}
