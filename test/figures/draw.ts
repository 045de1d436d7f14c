/** Figures drawn for the tests. */
import type { DrawnFigure, ParameterValues } from "../../figures/index.js";
import { FIGURES, standardValues } from "../../figures/index.js";
import { kept } from "../../src/kept.js";
import type { Quantity } from "../../src/result.js";

/** A figure with its quick values, some of them replaced; drawn once for all tests. */
export const draw = kept((name: string, values: ParameterValues = {}): DrawnFigure => {
  const figure = FIGURES.find((candidate) => candidate.name === name);
  if (figure === undefined) throw new Error(`no figure ${name}`);
  return figure.draw({ ...standardValues(figure, true), ...values }, () => undefined);
});

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
