/** Intervals with integer ends: every operation returns an interval that contains each result from its arguments. */
import { ceilDivide, ceilShift, floorDivide, integerSquareRoot, PRECISION } from "./fixed-point.js";
import type { Rational } from "./rational.js";

/** The real numbers from low·2^−128 to high·2^−128. */
export interface Interval {
  readonly low: bigint;
  readonly high: bigint;
}

/** An operation outside its domain, such as a division by an interval around 0: nothing can be concluded. */
export class IntervalDomainError extends Error {
  override readonly name = "IntervalDomainError";
}

/** The integer n, exactly. */
export function whole(n: number | bigint): Interval {
  const end = BigInt(n) << PRECISION;
  return { low: end, high: end };
}

export const ZERO = whole(0);
export const UNIT = whole(1);

/** The least interval around a rational. */
export function enclose({ numerator, denominator }: Rational): Interval {
  const scaled = numerator << PRECISION;
  return { low: floorDivide(scaled, denominator), high: ceilDivide(scaled, denominator) };
}

/** a + b, exactly. */
export function add(a: Interval, b: Interval): Interval {
  return { low: a.low + b.low, high: a.high + b.high };
}

/** a − b, exactly. */
export function subtract(a: Interval, b: Interval): Interval {
  return { low: a.low - b.high, high: a.high - b.low };
}

/** −a, exactly. */
export function negate(a: Interval): Interval {
  return { low: -a.high, high: -a.low };
}

/** n·a for an integer n, exactly. */
export function times(n: number | bigint, a: Interval): Interval {
  const factor = BigInt(n);
  return factor >= 0n
    ? { low: factor * a.low, high: factor * a.high }
    : { low: factor * a.high, high: factor * a.low };
}

/** a/2. */
export function half(a: Interval): Interval {
  return { low: a.low >> 1n, high: ceilShift(a.high, 1n) };
}

/** a·b. */
export function multiply(a: Interval, b: Interval): Interval {
  if (a.low >= 0n && b.low >= 0n)
    return { low: (a.low * b.low) >> PRECISION, high: ceilShift(a.high * b.high, PRECISION) };
  const products = [a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high];
  let [low, high] = [products[0], products[0]];
  for (const product of products) {
    if (product < low) low = product;
    if (product > high) high = product;
  }
  return { low: low >> PRECISION, high: ceilShift(high, PRECISION) };
}

/** a². */
export function square(a: Interval): Interval {
  const low = a.low * a.low;
  const high = a.high * a.high;
  if (a.low >= 0n) return { low: low >> PRECISION, high: ceilShift(high, PRECISION) };
  if (a.high <= 0n) return { low: high >> PRECISION, high: ceilShift(low, PRECISION) };
  return { low: 0n, high: ceilShift(low > high ? low : high, PRECISION) };
}

/** a/b. @throws IntervalDomainError when b contains 0 */
export function divide(a: Interval, b: Interval): Interval {
  if (b.high < 0n) return divide(negate(a), negate(b));
  if (!(b.low > 0n)) throw new IntervalDomainError("division by an interval that contains 0");
  const low = a.low << PRECISION;
  const high = a.high << PRECISION;
  return {
    low: floorDivide(low, a.low >= 0n ? b.high : b.low),
    high: ceilDivide(high, a.high >= 0n ? b.low : b.high),
  };
}

/** √a. @throws IntervalDomainError when a contains a negative number */
export function squareRoot(a: Interval): Interval {
  if (a.low < 0n) throw new IntervalDomainError("square root of an interval with negative numbers");
  const high = a.high << PRECISION;
  const root = integerSquareRoot(high);
  return {
    low: integerSquareRoot(a.low << PRECISION),
    high: root * root === high ? root : root + 1n,
  };
}

/** Whether every number of a is > 0. */
export function isPositive(a: Interval): boolean {
  return a.low > 0n;
}

/** Whether every number of a is < every number of b. */
export function isLess(a: Interval, b: Interval): boolean {
  return a.high < b.low;
}
