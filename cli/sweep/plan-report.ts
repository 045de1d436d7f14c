/** What --dry-run shows: the plan, and what of it a store holds. */
import { existsSync } from "node:fs";
import {
  countStates,
  identifiedPoints,
  numericsIdentity,
  type Plan,
  readStore,
  type Shard,
  WHOLE,
} from "../../sweep/index.js";
import { columns } from "../definition/columns.js";
import type { Outcome } from "../definition/command.js";
import type { Progress } from "../output/progress.js";
import { type CostEstimate, estimateCost } from "./cost.js";
import { type ExecutorOptions, localWorkers } from "./executor.js";
import { SWEEP_FIELDS } from "./fields.js";
import { planParameters } from "./outcome-report.js";

interface DryRunOptions extends ExecutorOptions {
  readonly store: string | undefined;
  readonly shard: Shard | undefined;
}

/**
 * The outcome of a plan that is not run. The estimate of its cost, a measurement, goes to the notes on stderr.
 * @throws InputError when the store cannot be read
 */
export async function planOutcome(plan: Plan, options: DryRunOptions, progress: Progress): Promise<Outcome> {
  const { store, shard = WHOLE } = options;
  const stored = new Map<string, { readonly state: "done" | "failed"; readonly converged: boolean }>();
  if (store !== undefined && existsSync(store)) {
    for (const { record } of readStore(store, (note) => progress.note(note))) {
      const converged = record.state === "done" && record.exitCode === 0;
      stored.set(record.id, { state: record.state, converged });
    }
  }
  const stateOf = (id: string) => stored.get(id)?.state;
  const counts = countStates(identifiedPoints(plan, shard, numericsIdentity(), stateOf), {
    stateOf,
    isConverged: (id) => stored.get(id)?.converged === true,
  });
  if (counts.left > 0) {
    const estimate = await estimateCost(plan, numericsIdentity());
    progress.note(costSentence(estimate, counts.left / plan.pointCount, options));
  }
  const { points: firstPath } = plan.path(0);
  const { points: lastPath } = plan.path(plan.pathCount - 1);
  const first = firstPath[0].argv.join(" ");
  const last = lastPath[lastPath.length - 1].argv.join(" ");
  return {
    parameters: planParameters(plan, shard),
    results: [{ store: store ?? null, ...counts, paths: plan.pathCount, first, last }],
    tables: () => [
      {
        title: `Plan of ${counts.points} points in ${plan.pathCount} paths`,
        columns: columns(SWEEP_FIELDS, "axis", "values", "first", "last"),
        rows: plan.axes.map(({ name, values }) => ({
          axis: `--${name}`,
          values: values.count,
          first: values.at(0),
          last: values.at(values.count - 1),
        })),
      },
    ],
    notes: () => [
      `First point: ${first}`,
      `Last point: ${last}`,
      `Stored: ${counts.done} done, ${counts.failed} failed; to compute: ${counts.left}.`,
      ...(plan.continuation === null
        ? []
        : [`Warm starts along --${plan.continuation}; --cold switches them off.`]),
    ],
  };
}

function costSentence(
  { seconds, measured, lowerBound }: CostEstimate,
  fraction: number,
  options: ExecutorOptions,
): string {
  const cost = seconds * fraction;
  const about = lowerBound ? "more than" : "about";
  const threads = localWorkers(options);
  const parallel =
    options.executor === "local"
      ? `, ${about} ${duration(cost / threads)} on ${threads} ${threads === 1 ? "thread" : "threads"} if they are free`
      : "";
  const points = measured === 0 ? "an unfinished point" : `${measured} measured points`;
  return `${about} ${duration(cost)} of computing from ${points}${parallel}`;
}

function duration(seconds: number): string {
  if (seconds < 1) return "1 s";
  if (seconds < 120) return `${Math.ceil(seconds)} s`;
  if (seconds < 7200) return `${Math.ceil(seconds / 60)} min`;
  return `${Math.ceil(seconds / 3600)} h`;
}
