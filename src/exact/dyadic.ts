/** Exact dyadic rationals p / 2^e in big integers, and their correctly rounded conversion to doubles. */
import { InputError, type Quantity, quantity, roundingError, shown } from "../result.js";
import { bitLength, magnitude } from "./integers.js";

/** The number numerator / 2^exponent in lowest terms: exponent ≥ 0, and the numerator is odd unless exponent = 0. */
export interface Dyadic {
  readonly numerator: bigint;
  readonly exponent: number;
}

/** Bits of a significand, and the exponent of the smallest positive double. */
const PRECISION = 53;
const SMALLEST_UNIT = -1074;

/** numerator / 2^exponent in lowest terms; a negative exponent multiplies. */
export function dyadic(numerator: bigint, exponent = 0): Dyadic {
  if (numerator === 0n) return { numerator, exponent: 0 };
  if (exponent <= 0) return { numerator: numerator << BigInt(-exponent), exponent: 0 };
  const zeros = bitLength(numerator & -numerator) - 1;
  const shift = Math.min(zeros, exponent);
  return { numerator: numerator >> BigInt(shift), exponent: exponent - shift };
}

/** a − b. */
export function subtractDyadic(a: Dyadic, b: Dyadic): Dyadic {
  const exponent = Math.max(a.exponent, b.exponent);
  return dyadic(scaledTo(a, exponent) - scaledTo(b, exponent), exponent);
}

/** Whether two dyadics are the same number. */
export function equalDyadic(a: Dyadic, b: Dyadic): boolean {
  return a.numerator === b.numerator && a.exponent === b.exponent;
}

/** The numerator over 2^exponent, for an exponent not below that of `a`. */
function scaledTo(a: Dyadic, exponent: number): bigint {
  return a.numerator << BigInt(exponent - a.exponent);
}

/**
 * The fraction as text.
 * @param a a dyadic rational in lowest terms
 * @returns "p/q", or "p" for an integer
 * @throws InputError for anything else
 * @example
 * import { dyadicText, exactWendelProbability } from "relu-injectivity/geometry";
 * dyadicText(exactWendelProbability(3, 2)); // "3/4"
 */
export function dyadicText(a: Dyadic): string {
  requireDyadic(a);
  const { numerator, exponent } = a;
  return exponent === 0 ? `${numerator}` : `${numerator}/${1n << BigInt(exponent)}`;
}

/**
 * The nearest double, ties to even; subnormal where it must be, ±Infinity beyond the range.
 * @param a a dyadic rational in lowest terms
 * @returns the double
 * @throws InputError for anything else
 * @example
 * import { dyadicToNumber, exactWendelProbability } from "relu-injectivity/geometry";
 * dyadicToNumber(exactWendelProbability(3, 2)); // 0.75
 */
export function dyadicToNumber(a: Dyadic): number {
  requireDyadic(a);
  const { significand, unit } = nearest(a);
  return Number(significand) * 2 ** unit;
}

/**
 * The nearest double with its rounding as the error: 0 for a representable number, at most half an ulp otherwise.
 * Beyond the range of doubles value and error are infinite and the status is `overflow`; {@link log2Quantity} has it.
 * @param a a dyadic rational in lowest terms
 * @returns value and error
 * @throws InputError for anything else
 * @example
 * import { dyadicQuantity, exactWendelProbability } from "relu-injectivity/geometry";
 * dyadicQuantity(exactWendelProbability(3, 2)).error; // 0
 */
export function dyadicQuantity(a: Dyadic): Quantity {
  requireDyadic(a);
  const { significand, unit } = nearest(a);
  const value = Number(significand) * 2 ** unit;
  if (!Number.isFinite(value)) return { value, error: Number.POSITIVE_INFINITY, status: "overflow" };
  const difference = subtractDyadic(a, dyadic(significand, -unit));
  if (difference.numerator === 0n) return quantity(value, 0);
  const error = Math.abs(dyadicToNumber(difference)) * (1 + Number.EPSILON);
  return quantity(value, Math.max(error, Number.MIN_VALUE));
}

/** log₂|a| as the nearest integer power of two and the logarithm of the exact quotient by it, in [1/√2, √2]. */
function splitLogarithm({ numerator, exponent }: Dyadic): { power: number; rest: number } {
  const size = magnitude(numerator);
  const bits = bitLength(size);
  const excess = Math.max(0, bits - 2 * PRECISION);
  const leading = Number(size >> BigInt(excess)) / 2 ** (bits - excess);
  const power = leading < Math.SQRT1_2 ? bits - 1 : bits;
  // a/2^power − 1 from the exact difference: its digits are those of 1 − a where a probability is close to 1.
  const distance = dyadicToNumber(dyadic(size - (1n << BigInt(power)), power));
  return { power: power - exponent, rest: Math.log1p(distance) / Math.LN2 };
}

/** log₂|a|, −Infinity at 0, to a few units in the last place, near 1 too; defined beyond the range of doubles. */
export function log2Dyadic(a: Dyadic): number {
  if (a.numerator === 0n) return Number.NEGATIVE_INFINITY;
  const { power, rest } = splitLogarithm(a);
  return power + rest;
}

/** log₂|a| with its rounding: of the sum, and of the logarithm of the quotient; −Infinity, exactly, at 0. */
export function log2Quantity(a: Dyadic): Quantity {
  if (a.numerator === 0n) return quantity(Number.NEGATIVE_INFINITY, 0);
  const { power, rest } = splitLogarithm(a);
  return quantity(power + rest, roundingError(power, 1) + roundingError(rest, 4));
}

/** The sign −1, 0 or 1. */
export function signOf(integer: bigint): -1 | 0 | 1 {
  return integer === 0n ? 0 : integer < 0n ? -1 : 1;
}

function requireDyadic(a: Dyadic): void {
  const { numerator, exponent } = a ?? {};
  if (typeof numerator === "bigint" && Number.isInteger(exponent) && exponent >= 0) return;
  throw new InputError(
    `a dyadic rational is ${shown(a)}: expected an object with a bigint numerator and an exponent, an integer >= 0`,
  );
}

/** The integer of at most 53 bits, and the exponent of its unit, whose product is the nearest double. */
function nearest({ numerator, exponent }: Dyadic): { readonly significand: bigint; readonly unit: number } {
  const unit = Math.max(bitLength(numerator) - exponent - PRECISION, SMALLEST_UNIT);
  const dropped = unit + exponent;
  if (dropped <= 0) return { significand: numerator << BigInt(-dropped), unit };
  const size = magnitude(numerator);
  const shift = BigInt(dropped);
  const floor = size >> shift;
  const twiceRest = (size - (floor << shift)) << 1n;
  const step = 1n << shift;
  const up = twiceRest > step || (twiceRest === step && (floor & 1n) === 1n);
  const rounded = up ? floor + 1n : floor;
  return { significand: numerator < 0n ? -rounded : rounded, unit };
}
