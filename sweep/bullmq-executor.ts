/**
 * Paths computed by workers on any machine, through a BullMQ queue on Redis.
 *
 * The truth about a point is its stored outcome in Redis; everything else (jobs, events) may be lost, doubled or late.
 * Events tell where to look at once; in addition every few seconds the whole of what is open is held against Redis,
 * and a job that has vanished is queued again. A sweep may therefore be killed and started again, and so may Redis.
 */

import type { Queue, QueueEvents } from "bullmq";
import type { Redis } from "ioredis";
import { optionalPackage } from "../src/optional-package.js";
import { connectRedis, type Note, tellErrors } from "./bullmq-connection.js";
import {
  ATTEMPTS,
  DEFAULT_TIMING,
  jobId,
  OutcomeKeys,
  type PathJob,
  type PathProgress,
  PREFIX,
  queueName,
  type Timing,
  VERSIONS_KEY,
} from "./bullmq-protocol.js";
import type { Executor, PathTask, PointOutcome, PointTask } from "./executor.js";

/** Paths queued at a time: enough for some hundred workers, little enough for flat memory. */
const WINDOW = 512;
/** A stopped sweep takes its waiting jobs back if Redis answers within this time. */
const FAREWELL_MILLISECONDS = 3000;

export interface BullmqOptions {
  /** redis://[user:password@]host[:port][/database] */
  readonly redis: string;
  /** Version of everything that may change a stored digit; only workers of the same version take the jobs. */
  readonly numerics: string;
  readonly note: Note;
  /** How a worker is started, for the note that none is there. */
  readonly startWorker?: string;
  /** Compute every point again, whatever Redis knows of it. */
  readonly fresh?: boolean;
  readonly timing?: Timing;
}

/** @throws InputError when the address is wrong or no Redis answers there */
export async function openBullmqExecutor(options: BullmqOptions): Promise<Executor> {
  const { Queue, QueueEvents } = await optionalPackage(
    "sweeps on several machines",
    "bullmq ioredis",
    () => import("bullmq"),
  );
  const redis = await connectRedis(options.redis, options.note);
  const listener = redis.duplicate();
  listener.on("error", () => undefined);
  const name = queueName(options.numerics);
  const queue = new Queue<PathJob>(name, { connection: redis, prefix: PREFIX });
  const events = new QueueEvents(name, { connection: listener, prefix: PREFIX });
  const tell = tellErrors(options.note);
  queue.on("error", tell);
  events.on("error", tell);
  await events.waitUntilReady();
  return {
    name: "bullmq",
    run: (paths, onOutcome, { stop, onStart }) =>
      new Sweep({ ...options, redis, queue, events, onOutcome, onStart }).run(paths, stop),
    close: async () => {
      redis.disconnect();
      listener.disconnect();
      await Promise.allSettled([queue.close(), events.close()]);
    },
  };
}

interface SweepParts {
  readonly redis: Redis;
  readonly queue: Queue<PathJob>;
  readonly events: QueueEvents;
  readonly numerics: string;
  readonly note: Note;
  readonly startWorker?: string;
  readonly fresh?: boolean;
  readonly timing?: Timing;
  readonly onOutcome: (outcome: PointOutcome) => void;
  readonly onStart?: ((point: PointTask) => void) | undefined;
}

/** A path in the queue. */
interface OpenPath {
  readonly path: PathTask;
  readonly missing: Map<string, PointTask>;
  /** Points that became known since its job was last queued. */
  progress: number;
}

class Sweep {
  readonly #parts: SweepParts;
  readonly #timing: Timing;
  readonly #outcomes: OutcomeKeys;
  readonly #open = new Map<string, OpenPath>();
  #warned = false;

  constructor(parts: SweepParts) {
    this.#parts = parts;
    this.#timing = parts.timing ?? DEFAULT_TIMING;
    this.#outcomes = new OutcomeKeys(parts.redis, parts.numerics);
  }

