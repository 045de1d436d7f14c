/** `overview`: the answer in one screen, and the two headline tables below it on request. */
import {
  type Agreement,
  agreementOf,
  type GradedRow,
  type Overview,
  overview,
  PUBLISHED_SOURCES,
  publishedNumbers,
} from "../../compare/index.js";
import type { Show } from "../../src/table/format-quantity.js";
import { defineCommand, field, type Outcome, pick } from "../definition/command.js";
import { flag } from "../definition/option.js";
import { capacityRows, headlineFields, headlineTables } from "../published/headline.js";
import { REPLICA_WORDS } from "../vocabulary/replica.js";

const FIELDS = {
  ...pick(REPLICA_WORDS, "threshold"),
  ...headlineFields,
  lower: field(
    "Below this m/n no random layer is injective, n -> infinity: the sum of rows, a theorem.",
    ["quantity", "text"],
    {
      equation: "1/alpha = H(sqrt(1/alpha))",
      source: "Paleka 2021",
    },
  ),
  upper: field(
    "Above this m/n every random layer is injective: partially lifted duality, a theorem.",
    ["quantity", "text"],
    {
      source: "Stojnic 2024, section 5",
    },
  ),
  weakWidth: field(
    "Least C such that (n, Cn, ..., Cn) keeps n active units in every layer, at every depth: a theorem.",
    ["quantity", "text"],
  ),
  strongWidth: field("Least C such that (n, Cn, ..., Cn) is injective at every depth: a theorem.", [
    "quantity",
    "text",
  ]),
  certified: field(
    "The four theorems as decimals that are proved: lower rounded down, the others up.",
    "record",
    {
      source: "docs/theorems.md",
    },
  ),
  recomputed: field("The published claims that were computed anew, each counted once.", "record"),
  numbers: field("Claims in all.", "integer"),
  agree: field("Claims that hold to every printed digit.", "integer"),
  lastDigit: field("Claims that are off by one unit of the last printed digit.", "integer"),
  small: field(
    "Claims that are off by less than 1 %, as parameters are which capacities feel to second order.",
    "integer",
  ),
  differ: field("Claims that differ by more, and bounds that do not hold.", "integer"),
  illegible: field("Claims that cannot be read in their source.", "integer"),
};

export const overviewCommand = defineCommand({
  description:
    "The answer in one screen: what is proved, what is conjectured, what was recomputed, what to type next.",
  examples: [
    ["overview"],
    ["overview --tables", "with the thresholds of one layer and the capacities of deep networks"],
  ],
  options: { tables: flag("add the two headline tables of the published work, laid out as printed") },
  fields: FIELDS,
  run({ tables: withTables }, { progress }): Outcome {
    const answer = overview();
    const rows = PUBLISHED_SOURCES.flatMap((source, i) => {
      const computed = publishedNumbers(source);
      progress.update({ what: `${source} recomputed`, done: i + 1, total: PUBLISHED_SOURCES.length });
      return computed;
    });
    const recomputed = agreementOf(rows);
    const screen = (show: Show): string[] => screenOf(answer, recomputed, differingCapacities(rows), show);
    return {
      results: [{ ...answer, recomputed }],
      preface: withTables ? screen : (show) => [...screen(show), "", ...NEXT],
      ...(withTables ? { tables: () => headlineTables(rows), notes: (show) => verdict(answer, show) } : {}),
    };
  },
});

/** At most 24 lines of 80 characters with what to type next. */
function screenOf(
  { threshold, certified }: Overview,
  { numbers, agree, lastDigit, small, differ, illegible }: Agreement,
  capacities: string,
  show: Show,
): string[] {
  const line = (what: string, value: string, why: string): string =>
    `  ${what.padEnd(33)}${value.padEnd(13)}${why}`;
  return [
    "When is a random ReLU network injective?",
    "",
    "One layer x -> ReLU(Wx), W Gaussian m x n, n -> infinity; m/n decides:",
    line("never below", certified.lower, "theorem, certified (sum of rows)"),
    line("threshold", show(threshold), "replica, conjectured exact"),
    line("always above", certified.upper, "theorem, certified (lifted)"),
    "",
    "Deep networks n, Cn, ..., Cn: the least C that serves every depth",
    line("n active units in every layer", certified.weakWidth, "theorem, certified (lifted)"),
    line("injective (2n from layer 2 on)", certified.strongWidth, "theorem, certified (lifted)"),
    "",
    `Recomputed: ${numbers} published claims: ${agree} the same, ${lastDigit} off in the last digit,`,
    `  ${small} by less than 1 %, ${differ} differ, ${illegible} cannot be read.`,
    capacities,
  ];
}

/** The capacities whose printed value is not what their program gives: a parameter that is off is another matter. */
function differingCapacities(rows: readonly GradedRow[]): string {
  const differing = capacityRows(rows).filter(({ row }) => row.agrees === false);
  const each = differing.map(
    ({ layers, row }) => `${layers} layers ${row.published} (is ${row.computed.value.toFixed(4)})`,
  );
  return `Capacities that differ: ${each.length === 0 ? "none" : each.join(", ")}.`;
}

const NEXT: readonly string[] = [
  "Next:",
  "  relu-injectivity compare               every bound on one layer, sorted",
  "  relu-injectivity rdt --depth 4         deep networks, layer by layer",
  "  relu-injectivity network check FILE    is this network injective?",
  "  relu-injectivity tables                what was recomputed, and what differs",
  "  relu-injectivity --help                all commands",
];

function verdict({ threshold }: Overview, show: Show): string[] {
  return [`Verdict: a random ReLU layer becomes injective at m/n = ${show(threshold)} (conjectured exact).`];
}
