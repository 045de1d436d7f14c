/** The least number of rows with w·x > κ|x|: exact by enumeration where that is affordable, from above by search beyond. */
import { requireChoice, requireObject } from "../../src/arguments.js";
import type { DenseMatrix } from "../../src/matrix/dense-matrix.js";
import { InputError, requireInteger } from "../../src/result.js";
import { requireTallMatrix } from "../minimum/exact-minimum.js";
import { searchDirection } from "./great-circles.js";
import { LARGEST_MARGIN_ENUMERATION, marginEnumerationCost, marginMinimum } from "./margin-minimum.js";
import { marginSigns } from "./margin-signs.js";

export interface LeastAboveMargin {
  /** `upper-only`: found by search, which proves nothing from below. */
  readonly status: "exact" | "upper-only";
  readonly minimum: number;
  /** A direction that has the count exactly; null where no double near the exact point has it. */
  readonly witness: Float64Array | null;
  /** Rows with w·x ≥ κ|x| at the witness. */
  readonly active: number | null;
  readonly method: "enumeration" | "search";
}

export interface MarginMinimumOptions {
  /** κ. */
  readonly margin: number;
  readonly method?: "auto" | "enumeration" | "search";
  readonly seed?: number;
  readonly restarts?: number;
}

const METHODS = ["auto", "enumeration", "search"] as const;
const LARGEST_FINITE_MARGIN = 100;

/**
 * min over x ≠ 0 of #{i : w_i·x > κ|x|}. For a layer with the bias β in every unit on the ball |x| ≤ R it is the least
 * number of active units, κ = −β/R.
 *
 * @param matrix one row per unit
 * @param options margin κ, method, and seed and restarts of the search
 * @returns the count, whether it is exact, and a direction that has it
 * @throws InputError for a matrix with m < n, an entry that is not finite, a margin beyond ±100 or enumeration beyond its size
 * @example
 * import { leastAboveMargin, matrixFromRows } from "relu-injectivity/finite-size";
 * const layer = matrixFromRows([[1, 0], [0, 1], [-1, 0], [0, -1]]);
 * leastAboveMargin(layer, { margin: -0.5 }).minimum; // 2: with bias only two of four can be off
 */
export function leastAboveMargin(matrix: DenseMatrix, options: MarginMinimumOptions): LeastAboveMargin {
  requireTallMatrix(matrix);
  requireObject(options, "the options", ["margin"]);
  const { margin, method = "auto", seed = 0, restarts = 9 } = options;
  if (!(Math.abs(margin) <= LARGEST_FINITE_MARGIN) || typeof margin !== "number")
    throw new InputError(`the margin is ${margin}: expected a number from -100 to 100`);
  requireChoice(method, "the method", METHODS);
  requireInteger(seed, "seed", 0, Number.MAX_SAFE_INTEGER);
  requireInteger(restarts, "restarts", 1, 1_000_000);
  const affordable = marginEnumerationCost(matrix.rows, matrix.columns) <= LARGEST_MARGIN_ENUMERATION;
  if (method === "enumeration" || (method === "auto" && affordable))
    return { ...marginMinimum(matrix, margin), status: "exact", method: "enumeration" };
  const { x, active } = searchDirection(matrix, margin, { seed, restarts });
  const { positive } = marginSigns(matrix, x, margin);
  return { status: "upper-only", minimum: positive, witness: x, active, method: "search" };
}
