/** The bound T(a − 1, b − 1) ≤ ½ (ea/b)^b on prefix sums of binomial coefficients, held against the sums. */
import { dyadic, log2Dyadic } from "../src/exact/dyadic.js";
import { type Quantity, quantity, requireInteger, roundingError } from "../src/result.js";
import { binomialPrefixSum } from "./binomial.js";

/**
 * The largest T(a − 1, b − 1)/(ea/b)^b over 1 ≤ b ≤ a ≤ `largest`, which eq. (A.3) of Paleka 2021 bounds by ½. It is
 * 1/e, at a = b = 1: with it the bounds (5.7) and (6.9) improve by the factor 2/e.
 *
 * @throws InputError unless largest is an integer from 1 to 500
 */
export function prefixSumExcess(largest: number): Quantity {
  requireInteger(largest, "largest", 1, 500);
  let excess = 0;
  for (let a = 1; a <= largest; a++) {
    for (let b = 1; b <= a; b++) {
      const log2 = log2Dyadic(dyadic(binomialPrefixSum(a - 1, b - 1)));
      excess = Math.max(excess, 2 ** (log2 - b * Math.log2((Math.E * a) / b)));
    }
  }
  return quantity(excess, roundingError(excess, 4 * largest));
}
