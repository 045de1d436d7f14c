/** Rational numbers in big integers: points, areas and parameters of the exact subdivisions. */

import { InputError } from "../result.js";
import { dyadic, dyadicToNumber } from "./dyadic.js";
import { greatestCommonDivisor, integerRow } from "./integers.js";

/** numerator / denominator in lowest terms, denominator > 0. */
export interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** The fraction in lowest terms. @throws RangeError for a denominator of 0 */
export function fraction(numerator: bigint, denominator = 1n): Fraction {
  if (denominator === 0n) throw new RangeError("a fraction with denominator 0");
  const divisor = greatestCommonDivisor(numerator, denominator) * (denominator < 0n ? -1n : 1n);
  return { numerator: numerator / divisor, denominator: denominator / divisor };
}

/** The fraction that a finite double is. */
export function fractionOfNumber(value: number): Fraction {
  const { entries, exponent } = integerRow([value]);
  return exponent >= 0
    ? fraction(entries[0], 1n << BigInt(exponent))
    : fraction(entries[0] << BigInt(-exponent));
}

const FRACTION = /^([+-]?\d+)\/(\d+)$/;
const DECIMAL = /^([+-]?)(\d*)\.?(\d*)(?:[eE]([+-]?\d{1,3}))?$/;

/**
 * A number as written: p/q, or a decimal taken exactly (0.1 is 1/10, not the double next to it).
 * @throws InputError for anything else
 */
export function parseFraction(text: string, where: string): Fraction {
  const word = text.trim();
  const quotient = FRACTION.exec(word);
  if (quotient !== null && BigInt(quotient[2]) !== 0n)
    return fraction(BigInt(quotient[1]), BigInt(quotient[2]));
  const decimal = DECIMAL.exec(word);
  if (decimal === null || decimal[2] + decimal[3] === "") {
    const shown = word.length > 40 ? `${word.slice(0, 40)}…` : word;
    throw new InputError(`'${shown}' in ${where}: expected a finite number or a fraction p/q`);
  }
  const [, sign, whole, part, exponent = "0"] = decimal;
  const digits = BigInt(`${sign}${whole}${part}`);
  const power = Number(exponent) - part.length;
  return power >= 0 ? fraction(digits * 10n ** BigInt(power)) : fraction(digits, 10n ** BigInt(-power));
}

/** The nearest double, to one unit in the last place. */
export function fractionToNumber({ numerator, denominator }: Fraction): number {
  // 64 more bits than the denominator has leave a quotient far finer than a double.
  const shift = Math.max(0, 64 + denominator.toString(2).length - numerator.toString(2).length + 2) + 64;
  return dyadicToNumber(dyadic((numerator << BigInt(shift)) / denominator, shift));
}

/** "p/q", or "p" for an integer. */
export function fractionText({ numerator, denominator }: Fraction): string {
  return denominator === 1n ? `${numerator}` : `${numerator}/${denominator}`;
}

/** a + b. */
export function addFractions(a: Fraction, b: Fraction): Fraction {
  return fraction(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);
}

/** a − b. */
export function subtractFractions(a: Fraction, b: Fraction): Fraction {
  return addFractions(a, { numerator: -b.numerator, denominator: b.denominator });
}

/** The least common denominator of a list, and its numerators over that. */
export function overCommonDenominator(fractions: readonly Fraction[]): {
  readonly numerators: readonly bigint[];
  readonly denominator: bigint;
} {
  const denominator = fractions.reduce(
    (least, { denominator: own }) => (least / greatestCommonDivisor(least, own)) * own,
    1n,
  );
  return {
    numerators: fractions.map(({ numerator, denominator: own }) => numerator * (denominator / own)),
    denominator,
  };
}
