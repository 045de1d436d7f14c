/** `tables`: the published tables, every number recomputed. */
import type { Command } from "commander";
import { type ComparedRow, maillardTable, stojnicTables } from "../../compare/index.js";
import { InputError } from "../../src/result.js";
import { auditReport } from "../audit-report.js";
import { exitCodeFor } from "../exit-codes.js";
import { formatQuantity } from "../format-quantity.js";
import { parseChoice } from "../parse.js";
import type { Progress } from "../progress.js";
import type { Report, TextTable } from "../report.js";

const SOURCES = ["maillard", "stojnic"] as const;
type Source = (typeof SOURCES)[number];

const TITLES: Readonly<Record<Source, string>> = {
  maillard: "Maillard 2022",
  stojnic: "Stojnic 2024",
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
  relu-injectivity tables --source stojnic --audit --markdown
  relu-injectivity tables --csv > tables.csv
`,
    )
    .action((options: TablesOptions) => run((progress) => chosenReport(options, progress)));
}

interface TablesOptions {
  readonly source?: Source[];
  readonly audit?: boolean;
}

function chosenReport({ source, audit }: TablesOptions, progress: Progress): Report {
  if (audit !== true) return report(source ?? [...SOURCES], progress);
  if (source === undefined || source.some((name) => name !== "stojnic")) {
    throw new InputError("--audit: expected --source stojnic, whose parameter sets are audited");
  }
  return auditReport();
}

function parseSources(text: string): Source[] {
  if (text.trim() === "") throw new InputError(`empty list in --source: expected ${SOURCES.join(", ")}`);
  return text.split(",").map((word) => parseChoice(word.trim(), "--source", SOURCES));
}

function report(sources: readonly Source[], progress: Progress): Report {
  const rows = sources.flatMap((source, i) => {
    const computed = source === "maillard" ? maillardTable() : stojnicTables();
    progress.update({ what: `${TITLES[source]} computed`, done: i + 1, total: sources.length });
    return computed;
  });
  const illegible = rows.filter((row) => row.published === "illegible").length;
  const differing = rows.filter((row) => !row.agrees).length - illegible;
  return {
    command: "tables",
    parameters: { source: sources },
    results: rows.map((row) => ({ ...row })),
    tables: groupRows(rows).map(textTable),
    notes: [
      `${rows.length - illegible} published numbers, ${rows.length - illegible - differing} agree with the computed ones to their printed digits.`,
      ...(illegible > 0
        ? [`${illegible} more cannot be read in the paper's text; their computed values are given.`]
        : []),
      ...(sources.includes("stojnic")
        ? [
            "Percentages: printed parameter against the stationary one, which the capacity feels to second order only. 'is': a number printed in the other column.",
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

function textTable(rows: readonly ComparedRow[]): TextTable {
  const [{ source, table }] = rows;
  return {
    title: `${TITLES[source]}, ${TABLE_TITLES[table] ?? table}`,
    columns: [
      { header: "quantity" },
      { header: "published" },
      { header: "computed" },
      { header: "agrees" },
      { header: "note", wrap: true },
    ],
    rows: rows.map((row) => [
      row.quantity,
      row.published,
      formatQuantity(row.computed),
      row.agrees ? "yes" : row.published === "illegible" ? "–" : "NO",
      row.note,
    ]),
  };
}
