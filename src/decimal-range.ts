/** Ranges a:b:step in exact decimal arithmetic: 6:7:0.1 is eleven points, and its fourth is exactly "6.3". */
import { InputError } from "./result.js";

/** digits · 10^(−scale). */
interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

/** Values of an axis as texts, made one by one so that a long axis costs nothing. */
export interface AxisValues {
  readonly count: number;
  /** The text of value `index`, 0 … count − 1. */
  at(index: number): string;
}

const NUMBER = String.raw`[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?`;
const DECIMAL = new RegExp(`^${NUMBER}$`);
const COLONS = new RegExp(`^${NUMBER}(?::${NUMBER})+$`);
/** Longer numbers are not parameters of anything, and big-integer arithmetic on them takes its time. */
const LONGEST_NUMBER = 60;
/** Beyond the range of double precision. */
const LARGEST_EXPONENT = 400;

/** Whether a text is made of numbers and colons, so that it can only be meant as a range. */
export function looksLikeRange(text: string): boolean {
  return text.length <= 4 * LONGEST_NUMBER && COLONS.test(text);
}

/**
 * The values a, a + step, … up to b, which is the last one if it lies on the grid.
 * @param where the option, for the message.
 * @throws InputError when the text is not a:b:step, or the step leads away from b or is 0.
 */
export function parseRange(text: string, where: string): AxisValues {
  const parts = text.split(":");
  if (parts.length !== 3) {
    throw new InputError(`'${text}' in ${where}: expected first:last:step, for example 4:10:0.05`);
  }
  const decimals = parts.map((part) => parseDecimal(part, where));
  const scale = Math.max(...decimals.map((decimal) => decimal.scale));
  const [first, last, step] = decimals.map(
    (decimal) => decimal.digits * 10n ** BigInt(scale - decimal.scale),
  );
  if (step === 0n || (last - first) * step < 0n) {
    throw new InputError(`'${text}' in ${where}: expected a step that leads from ${parts[0]} to ${parts[1]}`);
  }
  const count = (last - first) / step + 1n;
  return {
    count: Number(count),
    at: (index) => formatDecimal({ digits: first + step * BigInt(index), scale }),
  };
}

function parseDecimal(text: string, where: string): Decimal {
  if (text.length > LONGEST_NUMBER || !DECIMAL.test(text)) {
    throw new InputError(
      `'${text.slice(0, LONGEST_NUMBER)}' in ${where}: expected a decimal number of at most ${LONGEST_NUMBER} characters`,
    );
  }
  const [mantissa, exponentText = "0"] = text.toLowerCase().split("e");
  const exponent = Number(exponentText);
  if (Math.abs(exponent) > LARGEST_EXPONENT) {
    throw new InputError(
      `'${text}' in ${where}: expected an exponent from -${LARGEST_EXPONENT} to ${LARGEST_EXPONENT}`,
    );
  }
  const [whole, fraction = ""] = mantissa.replace(/^\+/, "").split(".");
  const digits = BigInt(`${whole === "" || whole === "-" ? `${whole}0` : whole}${fraction}`);
  const scale = fraction.length - exponent;
  return scale >= 0 ? { digits, scale } : { digits: digits * 10n ** BigInt(-scale), scale: 0 };
}

/** The shortest plain decimal, with an exponent only where it would be mostly zeros. */
function formatDecimal({ digits, scale }: Decimal): string {
  const sign = digits < 0n ? "-" : "";
  const text = (digits < 0n ? -digits : digits).toString();
  if (scale > LONGEST_NUMBER / 2) return `${sign}${text}e-${scale}`;
  const padded = text.padStart(scale + 1, "0");
  const whole = padded.slice(0, padded.length - scale);
  const fraction = padded.slice(padded.length - scale).replace(/0+$/, "");
  return `${sign}${whole}${fraction === "" ? "" : `.${fraction}`}`;
}
