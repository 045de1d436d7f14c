/** The options by which a theorem gets a bias, a field threshold or a count: decimals that are taken exactly. */
import { LARGEST_MARGIN } from "../../rs/index.js";
import { isDecimal } from "../../src/interval/index.js";
import { InputError } from "../../src/result.js";
import { value } from "../definition/option.js";
import { MARGIN_OPTIONS } from "../replica/margin-options.js";

/** An exact decimal in a range. */
function decimalBetween(from: number, to: number, above = false) {
  return (text: string, place: string): string => {
    const size = isDecimal(text) ? Number(text) : Number.NaN;
    if (size >= from && size <= to && !(above && size === from)) return text;
    const range = to === Number.POSITIVE_INFINITY ? `above ${from}` : `from ${from} to ${to}`;
    throw new InputError(`'${text}' in ${place}: expected a decimal number ${range} without exponent`);
  };
}

function exact(name: keyof typeof MARGIN_OPTIONS, from: number, to: number, above = false) {
  const { meaning, fallbackText: defaultText = "", placeholder = "X" } = MARGIN_OPTIONS[name];
  return value<string, { defaultText: string }>(
    `${meaning}; taken exactly`,
    { placeholder, range: above ? `> ${from}` : `${from} … ${to}`, parse: decimalBetween(from, to, above) },
    { defaultText },
  );
}

export const EXACT_MARGIN_OPTIONS = {
  bias: exact("bias", 0, LARGEST_MARGIN),
  margin: exact("margin", -LARGEST_MARGIN, LARGEST_MARGIN),
} as const;

export const EXACT_COUNT = exact("count", 0, Number.POSITIVE_INFINITY, true);

/** κ as a decimal, −β/R of a bias. */
export function exactMargin(bias: string | undefined, margin: string | undefined): string | undefined {
  if (bias === undefined) return margin;
  return Number(bias) === 0 ? "0" : `-${bias}`;
}
