/** What of a path is still to be computed, as tasks: the holes that a store leaves in it. */
import type { PathTask, PointTask } from "./executor.js";
import { type IdentifiedPoint, identifyPath, type PointState, taskOf } from "./identified-path.js";
import type { Plan } from "./plan.js";
import type { StudyRecord } from "./record.js";

/** What the tasks of a path depend on besides the plan. */
export interface Known {
  readonly numerics: string;
  /** Points that need no computing, with how they ended. */
  readonly stateOf: (id: string) => PointState | undefined;
  /** The record of a computed point. */
  readonly read: (id: string) => StudyRecord | undefined;
}

/**
 * The tasks of path `index`: one for each run of points that are not known, the first of a run started from the stored
 * results of the point before it. Points that do not follow from one another are tasks of their own.
 * @param onPoint told about each point that a task asks for.
 */
export function* pendingTasks(
  plan: Plan,
  index: number,
  known: Known,
  onPoint: (point: IdentifiedPoint) => void,
): Generator<PathTask, void, void> {
  let run: PointTask[] = [];
  for (const point of identifyPath(plan, plan.path(index), known.numerics, known.stateOf)) {
    if (run.length > 0 && (known.stateOf(point.id) !== undefined || point.from === null)) {
      yield { points: run };
      run = [];
    }
    if (known.stateOf(point.id) !== undefined) continue;
    onPoint(point);
    run.push(
      taskOf(point, run.length === 0 && point.from !== null ? startFrom(known, point.from) : undefined),
    );
  }
  if (run.length > 0) yield { points: run };
}

function startFrom(known: Known, id: string): readonly unknown[] {
  const record = known.read(id);
  if (record?.state !== "done") throw new Error(`the start ${id} is not in the store`);
  return record.results;
}
