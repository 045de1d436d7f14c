/** What a sweep reports when it ends: how the points stand, and why some failed. */
import { countStates, type IdentifiedPoint, type Plan, type Shard, type Store } from "../../sweep/index.js";
import { column, columns } from "../definition/columns.js";
import type { Outcome } from "../definition/command.js";
import { EXIT } from "../output/exit-codes.js";
import { SWEEP_FIELDS } from "./fields.js";

interface FailureGroup {
  readonly error: string;
  count: number;
  /** The command line of its first point. */
  readonly example: string;
}

export interface FinishedSweep {
  readonly plan: Plan;
  readonly shard: Shard;
  readonly store: Store;
  readonly points: () => Iterable<IdentifiedPoint>;
  readonly interrupted: boolean;
}

/** The outcome, with exit code 130 when interrupted, 5 with failed points, 3 when something did not converge. */
export function sweepOutcome({ plan, shard, store, points, interrupted }: FinishedSweep): Outcome {
  const counts = countStates(points(), store);
  const failures = counts.failed > 0 ? failureGroups(points(), store) : [];
  return {
    parameters: planParameters(plan, shard),
    results: [{ store: store.path, ...counts, failures }],
    tables: () => [
      {
        title: `Sweep of ${plan.command.join(" ")} into ${store.path}`,
        columns: columns(SWEEP_FIELDS, "points", "done", "failed", "left", "unconverged"),
        rows: [counts],
      },
      ...(failures.length > 0
        ? [
            {
              title: "Failures",
              columns: [
                column(SWEEP_FIELDS, "count"),
                column(SWEEP_FIELDS, "error", { wrap: true }),
                column(SWEEP_FIELDS, "example", { wrap: true }),
              ],
              rows: failures,
            },
          ]
        : []),
    ],
    notes: () => [
      ...(counts.left > 0 ? ["The same command line continues with the points that are left."] : []),
      ...(counts.failed > 0 ? ["--retry-failed computes the failed points again."] : []),
    ],
    exitCode: interrupted
      ? EXIT.interrupted
      : counts.failed > 0
        ? EXIT.pointsFailed
        : counts.unconverged > 0
          ? EXIT.notConverged
          : EXIT.ok,
  };
}

/** What was asked for, in words that reproduce it. */
export function planParameters(plan: Plan, shard: Shard): Record<string, unknown> {
  return {
    command: plan.command.join(" "),
    options: plan.fixed,
    axes: plan.axes.map(({ name, values }) => ({
      name,
      count: values.count,
      first: values.at(0),
      last: values.at(values.count - 1),
    })),
    ...(plan.continuation === null ? {} : { continuation: plan.continuation }),
    ...(shard.count === 1 ? {} : { shard: `${shard.index}/${shard.count}` }),
  };
}

/** Failures by message, the most frequent first. */
function failureGroups(points: Iterable<IdentifiedPoint>, store: Store): FailureGroup[] {
  const groups = new Map<string, FailureGroup>();
  for (const { id, argv } of points) {
    if (store.stateOf(id) !== "failed") continue;
    const record = store.read(id);
    if (record?.state !== "failed") continue;
    const group = groups.get(record.error);
    if (group === undefined)
      groups.set(record.error, { error: record.error, count: 1, example: argv.join(" ") });
    else group.count += 1;
  }
  return [...groups.values()].sort((a, b) => b.count - a.count);
}
