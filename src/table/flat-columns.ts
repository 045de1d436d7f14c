/** Columns of plain values, as files with typed columns hold them: a quantity `x` is the three columns x, x.error and x.status. */
import { numberOf } from "../json-number.js";
import { type Cell, cellOf, isQuantity, type Table } from "./table.js";

export type ColumnType = "number" | "boolean" | "text";

/** A column of a file: the plain values of a cell or of one part of it. */
export interface FlatColumn<Row> {
  readonly name: string;
  readonly type: ColumnType;
  readonly read: (row: Row) => string | number | boolean | null;
}

/** A cell as a column of its type, for a quantity its value. */
export function valueColumn<Row>(name: string, type: ColumnType, cell: (row: Row) => Cell): FlatColumn<Row> {
  return { name, type, read: (row) => plainValue(cell(row), type) };
}

/** Error and status of a cell that is a quantity, null in rows where it is none. */
export function partColumns<Row>(
  name: string,
  cell: (row: Row) => Cell,
): { readonly error: FlatColumn<Row>; readonly status: FlatColumn<Row> } {
  const part = (key: "error" | "status", type: ColumnType): FlatColumn<Row> => ({
    name: `${name}.${key}`,
    type,
    read: (row) => {
      const quantity = cell(row);
      return isQuantity(quantity) ? quantity[key] : null;
    },
  });
  return { error: part("error", "number"), status: part("status", "text") };
}

/** Those of a table: all its columns by their names. */
export function flatTableColumns({ columns, rows }: Table): FlatColumn<object>[] {
  return columns.flatMap((column) => {
    const { name } = column;
    const cell = (row: object): Cell => cellOf(row, column);
    const cells = rows.map(cell).filter((value) => value !== null && value !== undefined);
    const value = valueColumn(name, typeOf(cells), cell);
    if (!cells.some(isQuantity)) return [value];
    const { error, status } = partColumns(name, cell);
    return [value, error, status];
  });
}

function typeOf(cells: readonly Cell[]): ColumnType {
  if (cells.some((cell) => typeof cell === "string")) return "text";
  const booleans = cells.filter((cell) => typeof cell === "boolean").length;
  if (booleans === 0) return "number";
  return booleans === cells.length ? "boolean" : "text";
}

function plainValue(cell: Cell, type: ColumnType): string | number | boolean | null {
  const plain = isQuantity(cell) ? cell.value : (cell ?? null);
  if (plain === null) return null;
  if (type === "text") return String(plain);
  return type === "number" ? (numberOf(plain) ?? null) : plain;
}
