/** A thread of the certificate search: keeps the matrix and its workspace, and runs the restarts it is given. */
import { workerData } from "node:worker_threads";
import type { DenseMatrix } from "../../src/matrix/dense-matrix.js";
import { openSearch, type RestartResult, type RestartTask, runRestart } from "./restart.js";

// The pool hands its own data first and ours second.
const [, { matrix }] = workerData as readonly [unknown, { readonly matrix: DenseMatrix }];
const workspace = openSearch(matrix);

/** One restart. */
export function restartInThread(task: RestartTask): RestartResult {
  return runRestart(matrix, workspace, task);
}
