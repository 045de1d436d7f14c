/** Figures drawn for the tests. */
import type { DrawnFigure, ParameterValues } from "../../figures/index.js";
import { FIGURES, standardValues } from "../../figures/index.js";
import { kept } from "../../src/kept.js";
import type { Quantity } from "../../src/result.js";

/** What figures are drawn with unless a test says otherwise: small, and enough for what their tests assert. */
const VALUES: Readonly<Record<string, ParameterValues>> = {
  capacity: { depth: 5 },
  comparison: { depth: 2 },
  "comparison-over-depth": { depth: 2 },
  energy: { alpha: [2, 4, 6, 8, 10] },
  iterations: { k: 10, alpha: 6, start: "ramp" },
  minimum: { columns: [2], searched: [20], ratios: [2, 4, 6], samples: 100, searches: 4 },
  profiles: { k: 2, halfWidth: 6, points: 601 },
  "published-energy": { alpha: [6], k: [10] },
  "published-fields": { alpha: [6], k: 10, points: 241 },
  width: { depth: [1, 2, 5, 20] },
};

/** A figure with those values, and its quick ones where they say nothing. */
export function drawAnew(name: string, values: ParameterValues = {}): DrawnFigure {
  const figure = FIGURES.find((candidate) => candidate.name === name);
  if (figure === undefined) throw new Error(`no figure ${name}`);
  return figure.draw({ ...standardValues(figure, true), ...VALUES[name], ...values }, () => undefined);
}

/** The same, drawn once for all tests. */
export const draw = kept(drawAnew);

export type Row = DrawnFigure["table"]["rows"][number];

/** The rows in which every given field has the given value. */
export function rowsWhere({ table }: DrawnFigure, fields: Readonly<Record<string, unknown>>): Row[] {
  return table.rows.filter((row) => Object.entries(fields).every(([name, value]) => row[name] === value));
}

export function quantityOf(row: Row, field: string): Quantity {
  const cell = row[field];
  if (typeof cell !== "object" || cell === null) throw new Error(`${field} is not a quantity`);
  return cell;
}

export function numberAt(row: Row, field: string): number {
  const cell = row[field];
  return typeof cell === "object" && cell !== null ? cell.value : Number(cell);
}
