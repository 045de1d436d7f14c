/** Threads that keep their data and run the tasks they are given. */
import { Tinypool } from "tinypool";
import { workerEntry } from "./worker-entry.js";

export interface Threads {
  /** What the thread's function returns for the task; rejects when the signal aborts, which ends the thread. */
  run<Task, Result>(task: Task, signal: AbortSignal): Promise<Result>;
  close(): Promise<void>;
}

/**
 * @param entry as {@link workerEntry}
 * @param name of the exported function that runs a task
 * @param data what each thread is given at its start
 */
export function openThreads(entry: string, name: string, threads: number, data: unknown): Threads {
  const pool = new Tinypool({
    filename: workerEntry(entry).href,
    name,
    minThreads: threads,
    maxThreads: threads,
    workerData: data,
  });
  return {
    run: (task, signal) => pool.run(task, { signal }),
    close: () => pool.destroy(),
  };
}
