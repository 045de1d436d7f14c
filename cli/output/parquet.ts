/** Rows as Parquet: typed columns that may be null, written a group of lines at a time. */
import type { ColumnSource } from "hyparquet-writer";
import type { ColumnType, FlatColumn } from "../../src/table/flat-columns.js";
import { allColumns, ColumnSurvey, flatColumns, rowOfResult } from "../../sweep/index.js";

/** Lines held in memory. */
const GROUP = 10_000;

const PARQUET_TYPES = { number: "DOUBLE", boolean: "BOOLEAN", text: "STRING" } as const satisfies Record<
  ColumnType,
  ColumnSource["type"]
>;

/** Writes the file. @throws Error when it cannot be written */
export async function writeParquet<Row>(
  path: string,
  columns: readonly FlatColumn<Row>[],
  rows: Iterable<Row>,
): Promise<void> {
  const { fileWriter, ParquetWriter, schemaFromColumnData } = await import("hyparquet-writer");
  const sources = (group: readonly Row[]): ColumnSource[] =>
    columns.map(({ name, type, read }) => ({
      name,
      type: PARQUET_TYPES[type],
      nullable: true,
      data: group.map(read),
    }));
  const writer = new ParquetWriter({
    writer: fileWriter(path),
    schema: schemaFromColumnData({ columnData: sources([]) }),
    createdBy: "relu-injectivity",
  });
  let group: Row[] = [];
  const flush = async (): Promise<void> => {
    if (group.length > 0) await writer.write({ columnData: sources(group), rowGroupSize: GROUP });
    group = [];
  };
  for (const row of rows) if (group.push(row) === GROUP) await flush();
  await flush();
  await writer.finish();
}

/** Results of a command, as `export` has those of a store. @throws Error when the file cannot be written */
export async function writeResults(path: string, results: readonly unknown[]): Promise<void> {
  const rows = results.map((result) => rowOfResult(result as object));
  const survey = new ColumnSurvey();
  for (const row of rows) survey.add(row);
  const cells = survey.cells();
  await writeParquet(path, flatColumns(allColumns(cells), cells), rows);
}
