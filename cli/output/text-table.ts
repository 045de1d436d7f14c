/** Reports as aligned text. */
import Table from "cli-table3";
import { type PrintedTable, printedTable } from "./printed-table.js";
import type { Report } from "./report.js";

const LINE_WIDTH = 80;
const GAP = 2;
const NARROWEST = 18;
const RULE = "─";
const NO_BORDERS = Object.fromEntries(
  [
    ...["top", "top-mid", "top-left", "top-right", "bottom", "bottom-mid", "bottom-left", "bottom-right"],
    ...["left", "left-mid", "mid", "mid-mid", "right", "right-mid", "middle"],
  ].map((part) => [part, ""]),
);

/** The whole report as text of at most 80 columns where its columns allow. */
export function toText(report: Report, styled: boolean): string {
  const paragraphs = (sentences: readonly string[] = []): string[] =>
    sentences.map((sentence) => wrapLine(sentence).join("\n"));
  const blocks = [
    ...(report.preface === undefined ? [] : [report.preface.join("\n")]),
    ...paragraphs(report.introduction),
    ...report
      .tables()
      .map(printedTable)
      .map((table) => [renderTable(table, styled), ...paragraphs(table.notes)].join("\n")),
  ];
  const notes = paragraphs(report.notes?.());
  return [...blocks, ...(notes.length > 0 ? [notes.join("\n")] : [])].join("\n\n");
}

function renderTable({ title, columns, rows }: PrintedTable, styled: boolean): string {
  const widths = columnWidths(columns, rows);
  const bold = (text: string): string => (styled ? `\u001b[1m${text}\u001b[0m` : text);
  const draw = (lines: readonly (readonly string[])[]): string[] => {
    const table = new Table({
      chars: NO_BORDERS,
      style: { "padding-left": 0, "padding-right": GAP, head: [], border: [] },
      colWidths: widths,
      colAligns: columns.map((column) => column.align),
      wordWrap: true,
    });
    table.push(...lines.map((line) => [...line]));
    return lines.length === 0
      ? []
      : table
          .toString()
          .split("\n")
          .map((line) => line.trimEnd());
  };
  const header = draw([columns.map((column) => column.header)]);
  const body = draw(rows);
  const rule = RULE.repeat(Math.max(...[...header, ...body].map((line) => line.length)));
  return [...(title === undefined ? [] : [bold(title)]), ...header, rule, ...body].join("\n");
}

/** Natural widths with the gap, the wrapping columns sharing what is left of the line. */
function columnWidths(columns: PrintedTable["columns"], rows: readonly (readonly string[])[]): number[] {
  const natural = columns.map(
    (column, i) => rows.reduce((most, row) => Math.max(most, row[i].length), column.header.length) + GAP,
  );
  const fixed = natural.reduce((sum, width, i) => sum + (columns[i].wrap ? 0 : width), 0);
  const wrapping = columns.filter((column) => column.wrap).length;
  if (wrapping === 0) return natural;
  const share = Math.max(NARROWEST, Math.floor((LINE_WIDTH + GAP - fixed) / wrapping));
  return natural.map((width, i) => (columns[i].wrap ? Math.min(width, share) : width));
}

/** Breaks a sentence at spaces to fit the line. */
export function wrapLine(sentence: string): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of sentence.split(" ")) {
    if (line.length + word.length + 1 > LINE_WIDTH && line !== "") {
      lines.push(line);
      line = `  ${word}`;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
