/** A store verified: every line checked, a sample of its points computed again and compared. */
import { randomSource } from "../../src/random/normal.js";
import {
  checkStore,
  numericsIdentity,
  recordsAt,
  type StoreCheck,
  type StudyRecord,
} from "../../sweep/index.js";
import { column, columns } from "../definition/columns.js";
import { type Context, field, type Outcome, pick } from "../definition/command.js";
import { EXIT } from "../output/exit-codes.js";
import { STUDY_WORDS } from "../vocabulary/study.js";
import { areAlike } from "./even-cost.js";
import { openExecutor } from "./executor.js";
import { listenForInterrupt } from "./interrupt.js";
import { type VerifiedRecord, verifyRecords } from "./verify.js";

export const STORE_FIELDS = {
  ...pick(STUDY_WORDS, "store", "id", "lines", "done", "failed", "line", "problem"),
  agrees: field("Whether no line is damaged and no recomputed point disagrees.", "boolean"),
  problems: field("The damaged lines.", "record[]"),
  damaged: field("How many lines are damaged.", "integer"),
  recomputed: field("How many points were computed again.", "integer"),
  records: field("The points that were computed again.", "record[]"),
  disagree: field("How many of them disagree with the store.", "integer"),
  largestDifference: field(
    "The largest difference, in units of the two claimed errors together; at most 1 where they agree.",
    "number",
    { header: "largest difference" },
  ),
  argv: field("The command line that computed the point again.", "text[]", { header: "point" }),
  route: field(
    "How it was computed again: by another route, cold where it was stored from a warm start, or repeated.",
    "text",
  ),
  via: field("What computed it by another route, in words; null for the other ways.", ["text", "null"]),
  quantities: field("How many quantities were compared.", "integer"),
  largestRatio: field(
    "The largest difference of the point, in units of the two claimed errors together.",
    "number",
  ),
  mismatches: field("What disagrees: stored against recomputed.", "record[]", {
    header: "stored against recomputed",
  }),
};

export interface StoreVerification {
  readonly all: boolean;
  /** How many points to compute again, unless all. */
  /** 10 points by default, drawn by seed 1. */
  readonly sample: number | undefined;
  readonly seed: number | undefined;
  readonly workers: number | undefined;
}

/** Checks and recomputes; exit code 4 when a line is damaged or a record disagrees with its recomputation. */
export async function verifyStore(
  store: string,
  { all, sample = 10, seed = 1, workers }: StoreVerification,
  { progress, commands }: Context,
): Promise<Outcome> {
  const check = checkStore(store);
  const lines = [...check.done.values()];
  const chosen = all ? lines : sampled(lines, sample, seed);
  const verified: VerifiedRecord[] = [];
  const interrupt = listenForInterrupt(() => progress.note("stopping after the points under way"));
  try {
    if (chosen.length > 0) {
      const executor = await openExecutor({ executor: "local", workers }, numericsIdentity(), (note) =>
        progress.note(note),
      );
      try {
        const records = recordsAt(store, new Set(chosen));
        const even = areAlike(alikeRecords(recordsAt(store, new Set(chosen))));
        await verifyRecords(commands, records, executor, interrupt.signal, (record) => {
          verified.push(record);
          const what = `${verified.length} of ${chosen.length} points computed again`;
          progress.update({ what, done: verified.length, total: chosen.length, ...(even ? { even } : {}) });
        });
      } finally {
        await executor.close();
      }
    }
  } finally {
    interrupt.dispose();
  }
  return outcomeOf({
    store,
    parameters: { store, ...(all ? { all } : { sample: chosen.length, seed }) },
    check,
    // In the order of the file, whichever thread was first.
    verified: verified.sort((a, b) => a.line - b.line),
    interrupted: interrupt.signal.aborted,
  });
}

function* alikeRecords(lines: ReturnType<typeof recordsAt>): Generator<StudyRecord> {
  for (const { record } of lines) yield record;
}

/** `count` of the lines, each set as likely as any other (the first steps of a shuffle). */
function sampled(lines: readonly number[], count: number, seed: number): number[] {
  const shuffled = [...lines];
  const { below } = randomSource(seed);
  const size = Math.min(count, shuffled.length);
  for (let i = 0; i < size; i++) {
    const other = i + below(shuffled.length - i);
    [shuffled[i], shuffled[other]] = [shuffled[other], shuffled[i]];
  }
  return shuffled.slice(0, size);
}

interface FinishedVerification {
  readonly store: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly check: StoreCheck;
  readonly verified: readonly VerifiedRecord[];
  readonly interrupted: boolean;
}

function outcomeOf({ store, parameters, check, verified, interrupted }: FinishedVerification): Outcome {
  const wrong = verified.filter(({ mismatches }) => mismatches.length > 0);
  const { lines, problems, failed, done } = check;
  const agrees = problems.length === 0 && wrong.length === 0;
  const counts = { store, lines, done: done.size, failed, recomputed: verified.length };
  const summary = {
    ...counts,
    damaged: problems.length,
    disagree: wrong.length,
    largestDifference: Math.max(0, ...verified.map(({ largestRatio }) => largestRatio)),
  };
  return {
    parameters,
    results: [{ kind: "store", valid: agrees, ...counts, agrees, problems, records: verified }],
    tables: () => [
      {
        title: `Verification of ${store}`,
        columns: [
          ...columns(STORE_FIELDS, "lines", "damaged", "done", "failed", "recomputed", "disagree"),
          column(STORE_FIELDS, "largestDifference", { small: true }),
        ],
        rows: [summary],
      },
      ...(problems.length === 0
        ? []
        : [
            {
              title: "Damaged lines",
              columns: [column(STORE_FIELDS, "line"), column(STORE_FIELDS, "problem", { wrap: true })],
              rows: problems,
            },
          ]),
      ...(wrong.length === 0
        ? []
        : [
            {
              title: "Records that disagree",
              columns: [
                column(STORE_FIELDS, "line"),
                column(STORE_FIELDS, "argv", { wrap: true }),
                column(STORE_FIELDS, "mismatches", { wrap: true }),
              ],
              rows: wrong.map(({ line, argv, mismatches: [first, ...more] }) => ({
                line,
                argv: argv.join(" "),
                mismatches: more.length > 0 ? `${first} and ${more.length} more` : first,
              })),
            },
          ]),
    ],
    notes: () => [
      "largest difference: in units of the two claimed errors together; at most 1 where they agree.",
      ...routeNotes(verified),
    ],
    exitCode: agrees ? (interrupted ? EXIT.interrupted : EXIT.ok) : EXIT.verificationFailed,
  };
}

function routeNotes(verified: readonly VerifiedRecord[]): string[] {
  const count = (route: VerifiedRecord["route"]): number =>
    verified.filter((record) => record.route === route).length;
  if (verified.length === 0) return [];
  return [
    `Recomputed by another route: ${count("another route")}${viaNote(verified)}; cold instead of warm: ${count("cold")}; by the same route: ${count("repeated")}.`,
  ];
}

/** " (Fourier transforms by fft.js 6, positive sums 2)". */
function viaNote(verified: readonly VerifiedRecord[]): string {
  const counts = new Map<string, number>();
  for (const { via } of verified) if (via !== null) counts.set(via, (counts.get(via) ?? 0) + 1);
  return counts.size === 0 ? "" : ` (${Array.from(counts, ([name, n]) => `${name} ${n}`).join(", ")})`;
}
