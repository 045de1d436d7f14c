/** What is proved of the probability that a Gaussian layer of given size is not injective, by counting and by duality. */
import { certificate, searchFinite } from "../../certified/index.js";
import { expectedBadCells } from "../../geometry/index.js";
import { dyadicQuantity } from "../../src/exact/dyadic.js";
import type { Quantity } from "../../src/result.js";

/** Two upper bounds on one probability; one above 1 says nothing. */
export interface NonInjectivityBounds {
  /** Expected number of cells with fewer than n positive outputs, counted exactly. */
  readonly union: Quantity;
  /** The certified bound of duality, three significant digits rounded up, a decimal. */
  readonly duality: string;
  /** Which is the smaller one, the one to quote. */
  readonly smaller: "union" | "duality";
}

/** Both bounds, by Paleka 2021, eq. (3.4), and by docs/theorems.md, Theorem 4. @throws InputError unless 1 ≤ columns ≤ rows ≤ 10⁶ */
export function nonInjectivityBounds(rows: number, columns: number): NonInjectivityBounds {
  const union = dyadicQuantity(expectedBadCells(rows, columns));
  const duality = certificate(searchFinite({ rows, columns })).bound ?? "";
  return { union, duality, smaller: union.value <= Number(duality) ? "union" : "duality" };
}
