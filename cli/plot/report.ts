/** What `plot` prints of a figure: its data as results, and a table or a plot of characters for people. */
import { type DrawnFigure, renderAscii } from "../../figures/index.js";
import { isQuantity, type Table } from "../../src/table/table.js";
import type { Outcome } from "../definition/command.js";
import { PLAIN } from "../output/look.js";
import { wrapLine } from "../output/text-table.js";

/** More rows than this are for a file. */
const LONGEST_TABLE = 40;
/** Columns of words wider than this are wrapped. */
const LONGEST_WORD = 14;
/** Of numbers without an error. */
const DIGITS = 8;

/** The figure's data as an outcome; text shows the first rows of the table. */
export function figureOutcome(figure: DrawnFigure): Outcome {
  const { rows } = figure.table;
  const left = rows.length - LONGEST_TABLE;
  return {
    command: `plot ${figure.name}`,
    parameters: { figure: figure.name, ...figure.parameters },
    results: rows,
    tables: () => [printedPart(figure)],
    notes: () => [
      ...(left > 0 ? [`${left} more rows: --csv, --json or --output FILE.csv has all of them.`] : []),
      figure.caption,
    ],
  };
}

/** The same with a plot of characters in the place of the printed table; other formats have the data. */
export async function asciiOutcome(figure: DrawnFigure): Promise<Outcome> {
  const lines = [...(await renderAscii(figure)), ...wrapLine(figure.caption, PLAIN.width)];
  return { ...figureOutcome(figure), document: [`${lines.join("\n")}\n`] };
}

/** The same with the names of the files that were written. */
export function writtenOutcome(figure: DrawnFigure, files: readonly string[]): Outcome {
  return {
    ...figureOutcome(figure),
    tables: () => [],
    notes: () => [`${figure.title}: ${files.join(", ")}`],
  };
}

function printedPart({ title, table }: DrawnFigure): Table {
  const rows = table.rows.slice(0, LONGEST_TABLE);
  const isLong = (name: string): boolean =>
    rows.some((row) => typeof row[name] === "string" && String(row[name]).length > LONGEST_WORD);
  return {
    title,
    columns: table.columns
      .filter(({ name, detail }) => detail !== true && table.rows.some((row) => (row[name] ?? null) !== null))
      .map((column) => ({
        ...column,
        ...(rows.some((row) => isQuantity(row[column.name])) ? {} : { digits: DIGITS }),
        ...(isLong(column.name) ? { wrap: true as const } : {}),
      })),
    rows,
  };
}
