/** Singular values as quantities. */
import { type Quantity, quantity } from "../../src/result.js";

/** A singular value with the rounding of its computation: a few units of the last place of the largest one. */
export function singularQuantity(value: number, largest: number, size: number): Quantity {
  return quantity(value, size * Number.EPSILON * largest);
}
