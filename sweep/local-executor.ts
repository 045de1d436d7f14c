/** The local pool: worker threads of this process, one point at a time each. */

import { Tinypool } from "tinypool";
import { causeText } from "../src/cause.js";
import type { Executor, PathTask, PointOutcome, PointTask } from "./executor.js";

export interface LocalPool {
  /** Number of threads, at least 1. */
  readonly workers: number;
  /** A module that exports `evaluatePoint(task: PointTask): PointOutcome | Promise<PointOutcome>`. */
  readonly module: URL;
  /** Largest heap of a thread in megabytes; without it, what the engine gives a thread. */
  readonly heapMegabytes?: number;
}

/**
 * Computes in `workers` threads. A thread that dies (out of memory, a call to exit) fails its point and is replaced.
 * Threads share nothing, so that what a point yields does not depend on their number.
 */
export function localExecutor({ workers, module, heapMegabytes }: LocalPool): Executor {
  const pool = new Tinypool({
    filename: module.href,
    name: "evaluatePoint",
    minThreads: workers,
    maxThreads: workers,
    ...(heapMegabytes === undefined ? {} : { resourceLimits: { maxOldGenerationSizeMb: heapMegabytes } }),
  });
  let closed = false;
  const watchThreads = exitWatcher(pool, () => !closed);
  const compute = async (task: PointTask): Promise<PointOutcome | undefined> => {
    try {
      const outcome: Promise<PointOutcome> = pool.run(task);
      watchThreads();
      return await outcome;
    } catch (error) {
      // Closing ends the threads: what they were computing is given up, not failed.
      if (closed) return undefined;
      return {
        id: task.id,
        state: "failed",
        error: `the worker died: ${causeText(error)}`,
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
    close: () => {
      closed = true;
      return pool.destroy();
    },
  };
}

/**
 * The pool learns of threads that end by an error, but not of those that simply exit, and would wait for them for
 * ever: an exit becomes an error here. To be called whenever threads may have been added.
 */
function exitWatcher(pool: Tinypool, isUnexpected: () => boolean): () => void {
  const watched = new WeakSet<object>();
  // Errors of threads that compute nothing belong to no point.
  pool.on("error", () => undefined);
  return () => {
    for (const thread of pool.threads) {
      if (watched.has(thread)) continue;
      watched.add(thread);
      let known = false;
      thread.once("error", () => {
        known = true;
      });
      thread.once("exit", (code: number) => {
        if (!known && isUnexpected()) thread.emit("error", new Error(`it ended with exit code ${code}`));
      });
    }
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
  compute: (task: PointTask) => Promise<PointOutcome | undefined>,
  { onOutcome, stop, onStart }: PathCallbacks,
): Promise<void> {
  let before: PointOutcome | undefined;
  for (const point of points) {
    if (stop.aborted) return;
    const task = before?.state === "done" ? { ...point, start: before.results } : point;
    onStart?.(task);
    before = await compute(task);
    if (before === undefined) return;
    onOutcome(before);
    if (before.state === "failed") return;
  }
}
