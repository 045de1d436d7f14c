/** The explicit certificate x = −Σ w_i of non-injectivity, which works up to α = 3.4028. */

import { type Quantity, quantity } from "../src/result.js";
import { normalTail } from "../src/special/normal.js";
import { type OneLayerBound, rootQuantity, twoRoutes } from "./bound.js";

/**
 * Fraction of positive outputs at x = −Σ w_i minus 1/c, for n → ∞ at c = m/n: H(1/√c) − 1/c. Negative while the
 * certificate has fewer than n positive outputs (Paleka 2021, eq. (3.7) and Theorem 3.11).
 */
export function sumOfRowsExcess(c: number): number {
  return normalTail(1 / Math.sqrt(c)) - 1 / c;
}

/** The root of 1/c = H(1/√c), solved in c and in x = 1/√c (x² = H(x)); the difference enters the error. */
export function sumOfRowsBound(): OneLayerBound {
  const x = rootQuantity((x) => x * x - normalTail(x), 0.1, 1, 0.5);
  const byDeviation = quantity(1 / x.value ** 2, (2 * x.error) / x.value ** 3, x.status);
  return {
    bound: "sum of rows",
    value: twoRoutes(byDeviation, rootQuantity(sumOfRowsExcess, 1, 10, 0.5)),
    side: "lower",
    kind: "rigorous",
    valid: true,
    source: "Puthawala et al. 2020, slide 20; Paleka 2021, Theorem 3.11",
    note: "1/c = H(1/sqrt(c)); normalising the rows gives the same root",
  };
}

/**
 * The same with a field threshold κ and any count t: α H(κ + 1/√α) = t, since w·x̂ ~ N(−1/√α, 1). Solved in
 * x = 1/√α, in which t x² − H(κ + x) increases.
 */
export function sumOfRowsThreshold(margin: number, count: number): Quantity {
  const x = rootQuantity((x) => count * x * x - normalTail(margin + x), 1e-9, 2 / Math.sqrt(count), 0.5);
  return quantity(1 / x.value ** 2, (2 * x.error) / x.value ** 3, x.status);
}
