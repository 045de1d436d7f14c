/** Mixed-integer linear programs solved by HiGHS in a thread of their own, with limits, and terminable. */
import { Worker } from "node:worker_threads";
import { workerEntry } from "../worker-entry.js";
import type { SolverMessage, SolverTask } from "./milp-worker.js";
import {
  type MixedIntegerLimits,
  type MixedIntegerOutcome,
  type MixedIntegerProblem,
  measured,
  requireWellFormed,
  type StopReason,
} from "./problem.js";

export interface SolveOptions extends MixedIntegerLimits {
  /** Ends the search at once; the outcome is then the best point known, reason `interrupted`. */
  readonly signal?: AbortSignal;
  /** Called with every better feasible objective and every better bound, as far as they are known. */
  readonly onProgress?: (known: { readonly objective?: number; readonly bound?: number }) => void;
}

/** HiGHS looks at its clock between steps only: seconds beyond the limit after which its thread is ended. */
const GRACE_SECONDS = 5;
const DEFAULT_SECONDS = 60;

/**
 * Solves the problem by branch and cut (HiGHS; Huangfu and Hall 2018). Floating-point answers: rows, bounds and
 * integrality hold to about 1e-9 (`violation` is recomputed), so that a caller who needs certainty recounts what the
 * values mean. The same problem and limits give the same outcome, unless the time limit strikes.
 * @throws InputError for a malformed problem
 */
export function solveMixedInteger(
  problem: MixedIntegerProblem,
  options: SolveOptions = {},
): Promise<MixedIntegerOutcome> {
  requireWellFormed(problem);
  const { signal, onProgress, ...limits } = options;
  const seconds = limits.timeLimitSeconds ?? DEFAULT_SECONDS;
  return new Promise((resolve) => {
    const workerData: SolverTask = { problem, limits: { ...limits, timeLimitSeconds: seconds } };
    const worker = new Worker(workerEntry("src/milp/milp-worker"), { workerData });
    let values: Float64Array | undefined;
    let bound = problem.sense === "minimise" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
    const finish = (outcome: MixedIntegerOutcome): void => {
      clearTimeout(guard);
      signal?.removeEventListener("abort", interrupt);
      worker.removeAllListeners();
      void worker.terminate();
      resolve(outcome);
    };
    const stop = (reason: StopReason): void =>
      finish(
        values === undefined
          ? { kind: "none", reason, bound }
          : { kind: "incumbent", reason, ...measured(problem, values), bound },
      );
    const interrupt = (): void => stop("interrupted");
    const guard = setTimeout(
      () => stop("time-limit"),
      Math.min(2 ** 31 - 1, 1000 * (seconds + GRACE_SECONDS)),
    );
    signal?.addEventListener("abort", interrupt);
    worker.on("message", (message: SolverMessage) => {
      if (message.type === "outcome") return finish(message.outcome);
      if (message.type === "incumbent") {
        values = message.values;
        onProgress?.({ objective: measured(problem, values).objective, bound });
      } else if (message.bound !== bound) {
        bound = message.bound;
        onProgress?.({ bound });
      }
    });
    worker.on("error", (error) => finish({ kind: "error", message: error.message }));
    worker.on("exit", (code) => finish({ kind: "error", message: `the solver's thread ended with ${code}` }));
    if (signal?.aborted === true) interrupt();
  });
}
