/** Constant width at k-RSB: the least C with n, Cn, …, Cn at or above the capacity of every layer. */
import { requireChoice, requireObject } from "../../src/arguments.js";
import {
  combinedStatus,
  InputError,
  type Quantity,
  quantity,
  requireInteger,
  roundingError,
} from "../../src/result.js";
import { solveDeep } from "./deep-chain.js";
import { activeCount, type DeepNotion, MAX_DEEP_DEPTH } from "./deep-sequence.js";
import { type DeepOptions, MAX_DEEP_STEPS } from "./deep-settings.js";
import type { DeepSolution } from "./deep-solution.js";
import { solveDeepFrom } from "./deep-solve.js";

/** C with α_l(C, …, C) = C. */
export interface WidthRoot {
  readonly layer: number;
  readonly root: Quantity;
  /** The solution at the root. */
  readonly solution: DeepSolution;
}

export interface DeepConstantWidth {
  readonly notion: DeepNotion;
  readonly depth: number;
  readonly k: number;
  /** The largest root: every layer is at or above its own capacity there. */
  readonly width: Quantity;
  readonly bindingLayer: number;
  /** The roots of all layers, layer 1 first. */
  readonly roots: readonly WidthRoot[];
}

const ITERATION_LIMIT = 12;

/**
 * The least constant width of a depth at k-RSB. Roots fall with the layer where computed, so that layer 1 binds for the
 * weak notion and layer 2 for the strong one.
 * @param depth layers, 1 … {@link MAX_DEEP_DEPTH}
 * @param k number of breaking points
 * @param notion `weak` or, from two layers on, `strong`
 * @param options tolerance of the values
 * @returns the width, the layer that binds, and the root of every layer
 * @throws InputError for a depth, k or tolerance out of range, or the strong notion with one layer.
 * @example
 * import { deepConstantWidth } from "relu-injectivity/rsb";
 * deepConstantWidth(2, 0, "weak", { tolerance: 1e-6 }).bindingLayer; // 1
 */
export function deepConstantWidth(
  depth: number,
  k: number,
  notion: DeepNotion,
  options: DeepOptions = {},
): DeepConstantWidth {
  requireInteger(depth, "depth", 1, MAX_DEEP_DEPTH);
  requireInteger(k, "k", 0, MAX_DEEP_STEPS);
  requireChoice(notion, "the notion", ["weak", "strong"]);
  requireObject(options, "the options");
  if (notion === "strong" && depth === 1) {
    throw new InputError("the notion is strong with one layer: expected weak, or depth of 2 or more");
  }
  const roots: WidthRoot[] = [];
  for (let layer = 1; layer <= depth; layer++) {
    roots.push(widthRoot(layer, k, activeCount(notion, layer), roots.at(-1)?.root.value, options));
  }
  const binding = roots.reduce((most, root) => (root.root.value > most.root.value ? root : most));
  return {
    notion,
    depth,
    k,
    width: quantity(
      binding.root.value,
      binding.root.error,
      combinedStatus(...roots.map(({ root }) => root.status)),
    ),
    bindingLayer: binding.layer,
    roots,
  };
}

/** Newton's method for α_l(C, …, C) = C with the exact derivative dα_l/dα_i = −M_i/A_l of a stationary value. */
function widthRoot(
  layer: number,
  k: number,
  count: number,
  previous: number | undefined,
  options: DeepOptions,
): WidthRoot {
  const problemAt = (width: number) =>
    ({ kind: "capacity", hidden: new Array<number>(layer - 1).fill(width), count }) as const;
  // For a strong layer the width is near that of two strong layers, 1.44 times the weak one.
  let width = (previous ?? 6.7) * (count > 2 && layer === 2 ? 1.44 : 1);
  let solution = solveDeep(problemAt(width), k, options);
  let step = Number.POSITIVE_INFINITY;
  for (let i = 0; i < ITERATION_LIMIT && solution.value.status !== "domain-error"; i++) {
    const slope = layer === 1 ? -1 : widthSlope(solution) - 1;
    step = (solution.value.value - width) / slope;
    if (Math.abs(step) <= solution.value.error) break;
    width -= step;
    solution = solveDeepFrom(problemAt(width), solution.ansatz, options);
  }
  const slope = layer === 1 ? 1 : Math.abs(widthSlope(solution) - 1);
  const error = Math.abs(step) + solution.value.error / slope + roundingError(width);
  return { layer, root: quantity(width, error, solution.value.status), solution };
}

/** Σ_i dα_l/dα_i. */
function widthSlope({ energetic, hiddenTerms }: DeepSolution): number {
  return -hiddenTerms.reduce((sum, term) => sum + term, 0) / energetic;
}
