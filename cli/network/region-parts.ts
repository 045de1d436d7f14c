/** What the two reports of `network regions` share. */
import type { TextTable } from "../output/report.js";

/** The options that hold for segments and polygons. */
export interface RegionSettings {
  readonly exact: boolean;
  readonly svg: string | undefined;
}

/** A table of counts by name. */
export function countTable(title: string, rows: readonly (readonly [string, number | string])[]): TextTable {
  return {
    title,
    columns: [{ header: "count of" }, { header: "", align: "right" }],
    rows: rows.map(([name, value]) => [name, String(value)]),
  };
}

/** How the counts were made. */
export function methodNote(exact: boolean): string[] {
  return exact
    ? ["Rational arithmetic: the weights count as the binary fractions that they are."]
    : ["Double precision; --exact repeats it in rational arithmetic."];
}

/** Where the picture is. */
export function pictureNote(svg: string | undefined): string[] {
  return svg === undefined ? [] : [`Picture: ${svg}.`];
}
