/** Values with names in a terminal: a row for each name, its marker on a common axis, its number at the end. */
import { flatRows } from "../src/table/flat-rows.js";
import type { DrawnFigure } from "./figure.js";

/** Columns of the names and of the axis; the numbers have the rest of 78. */
const NAME_WIDTH = 28;
const AXIS_WIDTH = 36;
const DIGITS = 6;

/**
 * The lines of the rows, in the order of the table.
 * @param name the column of the names
 * @param markerOf the marker of a series
 */
export function namedRows(
  { table, ascii }: DrawnFigure,
  name: string,
  markerOf: (series: string) => string,
): string[] {
  const rows = flatRows(table).filter(
    (row) => typeof row[ascii.x] === "number" && (ascii.where === undefined || ascii.where(row)),
  );
  const scale = ascii.logX === true ? Math.log10 : (value: number): number => value;
  const places = rows.map((row) => scale(Number(row[ascii.x])));
  const [least, most] = [Math.min(...places), Math.max(...places)];
  const columnOf = (place: number): number =>
    most > least ? Math.round(((AXIS_WIDTH - 1) * (place - least)) / (most - least)) : 0;
  return rows.map((row, i) => {
    const at = columnOf(places[i]);
    const marker = markerOf(ascii.series === undefined ? "" : String(row[ascii.series]));
    const line = `${"·".repeat(at)}${marker}`.padEnd(AXIS_WIDTH);
    return `${String(row[name]).slice(0, NAME_WIDTH).padStart(NAME_WIDTH)} ${line} ${Number(Number(row[ascii.x]).toPrecision(DIGITS))}`;
  });
}
