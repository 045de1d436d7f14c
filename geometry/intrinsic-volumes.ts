/** Intrinsic volumes of C_{m,n}, the vectors of R^m with fewer than n positive coordinates. */
import { type Dyadic, dyadic } from "../src/exact/dyadic.js";
import { binomial, binomialPrefixSum, krawtchoukValues } from "./binomial.js";
import { requireDimensions } from "./dimensions.js";

/**
 * v_0, …, v_d of an orthant of R^d, 2^{−d} C(d, k) (Paleka 2021, Lemma 4.16).
 *
 * @throws InputError unless dimension is an integer from 1 to 20000
 */
export function orthantVolumes(dimension: number): Dyadic[] {
  requireDimensions(dimension, dimension);
  return Array.from({ length: dimension + 1 }, (_, k) => dyadic(binomial(dimension, k), dimension));
}

/**
 * v_1, …, v_m of C_{m,n} (Paleka 2021, Proposition 4.14): its sum (4.27d) is, by the generating functions (4.36) and
 * (4.37c), a single Krawtchouk value,
 *
 *     v_k(C_{m,n}) = 2^{−m} C(m, k) K_{n−1}(m − k − 1; m − 1) for k < m,    v_m = 2^{−m} T(m, n − 1).
 *
 * @returns v_k at index k − 1
 * @throws InputError unless 1 ≤ columns ≤ rows ≤ 20000 are integers
 */
export function intrinsicVolumes(rows: number, columns: number): Dyadic[] {
  requireDimensions(rows, columns);
  const volumes = [dyadic(binomialPrefixSum(rows, columns - 1), rows)];
  const values = krawtchoukValues(columns - 1, rows - 1);
  let choose = 1n;
  for (let zeros = 1; zeros < rows; zeros++) {
    choose = (choose * BigInt(rows - zeros + 1)) / BigInt(zeros);
    volumes.push(dyadic(choose * (values.next().value ?? 0n), rows));
  }
  return volumes.reverse();
}

/**
 * The same volumes by counting faces: C_{m,n} is the disjoint union of C(m, a) T(a, n − 1) relatively open orthants
 * of each dimension a, and an open orthant of dimension a has v_k = (−1)^{a−k} 2^{−a} C(a, k), hence
 *
 *     v_k(C_{m,n}) = Σ_{a=k}^m (−1)^{a−k} 2^{−a} C(a, k) C(m, a) T(a, n − 1).
 *
 * Independent of Proposition 4.14, and quadratic in m.
 *
 * @returns v_k at index k − 1
 * @throws InputError unless 1 ≤ columns ≤ rows ≤ 20000 are integers
 */
export function intrinsicVolumesByFaces(rows: number, columns: number): Dyadic[] {
  requireDimensions(rows, columns);
  const faces: bigint[] = [];
  for (let a = 0; a <= rows; a++) faces.push(binomial(rows, a) * binomialPrefixSum(a, columns - 1));
  const volumes: Dyadic[] = [];
  for (let k = 1; k <= rows; k++) {
    let choose = 1n;
    let sum = 0n;
    for (let a = k; a <= rows; a++) {
      const term = (faces[a] * choose) << BigInt(rows - a);
      sum += (a - k) % 2 === 0 ? term : -term;
      choose = (choose * BigInt(a + 1)) / BigInt(a + 1 - k);
    }
    volumes.push(dyadic(sum, rows));
  }
  return volumes;
}
