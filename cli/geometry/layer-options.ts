/** Options for the size of one layer whose counts are exact. */
import { LARGEST_ROWS } from "../../geometry/index.js";
import { InputError } from "../../src/result.js";
import { type OptionDefinition, value } from "../definition/option.js";
import { parseInteger } from "../definition/parse.js";

/** A number of rows or columns from 1 to `most`; `beyond` says what there is above. */
export function size(
  meaning: string,
  placeholder: string,
  most: number,
  beyond: () => string,
): OptionDefinition<number> {
  const parse = (text: string, place: string): number => {
    if (/^\d+$/.test(text) && Number(text) > most) {
      throw new InputError(`'${text}' in ${place}: expected at most ${most}${beyond()}`);
    }
    return parseInteger(text, place, 1, most);
  };
  return value(meaning, { placeholder, range: `1 … ${most}`, parse }, { required: true });
}

/** `--rows m --columns n`, n ≤ m ≤ `most`. */
export function layerOptions(
  most = LARGEST_ROWS,
  beyond = "; beyond, compare has the limits n -> infinity",
): {
  readonly rows: OptionDefinition<number>;
  readonly columns: OptionDefinition<number>;
} {
  return {
    rows: size("outputs, at least n", "m", most, () => beyond),
    columns: size("inputs", "n", most, () => beyond),
  };
}
