/** An exact dyadic rational as fields of a result: the fraction, its nearest double, its logarithm. */
import { type Dyadic, dyadicQuantity, dyadicText, log2Quantity } from "../../src/exact/dyadic.js";
import type { Quantity } from "../../src/result.js";

const LONGEST_FRACTION = 60;

export interface ExactFields {
  /** "p/q" in lowest terms, "p" for an integer. */
  readonly exact: string;
  readonly value: Quantity;
  /** log₂ of the magnitude; -Infinity for 0. */
  readonly log2: Quantity;
}

/** The fields of one number. */
export function exactFields(exact: Dyadic): ExactFields {
  return { exact: dyadicText(exact), value: dyadicQuantity(exact), log2: log2Quantity(exact) };
}

/** The row of a table, with the length of the fraction where a line cannot hold it. */
export function shortened<Row extends ExactFields>(row: Row): Row {
  const { length } = row.exact;
  return length <= LONGEST_FRACTION ? row : { ...row, exact: `${length} characters, in --json` };
}
