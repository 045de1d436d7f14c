/** `worker`: computes the points of sweeps that run with --executor bullmq, on this machine. */
import { availableParallelism } from "node:os";
import { Tinypool } from "tinypool";
import { workerEntry } from "../../src/worker-entry.js";
import { numericsIdentity, type PointOutcome, serveBullmq, timingFor } from "../../sweep/index.js";
import { defineCommand, field, type Outcome } from "../definition/command.js";
import { integer, text } from "../definition/option.js";
import type { Progress } from "../output/progress.js";
import { MOST_WORKERS } from "../sweep/executor.js";
import { listenForInterrupt } from "../sweep/interrupt.js";

/** Seconds. */
const LONGEST_LOCK = 3600;

export const worker = defineCommand({
  description:
    "Takes the paths that `sweep … --executor bullmq` puts into a queue on Redis and computes their points, until " +
    "Ctrl-C. Any number of workers may serve a queue; one that is killed loses the points in flight and no other. " +
    "Sweeps and workers must agree on the numerical version; jobs of another one are refused.",
  examples: [
    ["worker --redis redis://queue.example:6379"],
    ["worker --redis rediss://me:secret@queue.example/2 --concurrency 8"],
  ],
  options: {
    redis: text("redis://[user:password@]host[:port][/database], or rediss://", {
      placeholder: "URL",
      required: true,
    }),
    concurrency: integer("points at a time", { from: 1, to: MOST_WORKERS, defaultText: "one per core" }),
    lock: integer("seconds of silence after which a worker counts as dead", {
      placeholder: "S",
      from: 1,
      to: LONGEST_LOCK,
      default: 15,
    }),
  },
  fields: {
    computed: field("How many points this worker computed.", "integer"),
    known: field("How many points of paths that it took over were found computed already.", "integer"),
  },
  run: ({ redis, concurrency = availableParallelism(), lock }, { progress }) =>
    serve(redis, concurrency, lock, progress),
});

async function serve(redis: string, concurrency: number, lock: number, progress: Progress): Promise<Outcome> {
  const pool = new Tinypool({
    filename: workerEntry("cli/sweep/sweep-worker").href,
    name: "evaluatePoint",
    minThreads: concurrency,
    maxThreads: concurrency,
  });
  const interrupt = listenForInterrupt(() =>
    progress.note("stopping after the points under way; Ctrl-C again leaves at once"),
  );
  try {
    const { computed, known } = await serveBullmq({
      redis,
      numerics: numericsIdentity(),
      concurrency,
      evaluate: async (point) => (await pool.run(point)) as PointOutcome,
      note: (text) => progress.note(text),
      stop: interrupt.signal,
      timing: timingFor(lock),
    });
    return {
      parameters: { numerics: numericsIdentity() },
      results: [{ computed, known }],
      notes: () => [
        `${computed} point${computed === 1 ? "" : "s"} computed` +
          (known === 0 ? "" : `, ${known} of paths taken over found computed already`),
      ],
    };
  } finally {
    interrupt.dispose();
    await pool.destroy();
  }
}
