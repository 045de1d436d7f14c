/** The rows of a table as graphics read them: plain numbers, words and nothing else. */
import { isQuantity, type Table, type TableRow } from "./table.js";

export type FlatRow = Readonly<Record<string, number | string | boolean | null>>;

/**
 * The rows with every quantity `x` spread over `x`, `xError` and `xStatus`; numbers that are not finite become null,
 * which vega leaves out.
 */
export function flatRows({ rows }: Table<TableRow>): FlatRow[] {
  return rows.map((row) => {
    const flat: Record<string, number | string | boolean | null> = {};
    for (const [name, cell] of Object.entries(row)) {
      if (isQuantity(cell)) {
        flat[name] = finite(cell.value);
        flat[`${name}Error`] = finite(cell.error);
        flat[`${name}Status`] = cell.status;
      } else flat[name] = typeof cell === "number" ? finite(cell) : (cell ?? null);
    }
    return flat;
  });
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
