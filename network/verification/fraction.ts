/** Rational numbers for the verification, written for it alone: nothing here is shared with the search. */

/** numerator / denominator, denominator > 0; not necessarily in lowest terms. */
export interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

export const ZERO: Fraction = { numerator: 0n, denominator: 1n };

/** "p/q" or "p". */
export function parseFraction(text: string): Fraction {
  const [numerator, denominator] = text.split("/");
  return { numerator: BigInt(numerator), denominator: denominator === undefined ? 1n : BigInt(denominator) };
}

/** A finite double, exactly: multiplied by 2 until it is an integer. */
export function fractionOf(value: number): Fraction {
  let [scaled, denominator] = [value, 1n];
  while (!Number.isInteger(scaled)) {
    scaled *= 2;
    denominator *= 2n;
  }
  return { numerator: BigInt(scaled), denominator };
}

export function add(a: Fraction, b: Fraction): Fraction {
  if (a.denominator === b.denominator)
    return { numerator: a.numerator + b.numerator, denominator: a.denominator };
  return {
    numerator: a.numerator * b.denominator + b.numerator * a.denominator,
    denominator: a.denominator * b.denominator,
  };
}

export function multiply(a: Fraction, b: Fraction): Fraction {
  return { numerator: a.numerator * b.numerator, denominator: a.denominator * b.denominator };
}

export function negate(a: Fraction): Fraction {
  return { numerator: -a.numerator, denominator: a.denominator };
}

/** −1, 0 or 1. */
export function sign(a: Fraction): number {
  return a.numerator > 0n ? 1 : a.numerator < 0n ? -1 : 0;
}

export function equal(a: Fraction, b: Fraction): boolean {
  return a.numerator * b.denominator === b.numerator * a.denominator;
}
