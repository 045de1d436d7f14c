/** `export`: the results of a store as CSV, Markdown, LaTeX or Parquet. */

import { GENERATOR, XML_MARK } from "../../src/generator.js";
import { InputError } from "../../src/result.js";
import { csvLines } from "../../src/table/csv.js";
import {
  allColumns,
  type CellSurvey,
  ColumnSurvey,
  chosenColumns,
  type ExportColumn,
  flatColumns,
  type Row,
  readStore,
  rowsOf,
  tableColumns,
} from "../../sweep/index.js";
import { type Context, defineCommand, field, type Outcome, pick } from "../definition/command.js";
import { choice, inputFile, outputFile, value } from "../definition/option.js";
import { latexLines } from "../output/latex.js";
import { markdownLines } from "../output/markdown.js";
import { writeParquet } from "../output/parquet.js";
import { printedColumns } from "../output/store-cells.js";
import { STUDY_WORDS } from "../vocabulary/study.js";

const FORMATS = ["csv", "markdown", "latex", "parquet"] as const;

const FIELDS = {
  ...pick(STUDY_WORDS, "lines"),
  columns: field("The cells or columns of each line, by their names.", "text[]"),
};

export const exportCommand = defineCommand({
  description:
    "One line per result. CSV and Parquet hold every cell with all its digits, a quantity x as x, x.error and x.status; " +
    "Markdown and LaTeX (booktabs) the parameters that vary, what tells the lines of a point apart (a layer), " +
    "and the quantities, as value(error). A failed point is a line with its error.",
  examples: [
    ["export e3.jsonl --output e3.csv"],
    ["export e3.jsonl --format latex --columns parameters.alpha,energy"],
    ["export e3.jsonl --format parquet --output e3.parquet"],
  ],
  operands: { store: inputFile("a store, JSON Lines", { required: true, placeholder: "STORE" }) },
  options: {
    format: choice("the format", FORMATS, { default: "csv" }),
    columns: value<string[], Record<never, never>>(
      "cells (energy), fields (overlaps), parts (energy.error), separated by commas",
      { placeholder: "names", list: true, parse: parseNames },
    ),
    output: outputFile("write a file instead of printing; parquet needs one"),
  },
  fields: FIELDS,
  run: ({ store, format, columns, output }, context) => exported(store, format, columns, output, context),
});

function parseNames(text: string, place: string): string[] {
  const names = text.split(",").map((name) => name.trim());
  if (names.includes("")) {
    throw new InputError(`'${text}' in ${place}: expected names separated by commas`);
  }
  return names;
}

async function exported(
  store: string,
  format: (typeof FORMATS)[number],
  chosen: readonly string[] | undefined,
  output: string | undefined,
  { progress, files }: Context,
): Promise<Outcome> {
  if (format === "parquet" && output === undefined) {
    throw new InputError("--format parquet without --output: expected a file, --output FILE.parquet");
  }
  const { survey, lastLines } = surveyStore(store, (note) => progress.note(note));
  const cells = survey.cells();
  const printed = format === "markdown" || format === "latex";
  const columns =
    chosen !== undefined ? chosenColumns(cells, chosen) : printed ? tableColumns(cells) : allColumns(cells);
  const rows = currentRows(store, lastLines);
  const flat = flatColumns(columns, cells);
  const lines = linesOf(format, columns, cells, rows);
  const names = printed ? columns.map(({ cell }) => cell) : flat.map(({ name }) => name);
  const outcome = {
    parameters: { store, format, output },
    results: [{ lines: survey.lines, columns: names }],
  };
  if (output === undefined) return { ...outcome, document: lines };
  if (format === "parquet") await files.writeBy(output, "--output", (path) => writeParquet(path, flat, rows));
  else files.write(output, "--output", markedLines(format, lines));
  return { ...outcome, notes: () => [`${output}: ${survey.lines} lines, ${names.length} columns.`] };
}

/** The same for a file, which says who wrote it where the format allows. */
function* markedLines(
  format: (typeof FORMATS)[number],
  lines: Iterable<string>,
): Generator<string, void, void> {
  if (format === "markdown") yield `${XML_MARK}\n\n`;
  if (format === "latex") yield `% ${GENERATOR}\n`;
  yield* lines;
}

/** The file, line by line; parquet is no text. */
function linesOf(
  format: (typeof FORMATS)[number],
  columns: readonly ExportColumn[],
  cells: ReadonlyMap<string, CellSurvey>,
  rows: Iterable<Row>,
): Iterable<string> {
  if (format === "latex" || format === "markdown") {
    const shown = printedColumns(columns, cells);
    const texts = mapped(rows, (row) => shown.map(({ textOf }) => textOf(row)));
    return format === "latex" ? latexLines(shown, texts) : markdownLines(shown, texts, escapeMarkdown);
  }
  const flat = flatColumns(columns, cells);
  return csvLines(
    flat.map(({ name }) => name),
    mapped(rows, (row) => flat.map(({ read }) => read(row))),
  );
}

/** Texts of a store are shown as they are, whatever Markdown would make of them. */
function escapeMarkdown(text: string): string {
  return text.replace(/[\\|<>*_`[\]]/g, "\\$&").replace(/\s*[\r\n]+\s*/g, " ");
}

function* mapped<A, B>(items: Iterable<A>, change: (item: A) => B): Generator<B, void, void> {
  for (const item of items) yield change(item);
}

interface Surveyed {
  readonly survey: ColumnSurvey;
  /** The line that holds the current record of each point that was stored more than once. */
  readonly lastLines: ReadonlyMap<string, number>;
}

function surveyStore(store: string, onNote: (note: string) => void): Surveyed {
  const lines = new Map<string, number>();
  const repeated = new Map<string, number>();
  for (const { record, line } of readStore(store, onNote)) {
    if (lines.has(record.id)) repeated.set(record.id, line);
    lines.set(record.id, line);
  }
  lines.clear();
  const survey = new ColumnSurvey();
  for (const row of currentRows(store, repeated)) survey.add(row);
  return { survey, lastLines: repeated };
}

function* currentRows(store: string, lastLines: ReadonlyMap<string, number>): Generator<Row, void, void> {
  for (const { record, line } of readStore(store, () => undefined)) {
    if ((lastLines.get(record.id) ?? line) === line) yield* rowsOf(record);
  }
}
