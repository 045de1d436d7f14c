/** Saddle-point approximations of the terms U(m, n, 2i) and of q_{m,n}, with and without the prefactor. */
import { dyadic, log2Dyadic } from "../src/exact/dyadic.js";
import { type Quantity, quantity, requireInteger, roundingError } from "../src/result.js";
import { binaryEntropy } from "../src/special/binary-entropy.js";
import { binomial } from "./binomial.js";
import { requireDimensions } from "./dimensions.js";
import {
  type Complex,
  eulerCharacteristicExponent,
  eulerSaddle,
  saddleExponent,
} from "./euler-characteristic.js";

/** A number by its sign and the logarithm of its magnitude. */
export interface SignedLog2 {
  readonly sign: number;
  readonly log2: number;
}

/** Two orders of approximation. */
export interface SaddleApproximation {
  /** log₂ of the magnitude to exponential order, as printed. */
  readonly printed: number;
  /** With the binomial coefficient itself and the Gaussian prefactor, and hence with a sign. */
  readonly withPrefactor: SignedLog2;
}

/** Both orders as quantities: their errors are those of rounding, not of the approximation. */
export interface SaddleQuantities {
  readonly printed: Quantity;
  readonly withPrefactor: { readonly sign: number; readonly log2: Quantity };
}

/** Both orders of approximation, in bits, with what rounding does to sums of m terms of order 1. */
export function approximationQuantities(
  rows: number,
  { printed, withPrefactor: { sign, log2 } }: SaddleApproximation,
): SaddleQuantities {
  const bits = (value: number): Quantity => quantity(value, roundingError(rows + Math.abs(value), 8));
  return { printed: bits(printed), withPrefactor: { sign, log2: bits(log2) } };
}

/**
 * The term U(m, n − 1, 2i) of q_{m,n}. Printed: (4.48d). With the prefactor: the integral (4.38d) by (4.40) at the
 * saddle point (4.43), which ignores i; below K = 3 + 2√2 with both conjugate saddle points, so that it oscillates as
 * U does. The prefactor diverges at K = 3 ± 2√2, where the saddle points meet.
 *
 * @param index i, from 0 to ⌊(n − 1)/2⌋
 * @throws InputError unless 2 ≤ columns ≤ rows ≤ 20000 and index are integers in their ranges
 */
export function termApproximation(rows: number, columns: number, index: number): SaddleApproximation {
  requireApproximable(rows, columns);
  const n = columns - 1;
  requireInteger(index, "index", 0, Math.floor(n / 2));
  const k = (rows - n) / n;
  const z = eulerSaddle(k);
  const chosen = n - 2 * index;
  const distance = Math.log2(Math.hypot(0.5 - z.re, z.im));
  return {
    printed:
      rows * binaryEntropy(chosen / rows) -
      2 * index * (1 + distance) +
      n * Math.LOG2E * saddleExponent(z, k),
    withPrefactor: withPrefactor(rows, n, chosen, log2Dyadic(dyadic(binomial(rows, chosen)))),
  };
}

/**
 * log₂|q_{m,n}|. Printed: (n − 1) times the growth rate (4.52) at K = (m − n + 1)/(n − 1), which is (4.51e). With the
 * prefactor: the sum (4.51b) of all approximate terms. As the saddle point ignores i, the latter holds where the
 * first terms dominate, from K ≈ 0.3 on; towards m = n the last ones do.
 *
 * @throws InputError unless 2 ≤ columns ≤ rows ≤ 20000 are integers
 */
export function surrogateApproximation(rows: number, columns: number): SaddleApproximation {
  requireApproximable(rows, columns);
  const n = columns - 1;
  const terms: SignedLog2[] = [];
  let choose = binomial(rows, n);
  for (let chosen = n; chosen >= 0; chosen -= 2) {
    terms.push(withPrefactor(rows, n, chosen, log2Dyadic(dyadic(choose))));
    const [a, b] = [BigInt(rows - chosen + 1), BigInt(rows - chosen + 2)];
    choose = (choose * BigInt(chosen) * BigInt(chosen - 1)) / (a * b);
  }
  const largest = Math.max(...terms.map(({ log2 }) => log2));
  const sum = terms.reduce((total, { sign, log2 }) => total + sign * 2 ** (log2 - largest), 0);
  return {
    printed: n * eulerCharacteristicExponent((rows - n) / n),
    withPrefactor: {
      sign: Math.sign(sum) * parity(n),
      log2: largest + Math.log2(Math.abs(sum)) + n + 1 - rows,
    },
  };
}

function requireApproximable(rows: number, columns: number): void {
  requireDimensions(rows, columns);
  requireInteger(columns, "columns", 2, rows);
}

/** (−1)^n 2^{−n} C(m, j) [x^n] (1 − 2x)^{j−1} (1 − x)^{−(m−n)}, the coefficient by the saddle-point method. */
function withPrefactor(m: number, n: number, chosen: number, log2Choose: number): SignedLog2 {
  const k = (m - n) / n;
  const z = eulerSaddle(k);
  const [fromHalf, fromOne] = [
    { re: 1 - 2 * z.re, im: -2 * z.im },
    { re: 1 - z.re, im: -z.im },
  ];
  const logIntegrand =
    (chosen - 1) * logModulus(fromHalf) - (m - n) * logModulus(fromOne) - (n + 1) * logModulus(z);
  // f'' = 1/z² + K/(1 − z)² − 4/(1 − 2z)².
  const parts = [inverseSquare(z, 1), inverseSquare(fromOne, k), inverseSquare(fromHalf, -4)];
  const curvature = { re: sum(parts.map(({ re }) => re)), im: sum(parts.map(({ im }) => im)) };
  const log =
    (logIntegrand - 0.5 * (Math.log(2 * Math.PI * n) + logModulus(curvature))) * Math.LOG2E + log2Choose - n;
  if (z.im === 0) {
    // Beyond 1 the contour encircles the pole at 1, clockwise, and both powers are of negative numbers.
    return { sign: z.re < 0.5 ? parity(n) : -parity(n + chosen - 1 + m - n), log2: log };
  }
  // The contour passes z₀ along i/√f''. As K falls from 3 + 2√2 to 3 − 2√2 this turns continuously from 135° to −45°.
  let direction = -0.5 * argument(curvature);
  if (direction > Math.PI / 4) direction -= Math.PI;
  const phase =
    (chosen - 1) * argument(fromHalf) - (m - n) * argument(fromOne) - (n + 1) * argument(z) + direction;
  const both = 2 * Math.cos(phase);
  return { sign: Math.sign(both) * parity(n), log2: log + Math.log2(Math.abs(both)) };
}

function parity(n: number): number {
  return n % 2 === 0 ? 1 : -1;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function logModulus({ re, im }: Complex): number {
  return Math.log(Math.hypot(re, im));
}

function argument({ re, im }: Complex): number {
  return Math.atan2(im, re);
}

/** weight/w². */
function inverseSquare({ re, im }: Complex, weight: number): Complex {
  const square = (re * re + im * im) ** 2;
  return { re: (weight * (re * re - im * im)) / square, im: (-2 * weight * re * im) / square };
}
