/** The search for a certificate: explicit vectors first, then restarts, here or in threads, with one answer. */

import { requireCallback, requireChoice, requireObject } from "../../src/arguments.js";
import type { DenseMatrix } from "../../src/matrix/dense-matrix.js";
import { requireInteger } from "../../src/result.js";
import { openThreads } from "../../src/threads.js";
import { requireTallMatrix } from "../minimum/exact-minimum.js";
import { exactSigns } from "../minimum/exact-signs.js";
import { negativeSum, normalisedNegativeSum } from "./explicit-vectors.js";
import { openSearch, type RestartMethod, type RestartResult, runRestart } from "./restart.js";

/** `auto` tries all in the order of their cost. */
export const SEARCH_METHODS = ["auto", "sum-of-rows", "normalised", "gnc", "anneal"] as const;

export type SearchMethod = (typeof SEARCH_METHODS)[number];

export const MOST_SEARCH_WORKERS = 1024;

export interface SearchOptions {
  readonly method: SearchMethod;
  readonly seed: number;
  /** Where the random streams of the restarts begin, past 2^32 (default 0). */
  readonly firstStream?: number;
  /** The work at most; the answer is a function of matrix, method, seed and this alone unless stopped. */
  readonly restarts: number;
  /** The count of `active` that is wanted at most: n − 1 for a certificate of non-injectivity. */
  readonly target: number;
  /** Asked between pieces of work; true ends the search with the best so far. */
  readonly shouldStop?: () => boolean;
  readonly onProgress?: (state: SearchProgress) => void;
}

interface SearchProgress {
  /** Restarts done, with the share of the one that runs. */
  readonly done: number;
  readonly restarts: number;
  /** Fewest active rows so far. */
  readonly least: number;
}

/**
 * The best x. `found`: at most `target` active rows; `exhausted`: all restarts were done and none was enough; `stopped`: the
 * caller's limit came first.
 */
export interface SearchResult {
  readonly status: "found" | "exhausted" | "stopped";
  /**
   * #{i : w_i · x ≥ 0, w_i ≠ 0}, exact: rows that some neighbour of x leaves positive. It is E(x) unless a product
   * vanishes exactly, and an upper bound on E_min in any case. With fewer than n of them they do not span R^n, and
   * ReLU(W ·) is constant along a line through x.
   */
  readonly active: number;
  readonly x: Float64Array;
  readonly by: Exclude<SearchMethod, "auto">;
  /** The restart that found x; null for an explicit vector. */
  readonly restart: number | null;
}

export const LARGEST_RESTARTS = 1_000_000;

type Candidate = Omit<SearchResult, "status">;

/**
 * Searches in the calling thread, which it blocks.
 *
 * @throws InputError unless the matrix has m ≥ n ≥ 1 rows, finite entries and the number of restarts is at least 0
 * @param matrix one row per unit
 * @param options method, seed, restarts, and the count that is wanted
 * @returns the best x and its exact count of rows with w_i · x ≥ 0
 * @example
 * import { gaussianMatrix, searchCertificate } from "relu-injectivity/finite-size";
 * const layer = gaussianMatrix(30, 10, 1);
 * searchCertificate(layer, { method: "auto", seed: 1, restarts: 8, target: 9 }).active < 10; // true: not injective
 */
export function searchCertificate(matrix: DenseMatrix, options: SearchOptions): SearchResult {
  requireOptions(matrix, options);
  const { method, seed, firstStream = 0, restarts, target, shouldStop = () => false, onProgress } = options;
  let best = explicitCandidate(matrix, method, target);
  if (best.active <= target || !isRestarted(method)) return ended(best, target, false);
  const workspace = openSearch(matrix);
  for (let restart = 0; restart < restarts; restart++) {
    if (shouldStop()) return ended(best, target, true);
    const task = { method, seed, firstStream, restart, target };
    const result = runRestart(matrix, workspace, task, (fraction) => {
      onProgress?.({ done: restart + fraction, restarts, least: best.active });
      return shouldStop();
    });
    best = better(best, result);
    onProgress?.({ done: restart + 1, restarts, least: best.active });
    if (best.active <= target) break;
    if (result.cut) return ended(best, target, true);
  }
  return ended(best, target, false);
}

/**
 * The same search with restarts in `workers` threads, and the same answer: the success of the first restart that has
 * one, which is awaited even when a later one comes sooner.
 * @param signal ends the search with the best of the restarts that were done
 */
