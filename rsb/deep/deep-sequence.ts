/** Sequences of expansions at k-RSB: every layer at its own capacity behind the layers before it. */
import { requireChoice, requireNumbers, requireObject } from "../../src/arguments.js";
import { InputError, type Quantity, requireInteger, requirePositive } from "../../src/result.js";
import { solveDeep } from "./deep-chain.js";
import { type DeepOptions, MAX_DEEP_STEPS } from "./deep-settings.js";
import type { DeepSolution } from "./deep-solution.js";

/** Weak: at least n active units in the last layer; strong: at least 2n in every layer after the first. */
export type DeepNotion = "weak" | "strong";

export const MAX_DEEP_DEPTH = 6;

/** c of a layer: 4 for the strong notion behind layer 1, else 2. */
export function activeCount(notion: DeepNotion, layer: number): number {
  return notion === "strong" && layer > 1 ? 4 : 2;
}

export interface DeepSequence {
  readonly notion: DeepNotion;
  readonly k: number;
  /** One solution a layer: its capacity behind the expansions before it. */
  readonly layers: readonly DeepSolution[];
  /** α_1 … α_l: given ones, then capacities. */
  readonly expansions: readonly number[];
  /** α_l/α_{l−1} of the capacities, from layer 2 on. */
  readonly ratios: readonly number[];
}

export interface DeepSequenceOptions extends DeepOptions {
  /** t: active units asked of the last layer per input dimension, in place of what the notion asks. */
  readonly count?: number;
}

/**
 * The minimal sequence of a depth at k-RSB. Where expansions of the first layers are given these stand in place of the
 * layers' own capacities, which are computed and reported all the same.
 * @param depth layers, 1 … {@link MAX_DEEP_DEPTH}
 * @param k number of breaking points
 * @param notion `weak` (n active units in every layer) or `strong` (2n in every layer after the first)
 * @param given expansions of the first layers
 * @param options tolerance of the values, and another count for the last layer
 * @returns one solution per layer, the expansions, and their ratios
 * @throws InputError as `solveDeep`, and where a given expansion is below what {@link requireAdmissible} asks.
 * @example
 * import { deepSequence } from "relu-injectivity/rsb";
 * const { expansions } = deepSequence(2, 0, "weak", [], { tolerance: 1e-6 });
 * expansions[1] < expansions[0]; // true
 */
export function deepSequence(
  depth: number,
  k: number,
  notion: DeepNotion,
  given: readonly number[] = [],
  options: DeepSequenceOptions = {},
): DeepSequence {
  requireNumbers(given, "the given expansions");
  requireInteger(depth, "depth", Math.max(1, given.length), MAX_DEEP_DEPTH);
  requireInteger(k, "k", 0, MAX_DEEP_STEPS);
  requireChoice(notion, "the notion", ["weak", "strong"]);
  requireObject(options, "the options");
  const { count, ...solver } = options;
  if (count !== undefined) requirePositive(count, "count");
  requireAdmissible(given, k, notion);
  const layers: DeepSolution[] = [];
  const expansions: number[] = [];
  for (let layer = 1; layer <= depth; layer++) {
    const problem = {
      kind: "capacity",
      hidden: expansions.slice(),
      count: layer === depth && count !== undefined ? 2 * count : activeCount(notion, layer),
    } as const;
    const solution = solveDeep(problem, k, solver);
    layers.push(solution);
    if (solution.value.status === "domain-error") break;
    expansions.push(given[layer - 1] ?? solution.value.value);
  }
  return {
    notion,
    k,
    layers,
    expansions,
    ratios: expansions.slice(1).map((expansion, i) => expansion / expansions[i]),
  };
}

/** Thresholds fall with k: an expansion between those of two levels is judged by the more accurate one. */
const JUDGED_ABOVE = 1;
const JUDGED_AT_LEAST = 2;
const JUDGEMENT_TOLERANCE = 1e-8;

/**
 * Refuses expansions below the capacity of their own layer behind those before it, at one breaking point more than k
 * (and two at least): α_1 = 6.7004 is admitted although the 1-RSB threshold is 6.7157.
 * @throws InputError that names the first such layer.
 */
export function requireAdmissible(expansions: readonly number[], k: number, notion: DeepNotion): void {
  const judged = Math.max(JUDGED_AT_LEAST, k + JUDGED_ABOVE);
  expansions.forEach((expansion, i) => {
    const count = activeCount(notion, i + 1);
    if (!Number.isFinite(expansion)) {
      throw new InputError(`the expansion of layer ${i + 1} is ${expansion}: expected a finite number`);
    }
    const least = thresholdAt(expansions.slice(0, i), count, judged);
    if (!(expansion >= least.value - least.error)) {
      throw new InputError(
        `expansion ${expansion} of layer ${i + 1} is not admissible: expected at least ${least.value.toPrecision(8)}, ` +
          `the ${judged}-RSB capacity behind the layers before it`,
      );
    }
  });
}

function thresholdAt(hidden: readonly number[], count: number, k: number): Quantity {
  return solveDeep({ kind: "capacity", hidden, count }, k, { tolerance: JUDGEMENT_TOLERANCE }).value;
}
