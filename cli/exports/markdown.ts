/** A store as a Markdown table. */
import type { Row } from "../../sweep/index.js";
import type { PrintedColumn } from "./table-cells.js";

/** The table, line by line. */
export function* markdownLines(
  columns: readonly PrintedColumn[],
  rows: Iterable<Row>,
): Generator<string, void, void> {
  const line = (cells: readonly string[]): string => `| ${cells.map(escapeMarkdown).join(" | ")} |\n`;
  yield line(columns.map(({ heading }) => heading));
  yield `|${columns.map(({ numeric }) => (numeric ? " ---: " : " --- ")).join("|")}|\n`;
  for (const row of rows) yield line(columns.map(({ textOf }) => textOf(row)));
}

function escapeMarkdown(text: string): string {
  return text.replace(/[\\|<>*_`[\]]/g, "\\$&").replace(/\s*[\r\n]+\s*/g, " ");
}
