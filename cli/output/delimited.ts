/** Results as CSV: one line per result, nested fields flattened with dots. */
import { type CsvValue, csvLines } from "../../src/table/csv.js";
import type { Report } from "./report.js";

/** CSV with the union of all columns; a quantity `x` becomes x, x.error and x.status. */
export function toCsv(results: Report["results"]): string {
  const rows = results.map((result) => flatten(result));
  const columns = [...new Set(rows.flatMap((row) => [...row.keys()]))];
  const values = rows.map((row) => columns.map((column) => row.get(column)));
  return [...csvLines(columns, values)].join("").slice(0, -1);
}

function flatten(result: Readonly<Record<string, unknown>>): Map<string, CsvValue> {
  const flat = new Map<string, CsvValue>();
  const visit = (path: string, value: unknown): void => {
    if (value === undefined || value === null) flat.set(path, null);
    else if (ArrayBuffer.isView(value) || Array.isArray(value)) {
      for (const [i, entry] of Array.from(value as ArrayLike<unknown>).entries())
        visit(`${path}.${i}`, entry);
    } else if (typeof value === "object") {
      for (const [key, entry] of Object.entries(value))
        visit(key === "value" && path !== "" ? path : join(path, key), entry);
    } else flat.set(path, String(value));
  };
  visit("", result);
  return flat;
}

function join(path: string, key: string): string {
  return path === "" ? key : `${path}.${key}`;
}
