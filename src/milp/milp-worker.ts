/** The thread in which HiGHS runs: takes one problem, posts what becomes known, and at last the outcome. */
import { parentPort, workerData } from "node:worker_threads";
import { runHighs } from "./highs-run.js";
import type { MixedIntegerLimits, MixedIntegerOutcome, MixedIntegerProblem } from "./problem.js";

/** What the thread is given. */
export interface SolverTask {
  readonly problem: MixedIntegerProblem;
  readonly limits: MixedIntegerLimits;
}

/** What the thread posts. */
export type SolverMessage =
  | { readonly type: "incumbent"; readonly values: Float64Array }
  | { readonly type: "bound"; readonly bound: number }
  | { readonly type: "outcome"; readonly outcome: MixedIntegerOutcome };

const { problem, limits } = workerData as SolverTask;
const post = (message: SolverMessage): void => parentPort?.postMessage(message);

const outcome = await runHighs(problem, limits, {
  incumbent: (values) => post({ type: "incumbent", values }),
  bound: (bound) => post({ type: "bound", bound }),
});
post({ type: "outcome", outcome });
