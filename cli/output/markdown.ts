/** Markdown: tables, and whole reports. */

import { shownWith } from "../../src/table/format-quantity.js";
import type { Table } from "../../src/table/table.js";
import type { Digits } from "../definition/shared-options.js";
import type { Look } from "./look.js";
import { type PrintedTable, printedTable } from "./printed-table.js";
import type { Report } from "./report.js";

/**
 * The lines of a table.
 * @param safe makes a cell safe; by default only what ends a cell is escaped, and formulas stay as they are
 */
export function* markdownLines(
  columns: PrintedTable["columns"],
  rows: Iterable<readonly string[]>,
  safe: (cell: string) => string = (cell) => cell.replaceAll("|", "\\|"),
): Generator<string, void, void> {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |\n`;
  yield line(columns.map(({ header }) => safe(header)));
  yield line(columns.map(({ align }) => (align === "right" ? "---:" : "---")));
  for (const row of rows) yield line(row.map(safe));
}

/** A table with its title and notes. */
export function tableToMarkdown(table: Table, digits?: Digits): string {
  const { title, columns, rows, notes = [] } = printedTable(table, digits);
  const body = [...markdownLines(columns, rows)].join("").trimEnd();
  return [...(title === undefined ? [] : [`### ${title}`]), body, ...notes].join("\n\n");
}

/** The whole report. */
export function toMarkdown(
  { heading, preface, introduction = [], tables, notes }: Report,
  { digits }: Pick<Look, "digits">,
): string {
  const show = shownWith(digits);
  const head = heading === undefined ? [] : [`# ${heading}`];
  const lines = preface === undefined ? [] : [["```text", ...preface(show), "```"].join("\n")];
  const shown = tables().map((table) => tableToMarkdown(table, digits));
  return [...head, ...lines, ...introduction, ...shown, ...(notes?.(show) ?? [])].join("\n\n");
}
