/** What a sweep and its workers agree on in Redis: names, the data of a job, and the outcomes of points. */
import { createHash } from "node:crypto";
import type { Redis } from "ioredis";
import type { PathTask, PointOutcome, PointTask } from "./executor.js";

/** First part of every key. */
export const PREFIX = "relu-injectivity";
/** The numerical versions that sweeps have asked for, with the time of the last request. */
export const VERSIONS_KEY = `${PREFIX}:versions`;

/** An outcome that no sweep has collected is kept so long; a collected one is left to other sweeps a while. */
const UNCOLLECTED_SECONDS = 14 * 24 * 3600;
const COLLECTED_SECONDS = 600;

/** One job: the points of one path. */
export interface PathJob {
  readonly points: readonly PointTask[];
}

/** What a worker reports while it works: hints only, the truth are the stored outcomes. */
export interface PathProgress {
  readonly state: "started" | "known";
  readonly point: string;
}

/** Waiting times in whole milliseconds; the defaults suit real work, tests use shorter ones. */
export interface Timing {
  /** A worker that has not renewed its lock for so long is taken for dead. */
  readonly lock: number;
  /** How often locks, and the queue as a whole, are looked through. */
  readonly check: number;
  /** First pause before a path that failed for an outward reason is tried again; doubles. */
  readonly backoff: number;
}

/** Waiting times for a lock of so many seconds. */
export function timingFor(lock: number): Timing {
  return { lock: 1000 * lock, check: Math.ceil((1000 * lock) / 3), backoff: 1000 };
}

export const DEFAULT_TIMING: Timing = timingFor(15);

/** Attempts at a path that no worker can finish, without a single new point, before its next point counts as failed. */
export const ATTEMPTS = 3;

/** One queue a numerical version: a worker of another version cannot even see its jobs. */
export function queueName(numerics: string): string {
  return `paths-${numerics.replace(/[^\w.-]/g, "_")}`;
}

/**
 * Identity of a path: that of its last point. A path that continues where another sweep stopped ends in the same
 * point, hence is the same job, and is not computed twice.
 */
export function jobId(path: PathTask, numerics: string): string {
  const last = path.points[path.points.length - 1];
  return createHash("sha256").update(`${numerics}\n${last.id}`).digest("hex").slice(0, 40);
}

/** The outcomes of points in Redis, one key a point. */
export class OutcomeKeys {
  readonly #redis: Redis;
  readonly #prefix: string;

  constructor(redis: Redis, numerics: string) {
    this.#redis = redis;
    this.#prefix = `${PREFIX}:${queueName(numerics)}:outcome:`;
  }

  async store(outcome: PointOutcome): Promise<void> {
    await this.#redis.set(this.#key(outcome.id), JSON.stringify(outcome), "EX", UNCOLLECTED_SECONDS);
  }

  /** What is known of these points, in their order; undefined where nothing is. */
  async find(ids: readonly string[]): Promise<(PointOutcome | undefined)[]> {
    if (ids.length === 0) return [];
    const texts = await this.#redis.mget(ids.map((id) => this.#key(id)));
    return texts.map((text) => (text === null ? undefined : (JSON.parse(text) as PointOutcome)));
  }

  async forget(ids: readonly string[]): Promise<void> {
    if (ids.length > 0) await this.#redis.del(ids.map((id) => this.#key(id)));
  }

  /** These outcomes are in a store now; other sweeps that wait for the same points find them for some minutes. */
  async markCollected(ids: readonly string[]): Promise<void> {
    const batch = this.#redis.pipeline();
    for (const id of ids) batch.expire(this.#key(id), COLLECTED_SECONDS);
    await batch.exec();
  }

  #key(id: string): string {
    return `${this.#prefix}${id}`;
  }
}
