/** Runs a plan: asks an executor for the points that the store does not have, and stores what comes back. */
import type { Executor, PathTask, PointOutcome, PointTask } from "./executor.js";
import { type IdentifiedPoint, identifyPath, type PointState } from "./identified-path.js";
import { type Known, pendingTasks } from "./pending-paths.js";
import type { Plan } from "./plan.js";
import { recordOf } from "./record.js";
import { type Shard, shardPaths } from "./shard.js";
import type { Store } from "./store.js";

export interface StudySettings {
  readonly plan: Plan;
  readonly shard: Shard;
  readonly numerics: string;
  readonly store: Store;
  readonly executor: Executor;
  /** Stops the study: no further points are handed out, those in flight are stored. */
  readonly stop: AbortSignal;
  /** Compute points again that are stored as failed. */
  readonly retryFailed: boolean;
  /** Compute every point again. */
  readonly force: boolean;
  /** Hand out no further points after the first failure. */
  readonly failFast: boolean;
  readonly onStart?: (point: PointTask) => void;
  readonly onOutcome?: (outcome: PointOutcome) => void;
}

/** How the points of the plan (or of the part of it) stand. */
export interface StudyCounts {
  readonly points: number;
  readonly done: number;
  readonly failed: number;
  readonly left: number;
  /** Points whose command ended with an exit code other than 0: something did not converge. */
  readonly unconverged: number;
}

/**
 * Runs the study until everything is stored or `stop` aborts; a finished one is put into the order of the plan.
 * @throws Error when the executor or the disk fails; whatever was stored stays.
 */
export async function runStudy(settings: StudySettings): Promise<void> {
  const { plan, shard, store, executor, numerics } = settings;
  const stopping = new AbortController();
  const stop = AbortSignal.any([settings.stop, stopping.signal]);
  const inFlight = new Map<string, { readonly point: IdentifiedPoint; readonly path: number }>();
  const settled = new Set<string>();
  const remainders: number[] = [];
  const known: Known = {
    numerics,
    read: (id) => store.read(id),
    stateOf: (id) => {
      // Handed out already: it will be there, unless it fails, which plans its path anew.
      if (inFlight.has(id)) return "done";
      return settled.has(id) ? store.stateOf(id) : acceptedState(store.stateOf(id), settings);
    },
  };

  function* tasksOf(path: number): Generator<PathTask, void, void> {
    yield* pendingTasks(plan, path, known, (point) => inFlight.set(point.id, { point, path }));
  }
  function* tasks(paths: Iterable<number>): Generator<PathTask, void, void> {
    for (const path of paths) {
      if (stop.aborted) return;
      yield* tasksOf(path);
      for (const again of remainders.splice(0)) yield* tasksOf(again);
    }
  }
  const onOutcome = (outcome: PointOutcome): void => {
    const found = inFlight.get(outcome.id);
    // Engines that deliver at least once may deliver twice.
    if (found === undefined) return;
    inFlight.delete(outcome.id);
    store.append(recordOf(found.point, outcome));
    if (settings.force || settings.retryFailed) settled.add(outcome.id);
    if (outcome.state === "failed") {
      remainders.push(found.path);
      if (settings.failFast) stopping.abort();
    }
    settings.onOutcome?.(outcome);
  };
  const options = {
    stop,
    ...(settings.onStart === undefined ? {} : { onStart: settings.onStart }),
  };
  await executor.run(tasks(shardPaths(plan, shard)), onOutcome, options);
  // A failure in the last paths may have come after the executor had asked for the last task.
  while (!stop.aborted && remainders.length > 0) {
    await executor.run(tasks(remainders.splice(0)), onOutcome, options);
  }
  if (!stop.aborted) finaliseStudy(store, plan, shard, numerics);
}

/** What counts as settled before anything was computed in this run. */
function acceptedState(
  state: PointState | undefined,
  { force, retryFailed }: StudySettings,
): PointState | undefined {
  return force || (retryFailed && state === "failed") ? undefined : state;
}

/** Every point of a part of the plan with its identity, as far as the stored points decide it. */
export function* identifiedPoints(
  plan: Plan,
  shard: Shard,
  numerics: string,
  stateOf: (id: string) => PointState | undefined,
): Generator<IdentifiedPoint, void, void> {
  for (const path of shardPaths(plan, shard)) {
    yield* identifyPath(plan, plan.path(path), numerics, stateOf);
  }
}

/** How the plan stands against a store. */
export function countStates(
  points: Iterable<IdentifiedPoint>,
  store: { stateOf(id: string): PointState | undefined; isConverged(id: string): boolean },
): StudyCounts {
  const counts = { points: 0, done: 0, failed: 0, left: 0, unconverged: 0 };
  for (const { id } of points) {
    const state = store.stateOf(id);
    counts.points += 1;
    counts[state ?? "left"] += 1;
    if (state === "done" && !store.isConverged(id)) counts.unconverged += 1;
  }
  return counts;
}

/** Puts the store into the order of the plan. */
export function finaliseStudy(store: Store, plan: Plan, shard: Shard, numerics: string): void {
  store.finalise(function* () {
    for (const { id } of identifiedPoints(plan, shard, numerics, (point) => store.stateOf(point))) yield id;
  });
}
