/** A store as Parquet: typed columns that may be null, written a group of lines at a time. */
import type { ColumnSource } from "hyparquet-writer";
import type { ColumnType, FlatColumn, Row } from "../../sweep/index.js";

/** Lines held in memory. */
const GROUP = 10_000;

const PARQUET_TYPES = { number: "DOUBLE", boolean: "BOOLEAN", text: "STRING" } as const satisfies Record<
  ColumnType,
  ColumnSource["type"]
>;

/** Writes the file. @throws Error when it cannot be written */
export async function writeParquet(
  path: string,
  columns: readonly FlatColumn[],
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
