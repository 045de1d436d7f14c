/** Option values from the command line, each checked with one clear sentence. */
import { closestName } from "../../src/closest-name.js";
import { looksLikeRange, parseRange } from "../../src/decimal-range.js";
import { InputError } from "../../src/result.js";

/** The spellings of infinity that the output uses, and the usual others. */
const INFINITIES = new Set(["infinity", "inf", "∞", "+infinity", "+inf"]);

/** A finite number. @throws InputError naming the option otherwise. */
export function parseNumber(text: string, option: string): number {
  const value = text.trim() === "" ? Number.NaN : Number(text);
  if (!Number.isFinite(value)) throw new InputError(`'${text}' in ${option}: expected a finite number`);
  return value;
}

/** A finite number greater than 0. */
export function parsePositive(text: string, option: string): number {
  const value = parseNumber(text, option);
  if (!(value > 0)) throw new InputError(`'${text}' in ${option}: expected a number greater than 0`);
  return value;
}

/** An integer in [minimum, maximum]. */
export function parseInteger(text: string, option: string, minimum: number, maximum: number): number {
  const value = parseNumber(text, option);
  if (!Number.isInteger(value) || value < minimum || value > maximum) {
    throw new InputError(`'${text}' in ${option}: expected an integer from ${minimum} to ${maximum}`);
  }
  return value;
}

/** A number of layers from 1 to `maximum`, or the word infinity. */
export function parseDepth(text: string, option: string, maximum: number): number {
  if (INFINITIES.has(text.toLowerCase())) return Number.POSITIVE_INFINITY;
  if (text.trim() === "" || Number.isNaN(Number(text))) {
    throw new InputError(`'${text}' in ${option}: expected an integer from 1 to ${maximum}, or infinity`);
  }
  return parseInteger(text, option, 1, maximum);
}

/** Input dimension and layer widths: at least two positive integers, separated by commas. */
export function parseWidths(text: string, option: string): number[] {
  const widths =
    text.trim() === "" ? [] : parseList(text, option, (entry, place) => parseInteger(entry, place, 1, 1e9));
  if (widths.length < 2) {
    throw new InputError(`'${text}' in ${option}: expected n,m_1,…,m_L, at least two integers`);
  }
  return widths;
}

const LONGEST_RANGE = 100_000;

/** The values of first:last:step, or the one value. */
function termsOf(text: string, option: string): string[] {
  const term = text.trim();
  if (!looksLikeRange(term)) return [text];
  const { count, at } = parseRange(term, option);
  if (count > LONGEST_RANGE) {
    throw new InputError(`${count} values of '${term}' in ${option}: expected at most ${LONGEST_RANGE}`);
  }
  return Array.from({ length: count }, (_, index) => at(index));
}

/** A non-empty comma-separated list of entries and of ranges first:last:step, each entry read by `parse`. */
export function parseList<Entry>(
  text: string,
  option: string,
  parse: (entry: string, option: string) => Entry,
): Entry[] {
  if (text.trim() === "")
    throw new InputError(`empty list in ${option}: expected values separated by commas`);
  return text
    .split(",")
    .flatMap((entry) => termsOf(entry, option))
    .map((entry) => parse(entry, option));
}

/** One of a fixed set of words. */
export function parseChoice<Word extends string>(text: string, option: string, words: readonly Word[]): Word {
  const found = words.find((word) => word === text);
  if (found === undefined) {
    const near = closestName(text, words);
    const meant = near === undefined ? "" : ` (did you mean ${near}?)`;
    throw new InputError(`'${text}' in ${option}${meant}: expected one of ${words.join(", ")}`);
  }
  return found;
}
