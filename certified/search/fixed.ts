/** Numbers of 38 decimals for the searches that doubles cannot carry: integers times 2^−128, rounded, no error kept. */

import {
  arctangent,
  decimalText,
  enclose,
  normalDensity,
  normalTail,
  parseDecimal,
  squareRoot,
} from "../../src/interval/index.js";
import { InputError } from "../../src/result.js";

/** A number times 2^128, rounded. */
export type Fixed = bigint;

const BITS = 128n;
export const ONE: Fixed = 1n << BITS;

/**
 * The number that a decimal writes.
 * @throws InputError for numbers that proofs do not hold, such as multipliers beyond 12 digits next to α = 2
 */
export function fixed(text: string): Fixed {
  try {
    return enclose(parseDecimal(text)).low;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new InputError(
      `the proof needs the number ${text.slice(0, 40)}: expected expansions for which at most 12 digits before the point suffice`,
    );
  }
}

/** A double, exactly as far as 2^−128 reaches. */
export function fixedOfNumber(value: number): Fixed {
  return (BigInt(Math.round(value * 2 ** 52)) << BITS) >> 52n;
}

/** The nearest double. */
export function numberOf(value: Fixed): number {
  return Number(value) / 2 ** 128;
}

export function product(a: Fixed, b: Fixed): Fixed {
  return (a * b) >> BITS;
}

export function quotient(a: Fixed, b: Fixed): Fixed {
  return (a << BITS) / b;
}

export function root(a: Fixed): Fixed {
  return squareRoot({ low: a, high: a }).low;
}

export function atan(a: Fixed): Fixed {
  return arctangent({ low: a, high: a }).low;
}

export function tail(a: Fixed): Fixed {
  return normalTail({ low: a, high: a }).low;
}

export function density(a: Fixed): Fixed {
  return normalDensity({ low: a, high: a }).low;
}

/** π to the last place. */
export const FIXED_PI: Fixed = 4n * atan(ONE);

/** The decimal with the given number of places at or next above (direction 1) or below (−1) a number. */
export function decimalBeyond(value: Fixed, places: number, direction: 1 | -1): string {
  const scaled = value * 10n ** BigInt(places);
  const floor = scaled >> BITS;
  const numerator = direction === 1 ? floor + 1n : floor;
  return decimalText({ numerator, denominator: 10n ** BigInt(places) });
}

/** A number rounded to so many significant decimal digits. */
export function significant(value: Fixed, digits: number): string {
  const size = Math.floor(Math.log10(Math.abs(numberOf(value)) || 1e-38));
  const places = Math.max(0, digits - 1 - size);
  const scaled = value * 10n ** BigInt(places);
  return decimalText({ numerator: (scaled + ONE / 2n) >> BITS, denominator: 10n ** BigInt(places) });
}
