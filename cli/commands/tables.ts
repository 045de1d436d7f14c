/** `tables`: the published tables, every number recomputed. */
import {
  agreementOf,
  type Claim,
  type GradedRow,
  PUBLISHED_SOURCES,
  type PublishedSource,
  type PublishedTable,
  publishedNumbers,
  publishedTables,
  SOURCE_TITLES,
} from "../../compare/index.js";
import { InputError } from "../../src/result.js";
import type { Table } from "../../src/table/table.js";
import { column, columns } from "../definition/columns.js";
import { defineCommand, field, type Outcome, pick } from "../definition/command.js";
import { choice, flag, value } from "../definition/option.js";
import { parseChoice } from "../definition/parse.js";
import type { Progress } from "../output/progress.js";
import { headlineFields } from "../published/headline.js";
import { publishedLayout } from "../published/layout.js";
import { AUDIT_FIELDS, audit } from "../rdt/audit.js";
import { COMPARISON_WORDS } from "../vocabulary/comparison.js";

const FIELDS = {
  ...AUDIT_FIELDS,
  ...pick(COMPARISON_WORDS, "source", "agrees", "note"),
  table: field("Where the number is printed: number of the table, chapter, or talk, code, slides, paper.", [
    "text",
    "integer",
  ]),
  quantity: field("What the number is.", "text"),
  published: field("The number as it is printed; illegible where it cannot be read.", "text"),
  computed: field("The number as computed here.", "quantity"),
  claim: field(
    "What a printed number says of the computed one. 'value': it is that number, and agrees when it rounds to it; 'upper' (text: >=): it is said to suffice, and agrees when it is at least the computed one; 'lower' (<=): it is said to be a lower bound.",
    "text",
  ),
  correction: field("What should be there instead of a printed number, or what sharpens it.", "text"),
  audit: field(
    "For the capacity of a published parameter set: what the program says of the printed parameters.",
    "record",
  ),
  grade: headlineFields.grade,
  repeats: field("Where the source prints the same claim before; it counts once.", "text"),
  substitution: field(
    "The change of the program that the printed parameters fit clearly better than the program itself, if any.",
    ["text", "null"],
  ),
  explanation: field("The explanation of the printed capacity that fits best.", "text"),
};

export const tables = defineCommand({
  description: "Recomputes every number of the published tables at the printed settings.",
  examples: [
    ["tables", "what differs, of all sources"],
    ["tables --all", "every number"],
    ["tables --layout published", "Tables 1-9 of Stojnic 2024 as printed"],
    ["tables --source stojnic", "random duality theory"],
    ["tables --source paleka,puthawala", "integral geometry, regions"],
    ["tables --source stojnic --audit --markdown"],
    ["tables --csv > tables.csv"],
  ],
  options: {
    source: value<PublishedSource[], { defaultText: string }>(
      `sources, separated by commas: ${PUBLISHED_SOURCES.join(", ")}`,
      { placeholder: "list", list: true, parse: parseSources },
      { defaultText: "all" },
    ),
    all: flag("every number; by default those that differ by more than a digit or a hundredth"),
    layout: choice("Tables 1-9 of Stojnic 2024 laid out as printed", ["published"]),
    audit: flag("with --source stojnic: residuals of every published parameter set"),
  },
  conflicts: [
    { together: ["all", "layout"] },
    { together: ["layout", "audit"] },
    { together: ["all", "audit"] },
  ],
  fields: FIELDS,
  run({ source, audit: audited, all, layout }, { progress }) {
    if (layout !== undefined && source?.some((name) => name !== "stojnic")) {
      throw new InputError("--layout published: expected --source stojnic, whose tables are laid out");
    }
    if (!audited) {
      const shown = layout === "published" ? "published" : all ? "all" : "differing";
      return recomputed(source ?? (layout === undefined ? PUBLISHED_SOURCES : ["stojnic"]), shown, progress);
    }
    if (source === undefined || source.some((name) => name !== "stojnic")) {
      throw new InputError("--audit: expected --source stojnic, whose parameter sets are audited");
    }
    return audit();
  },
});

function parseSources(text: string, place: string): PublishedSource[] {
  if (text.trim() === "") {
    throw new InputError(`empty list in ${place}: expected ${PUBLISHED_SOURCES.join(", ")}`);
  }
  return text.split(",").map((word) => parseChoice(word.trim(), place, PUBLISHED_SOURCES));
}

function recomputed(
  sources: readonly PublishedSource[],
  shown: "differing" | "all" | "published",
  progress: Progress,
): Outcome {
  const results = sources.flatMap((source, i) => {
    const rows = publishedNumbers(source);
    progress.update({ what: `${SOURCE_TITLES[source]} computed`, done: i + 1, total: sources.length });
    return rows;
  });
  return {
    parameters: { source: sources },
    results,
    tables: () => {
      if (shown === "published") return publishedLayout(results);
      const rows = shown === "all" ? results : results.filter(isWorthShowing);
      return publishedTables(rows).map(printed);
    },
    notes: () => notesFor(sources, results, shown),
  };
}

/** How a claim is marked before the printed number. */
const MARKS: Readonly<Record<Claim, string>> = { value: "", upper: ">= ", lower: "<= " };

function printed({ title, rows }: PublishedTable): Table {
  const claims = rows.some((row) => row.claim !== undefined);
  return {
    title,
    columns: [
      ...columns(FIELDS, "quantity", "published", "computed", "grade"),
      ...(claims ? [] : [column(FIELDS, "note", { wrap: true })]),
    ],
    rows: rows.map((row) => ({
      ...row,
      published: `${MARKS[row.claim ?? "value"]}${row.published}`,
    })),
    // Claims have longer notes than a column holds.
    ...(claims ? { notes: rows.map(noteLine) } : {}),
  };
}

function noteLine({ quantity, note, correction }: GradedRow): string {
  return `- ${quantity}: ${note}.${correction === undefined ? "" : ` Correction: ${correction}.`}`;
}

/** Whether a number is news: the rest is one line. */
function isWorthShowing({ grade, correction, repeats }: GradedRow): boolean {
  if (repeats !== undefined) return false;
  return grade === "differs" || grade === "illegible" || correction !== undefined;
}

function notesFor(
  sources: readonly PublishedSource[],
  rows: readonly GradedRow[],
  shown: "differing" | "all" | "published",
): string[] {
  const { numbers, agree, lastDigit, small, differ, illegible } = agreementOf(rows);
  const bounds = rows.filter(({ claim }) => claim === "upper" || claim === "lower").length;
  const corrected = rows.filter(({ correction }) => correction !== undefined).length;
  return [
    `${numbers} published claims, each counted once: ${agree} the same, ${lastDigit} off in the last digit, ${small} by less than 1 %, ${differ} differ, ${illegible} cannot be read.`,
    ...(shown === "differing" ? ["Shown: what differs or has a correction; --all shows every number."] : []),
    ...(shown === "all" && sources.includes("stojnic")
      ? [
          "Percentages: printed parameter against the stationary one, which the capacity feels to second order only. 'is': a number printed in the other column.",
        ]
      : []),
    ...(bounds > 0
      ? [
          `${bounds} are bounds, marked >= (the number is claimed to suffice) or <= (to be necessary); they agree when they hold. ${corrected} have a correction, in the notes.`,
        ]
      : []),
  ];
}
