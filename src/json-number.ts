/** Numbers in JSON, which has none that are not finite: those are written as words, and read back from them. */

/** The words, as String writes the numbers. */
export const NON_FINITE = ["Infinity", "-Infinity", "NaN"] as const;

/** For JSON.stringify: words for what is not finite, lists for typed arrays. */
export function jsonValue(_key: string, value: unknown): unknown {
  if (typeof value === "number" && !Number.isFinite(value)) return String(value);
  return value instanceof Float64Array ? Array.from(value) : value;
}

/** A number or the word that stands for one; undefined for anything else. */
export function numberOf(value: unknown): number | undefined {
  if (typeof value === "number") return value;
  return NON_FINITE.some((word) => word === value) ? Number(value) : undefined;
}
