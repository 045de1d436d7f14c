/** The published sources, their titles, and the tables of each. */
import { requireChoice } from "../../src/arguments.js";
import { kept } from "../../src/kept.js";
import type { ComparedRow, PublishedSource } from "./compared-row.js";
import { type Grade, type GradedRow, gradeOf } from "./grade.js";
import { maillardTable } from "./maillard-2022.js";
import { palekaTable } from "./paleka-2021.js";
import { puthawalaTable } from "./puthawala-2020.js";
import { stojnicTables } from "./stojnic-2024.js";

/** The sources whose printed numbers are recomputed. */
export const PUBLISHED_SOURCES = [
  "maillard",
  "stojnic",
  "paleka",
  "puthawala",
] as const satisfies readonly PublishedSource[];

export const SOURCE_TITLES: Readonly<Record<PublishedSource, string>> = {
  maillard: "Maillard 2022",
  stojnic: "Stojnic 2024",
  paleka: "Paleka 2021",
  puthawala: "Puthawala et al. 2020",
};

const ROWS: Readonly<Record<PublishedSource, () => ComparedRow[]>> = {
  maillard: maillardTable,
  stojnic: stojnicTables,
  paleka: palekaTable,
  puthawala: puthawalaTable,
};

/**
 * Every printed number of a source beside the computed one.
 * @param source maillard, stojnic, paleka or puthawala
 * @returns printed and computed number, grade, and why they differ where they do
 * @throws InputError for another source
 * @example
 * import { publishedNumbers } from "relu-injectivity";
 * publishedNumbers("puthawala").every(({ source }) => source === "puthawala"); // true
 */
export function publishedNumbers(source: PublishedSource): GradedRow[] {
  requireChoice(source, "the source", PUBLISHED_SOURCES);
  return [...graded(source)];
}

const graded = kept((source: PublishedSource): readonly GradedRow[] =>
  ROWS[source]().map((row) => ({ ...row, grade: gradeOf(row) })),
);

const TABLE_TITLES: Readonly<Record<string, string>> = {
  talk: "one layer, bounds and replica theory",
  code: "one layer, digits of the published code",
  "1": "Table 1: weak capacities and expansions, alpha_1 = 6.7004",
  "2": "Table 2: 2 layers, weak",
  "3": "Table 3: 2 layers, strong",
  "4": "Table 4: 3 layers, weak, alpha_2 = 8.267",
  "5": "Table 5: 3 layers, strong, alpha_2 = 12.35",
  "6": "Table 6: 4 layers, weak, alpha_2 = 8.267, alpha_3 = 9.49",
  "7": "Table 7: as Table 1",
  "8": "Table 8: 2 layers, weak, lifted",
  "9": "Table 9: 2 layers, strong, lifted",
  text: "in the text",
  "Chapter 3": "Chapters 1, 3: one layer",
  "Chapter 4": "Chapter 4: Euler characteristic",
  "Chapter 5": "Chapter 5: deep networks",
  "Chapter 6": "Chapter 6: points in half-spaces",
  "Appendix A": "Appendix A: constants of the proofs",
  slides: "slides of 10 July 2020",
  paper: "as quoted by Paleka 2021",
};

/** One table of a source. */
export interface PublishedTable {
  readonly title: string;
  readonly rows: readonly GradedRow[];
}

/** The rows by source and table, in the order in which they come. */
export function publishedTables(rows: readonly GradedRow[]): PublishedTable[] {
  const groups = new Map<string, GradedRow[]>();
  for (const row of rows) {
    const title = `${SOURCE_TITLES[row.source]}, ${TABLE_TITLES[row.table] ?? row.table}`;
    groups.set(title, [...(groups.get(title) ?? []), row]);
  }
  return [...groups].map(([title, members]) => ({ title, rows: members }));
}

/** How many claims there are, each counted once however often it is printed, and what became of them. */
export interface Agreement {
  readonly numbers: number;
  /** Off by one unit of the last printed digit. */
  readonly lastDigit: number;
  /** Off by less than 1 %. */
  readonly small: number;
  readonly agree: number;
  readonly differ: number;
  /** Not readable in the source; they neither agree nor differ. */
  readonly illegible: number;
}

export function agreementOf(rows: readonly GradedRow[]): Agreement {
  const claims = rows.filter((row) => row.repeats === undefined);
  const count = (is: (grade: Grade) => boolean): number => claims.filter(({ grade }) => is(grade)).length;
  return {
    numbers: claims.length,
    agree: count((grade) => grade === "same"),
    lastDigit: count((grade) => grade === "last digit"),
    small: count((grade) => grade.endsWith("%")),
    differ: count((grade) => grade === "differs"),
    illegible: count((grade) => grade === "illegible"),
  };
}
