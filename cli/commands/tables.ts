/** `tables`: the published tables, every number recomputed. */
import type { Command } from "commander";
import {
  type Claim,
  type ComparedRow,
  maillardTable,
  type PublishedSource,
  palekaTable,
  puthawalaTable,
  stojnicTables,
} from "../../compare/index.js";
import { InputError } from "../../src/result.js";
import { parseChoice } from "../definition/parse.js";
import { exitCodeFor } from "../output/exit-codes.js";
import { formatQuantity } from "../output/format-quantity.js";
import type { Progress } from "../output/progress.js";
import type { Report, TextTable } from "../output/report.js";
import { auditReport } from "../rdt/audit-report.js";

const SOURCES = ["maillard", "stojnic", "paleka", "puthawala"] as const satisfies readonly PublishedSource[];

const TITLES: Readonly<Record<PublishedSource, string>> = {
  maillard: "Maillard 2022",
  stojnic: "Stojnic 2024",
  paleka: "Paleka 2021",
  puthawala: "Puthawala et al. 2020",
};

const TABLES: Readonly<Record<PublishedSource, () => ComparedRow[]>> = {
  maillard: maillardTable,
  stojnic: stojnicTables,
  paleka: palekaTable,
  puthawala: puthawalaTable,
};

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
  "Chapter 3": "Chapters 1, 3: one layer",
  "Chapter 4": "Chapter 4: Euler characteristic",
  "Chapter 5": "Chapter 5: deep networks",
  "Chapter 6": "Chapter 6: points in half-spaces",
  "Appendix A": "Appendix A: constants of the proofs",
  slides: "slides of 10 July 2020",
  paper: "as quoted by Paleka 2021",
};

/** Registers the command. */
export function registerTables(
  program: Command,
  run: (report: (progress: Progress) => Report) => void,
): void {
  program
    .command("tables")
    .summary("published tables beside computed values")
    .description("Recomputes every number of the published tables at the printed settings.")
    .option(
      "--source <list>",
      `sources, separated by commas: ${SOURCES.join(", ")} (default: all)`,
      parseSources,
    )
    .option("--audit", "with --source stojnic: residuals of every published parameter set")
    .addHelpText(
      "before",
      `Examples:
  relu-injectivity tables                    all sources
  relu-injectivity tables --source stojnic   random duality theory, Tables 1-9
  relu-injectivity tables --source paleka,puthawala   integral geometry, regions
  relu-injectivity tables --source stojnic --audit --markdown
  relu-injectivity tables --csv > tables.csv
`,
    )
    .action((options: TablesOptions) => run((progress) => chosenReport(options, progress)));
}

interface TablesOptions {
  readonly source?: PublishedSource[];
  readonly audit?: boolean;
}

function chosenReport({ source, audit }: TablesOptions, progress: Progress): Report {
  if (audit !== true) return report(source ?? [...SOURCES], progress);
  if (source === undefined || source.some((name) => name !== "stojnic")) {
    throw new InputError("--audit: expected --source stojnic, whose parameter sets are audited");
  }
  return auditReport();
}

function parseSources(text: string): PublishedSource[] {
  if (text.trim() === "") throw new InputError(`empty list in --source: expected ${SOURCES.join(", ")}`);
  return text.split(",").map((word) => parseChoice(word.trim(), "--source", SOURCES));
}

function report(sources: readonly PublishedSource[], progress: Progress): Report {
  const rows = sources.flatMap((source, i) => {
    const computed = TABLES[source]();
    progress.update({ what: `${TITLES[source]} computed`, done: i + 1, total: sources.length });
    return computed;
  });
  const illegible = rows.filter((row) => row.published === "illegible").length;
  const bounds = rows.filter((row) => row.claim === "upper" || row.claim === "lower").length;
  const corrected = rows.filter((row) => row.correction !== undefined).length;
  const differing = rows.filter((row) => !row.agrees).length - illegible;
  return {
    command: "tables",
    parameters: { source: sources },
    results: rows.map((row) => ({ ...row })),
    tables: groupRows(rows).map(textTable),
    notes: [
      `${rows.length - illegible} published numbers, ${rows.length - illegible - differing} agree with the computed ones${bounds > 0 ? "" : " to their printed digits"}.`,
      ...(illegible > 0
        ? [`${illegible} more cannot be read in the paper's text; their computed values are given.`]
        : []),
      ...(sources.includes("stojnic")
        ? [
            "Percentages: printed parameter against the stationary one, which the capacity feels to second order only. 'is': a number printed in the other column.",
          ]
        : []),
      ...(bounds > 0
        ? [
            `${bounds} are bounds, marked >= (the number is claimed to suffice) or <= (to be necessary); they agree when they hold. ${corrected} have a correction, in the notes.`,
          ]
        : []),
      "Digits in parentheses: estimated error of the last digits shown. 'agrees': rounds to the printed value.",
    ],
    exitCode: exitCodeFor(rows.map((row) => row.computed)),
  };
}

function groupRows(rows: readonly ComparedRow[]): ComparedRow[][] {
  const groups = new Map<string, ComparedRow[]>();
  for (const row of rows) {
    const key = `${row.source}:${row.table}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()];
}

/** How a claim is marked before the printed number. */
const MARKS: Readonly<Record<Claim, string>> = { value: "", upper: ">= ", lower: "<= " };

function textTable(rows: readonly ComparedRow[]): TextTable {
  const [{ source, table }] = rows;
  const beside = rows.every((row) => row.claim === undefined);
  return {
    title: `${TITLES[source]}, ${TABLE_TITLES[table] ?? table}`,
    columns: [
      { header: "quantity" },
      { header: "published" },
      { header: "computed" },
      { header: "agrees" },
      ...(beside ? [{ header: "note", wrap: true }] : []),
    ],
    rows: rows.map((row) => [
      row.quantity,
      `${MARKS[row.claim ?? "value"]}${row.published}`,
      formatQuantity(row.computed),
      row.agrees ? "yes" : row.published === "illegible" ? "–" : "NO",
      ...(beside ? [row.note] : []),
    ]),
    // Claims have longer notes than a column holds.
    ...(beside ? {} : { notes: rows.map(noteLine) }),
  };
}

function noteLine({ quantity, note, correction }: ComparedRow): string {
  return `- ${quantity}: ${note}.${correction === undefined ? "" : ` Correction: ${correction}.`}`;
}
