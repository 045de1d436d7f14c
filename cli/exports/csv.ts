/** A store as CSV (RFC 4180): numbers with every digit, Infinity and NaN as words, nothing where there is nothing. */
import type { FlatColumn, Row } from "../../sweep/index.js";
import { quoteField } from "../output/delimited.js";

/** The file, line by line. */
export function* csvLines(
  columns: readonly FlatColumn[],
  rows: Iterable<Row>,
): Generator<string, void, void> {
  yield `${columns.map(({ name }) => quoteField(name)).join(",")}\n`;
  for (const row of rows) {
    const fields = columns.map(({ read }) => quoteField(String(read(row) ?? "")));
    yield `${fields.join(",")}\n`;
  }
}
