/** Cells of a store for printed tables: quantities as value(error), short headings. */
import type { Quantity } from "../../src/result.js";
import { formatNumber, formatQuantity } from "../../src/table/format-quantity.js";
import { isQuantity } from "../../src/table/table.js";
import type { Cell, CellSurvey, ExportColumn, Row } from "../../sweep/index.js";

export interface PrintedColumn {
  readonly header: string;
  /** Numbers stand right. */
  readonly align: "left" | "right";
  readonly textOf: (row: Row) => string;
}

/** Digits of a number without an error. */
const DIGITS = 12;

/** The columns of a printed table; a parameter loses its prefix where no result has its name. */
export function printedColumns(
  columns: readonly ExportColumn[],
  cells: ReadonlyMap<string, CellSurvey>,
): PrintedColumn[] {
  const taken = new Set(columns.map(({ cell }) => cell));
  return columns.map(({ cell, part }) => {
    const bare = cell.replace(/^parameters\./, "");
    const heading = taken.has(bare) ? cell : bare;
    return {
      header: part === "all" ? heading : `${heading}.${part}`,
      align: part !== "status" && cells.get(cell)?.type === "number" ? "right" : "left",
      textOf: (row) => printed(row.get(cell), part),
    };
  });
}

function printed(cell: Cell | undefined, part: ExportColumn["part"]): string {
  if (cell === undefined || cell === null) return "";
  if (isQuantity(cell)) {
    // A store's statuses are those of this package.
    if (part === "all") return formatQuantity(cell as Quantity, "all");
    return part === "status" ? cell.status : formatNumber(cell[part], DIGITS);
  }
  return typeof cell === "number" ? formatNumber(cell, DIGITS) : String(cell);
}
