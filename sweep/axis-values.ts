/** The values of one axis: ranges and single values in one list, "4:6:0.5,6.698". */

import { type AxisValues, looksLikeRange, parseRange } from "../src/decimal-range.js";
import { InputError } from "../src/result.js";

/**
 * The values a text stands for.
 * @param where the option, for messages.
 * @param separator between the terms: a comma, or a semicolon where the values themselves are lists.
 * @throws InputError for an empty term or a range that cannot be read.
 */
export function parseAxis(text: string, where: string, separator: "," | ";" = ","): AxisValues {
  const parts: AxisValues[] = [];
  let singles: string[] = [];
  const flush = (): void => {
    if (singles.length > 0) parts.push(axisOf(singles));
    singles = [];
  };
  for (const term of text.split(separator).map((piece) => piece.trim())) {
    if (term === "") {
      throw new InputError(
        `empty value in ${where}: expected values separated by '${separator}', or first:last:step`,
      );
    }
    if (separator === "," && looksLikeRange(term)) {
      flush();
      parts.push(parseRange(term, where));
    } else singles.push(term);
  }
  flush();
  return parts.length === 1 ? parts[0] : joined(parts);
}

/** Values listed one by one, as typed. */
export function axisOf(texts: readonly string[]): AxisValues {
  return { count: texts.length, at: (index) => texts[index] };
}

function joined(parts: readonly AxisValues[]): AxisValues {
  const starts: number[] = [];
  let count = 0;
  for (const part of parts) {
    starts.push(count);
    count += part.count;
  }
  return {
    count,
    at: (index) => {
      let low = 0;
      let high = starts.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (starts[middle] <= index) low = middle;
        else high = middle - 1;
      }
      return parts[low].at(index - starts[low]);
    },
  };
}
