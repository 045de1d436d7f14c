/** What `plot` prints of a figure: its data as results, and a table or a plot of characters for people. */

import { type DrawnFigure, renderAscii } from "../../figures/index.js";
import { isQuantity } from "../../src/table/table.js";
import { exitCodeFor } from "../output/exit-codes.js";
import { formatNumber, formatQuantity } from "../output/format-quantity.js";
import type { Report, TextTable } from "../output/report.js";

/** More rows than this are for a file. */
const LONGEST_TABLE = 40;
/** Columns of words wider than this are wrapped. */
const LONGEST_WORD = 14;

type Cell = DrawnFigure["table"]["rows"][number][string];

/** The figure's data as a report; text shows the first rows of the table. */
export function figureReport(figure: DrawnFigure): Report {
  const { rows } = figure.table;
  const quantities = rows.flatMap((row) => Object.values(row).filter(isQuantity));
  const left = rows.length - LONGEST_TABLE;
  return {
    command: "plot",
    parameters: { figure: figure.name, ...figure.parameters },
    results: rows,
    tables: [dataTable(figure)],
    notes: [
      ...(left > 0 ? [`${left} more rows: --csv, --json or --output FILE.csv has all of them.`] : []),
      figure.caption,
    ],
    exitCode: exitCodeFor(quantities),
  };
}

/** The same with the plot of characters in the place of the table. */
export async function asciiReport(figure: DrawnFigure): Promise<Report> {
  return {
    ...figureReport(figure),
    tables: [],
    notes: [...(await renderAscii(figure)), figure.caption],
  };
}

/** The same with the names of the files that were written. */
export function writtenReport(figure: DrawnFigure, files: readonly string[]): Report {
  return { ...figureReport(figure), tables: [], notes: [`${figure.title}: ${files.join(", ")}`] };
}

function dataTable({ title, table }: DrawnFigure): TextTable {
  const columns = table.columns.filter(
    ({ name, detail }) => detail !== true && table.rows.some((row) => (row[name] ?? null) !== null),
  );
  const rows = table.rows.slice(0, LONGEST_TABLE);
  return {
    title,
    columns: columns.map(({ name }) => ({
      header: name,
      wrap: rows.some((row) => typeof row[name] === "string" && String(row[name]).length > LONGEST_WORD),
    })),
    rows: rows.map((row) => columns.map(({ name }) => cellText(row[name]))),
  };
}

function cellText(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return "";
  if (isQuantity(cell)) return formatQuantity(cell);
  return typeof cell === "number" ? formatNumber(cell, 8) : String(cell);
}
