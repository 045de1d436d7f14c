/** What `verify` reports: the state of the lines, and of the points computed again. */
import type { StoreCheck } from "../../sweep/index.js";
import { EXIT } from "../output/exit-codes.js";
import { formatSmall } from "../output/format-quantity.js";
import type { Report, TextTable } from "../output/report.js";
import type { VerifiedRecord } from "./verify.js";

export interface FinishedVerification {
  readonly store: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly check: StoreCheck;
  readonly verified: readonly VerifiedRecord[];
  readonly interrupted: boolean;
}

/** The report; exit code 4 when a line is damaged or a record disagrees with its recomputation. */
export function verifyReport({
  store,
  parameters,
  check,
  verified,
  interrupted,
}: FinishedVerification): Report {
  const wrong = verified.filter(({ mismatches }) => mismatches.length > 0);
  const { lines, problems, failed, done } = check;
  const agrees = problems.length === 0 && wrong.length === 0;
  const counts = { store, lines, done: done.size, failed, recomputed: verified.length };
  return {
    command: "verify",
    parameters,
    results: [{ ...counts, agrees, problems, records: verified }],
    tables: [
      {
        title: `Verification of ${store}`,
        columns: ["lines", "damaged", "done", "failed", "recomputed", "disagree", "largest difference"].map(
          (header) => ({ header, align: "right" as const }),
        ),
        rows: [
          [
            ...[lines, problems.length, done.size, failed, verified.length, wrong.length].map(String),
            formatSmall(Math.max(0, ...verified.map(({ largestRatio }) => largestRatio))),
          ],
        ],
      },
      ...(problems.length > 0 ? [problemTable(check)] : []),
      ...(wrong.length > 0 ? [mismatchTable(wrong)] : []),
    ],
    notes: [
      "largest difference: in units of the two claimed errors together; at most 1 where they agree.",
      ...routeNotes(verified),
    ],
    exitCode: agrees ? (interrupted ? EXIT.interrupted : EXIT.ok) : EXIT.verificationFailed,
  };
}

function problemTable({ problems }: StoreCheck): TextTable {
  return {
    title: "Damaged lines",
    columns: [
      { header: "line", align: "right" },
      { header: "problem", wrap: true },
    ],
    rows: problems.map(({ line, problem }) => [String(line), problem]),
  };
}

function mismatchTable(wrong: readonly VerifiedRecord[]): TextTable {
  return {
    title: "Records that disagree",
    columns: [
      { header: "line", align: "right" },
      { header: "point", wrap: true },
      { header: "stored against recomputed", wrap: true },
    ],
    rows: wrong.map(({ line, argv, mismatches }) => [
      String(line),
      argv.join(" "),
      `${mismatches[0]}${mismatches.length > 1 ? ` and ${mismatches.length - 1} more` : ""}`,
    ]),
  };
}

function routeNotes(verified: readonly VerifiedRecord[]): string[] {
  const count = (route: VerifiedRecord["route"]): number =>
    verified.filter((record) => record.route === route).length;
  if (verified.length === 0) return [];
  return [
    `Recomputed by another route: ${count("another route")}; cold instead of warm: ${count("cold")}; by the same route: ${count("repeated")}.`,
  ];
}
