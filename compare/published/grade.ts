/** How far a printed number is from the computed one, in words. */
import { type ComparedRow, printedPrecision } from "./compared-row.js";

/**
 * - `same`: the computed value rounds to the printed digits, or the printed bound holds;
 * - `last digit`: off by one unit of the last printed digit;
 * - a percentage, such as `0.05 %`: off by less than 1 %, as parameters are that the capacity feels to second order;
 * - `differs`: anything else, bounds that do not hold among it;
 * - `illegible`: the print cannot be read.
 */
export type Grade = "same" | "last digit" | "differs" | "illegible" | `${string} %`;

/** A row with its grade. */
export interface GradedRow extends ComparedRow {
  readonly grade: Grade;
}

const SMALL = 0.01;

/** The grade of a row. */
export function gradeOf({ published, computed, agrees, claim = "value" }: ComparedRow): Grade {
  if (agrees === null) return "illegible";
  if (agrees) return "same";
  const printed = Number(published);
  // Bounds that fail and expressions have no digits to be off by.
  if (claim !== "value" || Number.isNaN(printed)) return "differs";
  const off = Math.abs(printed - computed.value);
  // Rounding, and then one unit.
  if (off <= 3 * printedPrecision(published) + computed.error) return "last digit";
  const relative = off / Math.abs(computed.value);
  return relative < SMALL ? `${Number((100 * relative).toPrecision(1))} %` : "differs";
}
