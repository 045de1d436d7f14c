/** A store as a table: one line per result, its nested fields as named cells. */
import { numberOf } from "../src/json-number.js";
import type { Quantity, Status } from "../src/result.js";
import type { StudyRecord } from "./record.js";

/** A quantity has its non-finite numbers restored. */
export type Cell = Quantity | string | number | boolean | null;

/** The cells of one line by name, e.g. `parameters.alpha`, `energy`, `overlaps.0`. */
export type Row = ReadonlyMap<string, Cell>;

/** Cells that are shown only on request: where a number comes from. */
export const BACKGROUND = /^(id|command|numerics|from|exitCode|provenance\..*)$/;

/** The lines of a record: one a result, or a single one that says why there is none. */
export function rowsOf(record: StudyRecord): Row[] {
  const head = new Map<string, Cell>();
  const { id, command, numerics, from, state } = record;
  const shared = { id, command: command.join(" "), numerics, from, state };
  for (const [name, value] of Object.entries(shared)) head.set(name, value);
  flatten("parameters", record.parameters, head);
  if (record.state === "failed") {
    head.set("error", record.error);
    return [head];
  }
  head.set("exitCode", record.exitCode);
  flatten("provenance", record.provenance, head);
  return record.results.map((result) => {
    return new Map([...head, ...rowOfResult(result as object)]);
  });
}

/** The cells of one result, as JSON has it. */
export function rowOfResult(result: object): Row {
  const row = new Map<string, Cell>();
  flatten("", result, row);
  return row;
}

function flatten(name: string, value: unknown, into: Map<string, Cell>): void {
  if (value === undefined) return;
  if (
    value === null ||
    typeof value === "number" ||
    typeof value === "boolean" ||
    typeof value === "string"
  ) {
    into.set(name, value);
    return;
  }
  const quantity = asQuantity(value);
  if (quantity !== undefined) {
    into.set(name, quantity);
    return;
  }
  for (const [key, entry] of Object.entries(value as object)) {
    flatten(name === "" ? key : `${name}.${key}`, entry, into);
  }
}

/** A quantity; a rational with such fields is not one, its parts are cells of their own. */
function asQuantity(value: unknown): Quantity | undefined {
  const { value: number, error, status, ...rest } = value as Record<string, unknown>;
  const [parsed, estimate] = [numberOf(number), numberOf(error)];
  if (parsed === undefined || estimate === undefined || typeof status !== "string") return undefined;
  return Object.keys(rest).length === 0
    ? { value: parsed, error: estimate, status: status as Status }
    : undefined;
}
