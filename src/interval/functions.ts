/** atan, ln and exp of intervals: monotone functions, each end evaluated with a proven error. */
import { inverseSeries, WORKING_LN2, WORKING_PI } from "./constants.js";
import { bitLength, ceilShift, GUARD, PRECISION, WORKING, WORKING_ONE } from "./fixed-point.js";
import { type Interval, IntervalDomainError } from "./interval.js";

/** Every error below is less than this many units of 2^−192, which is 2^−40 units of 2^−128. */
const ERROR = 1n << 24n;
/** Argument reduction by a table: 1/TABLE apart. */
const TABLE = 64n;

/** An approximation in the working unit, good to ERROR, as the ends of an interval. */
function rounded(low: bigint, high: bigint): Interval {
  return { low: (low - ERROR) >> GUARD, high: ceilShift(high + ERROR, GUARD) };
}

/**
 * atan(i/64), i = 0 … 64, by atan((i+1)/64) = atan(i/64) + atan(64/(4096 + i(i+1))). The series is that of
 * {@link shortSeries} (error < 2^6 and 1 for the division): error of the table < 64·2^7 = 2^13 units.
 */
const ARCTANGENTS: readonly bigint[] = table(64, (i) =>
  shortSeries((TABLE << WORKING) / (TABLE * TABLE + i * (i + 1n)), true),
);

/**
 * ln(i/64) − ln 1, i = 64 … 128, stored from index 0, by ln((i+1)/i) = 2 artanh(1/(2i+1)): error < 64·2^9 = 2^15
 * units.
 */
const LOGARITHMS: readonly bigint[] = table(64, (i) => 2n * inverseSeries(2n * (i + TABLE) + 1n, false));

function table(length: number, step: (i: bigint) => bigint): readonly bigint[] {
  const entries = [0n];
  for (let i = 0; i < length; i++) entries.push(entries[i] + step(BigInt(i)));
  return entries;
}

/**
 * t ∓ t³/3 + t⁵/5 ∓ …, the minus for atan, the plus for artanh, |t| ≤ 2^−6 in the working unit: 17 terms, after
 * which the remainder is less than 2·2^(−6·35) < 1 unit. A power is off by less than 2 units (its own rounding, and
 * 2^−12 times the errors of its factors), a quotient by 1 more: error < 17·3 + 1 < 2^6 units.
 */
function shortSeries(t: bigint, alternating: boolean): bigint {
  const squared = (t * t) >> WORKING;
  let power = t;
  let sum = t;
  for (let k = 1n; k < 17n; k++) {
    power = (power * squared) >> WORKING;
    const term = power / (2n * k + 1n);
    sum += alternating && k % 2n === 1n ? -term : term;
  }
  return sum;
}

/**
 * atan of y/2^192 for 0 ≤ y ≤ 2^192: with i/64 next to y, atan y = atan(i/64) + atan((64y − i)/(64 + iy)), where
 * |t| ≤ 1/128. Division < 1 unit, series < 2^6, table < 2^13: error < 2^14 units.
 */
function workingArctangent(y: bigint): bigint {
  const i = (TABLE * y + WORKING_ONE / 2n) >> WORKING;
  const t = ((TABLE * y - (i << WORKING)) << WORKING) / ((TABLE << WORKING) + i * y);
  return ARCTANGENTS[Number(i)] + shortSeries(t, true);
}

/** atan at one end; for x > 1 as π/2 − atan(1/x), the division adding less than 1 unit. */
function arctangentAt(x: bigint): bigint {
  if (x < 0n) return -arctangentAt(-x);
  const wide = x << GUARD;
  if (wide <= WORKING_ONE) return workingArctangent(wide);
  return WORKING_PI / 2n - workingArctangent((WORKING_ONE << WORKING) / wide);
}

/** atan a. */
export function arctangent(a: Interval): Interval {
  return rounded(arctangentAt(a.low), arctangentAt(a.high));
}

/**
 * ln of the integer x > 0: x = 2^e·m with 1 ≤ m < 2 (rounded down by less than 1 unit), and with i/64 next to m,
 * ln m = ln(i/64) + 2 artanh((64m − i)/(64m + i)), |t| ≤ 1/256. Rounding 1, series 2^7, table 2^15, e·ln 2 with
 * e < 2^13: error < 2^23 units.
 */
