/** Vectors of rationals over one denominator, and their texts. */
import { greatestCommonDivisor } from "../../src/exact/integers.js";

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
  const magnitude = numerator < 0n ? -numerator : numerator;
  const shift = bitLength(denominator) - bitLength(magnitude) + 64;
  const quotient =
    shift >= 0 ? (magnitude << BigInt(shift)) / denominator : magnitude / (denominator << BigInt(-shift));
  // Two factors, so that the power of two alone does not underflow.
  const half = Math.trunc(-shift / 2);
  const value = Number(quotient) * 2 ** half * 2 ** (-shift - half);
  return numerator < 0n ? -value : value;
}

/** Number of binary digits of |integer|; 0 for 0. */
export function bitLength(integer: bigint): number {
  return integer === 0n ? 0 : (integer < 0n ? -integer : integer).toString(2).length;
}
