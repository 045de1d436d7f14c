/** Two computations of one point held against each other: quantities within their errors, the rest where it must agree. */
import { isDeepStrictEqual } from "node:util";

export interface Comparison {
  /** Quantities that both computations have. */
  readonly quantities: number;
  /** Largest difference of two quantities in units of the sum of their errors; above 1 they disagree. */
  readonly largestRatio: number;
  /** Where they disagree, e.g. "[0].energy: 1.02 against 1.03, errors 1e-12 and 2e-12". */
  readonly mismatches: readonly string[];
}

export interface ComparisonSettings {
  /** Whether texts (exact rationals, words, statuses) must agree: the same route was taken. */
  readonly texts: boolean;
  /** Whether every digit must agree too, those of values and errors included: the same route on the same engine. */
  readonly numbers: boolean;
}

/** Compares stored results with recomputed ones; a quantity that only one of them has is a mismatch by any route. */
export function compareResults(
  stored: readonly unknown[],
  recomputed: readonly unknown[],
  settings: ComparisonSettings,
): Comparison {
  const found = { quantities: 0, largestRatio: 0, mismatches: [] as string[] };
  compare(stored, recomputed, "", settings, found);
  return found;
}

interface Found {
  quantities: number;
  largestRatio: number;
  readonly mismatches: string[];
}

function compare(a: unknown, b: unknown, place: string, settings: ComparisonSettings, found: Found): void {
  if (isStoredQuantity(a) && isStoredQuantity(b)) {
    compareQuantities(a, b, place, settings, found);
  } else if (isStoredQuantity(a) || isStoredQuantity(b)) {
    found.mismatches.push(
      `${place}: ${JSON.stringify(a) ?? "nothing"} against ${JSON.stringify(b) ?? "nothing"}`,
    );
  } else if (Array.isArray(a) && Array.isArray(b)) {
    if (a.length !== b.length) {
      found.mismatches.push(`${place || "results"}: ${a.length} entries against ${b.length}`);
    }
    a.slice(0, b.length).forEach((entry, i) => {
      compare(entry, b[i], `${place}[${i}]`, settings, found);
    });
  } else if (isObject(a) && isObject(b)) {
    for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
      compare(a[key], b[key], place === "" ? key : `${place}.${key}`, settings, found);
    }
  } else if (typeof a === "string" && typeof b === "string" ? settings.texts : settings.numbers) {
    if (!isDeepStrictEqual(a, b)) {
      found.mismatches.push(`${place}: ${JSON.stringify(a)} against ${JSON.stringify(b)}`);
    }
  }
}

interface StoredQuantity {
  /** A string where it is not finite. */
  readonly value: number | string;
  readonly error: number | string;
  readonly status: string;
}

function compareQuantities(
  a: StoredQuantity,
  b: StoredQuantity,
  place: string,
  settings: ComparisonSettings,
  found: Found,
): void {
  found.quantities += 1;
  const difference = a.value === b.value ? 0 : Math.abs(Number(a.value) - Number(b.value));
  const allowed = Number(a.error) + Number(b.error);
  const ratio = difference === 0 ? 0 : difference / allowed;
  found.largestRatio = Math.max(found.largestRatio, ratio);
  // NaN, where a value is not a number, is a disagreement.
  if (!(ratio <= 1)) {
    found.mismatches.push(`${place}: ${a.value} against ${b.value}, errors ${a.error} and ${b.error}`);
  } else if (settings.texts && a.status !== b.status) {
    found.mismatches.push(`${place}: ${a.status} against ${b.status}`);
  } else if (settings.numbers && !(a.value === b.value && a.error === b.error)) {
    found.mismatches.push(
      `${place}: ${a.value} ± ${a.error} against ${b.value} ± ${b.error}, the same computation`,
    );
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isStoredQuantity(value: unknown): value is StoredQuantity {
  if (!isObject(value)) return false;
  const isNumber = (entry: unknown): boolean => typeof entry === "number" || typeof entry === "string";
  return isNumber(value.value) && isNumber(value.error) && typeof value.status === "string";
}
