/** The one described table: results, figure data, profiles and exports are this, and every format is a writer of it. */
import type { Quantity } from "../result.js";
import type { Described } from "./described.js";

/** One entry; null where a quantity does not exist. */
export type Cell = number | string | boolean | null | undefined | Quantity;

export interface TableColumn extends Described {
  /** The key of its cells in the rows. */
  readonly name: string;
  /** Numbers without an error show at most so many significant digits; 6 by default. */
  readonly digits?: number;
  /** A residual or a difference: its size matters, two digits of it. */
  readonly small?: true;
  /** Left, unless every cell is a plain number. */
  readonly align?: "left" | "right";
  /** Left out of a printed table, where space is short. */
  readonly detail?: true;
  /** May be broken into several lines to keep a printed table within its width. */
  readonly wrap?: true;
}

export type TableRow = Readonly<Record<string, Cell>>;

export interface Table<Row extends object = object> {
  readonly title?: string;
  readonly columns: readonly TableColumn[];
  /** Cells by the names of the columns; what no column names is not shown. */
  readonly rows: readonly Row[];
  /** Sentences that belong to this table, printed below it. */
  readonly notes?: readonly string[];
}

/** A number that is given and hence exact. */
export function given(value: number): Quantity {
  return { value, error: 0, status: "converged" };
}

/** The cell of a row in a column. */
export function cellOf(row: object, column: TableColumn): Cell {
  return (row as Readonly<Record<string, Cell>>)[column.name];
}

/** Whether a cell, or anything else, is a value with its error and status. */
export function isQuantity(cell: unknown): cell is Quantity {
  return typeof cell === "object" && cell !== null && "value" in cell && "error" in cell && "status" in cell;
}
