/** E_min of any matrix: enumeration where it is affordable, bounds by search and by mixed-integer programming beyond. */
import { requireCallback, requireChoice, requireObject } from "../../src/arguments.js";
import type { DenseMatrix } from "../../src/matrix/dense-matrix.js";
import { solveMixedInteger } from "../../src/milp/solve.js";
import { InputError, requireInteger, requirePositive } from "../../src/result.js";
import { LARGEST_RESTARTS, searchCertificate } from "../certificate/search.js";
import {
  type ExactMinimum,
  enumerationCost,
  exactMinimum,
  LARGEST_ENUMERATION,
  requireTallMatrix,
} from "./exact-minimum.js";
import { exactPositives, exactSigns } from "./exact-signs.js";
import { marginProgram, minimumProgram } from "./integer-program.js";
import { interiorWitness, unitVector } from "./interior-witness.js";

/**
 * What is known of E_min.
 *
 * - `exact`: by enumeration in exact arithmetic, or as an attained 0; lower = upper.
 * - `solver-optimal`: the branch and cut closed the gap, in floating point; `upper` is attained exactly.
 * - `bounds`: the limit came first; `lower` is the solver's, in floating point.
 * - `upper-only`: only the search was run; `lower` is 0.
 */
type MinimumStatus = "exact" | "solver-optimal" | "bounds" | "upper-only";

export interface LeastPositives {
  readonly status: MinimumStatus;
  readonly lower: number;
  /** E(witness), recounted exactly; the least found. */
  readonly upper: number;
  /** x in doubles; where no double was found to attain the minimum, the nearest to `ray`. */
  readonly witness: Float64Array;
  /** #{i : w_i · witness ≥ 0, w_i ≠ 0}, exact; with fewer than n of them the witness is a certificate of non-injectivity. */
  readonly active: number;
  /** Where `witness` does not attain `upper`: integers that do. */
  readonly ray: readonly bigint[] | null;
  /** As in {@link ExactMinimum}; false without enumeration. */
  readonly generalPosition: boolean;
  readonly method: "enumeration" | "branch-and-cut" | "search";
  /**
   * Whether x → ReLU(W x) is injective: `not-injective` where fewer than n rows are active at the witness (a
   * certificate); where E_min is exact and any n rows are known to be independent, `injective` if and only if E_min ≥ n.
   * Otherwise the count alone does not tell, and `checkNetwork` of the room `network` decides.
   */
  readonly verdict: "injective" | "not-injective" | "undecided";
  /** The limit that ended the branch and cut; null where none did. */
  readonly limit: "time-limit" | "node-limit" | null;
}

type Bounds = Omit<LeastPositives, "verdict" | "active">;

/** `auto` enumerates where that is affordable and runs the branch and cut beyond. */
export const MINIMUM_METHODS = ["auto", "enumeration", "branch-and-cut", "search"] as const;

/** Nodes of the branch and cut at most. */
export const MOST_NODES = 2_147_483_647;

export interface MinimumOptions {
  readonly method: (typeof MINIMUM_METHODS)[number];
  /** Of the search that provides the upper bound. */
  readonly seed: number;
  readonly restarts: number;
  /** Nodes of the branch and cut at most: the reproducible limit. */
  readonly nodes: number;
  /** Seconds of the branch and cut at most. */
  readonly timeLimitSeconds: number;
  readonly onProgress?: (state: MinimumProgress) => void;
}

interface MinimumProgress {
  readonly stage: LeastPositives["method"];
  /** Of the work of this stage; of the gap between the bounds for the branch and cut. */
  readonly share: number;
  /** Bounds known so far; m where no upper bound is known. */
  readonly lower: number;
  readonly upper: number;
}

/** Entries of the largest matrix that branch and cut is given: building a larger program outlasts the time limit. */
const LARGEST_PROGRAM = 2_000_000;

/**
 * The least number of positive outputs of one layer, E_min = min over x ≠ 0 of #{i : w_i · x > 0}.
 *
 * @throws InputError for a matrix with m < n or an entry that is not finite, and for enumeration and branch and cut
 *   beyond their sizes
 * @param matrix one row per unit
 * @param options method, and limits of search and branch and cut
 * @returns lower and upper end of E_min, a witness, the verdict on injectivity, and how it was settled
 * @example
 * import { leastPositives, matrixFromRows } from "relu-injectivity/finite-size";
 * const layer = matrixFromRows([[1, 0], [0, 1], [-1, 0], [0, -1]]);
 * const found = await leastPositives(layer, { method: "auto", seed: 0, restarts: 9, nodes: 1000, timeLimitSeconds: 10 });
 * found.upper; // 1, at an axis
 */
export async function leastPositives(matrix: DenseMatrix, options: MinimumOptions): Promise<LeastPositives> {
  requireTallMatrix(matrix);
  requireObject(options, "the options");
  requireChoice(options.method, "the method", MINIMUM_METHODS);
  requireInteger(options.seed, "seed", 0, Number.MAX_SAFE_INTEGER);
  requireInteger(options.restarts, "restarts", 0, LARGEST_RESTARTS);
  requireInteger(options.nodes, "nodes", 0, MOST_NODES);
  requirePositive(options.timeLimitSeconds, "time limit");
  requireCallback(options.onProgress, "onProgress");
  const bounds = await boundsOf(matrix, options);
  const active = exactSigns(matrix, bounds.witness).nonNegative;
  const verdict = active < matrix.columns ? "not-injective" : verdictByCount(bounds, matrix.columns);
  return { ...bounds, active, verdict };
}

