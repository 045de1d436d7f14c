/** One described table as a file, in the format that its name asks for. */
import { GENERATOR, XML_MARK } from "../../src/generator.js";
import { tableToCsv } from "../../src/table/csv.js";
import { flatTableColumns } from "../../src/table/flat-columns.js";
import type { Table } from "../../src/table/table.js";
import type { Files } from "../files/files.js";
import { tableToLatex } from "./latex.js";
import { tableToMarkdown } from "./markdown.js";

export const TABLE_FORMATS = [".csv", ".md", ".tex", ".parquet"] as const;

export type TableFormat = (typeof TABLE_FORMATS)[number];

/** Undefined for a name that ends in none of them. */
export function tableFormatOf(path: string): TableFormat | undefined {
  return TABLE_FORMATS.find((format) => path.endsWith(format) && path.length > format.length);
}

/** Every number with the digits that it has. @throws InputError for a file that cannot be written */
export function writeTable(path: string, option: string, table: Table, files: Files): void {
  if (tableFormatOf(path) === ".parquet") {
    files.begin(path, option, async (temporary) => {
      const { writeParquet } = await import("./parquet.js");
      await writeParquet(temporary, flatTableColumns(table), table.rows);
    });
  } else files.write(path, option, textOf(path, table));
}

function textOf(path: string, table: Table): string {
  switch (tableFormatOf(path)) {
    case ".md":
      return `${XML_MARK}\n\n${tableToMarkdown(table, "all")}\n`;
    case ".tex":
      return `% ${GENERATOR}\n${tableToLatex(table, "all")}\n`;
    default:
      return tableToCsv(table);
  }
}