export async function searchCertificateInThreads(
  matrix: DenseMatrix,
  options: Omit<SearchOptions, "shouldStop">,
  workers: number,
  signal?: AbortSignal,
): Promise<SearchResult> {
  requireOptions(matrix, options);
  requireInteger(workers, "workers", 1, MOST_SEARCH_WORKERS);
  const { method, seed, firstStream = 0, restarts, target, onProgress } = options;
  const explicit = explicitCandidate(matrix, method, target);
  if (explicit.active <= target || !isRestarted(method)) return ended(explicit, target, false);
  const pool = openThreads(
    "finite-size/certificate/certificate-worker",
    "restartInThread",
    Math.min(workers, restarts),
    { matrix },
  );
  const results: RestartResult[] = [];
  let [next, firstSuccess] = [0, restarts];
  const bestOf = (list: readonly RestartResult[]): Candidate =>
    [...list].sort((a, b) => a.restart - b.restart).reduce<Candidate>(better, explicit);
  const running = new Map<number, AbortController>();
  /** Ends the restarts from `first` on. */
  const giveUp = (first: number): void => {
    for (const [restart, controller] of running) if (restart >= first) controller.abort();
  };
  const interrupt = (): void => giveUp(0);
  signal?.addEventListener("abort", interrupt);
  /** One of these per thread: takes the next restart until there is no use in it. */
  const work = async (): Promise<void> => {
    while (next < firstSuccess && signal?.aborted !== true) {
      const restart = next++;
      const controller = new AbortController();
      running.set(restart, controller);
      const task = { method, seed, firstStream, restart, target };
      const result = await pool
        .run<typeof task, RestartResult>(task, controller.signal)
        .catch((error: unknown) => {
          if (!controller.signal.aborted) throw error;
        });
      running.delete(restart);
      if (result === undefined) continue;
      results.push(result);
      if (result.active <= target && restart < firstSuccess) {
        firstSuccess = restart;
        giveUp(restart + 1);
      }
      onProgress?.({ done: results.length, restarts, least: bestOf(results).active });
    }
  };
  try {
    await Promise.all(Array.from({ length: workers }, work));
  } finally {
    signal?.removeEventListener("abort", interrupt);
    await pool.close();
  }
  // What came after the first success belongs to no answer: it depends on who was faster.
  const counted = results.filter(({ restart }) => restart <= firstSuccess);
  const complete = counted.length === Math.min(firstSuccess + 1, restarts);
  return ended(bestOf(counted), target, !complete);
}

function requireOptions(matrix: DenseMatrix, options: SearchOptions): void {
  requireTallMatrix(matrix);
  requireObject(options, "the options");
  const { method, seed, firstStream = 0, restarts, target } = options;
  requireChoice(method, "the method", SEARCH_METHODS);
  requireInteger(seed, "seed", 0, Number.MAX_SAFE_INTEGER);
  requireInteger(firstStream, "firstStream", 0, Number.MAX_SAFE_INTEGER);
  requireInteger(restarts, "restarts", 0, LARGEST_RESTARTS);
  requireInteger(target, "target", 0, matrix.rows);
  requireCallback(options.shouldStop, "shouldStop");
  requireCallback(options.onProgress, "onProgress");
}

function isRestarted(method: SearchMethod): method is RestartMethod {
  return method !== "sum-of-rows" && method !== "normalised";
}

/** The cheap vectors that the method tries; the plain sum is at hand for the others too, as a first upper bound. */
function explicitCandidate(matrix: DenseMatrix, method: SearchMethod, target: number): Candidate {
  const normalised = (): Candidate => counted(matrix, normalisedNegativeSum(matrix), "normalised");
  if (method === "normalised") return normalised();
  const plain = counted(matrix, negativeSum(matrix), "sum-of-rows");
  if (method !== "auto" || plain.active <= target) return plain;
  const other = normalised();
  return other.active < plain.active ? other : plain;
}

/** A sum that cancels to zero, or overflows, is not an x: the first axis takes its place. */
function counted(matrix: DenseMatrix, x: Float64Array, by: Candidate["by"]): Candidate {
  if (x.every((entry) => entry === 0) || !x.every(Number.isFinite)) x.fill(0)[0] = 1;
  return { x, active: exactSigns(matrix, x).nonNegative, by, restart: null };
}

function better(best: Candidate, { active, x, by, restart }: RestartResult): Candidate {
  return active < best.active ? { active, x, by, restart } : best;
}

function ended(best: Candidate, target: number, stopped: boolean): SearchResult {
  return { ...best, status: best.active <= target ? "found" : stopped ? "stopped" : "exhausted" };
}
