/** Which executor computes the points of a sweep. */
import { availableParallelism } from "node:os";
import { InputError } from "../../src/result.js";
import { workerEntry } from "../../src/worker-entry.js";
import { type Executor, localExecutor, openBullmqExecutor } from "../../sweep/index.js";
import { integer, type OptionDefinition } from "../definition/option.js";

export const MOST_WORKERS = 1024;

/** The option for the threads of the local pool. */
export function workersOption(): OptionDefinition<number | undefined> {
  return integer("threads", { from: 1, to: MOST_WORKERS, defaultText: "one per core" });
}

export const EXECUTORS = ["local", "bullmq"] as const;

export interface ExecutorOptions {
  readonly executor: (typeof EXECUTORS)[number];
  readonly workers: number | undefined;
  readonly redis?: string | undefined;
  readonly force?: boolean;
}

/** Threads of the local pool: as asked, else one per core. */
export function localWorkers({ workers }: ExecutorOptions): number {
  return workers ?? availableParallelism();
}

/**
 * Opens the executor that the options name.
 * @param numerics what the workers' digits must agree on.
 * @param note told what a remote engine has to say.
 * @throws InputError when options of one executor are given with another, or its engine does not answer.
 */
export async function openExecutor(
  options: ExecutorOptions,
  numerics: string,
  note: (text: string) => void,
): Promise<Executor> {
  const { executor, redis, workers } = options;
  if (executor === "local") {
    return localExecutor({ workers: localWorkers(options), module: workerEntry("cli/sweep/sweep-worker") });
  }
  if (workers !== undefined) {
    throw new InputError(
      "--workers with --executor bullmq: expected it on the workers, relu-injectivity worker",
    );
  }
  if (redis === undefined) {
    throw new InputError("--executor bullmq without --redis: expected --redis redis://host:port");
  }
  return openBullmqExecutor({
    ...{ redis, numerics, note, fresh: options.force === true },
    startWorker: "relu-injectivity worker --redis …",
  });
}
