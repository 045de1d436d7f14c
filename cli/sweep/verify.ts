/** Recomputing stored points: cold, by another route where there is one, and comparing within the claimed errors. */
import { InputError } from "../../src/result.js";
import {
  type CommandForm,
  type Comparison,
  compareResults,
  type DoneRecord,
  type Executor,
  numericsIdentity,
  type PathTask,
  type PointOutcome,
  type StudyRecord,
} from "../../sweep/index.js";
import type { Children } from "../definition/command.js";
import { sweepableForm } from "./form.js";
import { argvOf } from "./repeat.js";

/** A record after its recomputation. */
export interface VerifiedRecord extends Comparison {
  readonly id: string;
  readonly line: number;
  readonly argv: readonly string[];
  /** How it was computed again: "another route", "cold" (stored from a warm start), or "repeated". */
  readonly route: Route;
  /** What computed it by another route; null for the other ways. */
  readonly via: string | null;
}

type Route = "another route" | "cold" | "repeated";

interface Attempt {
  readonly record: DoneRecord;
  readonly line: number;
  readonly argv: readonly string[];
  readonly route: Route;
  readonly via: string | null;
}

/**
 * Recomputes records with an executor.
 * @param onVerified called once a record.
 * @param onStart told what is being computed.
 */
export async function verifyRecords(
  commands: Children,
  records: Iterable<{ readonly record: StudyRecord; readonly line: number }>,
  executor: Executor,
  stop: AbortSignal,
  onVerified: (verified: VerifiedRecord) => void,
): Promise<void> {
  const attempts = new Map<string, Attempt>();
  const repeats: Attempt[] = [];
  function* tasks(): Generator<PathTask, void, void> {
    for (const { record, line } of records) {
      if (record.state !== "done") continue;
      const attempt = firstAttempt(commands, record, line);
      if ("mismatches" in attempt) onVerified(attempt);
      else yield taskOf(attempt);
    }
  }
  const taskOf = (attempt: Attempt): PathTask => {
    attempts.set(attempt.record.id, attempt);
    return { points: [{ id: attempt.record.id, argv: attempt.argv }] };
  };
  const onOutcome = (outcome: PointOutcome): void => {
    const attempt = attempts.get(outcome.id);
    if (attempt === undefined) return;
    attempts.delete(outcome.id);
    const converged = outcome.state === "done" && outcome.exitCode === 0;
    if (attempt.route === "another route" && !converged) repeats.push(attempt);
    else onVerified(verdict(attempt, outcome));
  };
  await executor.run(tasks(), onOutcome, { stop });
  if (stop.aborted) return;
  // Where the other route does not go, the same one has to do.
  const again = repeats.map((attempt) => ownRoute(commands, attempt.record, attempt.line));
  await executor.run(
    again.flatMap((attempt) => ("mismatches" in attempt ? [] : [taskOf(attempt)])),
    onOutcome,
    { stop },
  );
}

function firstAttempt(commands: Children, record: DoneRecord, line: number): Attempt | VerifiedRecord {
  const form = formOf(commands, record);
  const other = form?.otherRoute?.(record.parameters, record.results);
  const argv = form === undefined || other === undefined ? undefined : argvOf(form, record, other.changes);
  return argv === undefined
    ? ownRoute(commands, record, line)
    : { record, line, argv, route: "another route", via: other?.name ?? null };
}

function ownRoute(commands: Children, record: DoneRecord, line: number): Attempt | VerifiedRecord {
  const form = formOf(commands, record);
  const argv = form === undefined ? undefined : argvOf(form, record);
  const route = record.from === null ? "repeated" : "cold";
  if (argv !== undefined) return { record, line, argv, route, via: null };
  const mismatch = "this version has no command with its parameters";
  return { id: record.id, line, argv: record.command, route, via: null, ...nothing, mismatches: [mismatch] };
}

/** Undefined where this version cannot sweep the command. */
function formOf(commands: Children, { command }: DoneRecord): CommandForm | undefined {
  try {
    return sweepableForm(commands, command);
  } catch (error) {
    if (error instanceof InputError) return undefined;
    throw error;
  }
}

const nothing = { quantities: 0, largestRatio: 0 };

function verdict({ record, line, argv, route, via }: Attempt, outcome: PointOutcome): VerifiedRecord {
  const shared = { id: record.id, line, argv, route, via };
  if (outcome.state === "failed") return { ...shared, ...nothing, mismatches: [outcome.error] };
  const sameRoute = route === "repeated" && record.numerics === numericsIdentity();
  const comparison = compareResults(record.results, outcome.results, {
    texts: sameRoute,
    numbers: sameRoute && sameEngine(record.provenance, outcome.provenance),
  });
  if (!sameRoute || record.exitCode === outcome.exitCode) return { ...shared, ...comparison };
  const mismatch = `exit code ${record.exitCode} against ${outcome.exitCode}`;
  return { ...shared, ...comparison, mismatches: [...comparison.mismatches, mismatch] };
}

/** Whether the same engine, on the same kind of machine, computed both: then every digit repeats. */
function sameEngine(a: Readonly<Record<string, unknown>>, b: Readonly<Record<string, unknown>>): boolean {
  return ["v8", "platform", "kernel"].every((name) => a[name] === b[name]);
}
