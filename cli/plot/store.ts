/** The points of a store that `plot store` draws: parameters and result fields by their names. */
import { type DrawnFigure, type StudyAxes, type StudyPoint, studyFigure } from "../../figures/index.js";
import { InputError, type Quantity } from "../../src/result.js";
import { currentRecords, type StudyRecord } from "../../sweep/index.js";

/** A figure of a store, and what was left out of it. */
export interface StorePlot {
  readonly figure: DrawnFigure;
  readonly warnings: readonly string[];
}

type Fields = Readonly<Record<string, unknown>>;

/** @throws InputError for a store that cannot be read, holds no such field, or no number there */
export function plotStore(path: string, axes: StudyAxes): StorePlot {
  const warnings: string[] = [];
  const records = currentRecords(path, (note) => warnings.push(note));
  const failed = records.filter((record) => record.state === "failed").length;
  if (failed > 0) warnings.push(`${failed} failed points are left out`);
  const found = records.flatMap(resultsOf);
  if (found.length === 0) throw new InputError(`'${path}' as a store: expected at least one computed point`);
  requireField(found, axes.x, "--x");
  requireField(found, axes.y, "--y");
  if (axes.series !== undefined) requireField(found, axes.series, "--series");
  const points = found.flatMap((fields): StudyPoint[] => {
    const [x, y] = [quantityAt(fields, axes.x), quantityAt(fields, axes.y)];
    if (x === undefined || y === undefined) return [];
    return [{ x: x.value, y, series: axes.series === undefined ? "" : nameAt(fields, axes.series) }];
  });
  const left = found.length - points.length;
  if (points.length === 0)
    throw new InputError(`'${axes.y}' in --y: expected a field with numbers for some value of ${axes.x}`);
  if (left > 0) warnings.push(`${left} results without a finite number are left out`);
  return { figure: studyFigure(points, axes), warnings };
}

/** Each result of a record with its parameters; a result's own field goes before a parameter of the same name. */
function resultsOf(record: StudyRecord): Fields[] {
  if (record.state === "failed") return [];
  return record.results.map((result) => ({
    ...record.parameters,
    ...record.resolved,
    ...(typeof result === "object" && result !== null ? result : {}),
  }));
}

function requireField(found: readonly Fields[], name: string, option: string): void {
  if (found.some((fields) => at(fields, name) !== undefined)) return;
  const names = [...new Set(found.flatMap((fields) => Object.keys(fields)))].sort();
  throw new InputError(
    `'${name}' in ${option}: expected one of ${names.join(", ")}, or name.0, name.1, … in a list`,
  );
}

/** The entry at a path with dots; undefined where there is none. */
function at(fields: Fields, path: string): unknown {
  let value: unknown = fields;
  for (const key of path.split(".")) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Fields)[key];
  }
  // An option that takes a list holds one value at a point of a sweep.
  return Array.isArray(value) && value.length === 1 ? value[0] : value;
}

function quantityAt(fields: Fields, path: string): Quantity | undefined {
  const value = at(fields, path);
  if (typeof value === "object" && value !== null && "value" in value) {
    const { value: number, error } = value as { readonly value: unknown; readonly error?: unknown };
    const status = (value as { readonly status?: Quantity["status"] }).status ?? "converged";
    return finite(number, Number(error ?? 0), status);
  }
  return finite(value, 0, "converged");
}

function finite(value: unknown, error: number, status: Quantity["status"]): Quantity | undefined {
  if (typeof value !== "number" && (typeof value !== "string" || value.trim() === "")) return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? { value: number, error, status } : undefined;
}

function nameAt(fields: Fields, path: string): string {
  const value = at(fields, path);
  const quantity = quantityAt(fields, path);
  return `${path} = ${quantity === undefined ? String(value) : quantity.value}`;
}
