/** Vectors of rationals over one denominator, and their texts. */
import { bitLength, greatestCommonDivisor, magnitude } from "../../src/exact/integers.js";

/** numerators / denominator, denominator > 0. */
export interface RationalVector {
  readonly numerators: readonly bigint[];
  readonly denominator: bigint;
}

/** In lowest terms. */
export function reducedVector({ numerators, denominator }: RationalVector): RationalVector {
  const divisor = numerators.reduce(greatestCommonDivisor, denominator);
  return {
    numerators: numerators.map((entry) => entry / divisor),
    denominator: denominator / divisor,
  };
}

/** Each entry as "p/q" in lowest terms, or "p". */
export function vectorTexts({ numerators, denominator }: RationalVector): string[] {
  return numerators.map((entry) => {
    const divisor = greatestCommonDivisor(entry, denominator);
    const under = denominator / divisor;
    return under === 1n ? `${entry / divisor}` : `${entry / divisor}/${under}`;
  });
}

/** Each entry as a double, truncated to 64 bits first: within an ulp. */
export function vectorNumbers({ numerators, denominator }: RationalVector): Float64Array {
  return Float64Array.from(numerators, (entry) => ratioToNumber(entry, denominator));
}

function ratioToNumber(numerator: bigint, denominator: bigint): number {
  if (numerator === 0n) return 0;
  const size = magnitude(numerator);
  const shift = bitLength(denominator) - bitLength(size) + 64;
  const quotient =
    shift >= 0 ? (size << BigInt(shift)) / denominator : size / (denominator << BigInt(-shift));
  // Two factors, so that the power of two alone does not underflow.
  const half = Math.trunc(-shift / 2);
  const value = Number(quotient) * 2 ** half * 2 ** (-shift - half);
  return numerator < 0n ? -value : value;
}
