/** Reports as aligned text, as wide as the terminal. */
import Table from "cli-table3";
import { shownWith } from "../../src/table/format-quantity.js";
import { coloured } from "./colours.js";
import type { Look } from "./look.js";
import { type PrintedTable, printedTable } from "./printed-table.js";
import type { Report } from "./report.js";
import { wrapWords } from "./wrap.js";

const GAP = 2;
/** Where columns wrap, none is narrower. */
const NARROWEST = 18;
const RULE = "─";
const NO_BORDERS = Object.fromEntries(
  [
    ...["top", "top-mid", "top-left", "top-right", "bottom", "bottom-mid", "bottom-left", "bottom-right"],
    ...["left", "left-mid", "mid", "mid-mid", "right", "right-mid", "middle"],
  ].map((part) => [part, ""]),
);

/** The whole report. */
export function toText(report: Report, look: Look): string {
  const show = shownWith(look.digits);
  const paragraphs = (sentences: readonly string[] = []): string[] =>
    sentences.map((sentence) => wrapLine(sentence, look.width).join("\n"));
  const blocks = [
    ...(report.preface === undefined
      ? []
      : [
          report
            .preface(show)
            .flatMap((line) => fittingLines(line, look.width))
            .map((line) => (look.styled ? coloured(line) : line))
            .join("\n"),
        ]),
    ...paragraphs(report.introduction),
    ...report
      .tables()
      .map((table) => printedTable(table, look.digits))
      .map((table) => [renderTable(table, look), ...paragraphs(table.notes)].join("\n")),
  ];
  const notes = paragraphs(report.notes?.(show));
  return [...blocks, ...(notes.length > 0 ? [notes.join("\n")] : [])].join("\n\n");
}

/** A table wider than the line is drawn in parts, each with its first column; or row by row where even that does not fit. */
function renderTable(table: PrintedTable, look: Look): string {
  const heading = wrapLine(table.title ?? "", look.width).map((line) => bold(line, look));
  const parts = partsOf(table, look.width);
  const drawn = parts === undefined ? [stacked(table, look)] : parts.map((part) => drawTable(part, look));
  return [...(table.title === undefined ? [] : heading), ...drawn.map((lines) => lines.join("\n"))].join(
    "\n",
  );
}

/** Columns shared out over tables that fit the line; undefined where the first column leaves no room for another. */
function partsOf(table: PrintedTable, lineWidth: number): PrintedTable[] | undefined {
  const { columns, rows } = table;
  const least = columnWidths(table, 0);
  const [first, ...others] = least;
  const groups: number[][] = [[]];
  let room = lineWidth + GAP - first;
  for (const [i, width] of others.entries()) {
    if (first + width > lineWidth + GAP) return undefined;
    if (width > room) {
      groups.push([]);
      room = lineWidth + GAP - first;
    }
    groups[groups.length - 1].push(i + 1);
    room -= width;
  }
  if (first > lineWidth + GAP) return undefined;
  return groups.map((group) => {
    const kept = [0, ...group];
    return { columns: kept.map((k) => columns[k]), rows: rows.map((row) => kept.map((k) => row[k])) };
  });
}

function drawTable(table: PrintedTable, look: Look): string[] {
  const { columns, rows } = table;
  const widths = columnWidths(table, look.width);
  const draw = (lines: readonly (readonly string[])[]): string[] => {
    const drawn = new Table({
      chars: NO_BORDERS,
      style: { "padding-left": 0, "padding-right": GAP, head: [], border: [] },
      colWidths: widths,
      colAligns: columns.map((column) => column.align),
      wordWrap: true,
    });
    drawn.push(...lines.map((line) => [...line]));
    return lines.length === 0
      ? []
      : drawn
          .toString()
          .split("\n")
          .map((line) => line.trimEnd());
  };
  const header = draw([columns.map((column) => column.header)]);
  const plain = draw(rows);
  const body = look.styled ? draw(rows.map((row) => row.map(coloured))) : plain;
  const rule = RULE.repeat(Math.max(...[...header, ...plain].map((line) => line.length)));
  return [...header, rule, ...body];
}

/** A table too wide for its line: each row as lines of name and value. */
function stacked({ columns, rows }: PrintedTable, look: Look): string[] {
  const longest = Math.max(...columns.map(({ header }) => header.length));
  const indent = Math.min(longest, Math.floor(look.width / 2)) + GAP;
  return rows.flatMap((row) => [
    RULE.repeat(Math.min(look.width, 2 * indent)),
    ...columns.flatMap(({ header }, i) => {
      const shown = wrapWords(row[i], Math.max(NARROWEST, look.width - indent)).map((line) =>
        look.styled ? coloured(line) : line,
      );
      const name = header.padEnd(indent);
      const beside =
        name.length > indent ? [name.trimEnd(), `${" ".repeat(indent)}${shown[0]}`] : [`${name}${shown[0]}`];
      return [...beside, ...shown.slice(1).map((line) => `${" ".repeat(indent)}${line}`)].map((line) =>
        line.trimEnd(),
      );
    }),
  ]);
}

function bold(text: string, { styled }: Look): string {
  return styled ? `\u001b[1m${text}\u001b[0m` : text;
}

/** Natural widths with the gap, the wrapping columns sharing what is left of the line. */
function columnWidths({ columns, rows }: PrintedTable, lineWidth: number): number[] {
  const natural = columns.map(
    (column, i) => rows.reduce((most, row) => Math.max(most, row[i].length), column.header.length) + GAP,
  );
  const fixed = natural.reduce((sum, width, i) => sum + (columns[i].wrap ? 0 : width), 0);
  const wrapping = columns.filter((column) => column.wrap).length;
  if (wrapping === 0) return natural;
  const share = Math.max(NARROWEST, Math.floor((lineWidth + GAP - fixed) / wrapping));
  return natural.map((width, i) => (columns[i].wrap ? Math.min(width, share) : width));
}

/** A line as it stands where it fits; else broken, with two blanks in place of those that aligned it with others. */
function fittingLines(line: string, lineWidth: number): string[] {
  if (line.length <= lineWidth) return [line];
  const indent = line.length - line.trimStart().length;
  return wrapWords(line.trim().replace(/ {2,}/g, "  "), lineWidth - indent, GAP).map(
    (part, i) => `${" ".repeat(indent + (i > 0 ? GAP : 0))}${part.trim()}`,
  );
}

/** Breaks a sentence at spaces to fit the line; further lines are indented. */
export function wrapLine(sentence: string, lineWidth: number): string[] {
  const [first = "", ...more] = wrapWords(sentence, lineWidth, GAP);
  return [first, ...more.map((line) => `${" ".repeat(GAP)}${line}`)];
}
