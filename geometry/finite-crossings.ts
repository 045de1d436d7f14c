/** Where the Euler surrogate and the union bound fall below 1 at a finite number of columns. */
import { type Dyadic, log2Dyadic } from "../src/exact/dyadic.js";
import { type Quantity, quantity, requireInteger, roundingError } from "../src/result.js";
import { unionBound } from "./counting-bounds.js";
import { eulerCharacteristicBound } from "./euler-characteristic.js";
import { eulerSurrogate } from "./euler-surrogate.js";
import { expectedBadCells } from "./wendel.js";

/** The last number of rows at which a quantity is still 1 or more in magnitude. */
export interface FiniteCrossing {
  readonly columns: number;
  readonly lastRows: number;
  /** m/n at which log₂ of the magnitude, linear between lastRows and the next integer, is 0. */
  readonly ratio: number;
}

/** Both quantities are far below 1 at this m/n and decrease beyond it. */
const HIGH_RATIO = 10;
/** q is positive and decreasing from m/n = 4 + 2√2 on; for more columns than this the crossing is beyond that. */
const SCANNED_COLUMNS = 32;
const MONOTONE_RATIO = 4 + 2 * Math.SQRT2;
export const LARGEST_CROSSING_COLUMNS = 1000;

/**
 * The crossing |q_{m,n}| = 1, which tends to n times the Euler threshold 8.3446 (Paleka 2021, eq. (4.54)) from below.
 *
 * @throws InputError unless columns is an integer from 1 to 1000
 */
export function eulerCrossing(columns: number): FiniteCrossing {
  return lastCrossing(columns, eulerSurrogate);
}

/**
 * The crossing of the expected number of bad cells (3.4) with 1; it tends to n times the union bound 9.0886.
 *
 * @throws InputError unless columns is an integer from 1 to 1000
 */
export function unionCrossing(columns: number): FiniteCrossing {
  return lastCrossing(columns, expectedBadCells);
}

/** A crossing beside its limit. */
export interface ComparedCrossing {
  readonly quantity: "euler" | "union";
  readonly columns: number;
  readonly lastRows: number;
  readonly ratio: Quantity;
  /** m/n as n → ∞. */
  readonly limit: Quantity;
}

/** Both crossings beside their limits. @throws InputError unless columns is an integer from 1 to 1000 */
export function finiteCrossings(columns: number): ComparedCrossing[] {
  const compared = (
    name: ComparedCrossing["quantity"],
    { lastRows, ratio }: FiniteCrossing,
    limit: Quantity,
  ): ComparedCrossing => ({
    quantity: name,
    columns,
    lastRows,
    ratio: quantity(ratio, roundingError(ratio, 8)),
    limit,
  });
  return [
    compared("euler", eulerCrossing(columns), eulerCharacteristicBound().value),
    compared("union", unionCrossing(columns), unionBound().value),
  ];
}

function lastCrossing(
  columns: number,
  quantityAt: (rows: number, columns: number) => Dyadic,
): FiniteCrossing {
  requireInteger(columns, "columns", 1, LARGEST_CROSSING_COLUMNS);
  const reaches = (rows: number): boolean => isOneOrMore(quantityAt(rows, columns));
  let high = HIGH_RATIO * columns;
  let low: number;
  if (columns <= SCANNED_COLUMNS) {
    // q = 1 at m = n ends the scan.
    while (!reaches(high - 1)) high--;
    low = high - 1;
  } else {
    low = Math.ceil(MONOTONE_RATIO * columns);
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (reaches(middle)) low = middle;
      else high = middle;
    }
  }
  const [before, after] = [log2Dyadic(quantityAt(low, columns)), log2Dyadic(quantityAt(high, columns))];
  return { columns, lastRows: low, ratio: (low + before / (before - after)) / columns };
}

/** |a| ≥ 1, exactly. */
function isOneOrMore({ numerator, exponent }: Dyadic): boolean {
  return (numerator < 0n ? -numerator : numerator) >= 1n << BigInt(exponent);
}