  async run(paths: Iterable<PathTask>, stop: AbortSignal): Promise<void> {
    const { events } = this.#parts;
    const wakeUp = new Signal();
    let onProgress = (_event: { jobId: string; data: unknown }): void => undefined;
    const failed = new Promise<never>((_resolve, reject) => {
      onProgress = ({ jobId: id, data }) => {
        this.#hear(id, data as PathProgress).then(() => wakeUp.set(), reject);
      };
    });
    failed.catch(() => undefined);
    const stopped = new Promise<void>((resolve) => {
      if (stop.aborted) resolve();
      else stop.addEventListener("abort", () => resolve(), { once: true });
    });
    const iterator = paths[Symbol.iterator]();
    let over = false;
    const work = async (): Promise<void> => {
      let exhausted = false;
      let checked = Date.now();
      while (!over) {
        // Many paths at a time, so that their round trips to the server overlap.
        if (!exhausted && this.#open.size <= WINDOW / 2) {
          const batch: PathTask[] = [];
          while (!exhausted && this.#open.size + batch.length < WINDOW) {
            const next = iterator.next();
            if (next.done === true) exhausted = true;
            else batch.push(next.value);
          }
          await Promise.all(batch.map((path) => this.#submit(path)));
          continue;
        }
        if (exhausted && this.#open.size === 0) return;
        if (Date.now() - checked >= this.#timing.check) {
          await this.#check();
          checked = Date.now();
        }
        await wakeUp.wait(this.#timing.check);
      }
    };
    events.on("progress", onProgress);
    try {
      await Promise.race([work(), failed, stopped]);
      over = true;
      if (stop.aborted) await this.#farewell();
    } finally {
      over = true;
      wakeUp.set();
      events.off("progress", onProgress);
      iterator.return?.();
    }
  }

  /** Reports what Redis knows of a path already and queues the rest. */
  async #submit(path: PathTask): Promise<void> {
    const id = jobId(path, this.#parts.numerics);
    const open = { path, missing: new Map(path.points.map((point) => [point.id, point])), progress: 0 };
    this.#open.set(id, open);
    await this.#forgetOutdated(path.points.map((point) => point.id));
    await this.#collect(id, open);
    if (!this.#open.has(id)) return;
    if ((await this.#parts.queue.getJobState(id)) === "failed") await this.#parts.queue.remove(id);
    await this.#enqueue(id, open);
  }

  /** A failure of an earlier sweep is no answer: whoever asks again wants the point tried again. */
  async #forgetOutdated(ids: readonly string[]): Promise<void> {
    if (this.#parts.fresh === true) return this.#outcomes.forget(ids);
    const known = await this.#outcomes.find(ids);
    await this.#outcomes.forget(
      known.flatMap((outcome) => (outcome?.state === "failed" ? [outcome.id] : [])),
    );
  }

  async #enqueue(id: string, open: OpenPath): Promise<void> {
    open.progress = 0;
    const { queue, redis, numerics } = this.#parts;
    await redis.zadd(VERSIONS_KEY, Date.now(), numerics);
    await queue.add("path", open.path, {
      jobId: id,
      attempts: ATTEMPTS,
      backoff: { type: "exponential", delay: this.#timing.backoff },
      removeOnComplete: true,
    });
  }

  async #hear(id: string, progress: PathProgress): Promise<void> {
    const open = this.#open.get(id);
    if (open === undefined) return;
    if (progress.state === "known") await this.#collect(id, open, [progress.point]);
    else {
      const point = open.missing.get(progress.point);
      if (point !== undefined) this.#parts.onStart?.(point);
    }
  }

  /** Hands on the outcomes of the named points (default: all that are missing), each once. */
  async #collect(id: string, open: OpenPath, ids = [...open.missing.keys()]): Promise<void> {
    for (const outcome of await this.#outcomes.find(ids)) {
      if (outcome === undefined || !open.missing.delete(outcome.id)) continue;
      open.progress += 1;
      this.#parts.onOutcome(outcome);
      // The rest of a path with a failed point is left alone.
      if (outcome.state === "failed") open.missing.clear();
    }
    if (open.missing.size > 0 || !this.#open.delete(id)) return;
    await this.#outcomes.markCollected(open.path.points.map((point) => point.id));
  }

  /** Holds everything that is open against Redis. */
  async #check(): Promise<void> {
    await Promise.all([...this.#open].map(([id, open]) => this.#checkPath(id, open)));
    if (this.#warned || this.#open.size === 0) return;
    // Servers that do not list their clients are given the benefit of the doubt.
    if ((await this.#parts.queue.getWorkersCount().catch(() => 1)) > 0) return;
    this.#warned = true;
    this.#parts.note(
      `no worker of numerical version ${this.#parts.numerics} is connected: start ${this.#parts.startWorker ?? "one"}`,
    );
  }

  async #checkPath(id: string, open: OpenPath): Promise<void> {
    const { queue } = this.#parts;
    await this.#collect(id, open);
    if (!this.#open.has(id)) return;
    const state = await queue.getJobState(id);
    if (state !== "unknown" && state !== "failed" && state !== "completed") return;
    const job = await queue.getJob(id);
    await this.#collect(id, open);
    if (!this.#open.has(id)) return;
    const [next] = open.missing.keys();
    if (state === "failed" && open.progress === 0) {
      const error = `no worker could finish it: ${job?.failedReason ?? "unknown reason"}`;
      await this.#outcomes.store({ id: next, state: "failed", error });
      await this.#collect(id, open, [next]);
    } else {
      if (state !== "unknown") await queue.remove(id);
      await this.#enqueue(id, open);
    }
  }

  /** Takes back what no worker has begun; what is in flight ends there, and its outcome waits in Redis. */
  async #farewell(): Promise<void> {
    const jobs = [...this.#open.keys()];
    const takeBack = async (): Promise<void> => {
      await Promise.allSettled(jobs.map((id) => this.#parts.queue.remove(id)));
      await Promise.all([...this.#open].map(([id, open]) => this.#collect(id, open)));
    };
    const giveUp = new Promise<void>((resolve) => {
      setTimeout(resolve, FAREWELL_MILLISECONDS).unref();
    });
    await Promise.race([takeBack(), giveUp]);
  }
}

/** Something to sleep on: wakes when it is set, or after a while. */
class Signal {
  #wake: (() => void) | undefined;
  #isSet = false;

  set(): void {
    this.#isSet = true;
    this.#wake?.();
  }

  async wait(milliseconds: number): Promise<void> {
    if (!this.#isSet) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, milliseconds);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    this.#isSet = false;
    this.#wake = undefined;
  }
}
