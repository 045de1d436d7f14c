/** The Euler-characteristic surrogate q_{m,n} for the probability of non-injectivity, by two exact formulas. */
import { type Dyadic, dyadic } from "../src/exact/dyadic.js";
import { binomial, binomialPrefixSum, krawtchoukValues } from "./binomial.js";
import { requireDimensions } from "./dimensions.js";

/** One term of the sum that makes up q. */
export interface EulerTerm {
  /** i of U(m, d, 2i), from 0 to ⌊d/2⌋. */
  readonly index: number;
  /** U(m, d, 2i) itself (Paleka 2021, eq. (4.11)). */
  readonly exact: Dyadic;
}

/**
 * q_{m,n} = E χ(V ∩ C_{m,n}) for a uniformly random n-dimensional subspace V of R^m (Paleka 2021, Theorem 4.13). The
 * sums of (4.10)–(4.12) reduce by (4.38b) to one Krawtchouk value each, so that with d = n − 1
 *
 *     q_{m,n} = 2^{1−m} Σ_{j ≤ d, j ≡ d (2)} C(m, j) K_d(j − 1; m − 1),    K_d(−1; m − 1) = T(m, d).
 *
 * The sum cancels almost entirely, hence integers. It approximates 1 − p_{m,n} where it is small, and is neither a
 * bound nor confined to [0, 1]: q_{8,4} = 0 although no 8 × 4 layer is injective.
 *
 * @param rows m
 * @param columns n; mind that the thesis states its formulas for q_{m,n+1}
 * @throws InputError unless 1 ≤ columns ≤ rows ≤ 20000 are integers
 * @returns the exact dyadic rational
 * @example
 * import { dyadicText, eulerSurrogate } from "relu-injectivity/geometry";
 * dyadicText(eulerSurrogate(6, 2)); // "15/16"
 */
export function eulerSurrogate(rows: number, columns: number): Dyadic {
  requireDimensions(rows, columns);
  let sum = 0n;
  for (const { product } of products(rows, columns - 1)) sum += product;
  return dyadic(sum, rows - 1);
}

/**
 * The same by Euler's relation: faces of the arrangement with j zero rows are C(m, j) 2T(m − j − 1, n − j − 1) in
 * number and have uniform signs, of which T(m − j, n − 1) in 2^{m−j} leave fewer than n positive:
 *
 *     q_{m,n} = Σ_{j<n} (−1)^{n−1−j} C(m, j) 2^{1−m+j} T(m − j − 1, n − j − 1) T(m − j, n − 1).
 *
 * The term j = 0 is, up to its sign, the union bound (3.4). Not in the thesis; independent of integral geometry.
 *
 * @throws InputError unless 1 ≤ columns ≤ rows ≤ 20000 are integers
 */
export function eulerSurrogateByFaces(rows: number, columns: number): Dyadic {
  requireDimensions(rows, columns);
  const top = columns - 1;
  let sum = 0n;
  let choose = 1n;
  // T(m − j − 1, n − j − 1) and T(m − j, n − 1), each from its predecessor by Pascal's rule.
  let met = binomialPrefixSum(rows - 1, top);
  let bad = binomialPrefixSum(rows, top);
  // C(m − j − 2, n − j − 1) and C(m − j − 1, n − 1), the terms by which the rule moves.
  let metStep = binomial(rows - 2, top);
  let badStep = binomial(rows - 1, top);
  for (let j = 0; j <= top; j++) {
    const term = (choose * met * bad) << BigInt(j);
    sum += (top - j) % 2 === 0 ? term : -term;
    choose = (choose * BigInt(rows - j)) / BigInt(j + 1);
    if (j === top) break;
    met = (met - metStep) >> 1n;
    bad = (bad + badStep) >> 1n;
    metStep = (metStep * BigInt(top - j)) / BigInt(Math.max(1, rows - j - 2));
    badStep = (badStep * BigInt(rows - j - 1 - top)) / BigInt(rows - j - 1);
  }
  return dyadic(sum, rows - 1);
}

/**
 * The terms U(m, n − 1, 2i) of q_{m,n} = ((−1)^{n−1}/2^{m−n}) Σ_i U(m, n − 1, 2i) (Paleka 2021, eq. (4.11), (4.12)),
 * by ascending i.
 *
 * @throws InputError unless 1 ≤ columns ≤ rows ≤ 20000 are integers
 */
export function eulerTerms(rows: number, columns: number): EulerTerm[] {
  requireDimensions(rows, columns);
  const d = columns - 1;
  const terms: EulerTerm[] = [];
  for (const { chosen, product } of products(rows, d)) {
    terms.push({ index: (d - chosen) / 2, exact: dyadic(d % 2 === 0 ? product : -product, d) });
  }
  return terms.reverse();
}

/** C(m, j) K_d(j − 1; m − 1) for j ≤ d of the parity of d, ascending. */
function* products(m: number, d: number): Generator<{ readonly chosen: number; readonly product: bigint }> {
  const values = krawtchoukValues(d, m - 1);
  let choose = 1n;
  for (let j = 0; j <= d; j++) {
    const value = j === 0 ? binomialPrefixSum(m, d) : (values.next().value ?? 0n);
    if (j % 2 === d % 2) yield { chosen: j, product: choose * value };
    choose = (choose * BigInt(m - j)) / BigInt(j + 1);
  }
}