function logarithmOfInteger(x: bigint): bigint {
  const e = BigInt(bitLength(x)) - 1n;
  if (e >= 1n << 13n) throw new IntervalDomainError("logarithm of a number with more than 2^13 bits");
  const m = e <= WORKING ? x << (WORKING - e) : x >> (e - WORKING);
  const i = (TABLE * m + WORKING_ONE / 2n) >> WORKING;
  const t = ((TABLE * m - (i << WORKING)) << WORKING) / (TABLE * m + (i << WORKING));
  return e * WORKING_LN2 + LOGARITHMS[Number(i - TABLE)] + 2n * shortSeries(t, false);
}

/** ln a. @throws IntervalDomainError unless a > 0 */
export function logarithm(a: Interval): Interval {
  if (!(a.low > 0n)) throw new IntervalDomainError("logarithm of an interval that is not positive");
  const shift = PRECISION * WORKING_LN2;
  return rounded(logarithmOfInteger(a.low) - shift, logarithmOfInteger(a.high) - shift);
}

/** ln(numerator/denominator) for a rational > 0, however small: the quotient itself is never rounded. */
export function logarithmOfRational(numerator: bigint, denominator: bigint): Interval {
  if (!(numerator > 0n)) throw new IntervalDomainError("logarithm of a number that is not positive");
  const value = logarithmOfInteger(numerator) - logarithmOfInteger(denominator);
  return rounded(value - ERROR, value + ERROR);
}

/** Arguments of exp beyond ± this are refused (above) or answered by [0, 1 unit] (below). */
const LARGEST_EXPONENT = 2048n;
const HALVINGS = 8n;

/**
 * exp(x/2^192) as mantissa·2^k, the mantissa between ½ and 2 with an error < 2^22 units: with k next to x/ln 2 the
 * rest is below 0.35 and off by |k|·2^9 + 1 ≤ 2^21 units. After 8 halvings (error 2^13 + 1) Taylor's series to the
 * 20th power has a remainder below 2^(−9.5·21 − 65) units of 1, and rounds off less than 2^6 units; each squaring
 * doubles the error, multiplied by at most e^0.35 in all, and adds 1: error < 1.5·(2^21 + 2^8·2^7) < 2^22 units.
 */
export function workingExponential(x: bigint): { mantissa: bigint; k: bigint } {
  const k = (2n * x + WORKING_LN2) / (2n * WORKING_LN2) - (2n * x + WORKING_LN2 < 0n ? 1n : 0n);
  const rest = (x - k * WORKING_LN2) >> HALVINGS;
  let term = WORKING_ONE;
  let mantissa = WORKING_ONE;
  for (let n = 1n; n <= 20n; n++) {
    term = ((term * rest) >> WORKING) / n;
    mantissa += term;
  }
  for (let i = 0n; i < HALVINGS; i++) mantissa = (mantissa * mantissa) >> WORKING;
  return { mantissa, k };
}

/** An end of exp in the unit of intervals, rounded down (direction −1) or up (1). */
function exponentialEnd(x: bigint, direction: -1n | 1n): bigint {
  if (x > LARGEST_EXPONENT << PRECISION) throw new IntervalDomainError("exponential of a number above 2048");
  if (x < -LARGEST_EXPONENT << PRECISION) return direction < 0n ? 0n : 1n;
  const { mantissa, k } = workingExponential(x << GUARD);
  const end = mantissa + direction * ERROR;
  const shift = GUARD - k;
  if (shift <= 0n) return end << -shift;
  return direction < 0n ? end >> shift : ceilShift(end, shift);
}

/** exp a. @throws IntervalDomainError above 2048 */
export function exponential(a: Interval): Interval {
  return { low: exponentialEnd(a.low, -1n), high: exponentialEnd(a.high, 1n) };
}

/** π. */
export const PI: Interval = rounded(WORKING_PI, WORKING_PI);
/** ln 2. */
export const LN2: Interval = rounded(WORKING_LN2, WORKING_LN2);
