/** `export`: the results of a store as CSV, Markdown, LaTeX or Parquet. */
import { closeSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import type { Command } from "commander";
import { InputError } from "../../src/result.js";
import {
  allColumns,
  ColumnSurvey,
  chosenColumns,
  flatColumns,
  type Row,
  readStore,
  rowsOf,
  tableColumns,
} from "../../sweep/index.js";
import { parseChoice } from "../definition/parse.js";
import { csvLines } from "../exports/csv.js";
import { latexLines } from "../exports/latex.js";
import { markdownLines } from "../exports/markdown.js";
import { writeParquet } from "../exports/parquet.js";
import { printedColumns } from "../exports/table-cells.js";
import { EXIT } from "../output/exit-codes.js";
import type { Progress } from "../output/progress.js";
import type { Report } from "../output/report.js";
import type { RunCommand } from "../program.js";

const FORMATS = ["csv", "markdown", "latex", "parquet"] as const;

interface ExportOptions {
  readonly format: (typeof FORMATS)[number];
  readonly columns?: readonly string[];
  readonly output?: string;
}

/** Registers the command. */
export function registerExport(program: Command, run: RunCommand): void {
  program
    .command("export")
    .summary("results of a store as CSV, Markdown, LaTeX or Parquet")
    .description(
      "One line a result. CSV and Parquet hold every cell with all its digits, a quantity x as x, x.error and x.status;\n" +
        "Markdown and LaTeX (booktabs) the parameters that vary, what tells the lines of a\n" +
        "point apart (a layer), and the quantities, as value(error).\n" +
        "A failed point is a line with its error.",
    )
    .argument("<STORE>", "a store, JSON Lines")
    .option(
      "--format <format>",
      "csv, markdown, latex or parquet",
      (text) => parseChoice(text, "--format", FORMATS),
      "csv" as const,
    )
    .option(
      "--columns <names>",
      "cells (energy), fields (overlaps), parts (energy.error), separated by commas",
      parseNames,
    )
    .option("--output <FILE>", "write a file instead of printing; parquet needs one")
    .addHelpText(
      "before",
      `Examples:
  relu-injectivity export e3.jsonl --output e3.csv
  relu-injectivity export e3.jsonl --format latex --columns parameters.alpha,energy
  relu-injectivity export e3.jsonl --format parquet --output e3.parquet
`,
    )
    .action((store: string, options: ExportOptions) =>
      run((progress) => exportStore(store, options, progress)),
    );
}

function parseNames(text: string): string[] {
  const names = text.split(",").map((name) => name.trim());
  if (names.includes("")) {
    throw new InputError(`'${text}' in --columns: expected names separated by commas`);
  }
  return names;
}

async function exportStore(store: string, options: ExportOptions, progress: Progress): Promise<Report> {
  const { format, output } = options;
  if (format === "parquet" && output === undefined) {
    throw new InputError("--format parquet without --output: expected a file, --output FILE.parquet");
  }
  const { survey, lastLines } = surveyStore(store, (note) => progress.note(note));
  const cells = survey.cells();
  const printed = format === "markdown" || format === "latex";
  const columns =
    options.columns !== undefined
      ? chosenColumns(cells, options.columns)
      : printed
        ? tableColumns(cells)
        : allColumns(cells);
  const rows = currentRows(store, lastLines);
  const flat = flatColumns(columns, cells);
  const lines =
    format === "markdown"
      ? markdownLines(printedColumns(columns, cells), rows)
      : format === "latex"
        ? latexLines(printedColumns(columns, cells), rows)
        : csvLines(flat, rows);
  const names = printed ? columns.map(({ cell }) => cell) : flat.map(({ name }) => name);
  const report: Report = {
    command: "export",
    parameters: { store, format, output: output ?? null },
    results: [{ lines: survey.lines, columns: names }],
    tables: [],
    exitCode: EXIT.ok,
  };
  if (output === undefined) return { ...report, document: lines };
  await replaceFile(output, (path) =>
    format === "parquet" ? writeParquet(path, flat, rows) : writePieces(path, lines),
  );
  return { ...report, notes: [`${output}: ${survey.lines} lines, ${names.length} columns.`] };
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

function writePieces(path: string, pieces: Iterable<string>): void {
  const descriptor = openSync(path, "w");
  try {
    for (const piece of pieces) {
      const bytes = Buffer.from(piece);
      for (let done = 0; done < bytes.length; ) done += writeSync(descriptor, bytes, done);
    }
  } finally {
    closeSync(descriptor);
  }
}

/** Writes beside the file first, so that it is there whole or not at all. */
async function replaceFile(path: string, write: (path: string) => void | Promise<void>): Promise<void> {
  const temporary = `${path}.new`;
  try {
    await write(temporary);
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    if (error instanceof InputError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new InputError(`'${path}' in --output: expected a file that can be written (${reason})`);
  }
}
