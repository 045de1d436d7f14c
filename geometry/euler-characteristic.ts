/** The Euler-characteristic heuristic: growth rate of q_{m,n} = E χ(V ∩ C_{m,n}) by the saddle-point method. */

import { quantity, requirePositive } from "../src/result.js";
import { binaryEntropy } from "../src/special/binary-entropy.js";
import { type OneLayerBound, rootQuantity, twoRoutes } from "./bound.js";

/** Ratio K = (m − n)/n from which the dominant saddle point is real: 3 + 2√2. */
const REAL_SADDLE = 3 + 2 * Math.SQRT2;

/**
 * Growth rate (1/n) log₂ |q_{m,n}| for n → ∞ at m − n = Kn (Paleka 2021, eq. (4.52)):
 *
 *     −K + (K + 1) H₂(1/(K + 1)) + log₂(e) Re f(z₀),   f(z) = ln(½ − z) − ln z − K ln(1 − z),
 *
 * with z₀ the saddle point of eq. (4.43), the smaller root of 2K z² − (K + 1) z + 1 = 0. Below K = 3 + 2√2 the two
 * roots are complex conjugates and q oscillates in sign under this envelope.
 *
 * @param k ratio (m − n)/n, finite and greater than 0
 * @throws InputError when `k` is not a finite number greater than 0
 */
export function eulerCharacteristicExponent(k: number): number {
  requirePositive(k, "k");
  const discriminant = (k + 1) ** 2 - 8 * k;
  const counting = (k + 1) * binaryEntropy(1 / (k + 1)) - k;
  if (discriminant >= 0) {
    // (K + 1 − √D)/(4K) without cancellation.
    return counting + Math.LOG2E * saddleExponent(2 / (k + 1 + Math.sqrt(discriminant)), k);
  }
  const re = (k + 1) / (4 * k);
  const im = Math.sqrt(-discriminant) / (4 * k);
  const log =
    Math.log2(Math.hypot(0.5 - re, im) / Math.hypot(re, im)) - k * Math.log2(Math.hypot(1 - re, im));
  return counting + log;
}

/** f(z) at a real point of (0, ½), eq. (4.42b). */
function saddleExponent(z: number, k: number): number {
  return Math.log((0.5 - z) / z) - k * Math.log1p(-z);
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
      return (k + 1) * binaryEntropy(1 / (k + 1)) - k + Math.LOG2E * saddleExponent(z, k);
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
