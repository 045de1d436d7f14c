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
} from "../study/index.js";
import { EXIT } from "./exit-codes.js";
import type { Progress } from "./progress.js";
import type { Report } from "./report.js";
import { planParameters } from "./sweep-report.js";

interface DryRunOptions {
  readonly store?: string;
  readonly shard?: Shard;
}

/** The report of a plan that is not run. @throws InputError when the store cannot be read */
export function planReport(plan: Plan, { store, shard = WHOLE }: DryRunOptions, progress: Progress): Report {
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
  const { points: firstPath } = plan.path(0);
  const { points: lastPath } = plan.path(plan.pathCount - 1);
  const first = firstPath[0].argv.join(" ");
  const last = lastPath[lastPath.length - 1].argv.join(" ");
  return {
    command: "sweep",
    parameters: planParameters(plan, shard),
    results: [{ store: store ?? null, ...counts, paths: plan.pathCount, first, last }],
    tables: [
      {
        title: `Plan of ${counts.points} points in ${plan.pathCount} paths`,
        columns: [
          { header: "axis" },
          { header: "values", align: "right" },
          { header: "first" },
          { header: "last" },
        ],
        rows: plan.axes.map(({ name, values }) => [
          `--${name}`,
          String(values.count),
          values.at(0),
          values.at(values.count - 1),
        ]),
      },
    ],
    notes: [
      `First point: ${first}`,
      `Last point: ${last}`,
      `Stored: ${counts.done} done, ${counts.failed} failed; to compute: ${counts.left}.`,
      ...(plan.continuation === null
        ? []
        : [`Warm starts along --${plan.continuation}; --cold switches them off.`]),
    ],
    exitCode: EXIT.ok,
  };
}
