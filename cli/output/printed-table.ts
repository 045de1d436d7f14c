/** Described tables as people read them: headers, and cells with the digits that their errors support. */
import { type Cell, cellOf, isQuantity, type Table, type TableColumn } from "../../src/table/table.js";
import { formatNumber, formatQuantity, formatSmall } from "./format-quantity.js";
import type { Report, TextTable } from "./report.js";

/** A table whose cells are texts. */
export type PrintedTable = TextTable;

/** The tables of a report, made now. */
export function printedTables({ tables }: Pick<Report, "tables">): readonly PrintedTable[] {
  return typeof tables === "function" ? tables().map(printed) : tables;
}

/** The sentences of a report, made now. */
export function notesOf({ notes = [] }: Pick<Report, "notes">): readonly string[] {
  return typeof notes === "function" ? notes() : notes;
}

function printed({ title, columns, rows, notes }: Table): PrintedTable {
  return {
    ...(title === undefined ? {} : { title }),
    ...(notes === undefined ? {} : { notes }),
    columns: columns.map((column) => ({
      header: column.header ?? column.name,
      align: column.align ?? (rows.every((row) => isPlainNumber(cellOf(row, column))) ? "right" : "left"),
      ...(column.wrap === undefined ? {} : { wrap: column.wrap }),
    })),
    rows: rows.map((row) => columns.map((column) => printedCell(cellOf(row, column), column))),
  };
}

function isPlainNumber(cell: Cell): boolean {
  return typeof cell === "number" || cell === null || cell === undefined;
}

function printedCell(cell: Cell, { digits, small }: TableColumn): string {
  if (cell === null || cell === undefined) return "";
  if (typeof cell === "boolean") return cell ? "yes" : "no";
  if (typeof cell === "string") return cell;
  if (isQuantity(cell)) {
    if (small) return formatSmall(cell.value);
    return digits === undefined ? formatQuantity(cell) : formatNumber(cell.value, digits);
  }
  if (small) return formatSmall(cell);
  return Number.isInteger(cell) && Math.abs(cell) < 1e15 ? String(cell) : formatNumber(cell, digits ?? 6);
}
