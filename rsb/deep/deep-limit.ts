/** The full-RSB limit k → ∞ of a deep network, from a short chain and with an error that admits what is not known. */
import { requireCallback, requireObject } from "../../src/arguments.js";
import { powerTailLimit } from "../../src/extrapolation/power-tail.js";
import { solveLinear } from "../../src/linear-algebra/symmetric.js";
import { combinedStatus, type Quantity, quantity, requireInteger } from "../../src/result.js";
import { brentRoot } from "../../src/roots/brent.js";
import { solveKrsbChain } from "../chain/krsb.js";
import { solveDeepChain } from "./deep-chain.js";
import type { DeepProblem } from "./deep-functional.js";
import { type DeepOptions, MAX_DEEP_STEPS } from "./deep-settings.js";
import type { DeepSolution } from "./deep-solution.js";

/** Fewer levels allow no two fits to be compared. */
export const FEWEST_DEEP_LEVELS = 5;
/** Levels solved where none are asked for. */
export const DEFAULT_DEEP_LEVELS = 6;
/** Leading power of the one-layer tail, and the smallest and largest that a fitted one may have. */
const ONE_LAYER_EXPONENT = 4;
const EXPONENTS = [1.5, 8] as const;
/** Terms of the fit to the one-layer tail. */
const TAIL_TERMS = 3;
/** Levels of the one-layer chain, enough for a limit that is exact beside what it is used for. */
const ONE_LAYER_LEVELS = 12;

/** A value at one k: a capacity, an energy, a width. */
export interface LevelValue {
  readonly k: number;
  readonly value: Quantity;
}

/** The limit by three extrapolations. */
export interface LevelLimit {
  readonly value: Quantity;
  /** Σ_p c_p k^{−p}, p = 4, 5, …: the tail of one layer. Its own error is in `powerError`. */
  readonly power: number;
  readonly powerError: number;
  /** Differences proportional to those of one layer, up to corrections in 1/k. */
  readonly byOneLayer: number;
  /** One power of k with its exponent free, through the last three values. */
  readonly freeExponent: number;
  readonly exponent: number;
}

export interface DeepLimit extends LevelLimit {
  readonly problem: DeepProblem;
  /** The solutions k = 0, 1, …. */
  readonly chain: readonly DeepSolution[];
}

/**
 * Solves k = 0 … `levels` and extrapolates.
 *
 * The tail of a deep network is not known: one layer falls like k⁻⁴, while the local exponent here is 3.1 to 3.4 up to
 * k = 7. Three extrapolations that assume different things are made, and the error is the larger of the first one's
 * own and of the largest difference between them.
 * @param problem expansions of the hidden layers, count of active units, and `capacity` or `energy` with its α
 * @param levels largest k that is solved, {@link FEWEST_DEEP_LEVELS} or more
 * @param options tolerance of each value; `onLevel` hears of each solution
 * @returns the limit with its error, the three extrapolations, and the chain
 * @throws InputError for fewer than {@link FEWEST_DEEP_LEVELS} levels, and as `solveDeepChain`.
 * @example
 * import { solveDeepLimit } from "relu-injectivity/rsb";
 * const oneLayer = solveDeepLimit({ kind: "capacity", hidden: [], count: 2 }, 5, { tolerance: 1e-6 });
 * Math.abs(oneLayer.value.value - 6.69805) < oneLayer.value.error; // true
 */
export function solveDeepLimit(
  problem: DeepProblem,
  levels: number = DEFAULT_DEEP_LEVELS,
  options: DeepOptions & { readonly onLevel?: (solution: DeepSolution) => void } = {},
): DeepLimit {
  requireInteger(levels, "the number of levels", FEWEST_DEEP_LEVELS, MAX_DEEP_STEPS);
  requireObject(options, "the options");
  requireCallback(options.onLevel, "onLevel");
  const chain: DeepSolution[] = [];
  for (const solution of solveDeepChain(problem, levels, options)) {
    chain.push(solution);
    options.onLevel?.(solution);
  }
  return { problem, chain, ...extrapolateDeep(chain) };
}

/** The limit of values at consecutive k, five at least; k = 0 is left out. */
export function extrapolateDeep(chain: readonly LevelValue[]): LevelLimit {
  const broken = chain.filter(({ k }) => k > 0);
  const power = powerTailLimit(
    broken.map(({ k, value }) => ({ index: k, value: value.value, error: value.error })),
    ONE_LAYER_EXPONENT,
  );
  const byOneLayer = limitByOneLayer(broken);
  const free = limitWithFreeExponent(broken);
  const estimates = [power.limit.value, byOneLayer, free.limit];
  const spread = Math.max(...estimates) - Math.min(...estimates);
  return {
    value: quantity(
      power.limit.value,
      Math.max(power.limit.error, spread),
      combinedStatus(power.limit.status, ...broken.map(({ value }) => value.status)),
    ),
    power: power.limit.value,
    powerError: power.limit.error,
    byOneLayer,
    freeExponent: free.limit,
    exponent: free.exponent,
  };
}

/** v_k = v + (α_k − α_∞)(c_0 + c_1/k + …) with the one-layer thresholds α_k. */
function limitByOneLayer(chain: readonly LevelValue[]): number {
  const tail = oneLayerTail();
  const used = chain.slice(-TAIL_TERMS - 1);
  const last = used[used.length - 1];
  const scale = tail[last.k];
  const solution = solveLinear(
    used.map(({ k }) =>
      Float64Array.from(used, (_, j) => (j === 0 ? 1 : (tail[k] / scale) * (last.k / k) ** (j - 1))),
    ),
    used.map(({ value }) => value.value - last.value.value),
  );
  return solution === undefined ? Number.NaN : last.value.value + solution[0];
}

let tailOfOneLayer: readonly number[] | undefined;

/** α_k − α_∞ of one layer, k = 0 … 12, kept for the life of the thread. */
function oneLayerTail(): readonly number[] {
  if (tailOfOneLayer !== undefined) return tailOfOneLayer;
  const values = [...solveKrsbChain({ kind: "threshold" }, ONE_LAYER_LEVELS, { tolerance: 1e-11 })];
  const { limit } = powerTailLimit(
    values.slice(1).map(({ k, value }) => ({ index: k, value: value.value, error: value.error })),
    ONE_LAYER_EXPONENT,
  );
  tailOfOneLayer = values.map(({ value }) => value.value - limit.value);
  return tailOfOneLayer;
}

/** v + c k^{−p} through the last three values. */
function limitWithFreeExponent(chain: readonly LevelValue[]): { limit: number; exponent: number } {
  const [a, b, c] = chain.slice(-3);
  const ratio = (a.value.value - b.value.value) / (b.value.value - c.value.value);
  const expected = (p: number): number => (a.k ** -p - b.k ** -p) / (b.k ** -p - c.k ** -p);
  const mismatch = (p: number): number => expected(p) - ratio;
  if (!(mismatch(EXPONENTS[0]) * mismatch(EXPONENTS[1]) < 0))
    return { limit: Number.NaN, exponent: Number.NaN };
  const exponent = brentRoot(mismatch, EXPONENTS[0], EXPONENTS[1]).root;
  const share = c.k ** -exponent / (b.k ** -exponent - c.k ** -exponent);
  return { limit: c.value.value - share * (b.value.value - c.value.value), exponent };
}
