/** An exact dyadic rational as fields of a result: the fraction, its nearest double, its logarithm. */
import { type Dyadic, dyadicQuantity, dyadicText, log2Dyadic } from "../src/exact/dyadic.js";
import type { Quantity } from "../src/result.js";
import { formatQuantity } from "./format-quantity.js";

const LONGEST_FRACTION = 60;

export interface ExactFields {
  /** "p/q" in lowest terms, "p" for an integer. */
  readonly exact: string;
  readonly value: Quantity;
  /** log₂ of the magnitude. */
  readonly log2: number;
}

/** The fields of one number. */
export function exactFields(exact: Dyadic): ExactFields {
  return { exact: dyadicText(exact), value: dyadicQuantity(exact), log2: log2Dyadic(exact) };
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
