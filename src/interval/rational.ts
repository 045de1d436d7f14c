/** Exact rational numbers from decimal strings: what a proof file states, before any rounding. */

/** numerator/denominator with a denominator > 0; not necessarily in lowest terms. */
export interface Rational {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

const DECIMAL = /^(-?)(0|[1-9][0-9]{0,11})(?:\.([0-9]+))?$/;
/** Longest decimal that is read: enough for any proof, little enough to bound the work on a hostile one. */
const LONGEST_DECIMAL = 120;

/** Whether a text is a plain decimal below 10¹²: digits, at most one point between digits, no exponent, no plus sign. */
export function isDecimal(text: string): boolean {
  return text.length <= LONGEST_DECIMAL && DECIMAL.test(text);
}

/**
 * The rational that a decimal string writes, exactly: "0.1" is 1/10.
 * @throws RangeError for any other text
 * @example parseDecimal("-6.7004") // { numerator: -67004n, denominator: 10000n }
 */
export function parseDecimal(text: string): Rational {
  const parts = text.length <= LONGEST_DECIMAL ? DECIMAL.exec(text) : null;
  if (parts === null) throw new RangeError(`'${text.slice(0, 40)}': expected a decimal number`);
  const [, sign, whole, decimals = ""] = parts;
  const digits = BigInt(whole + decimals);
  return { numerator: sign === "-" ? -digits : digits, denominator: 10n ** BigInt(decimals.length) };
}

/** The integer n as a rational. */
export function integer(n: number | bigint): Rational {
  return { numerator: BigInt(n), denominator: 1n };
}

/** Sign of a − b: −1, 0 or 1, exactly. */
export function compare(a: Rational, b: Rational): -1 | 0 | 1 {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator;
  if (difference === 0n) return 0;
  return difference > 0n ? 1 : -1;
}

/** The shortest decimal of a rational whose denominator divides a power of 10 that {@link parseDecimal} can give. */
export function decimalText({ numerator, denominator }: Rational): string {
  let places = 0;
  let scaled = numerator;
  while (scaled % denominator !== 0n) {
    if (++places > LONGEST_DECIMAL) throw new RangeError("a rational without a short decimal");
    scaled *= 10n;
  }
  const digits = (scaled < 0n ? -scaled : scaled) / denominator;
  const text = digits.toString().padStart(places + 1, "0");
  const sign = numerator < 0n ? "-" : "";
  return places === 0 ? sign + text : `${sign}${text.slice(0, -places)}.${text.slice(-places)}`;
}
