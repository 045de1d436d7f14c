/** Which numbers of rows and columns the exact counts accept. */
import { InputError, requireInteger } from "../src/result.js";

/** Largest number of rows: integers of 20000 bits. */
export const LARGEST_ROWS = 20_000;

/** Largest number of rows of lists of many exact numbers. */
export const LARGEST_LISTED_ROWS = 2000;

/** @throws InputError unless rows and columns are integers with 1 ≤ columns ≤ rows ≤ 20000 */
export function requireDimensions(rows: number, columns: number): void {
  requireInteger(rows, "rows", 1, LARGEST_ROWS);
  requireInteger(columns, "columns", 1, LARGEST_ROWS);
  if (rows < columns) {
    throw new InputError(
      `rows is ${rows} with ${columns} columns: expected at least as many rows as columns`,
    );
  }
}
