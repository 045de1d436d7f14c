/** What a check demands: each demand is counted, and the first that is not met ends the check. */
import {
  compare,
  type Interval,
  integer,
  isPositive,
  parseDecimal,
  type Rational,
  subtract,
} from "../../src/interval/index.js";

/** The proof is refused, for the reason given. */
export class Refusal extends Error {
  override readonly name = "Refusal";
}

/** Counts the inequalities that hold. */
export class Ledger {
  #inequalities = 0;

  /** Number of inequalities between real functions that were decided. */
  get inequalities(): number {
    return this.#inequalities;
  }

  /** Demands x > 0 for every number of the interval. */
  positive(x: Interval, what: string): void {
    if (!isPositive(x)) throw new Refusal(`not shown: ${what}`);
    this.#inequalities++;
  }

  /** Demands a < b. */
  less(a: Interval, b: Interval, what: string): void {
    this.positive(subtract(b, a), what);
  }
}

/** Demands a condition on the exact numbers of the file. */
export function demand(condition: boolean, what: string): void {
  if (!condition) throw new Refusal(`not true: ${what}`);
}

const NOTHING = integer(0);

/** A decimal that must be > 0. */
export function positiveDecimal(text: string, what: string): Rational {
  const value = parseDecimal(text);
  demand(compare(value, NOTHING) > 0, `${what} > 0`);
  return value;
}

/** A decimal that must be ≥ 0. */
export function nonNegativeDecimal(text: string, what: string): Rational {
  const value = parseDecimal(text);
  demand(compare(value, NOTHING) >= 0, `${what} >= 0`);
  return value;
}

/** Decimals in strictly increasing order. */
export function increasing(values: readonly Rational[], what: string): void {
  for (let i = 1; i < values.length; i++)
    demand(compare(values[i - 1], values[i]) < 0, `${what} in increasing order`);
}
