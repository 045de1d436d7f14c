/** Described tables as people read them: headers, and cells with the digits that their errors support. */

import { formatNumber, formatQuantity, formatSmall } from "../../src/table/format-quantity.js";
import { type Cell, cellOf, isQuantity, type Table, type TableColumn } from "../../src/table/table.js";
import type { Digits } from "../definition/shared-options.js";

interface PrintedColumn {
  readonly header: string;
  readonly align: "left" | "right";
  /** May be wrapped to keep the line within 80 characters. */
  readonly wrap?: boolean;
}

/** A table whose cells are texts. */
export interface PrintedTable {
  readonly title?: string;
  readonly columns: readonly PrintedColumn[];
  readonly rows: readonly (readonly string[])[];
  readonly notes?: readonly string[];
}

/** The table with its cells as texts. */
export function printedTable({ title, columns, rows, notes }: Table, digits?: Digits): PrintedTable {
  return {
    ...(title === undefined ? {} : { title }),
    ...(notes === undefined ? {} : { notes }),
    columns: columns.map((column) => ({
      header: column.header ?? column.name,
      align: column.align ?? (rows.every((row) => isPlainNumber(cellOf(row, column))) ? "right" : "left"),
      ...(column.wrap === undefined ? {} : { wrap: column.wrap }),
    })),
    rows: rows.map((row) => columns.map((column) => printedCell(cellOf(row, column), column, digits))),
  };
}

function isPlainNumber(cell: Cell): boolean {
  return typeof cell === "number" || cell === null || cell === undefined;
}

function printedCell(cell: Cell, { digits, small }: TableColumn, asked?: Digits): string {
  if (cell === null || cell === undefined) return "";
  if (typeof cell === "boolean") return cell ? "yes" : "no";
  if (typeof cell === "string") return cell;
  if (isQuantity(cell)) {
    if (small) return formatSmall(cell.value);
    // Columns of few digits stay so, unless somebody asks for more or less.
    return digits === undefined || asked !== undefined
      ? formatQuantity(cell, asked)
      : formatNumber(cell.value, digits);
  }
  if (small) return formatSmall(cell);
  return Number.isInteger(cell) && Math.abs(cell) < 1e15 ? String(cell) : formatNumber(cell, digits ?? 6);
}
