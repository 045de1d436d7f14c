/** The Euler-characteristic heuristic: growth rate of q_{m,n} = E χ(V ∩ C_{m,n}) by the saddle-point method. */

import { type Quantity, quantity, requirePositive } from "../src/result.js";
import { binaryEntropy } from "../src/special/binary-entropy.js";
import { type OneLayerBound, rootQuantity, twoRoutes } from "./bound.js";

/** Ratio K = (m − n)/n from which the dominant saddle point is real: 3 + 2√2. */
const REAL_SADDLE = 3 + 2 * Math.SQRT2;

/** A complex number. */
export interface Complex {
  readonly re: number;
  readonly im: number;
}

/**
 * The saddle point z₀ that dominates, of the roots of 2K z² − (K + 1) z + 1 = 0 (eq. (4.43)): the smaller one, in
 * (0, ½), from K = 3 + 2√2 on; the one in the upper half-plane, which counts with its conjugate, between 3 − 2√2 and
 * 3 + 2√2; the smaller one again below, where it is beyond 1.
 */
export function eulerSaddle(k: number): Complex {
  const discriminant = (k + 1) ** 2 - 8 * k;
  // (K + 1 − √D)/(4K) without cancellation.
  if (discriminant >= 0) return { re: 2 / (k + 1 + Math.sqrt(discriminant)), im: 0 };
  return { re: (k + 1) / (4 * k), im: Math.sqrt(-discriminant) / (4 * k) };
}

/** Re f(z) in nats, f(z) = ln(½ − z) − ln z − K ln(1 − z) (eq. (4.42b)). */
export function saddleExponent({ re, im }: Complex, k: number): number {
  const numerator = Math.log(Math.hypot(0.5 - re, im) / Math.hypot(re, im));
  return numerator - (im === 0 && re < 1 ? k * Math.log1p(-re) : k * Math.log(Math.hypot(1 - re, im)));
}

/**
 * Growth rate (1/n) log₂ |q_{m,n}| for n → ∞ at m − n = Kn (Paleka 2021, eq. (4.52)):
 *
 *     −K + (K + 1) H₂(1/(K + 1)) + log₂(e) Re f(z₀).
 *
 * Below K = 3 + 2√2 q oscillates in sign under this envelope. It is the rate of the term U(m, n, 0), and that of q
 * where positive; it vanishes once more at K = 0.1362, below which the other terms keep q near q_{n,n} = 1.
 *
 * @param k ratio (m − n)/n, finite and greater than 0
 * @throws InputError when `k` is not a finite number greater than 0
 */
export function eulerCharacteristicExponent(k: number): number {
  requirePositive(k, "k");
  const counting = (k + 1) * binaryEntropy(1 / (k + 1)) - k;
  return counting + Math.LOG2E * saddleExponent(eulerSaddle(k), k);
}

/**
 * The heuristic threshold c = K₀ + 1 where the growth rate crosses zero (Paleka 2021, Proposition 4.22, eq. (4.54)).
 *
 * Solved in K with the closed saddle point (4.43), and again in z, where K = (1 − z)/(z(1 − 2z)) makes every z in
 * (0, 1 − 1/√2) the saddle point of one K; the difference of the two enters the error.
 */
export function eulerCharacteristicBound(): OneLayerBound {
  const k = rootQuantity(eulerCharacteristicExponent, REAL_SADDLE * (1 + 1e-9), 20, 12);
  const ratioAt = (z: number): number => (1 - z) / (z * (1 - 2 * z));
  const z = rootQuantity(
    (z) => {
      const k = ratioAt(z);
      return (k + 1) * binaryEntropy(1 / (k + 1)) - k + Math.LOG2E * saddleExponent({ re: z, im: 0 }, k);
    },
    0.05,
    1 - Math.SQRT1_2 - 1e-9,
    12,
  );
  const byRatio = quantity(1 + k.value, k.error, k.status);
  return {
    bound: "Euler characteristic",
    value: twoRoutes(byRatio, quantity(1 + ratioAt(z.value), 0)),
    side: "upper",
    kind: "heuristic",
    valid: true,
    source: "Paleka 2021, eq. (4.52)-(4.54); Maillard et al. 2022 (8.34)",
    note:
      "zero of -K + (K+1)H2(1/(K+1)) + log2(e) f(z0) at K = c - 1; conjectured there as the threshold itself, which " +
      "the rigorous upper bound 7.648 refutes",
  };
}

/**
 * The second zero of the growth rate, at K = 0.1362: below it the envelope of the first term decreases, and the rate
 * is not positive down to K → 0. The rate of q itself stays near 0 there, by its other terms.
 */
export function eulerSecondZero(): Quantity {
  return rootQuantity(eulerCharacteristicExponent, 0.05, 0.171, 2);
}
