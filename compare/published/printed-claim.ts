/** Printed numbers that are claims: values, sufficient or necessary constants, decimals or expressions. */
import { type Quantity, roundingError } from "../../src/result.js";
import { agreesWithPrinted, type Claim, type ComparedRow, type PublishedSource } from "./compared-row.js";

/** What goes into a row besides the two numbers. */
export interface ClaimDetails {
  readonly note: string;
  readonly claim?: Claim;
  /** The number that an expression such as 1/sqrt(2) stands for; decimals speak for themselves. */
  readonly stated?: number;
  readonly correction?: string;
}

/** Makes the rows of one table of one source. */
export function claimRows(
  source: PublishedSource,
  table: string,
): (quantity: string, published: string, computed: Quantity, details: ClaimDetails) => ComparedRow {
  return (quantity, published, computed, { note, claim = "value", stated, correction }) => ({
    source,
    table,
    quantity,
    published,
    computed,
    agrees: isTrue(claim, published, stated, computed),
    note,
    claim,
    ...(correction === undefined ? {} : { correction }),
  });
}

/** A value must round to the printed decimals or equal the expression; a bound must hold; errors are allowed for. */
function isTrue(claim: Claim, published: string, stated: number | undefined, computed: Quantity): boolean {
  const number = stated ?? Number(published);
  const slack = computed.error + roundingError(number);
  if (claim === "upper") return computed.value <= number + slack;
  if (claim === "lower") return computed.value >= number - slack;
  return stated === undefined
    ? agreesWithPrinted(computed, published)
    : Math.abs(computed.value - number) <= slack;
}
