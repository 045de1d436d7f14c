/** Typed tables of figure data: what each column means, its unit, and quantities kept together with their errors. */

import type { Quantity } from "../result.js";
import { isQuantity } from "./table.js";

/** What a column holds. */
interface DataColumn {
  readonly name: string;
  /** "1" for pure numbers, "" for words. */
  readonly unit: string;
  /** Meaning, with the defining equation where there is one. */
  readonly meaning: string;
  /** Left out where space is short. */
  readonly detail?: true;
}

/** One entry; null where a quantity does not exist. */
type Cell = number | string | boolean | null | Quantity;

export type DataRow = Readonly<Record<string, Cell>>;

export interface DataTable {
  readonly columns: readonly DataColumn[];
  readonly rows: readonly DataRow[];
}

/** A row as vega reads it. */
export type FlatRow = Readonly<Record<string, number | string | boolean | null>>;

/**
 * The rows with every quantity `x` spread over `x`, `xError` and `xStatus`; numbers that are not finite become null,
 * which vega leaves out.
 */
export function flatRows({ rows }: DataTable): FlatRow[] {
  return rows.map((row) => {
    const flat: Record<string, number | string | boolean | null> = {};
    for (const [name, cell] of Object.entries(row)) {
      if (isQuantity(cell)) {
        flat[name] = finite(cell.value);
        flat[`${name}Error`] = finite(cell.error);
        flat[`${name}Status`] = cell.status;
      } else flat[name] = typeof cell === "number" ? finite(cell) : cell;
    }
    return flat;
  });
}

/** A number that is given and hence exact. */
export function given(value: number): Quantity {
  return { value, error: 0, status: "converged" };
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
