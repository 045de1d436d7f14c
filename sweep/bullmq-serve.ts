/** A worker of the BullMQ queue: takes paths, computes their points in order, stores each outcome as it is known. */

import type { Job, Worker } from "bullmq";
import { optionalPackage } from "../src/optional-package.js";
import { connectRedis, type Note, tellErrors, withoutPassword } from "./bullmq-connection.js";
import {
  DEFAULT_TIMING,
  OutcomeKeys,
  type PathJob,
  type PathProgress,
  PREFIX,
  queueName,
  type Timing,
  VERSIONS_KEY,
} from "./bullmq-protocol.js";
import type { PointOutcome, PointTask } from "./executor.js";

/** A path whose workers die is handed on so often before it counts as failed. */
const MOST_DEATHS = 10;

export interface ServeOptions {
  readonly redis: string;
  readonly numerics: string;
  /** Paths at a time. */
  readonly concurrency: number;
  /** Computes one point, off the main thread: the lock on a path is renewed by a timer of this one. */
  readonly evaluate: (point: PointTask) => Promise<PointOutcome>;
  readonly note: Note;
  /** Ends the worker after the points in flight. */
  readonly stop: AbortSignal;
  readonly timing?: Timing;
}

/** How many points a worker has computed, and how many it found computed. */
export interface ServeSummary {
  readonly computed: number;
  readonly known: number;
}

/**
 * Serves until `stop` aborts.
 * @throws InputError when the address is wrong or no Redis answers there
 */
export async function serveBullmq(options: ServeOptions): Promise<ServeSummary> {
  const { Worker, WaitingError } = await optionalPackage(
    "sweeps on several machines",
    "bullmq ioredis",
    () => import("bullmq"),
  );
  const { numerics, note, stop, timing = DEFAULT_TIMING } = options;
  const redis = await connectRedis(options.redis, note);
  const outcomes = new OutcomeKeys(redis, numerics);
  const summary = { computed: 0, known: 0 };

  const computePath = async (job: Job<PathJob>, token?: string): Promise<void> => {
    const { points } = job.data;
    const known = await outcomes.find(points.map((point) => point.id));
    // Hints need no answer; on one connection they arrive after what was stored before.
    const tell = (progress: PathProgress): void => {
      job.updateProgress({ ...progress }).catch(() => undefined);
    };
    let start = points[0].start;
    for (const [i, point] of points.entries()) {
      let outcome = known[i];
      if (outcome === undefined) {
        if (stop.aborted) {
          await job.moveToWait(token);
          throw new WaitingError();
        }
        tell({ state: "started", point: point.id });
        outcome = await options.evaluate(start === undefined ? point : { ...point, start });
        await outcomes.store(outcome);
        summary.computed += 1;
      } else summary.known += 1;
      tell({ state: "known", point: point.id });
      if (outcome.state === "failed") return;
      start = outcome.results;
    }
  };

  const worker: Worker<PathJob> = new Worker<PathJob>(queueName(numerics), computePath, {
    connection: redis,
    prefix: PREFIX,
    concurrency: options.concurrency,
    lockDuration: timing.lock,
    stalledInterval: timing.check,
    maxStalledCount: MOST_DEATHS,
  });
  worker.on("error", tellErrors(note));
  worker.on("failed", (_job, error) => note(`a path will be tried again: ${error.message}`));
  await worker.waitUntilReady();
  note(`serving ${withoutPassword(options.redis)}, numerical version ${numerics}`);

  const refused = new Set<string>();
  const lookForOthers = async (): Promise<void> => {
    for (const version of await redis.zrange(VERSIONS_KEY, 0, -1)) {
      if (version === numerics || refused.has(version)) continue;
      if ((await redis.llen(`${PREFIX}:${queueName(version)}:wait`)) === 0) continue;
      refused.add(version);
      note(
        `refusing jobs of numerical version ${version}, as this worker is ${numerics}: install the version of the sweep`,
      );
    }
  };
  await lookForOthers();
  const timer = setInterval(() => void lookForOthers().catch(() => undefined), timing.check);

  await new Promise<void>((resolve) => {
    if (stop.aborted) resolve();
    else stop.addEventListener("abort", () => resolve(), { once: true });
  });
  clearInterval(timer);
  await worker.close();
  redis.disconnect();
  return summary;
}
