/** Any block of numbers as one table of texts, for CSV and for readers of screens. */
import { isQuantity } from "../src/table/table.js";
import type { Block, Cell } from "./block.js";

export interface TextTable {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Undefined for blocks without numbers. Quantities take three columns: value, error and status. */
export function blockTable(block: Block): TextTable | undefined {
  switch (block.kind) {
    case "numbers":
      return expanded(
        ["quantity", "value"],
        block.numbers.map(({ text, value }) => [text, value]),
      );
    case "table":
      return expanded(
        block.columns.map(({ text }) => text),
        block.rows,
      );
    case "range":
      return expanded(
        ["bound", block.axis.text, "side", "note"],
        block.rows.map(({ name, value, side, note }) => [name, value, side, note]),
      );
    case "plot":
      return {
        header: ["series", block.x.text, block.y.text, "error"],
        rows: block.series.flatMap(({ name, x, y, errors }) =>
          Array.from({ length: x.length }, (_, i) => [
            name,
            String(x[i]),
            String(y[i]),
            errors === undefined ? "" : String(errors[i]),
          ]),
        ),
      };
    case "matrix":
      return {
        header: ["row", ...Array.from({ length: block.columns }, (_, j) => `w_${j + 1}`), "w.x"],
        rows: Array.from({ length: block.rows }, (_, i) => [
          String(i + 1),
          ...Array.from(block.values.subarray(i * block.columns, (i + 1) * block.columns), String),
          String(block.products[i]),
        ]),
      };
    case "regions":
      return {
        header: ["region", "corners", "shade"],
        rows: block.polygons.map((corners, i) => [
          String(i + 1),
          Array.from(corners, String).join(" "),
          String(block.shades[i]),
        ]),
      };
    default:
      return undefined;
  }
}

function expanded(header: readonly string[], rows: readonly (readonly Cell[])[]): TextTable {
  const wide = header.map((_, column) => rows.some((row) => isQuantity(row[column])));
  return {
    header: header.flatMap((name, column) =>
      wide[column] ? [name, `${name} error`, `${name} status`] : [name],
    ),
    rows: rows.map((row) => row.flatMap((cell, column) => cellTexts(cell, wide[column]))),
  };
}

function cellTexts(cell: Cell, wide: boolean): string[] {
  if (isQuantity(cell)) return [String(cell.value), String(cell.error), cell.status];
  const text = cell === null ? "" : String(cell);
  return wide ? [text, "", ""] : [text];
}
