/** The axes of a study: their values, read once each, and how many points they make. */
import type { AxisValues } from "../src/decimal-range.js";
import { jsonValue } from "../src/json-number.js";
import { InputError } from "../src/result.js";
import type { OptionForm } from "./command-form.js";
import { canonicalJson } from "./identity.js";

/** Larger grids are refused: at a millisecond a point this one takes three hours. */
const LARGEST_PLAN = 10_000_000;

export interface Axis {
  readonly option: OptionForm;
  readonly values: AxisValues;
}

/** @throws InputError for unequal axes under `zip`, and for more than {@link LARGEST_PLAN} points */
export function countPoints(axes: readonly Axis[], zip: boolean): number {
  if (zip && axes.length > 0) {
    const counts = axes.map(({ option, values }) => `option '${option.name}' has ${values.count}`);
    if (new Set(axes.map(({ values }) => values.count)).size > 1) {
      throw new InputError(
        `option 'zip' with axes of different lengths (${counts.join(", ")}): expected equal ones`,
      );
    }
  }
  const factors = zip ? axes.slice(0, 1) : axes;
  // Exact as long as it is allowed, and Infinity for ranges that hold more values than a double counts.
  const count = factors.reduce((product, { values }) => product * values.count, 1);
  if (count > LARGEST_PLAN) {
    throw new InputError(
      `the grid has ${approximate(count)} points: expected at most ${LARGEST_PLAN}, try larger steps or several studies`,
    );
  }
  return count;
}

function approximate(count: number): string {
  if (count === Number.POSITIVE_INFINITY) return "more than 1e308";
  return Number.isSafeInteger(count) ? String(count) : count.toExponential(2);
}

/** Parses every value once, so that a mistake shows at once and not at point 99 000, and refuses repeated ones. */
export function checkValues({ option, values }: Axis): void {
  if (!option.takesValue)
    throw new InputError(`option '${option.name}' is a switch: expected an option with values`);
  let increasing = true;
  let decreasing = true;
  let previous: unknown;
  for (let i = 0; i < values.count; i++) {
    const value = parsedParameter(option, values.at(i));
    if (i > 0) {
      const step = typeof value === "number" && typeof previous === "number" ? value - previous : 0;
      increasing &&= step > 0;
      decreasing &&= step < 0;
    }
    previous = value;
  }
  // A range needs no memory for this; a list, which somebody typed, does.
  if (increasing || decreasing) return;
  const seen = new Set<string>();
  for (let i = 0; i < values.count; i++) {
    const value = canonicalJson(parsedParameter(option, values.at(i)));
    if (seen.has(value)) {
      throw new InputError(
        `'${values.at(i)}' in option '${option.name}' stands for a value given before: expected different values`,
      );
    }
    seen.add(value);
  }
}

/** The parameter of a text: the value that the option reads, or the text itself where that is not plain JSON. */
export function parsedParameter(option: OptionForm, text: string): unknown {
  const value = option.parse(text);
  const entries = Array.isArray(value) ? value : [value];
  return entries.every((entry) => ["number", "string", "boolean"].includes(typeof entry))
    ? toJson(value)
    : text;
}

/** The value as it reads back from JSON. */
export function toJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, jsonValue));
}
