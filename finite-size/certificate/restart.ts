/** One restart of the certificate search: the unit of work, a function of matrix, seed and index alone. */
import type { DenseMatrix } from "../../src/matrix/dense-matrix.js";
import { randomSource } from "../../src/random/normal.js";
import { exactSigns } from "../minimum/exact-signs.js";
import { anneal, POOL } from "./line-annealing.js";
import { openWorkspace, type SearchWorkspace } from "./search-workspace.js";
import { descend } from "./smooth-descent.js";
import { wasmSearch } from "./wasm-search.js";

/** What a restart does: smoothed descent alone, or annealing after it as well. */
export type RestartMethod = "gnc" | "anneal" | "auto";

export interface RestartTask {
  readonly method: RestartMethod;
  /** Stream 2^32 + firstStream + restart of the seed drives the restart; streams below 2^32 are matrices. */
  readonly seed: number;
  readonly firstStream: number;
  /** 0, 1, … */
  readonly restart: number;
  /** Stops at so few positive products. */
  readonly target: number;
}

/** The best x of a restart. */
export interface RestartResult {
  readonly restart: number;
  /** #{i : w_i · x ≥ 0, w_i ≠ 0}, recounted exactly on the matrix; E(x) unless a product vanishes. */
  readonly active: number;
  readonly x: Float64Array;
  readonly by: "gnc" | "anneal";
  /** Whether `shouldStop` cut the restart short. */
  readonly cut: boolean;
}

/** Method `auto` only descends in so many restarts first. */
const DESCENTS_FIRST = 8;
/** Moves of the first chain, doubled from chain to chain, at most so often. */
const FIRST_CHAIN = 1_000_000;
const DOUBLINGS = 3;
const SEARCH_STREAM = 4294967296;

/** Moves of the annealing chain of a restart; 0 where there is none. */
function chainMoves(method: RestartMethod, restart: number): number {
  const chain = method === "gnc" ? -1 : method === "anneal" ? restart : restart - DESCENTS_FIRST;
  return chain < 0 ? 0 : FIRST_CHAIN * 2 ** Math.min(chain, DOUBLINGS);
}

/** A workspace for the searches of one matrix. @throws InputError where the engine has no WebAssembly SIMD */
export function openSearch(matrix: DenseMatrix): SearchWorkspace {
  return openWorkspace(matrix, POOL, wasmSearch);
}

/** Runs one restart. @param shouldStop asked now and then with the fraction done; true cuts the restart short */
export function runRestart(
  matrix: DenseMatrix,
  workspace: SearchWorkspace,
  { method, seed, firstStream, restart, target }: RestartTask,
  shouldStop: (fraction: number) => boolean = () => false,
): RestartResult {
  const random = randomSource(seed, SEARCH_STREAM + firstStream + restart);
  const descended = descend(workspace, restart === 0 ? undefined : random, target);
  const moves = chainMoves(method, restart);
  let cut = false;
  let least = descended;
  if (least > target && moves > 0) {
    const cutOff = (fraction: number): boolean => {
      cut = shouldStop(fraction);
      return cut;
    };
    least = anneal(workspace, { moves, random, least, target, shouldStop: cutOff });
  }
  const x = Float64Array.from(workspace.view("best", matrix.columns));
  const by = least < descended ? "anneal" : "gnc";
  return { restart, active: exactSigns(matrix, x).nonNegative, x, by, cut };
}