/** In general position the rows that vanish on the ray can all be made negative: the exact count decides. */
function verdictByCount(
  { status, generalPosition, lower }: Bounds,
  columns: number,
): LeastPositives["verdict"] {
  if (status !== "exact" || !generalPosition) return "undecided";
  return lower >= columns ? "injective" : "not-injective";
}

async function boundsOf(matrix: DenseMatrix, options: MinimumOptions): Promise<Bounds> {
  const affordable = enumerationCost(matrix.rows, matrix.columns) <= LARGEST_ENUMERATION;
  if (options.method === "enumeration" || (options.method === "auto" && affordable))
    return enumerated(
      matrix,
      exactMinimum(matrix, 0, (share) =>
        options.onProgress?.({ stage: "enumeration", share, lower: 0, upper: matrix.rows }),
      ),
    );
  const entries = matrix.rows * matrix.columns;
  if (options.method !== "search" && entries > LARGEST_PROGRAM) {
    throw new InputError(
      `${matrix.rows} rows and ${matrix.columns} columns: expected at most ${LARGEST_PROGRAM} entries for branch and cut, or option 'method' search`,
    );
  }
  const { seed, restarts } = options;
  const found = searchCertificate(matrix, {
    method: "auto",
    seed,
    restarts,
    target: 0,
    onProgress: ({ done, least }) =>
      options.onProgress?.({ stage: "search", share: done / restarts, lower: 0, upper: least }),
  });
  const best = { witness: found.x, upper: exactPositives(matrix, found.x) };
  const searched = { ...best, ...SEARCHED, method: "search" } as const;
  if (best.upper === 0) return { ...searched, status: "exact" };
  if (options.method === "search") return { ...searched, status: "upper-only" };
  return branchAndCut(matrix, best, options);
}

const SEARCHED = { lower: 0, ray: null, generalPosition: false, limit: null } as const;

function enumerated(matrix: DenseMatrix, { minimum, ray, generalPosition }: ExactMinimum): Bounds {
  const witness = interiorWitness(matrix, ray, minimum);
  return {
    status: "exact",
    lower: minimum,
    upper: minimum,
    witness: witness ?? unitVector(ray),
    ray: witness === undefined ? ray : null,
    generalPosition,
    method: "enumeration",
    limit: null,
  };
}

async function branchAndCut(
  matrix: DenseMatrix,
  best: Attained,
  { nodes, timeLimitSeconds, onProgress }: MinimumOptions,
): Promise<Bounds> {
  const outcome = await solveMixedInteger(minimumProgram(matrix), {
    nodes,
    timeLimitSeconds,
    // A bound above upper - 1 settles it.
    cutoff: best.upper - 1 + ROUNDING,
    onProgress: ({ bound }) => {
      if (bound === undefined) return;
      const share = Math.max(0, bound) / best.upper;
      onProgress?.({ stage: "branch-and-cut", share, lower: integerBound(bound), upper: best.upper });
    },
  });
  if (outcome.kind === "error" || outcome.kind === "infeasible") {
    throw new Error(`E_min by branch and cut: ${outcome.kind === "error" ? outcome.message : "infeasible"}`);
  }
  const improved = outcome.kind === "none" ? undefined : await polished(matrix, outcome.values);
  const chosen = improved !== undefined && improved.upper < best.upper ? improved : best;
  const lower = Math.min(chosen.upper, integerBound(outcome.bound));
  const status = lower === chosen.upper ? "solver-optimal" : "bounds";
  const reason = outcome.kind === "optimal" ? null : outcome.reason;
  const limit = reason === "time-limit" || reason === "node-limit" ? reason : null;
  return { ...chosen, ...SEARCHED, status, lower, method: "branch-and-cut", limit };
}

type Attained = Pick<LeastPositives, "upper" | "witness">;

/** Slack in the solver's bound, ten times its gap. */
const ROUNDING = 1e-5;

/** The least integer that a bound from below allows. */
function integerBound(bound: number): number {
  return Number.isFinite(bound) ? Math.max(0, Math.ceil(bound - ROUNDING)) : 0;
}

/** The solver's x moved to the middle of its cell, and recounted; its own x lies on the cell's boundary. */
async function polished(matrix: DenseMatrix, values: Float64Array): Promise<Attained | undefined> {
  const { rows, columns } = matrix;
  const positive = new Set<number>();
  for (let i = 0; i < rows; i++) if (values[columns + i] > 0.5) positive.add(i);
  const centred = await solveMixedInteger(marginProgram(matrix, positive));
  const candidates = [values.slice(0, columns)];
  if (centred.kind === "optimal") candidates.push(centred.values.slice(0, columns));
  const counted = candidates
    .filter((x) => x.some((entry) => entry !== 0))
    .map((witness) => ({ witness, upper: exactPositives(matrix, witness) }));
  return counted.sort((a, b) => a.upper - b.upper)[0];
}
