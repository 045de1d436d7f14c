/** Results as CSV: one line a result, nested fields flattened with dots. */
import type { Report } from "./report.js";

/** CSV (RFC 4180) with the union of all columns; a quantity `x` becomes x, x.error and x.status. */
export function toCsv(results: Report["results"]): string {
  const rows = results.map((result) => flatten(result));
  const columns = [...new Set(rows.flatMap((row) => [...row.keys()]))];
  const lines = rows.map((row) => columns.map((column) => quoteField(row.get(column) ?? "")).join(","));
  return [columns.map(quoteField).join(","), ...lines].join("\n");
}

function flatten(result: Readonly<Record<string, unknown>>): Map<string, string> {
  const flat = new Map<string, string>();
  const visit = (path: string, value: unknown): void => {
    if (value === undefined || value === null) flat.set(path, "");
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

/** A field of RFC 4180. */
export function quoteField(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
