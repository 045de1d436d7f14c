/** An exact dyadic rational as fields of a result: the fraction, its nearest double, its logarithm. */
import { type Dyadic, dyadicQuantity, dyadicText, log2Dyadic } from "../../src/exact/dyadic.js";
import { type Quantity, quantity, roundingError } from "../../src/result.js";
import { formatQuantity } from "./format-quantity.js";

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
  return { exact: dyadicText(exact), value: dyadicQuantity(exact), log2: exactLog2(exact) };
}

/** log₂ of the magnitude with its rounding. */
export function exactLog2(exact: Dyadic): Quantity {
  const log2 = log2Dyadic(exact);
  return quantity(log2, Number.isFinite(log2) ? roundingError(Math.max(1, Math.abs(log2))) : 0);
}

/** Fraction and value in one phrase. */
export function shown({ exact, value }: ExactFields): string {
  return exact.length <= LONGEST_FRACTION && exact.includes("/")
    ? `${exact} = ${formatQuantity(value)}`
    : formatQuantity(value);
}

/** The fraction, or its length where a line cannot hold it. */
export function shortened(exact: string): string {
  return exact.length <= LONGEST_FRACTION ? exact : `${exact.length} characters, in --json`;
}
