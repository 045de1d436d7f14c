/** π, ln 2 and √(2π) in the working unit, with proven errors. */
import { integerSquareRoot, WORKING, WORKING_ONE } from "./fixed-point.js";

/**
 * Σ ±(1/n)^(2k+1)/(2k+1), the signs alternating for atan(1/n), all plus for artanh(1/n); n ≥ 3.
 * Each power is rounded down by less than 1 + 1/9 + … < 2 units, each quotient by less than 1 more; the terms vanish
 * after fewer than 65, and so does the remainder: error < 65·3 + 1 < 2^8 units.
 */
export function inverseSeries(n: bigint, alternating: boolean): bigint {
  const square = n * n;
  let power = WORKING_ONE / n;
  let sum = power;
  for (let k = 1n; power > 0n; k++) {
    power /= square;
    const term = power / (2n * k + 1n);
    sum += alternating && k % 2n === 1n ? -term : term;
  }
  return sum;
}

/** π = 16 atan(1/5) − 4 atan(1/239) (Machin): error < 20·2^8 < 2^13 units. */
export const WORKING_PI = 16n * inverseSeries(5n, true) - 4n * inverseSeries(239n, true);

/** ln 2 = 2 artanh(1/3): error < 2^9 units. */
export const WORKING_LN2 = 2n * inverseSeries(3n, false);

/** √(2π): the error of 2π is halved by the root (√(2π) > 1), and the root adds 1: error < 2^14 units. */
export const WORKING_ROOT_2PI = integerSquareRoot((2n * WORKING_PI) << WORKING);
