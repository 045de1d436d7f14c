/** `worker`: computes the points of sweeps that run with --executor bullmq, on this machine. */
import { availableParallelism } from "node:os";
import type { Command } from "commander";
import { Tinypool } from "tinypool";
import { workerEntry } from "../../src/worker-entry.js";
import { numericsIdentity, type PointOutcome, serveBullmq, timingFor } from "../../sweep/index.js";
import { parseInteger } from "../definition/parse.js";
import { EXIT } from "../output/exit-codes.js";
import type { Progress } from "../output/progress.js";
import type { Report } from "../output/report.js";
import type { RunCommand } from "../program.js";
import { listenForInterrupt } from "../sweep/interrupt.js";

interface WorkerOptions {
  readonly redis: string;
  readonly concurrency?: number;
  /** Seconds. */
  readonly lock: number;
}

const MOST_THREADS = 1024;
const LONGEST_LOCK = 3600;
const DEFAULT_LOCK = 15;

/** Registers the command. */
export function registerWorker(program: Command, run: RunCommand): void {
  program
    .command("worker")
    .summary("computes points for sweeps on other machines, through Redis")
    .description(
      "Takes the paths that `sweep … --executor bullmq` puts into a queue on Redis and computes their points, until\n" +
        "Ctrl-C. Any number of workers may serve a queue; one that is killed loses the points in flight and no other.\n" +
        "Sweeps and workers must agree on the numerical version; jobs of another one are refused.",
    )
    .requiredOption("--redis <URL>", "redis://[user:password@]host[:port][/database], or rediss://")
    .option("--concurrency <N>", `points at a time, 1 … ${MOST_THREADS} (default: one a core)`, (text) =>
      parseInteger(text, "--concurrency", 1, MOST_THREADS),
    )
    .option(
      "--lock <S>",
      `seconds of silence after which a worker counts as dead, 1 … ${LONGEST_LOCK}`,
      (text) => parseInteger(text, "--lock", 1, LONGEST_LOCK),
      DEFAULT_LOCK,
    )
    .addHelpText(
      "before",
      `Examples:
  relu-injectivity worker --redis redis://queue.example:6379
  relu-injectivity worker --redis rediss://me:secret@queue.example/2 --concurrency 8
`,
    )
    .action((options: WorkerOptions) => run((progress) => serve(options, progress)));
}

async function serve(
  { redis, concurrency = availableParallelism(), lock }: WorkerOptions,
  progress: Progress,
): Promise<Report> {
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
    return summary(computed, known);
  } finally {
    interrupt.dispose();
    await pool.destroy();
  }
}

/** Stopping is how a worker ends: exit code 0. */
function summary(computed: number, known: number): Report {
  return {
    command: "worker",
    parameters: { numerics: numericsIdentity() },
    results: [{ computed, known }],
    tables: [],
    notes: [
      `${computed} point${computed === 1 ? "" : "s"} computed` +
        (known === 0 ? "" : `, ${known} of paths taken over found computed already`),
    ],
    exitCode: EXIT.ok,
  };
}
