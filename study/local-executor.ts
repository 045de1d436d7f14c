/** The local pool: worker threads of this process, one point at a time each. */
import { Tinypool } from "tinypool";
import type { Executor, PathTask, PointOutcome, PointTask } from "./executor.js";

export interface LocalPool {
  /** Number of threads, at least 1. */
  readonly workers: number;
  /** A module that exports `evaluatePoint(task: PointTask): PointOutcome | Promise<PointOutcome>`. */
  readonly module: URL;
}

/**
 * Computes in `workers` threads. A thread that dies (out of memory, a call to exit) fails its point and is replaced.
 * Threads share nothing, so that what a point yields does not depend on their number.
 */
export function localExecutor({ workers, module }: LocalPool): Executor {
  const pool = new Tinypool({
    filename: module.href,
    name: "evaluatePoint",
    minThreads: workers,
    maxThreads: workers,
  });
  const compute = async (task: PointTask): Promise<PointOutcome> => {
    try {
      return (await pool.run(task)) as PointOutcome;
    } catch (error) {
      return {
        id: task.id,
        state: "failed",
        error: `the worker died: ${error instanceof Error ? error.message : String(error)}`,
      };
    }
  };
  return {
    name: "local",
    async run(paths, onOutcome, { stop, onStart }) {
      const iterator = paths[Symbol.iterator]();
      const lane = async (): Promise<void> => {
        for (;;) {
          if (stop.aborted) return;
          const next = iterator.next();
          if (next.done === true) return;
          await computePath(next.value, compute, {
            onOutcome,
            stop,
            ...(onStart === undefined ? {} : { onStart }),
          });
        }
      };
      await Promise.all(Array.from({ length: workers }, lane));
    },
    close: () => pool.destroy(),
  };
}

interface PathCallbacks {
  readonly onOutcome: (outcome: PointOutcome) => void;
  readonly stop: AbortSignal;
  readonly onStart?: (point: PointTask) => void;
}

/** The points of a path in turn, each from the results of the one before, up to the first failure. */
async function computePath(
  { points }: PathTask,
  compute: (task: PointTask) => Promise<PointOutcome>,
  { onOutcome, stop, onStart }: PathCallbacks,
): Promise<void> {
  let before: PointOutcome | undefined;
  for (const point of points) {
    if (stop.aborted) return;
    const task = before?.state === "done" ? { ...point, start: before.results } : point;
    onStart?.(task);
    before = await compute(task);
    onOutcome(before);
    if (before.state === "failed") return;
  }
}
