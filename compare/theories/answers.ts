/** The three questions that people bring, each answered by one call. */

import { sumOfRowsBound } from "../../geometry/index.js";
import { type DualNorms, liftedCapacity, type Notion } from "../../rdt/index.js";
import { replicaSymmetricEnergy, replicaSymmetricThreshold } from "../../rs/index.js";
import { MAX_STEPS, solveFullRsb, solveKrsb } from "../../rsb/index.js";
import { requireChoice, requireObject } from "../../src/arguments.js";
import { InputError, type Quantity, requireInteger, requirePositive } from "../../src/result.js";
import { firstLayerRequirement } from "./first-layer.js";
import { fullRsbThreshold } from "./full-rsb-threshold.js";
import { solveSequence } from "./layer-rows.js";

/** The theories of one layer, from the greatest lower bound to the plain upper one. */
export const ONE_LAYER_THEORIES = ["sum-of-rows", "full-rsb", "k-rsb", "lifted-duality", "rs"] as const;

export type OneLayerTheory = (typeof ONE_LAYER_THEORIES)[number];

/**
 * The expansion m/n from which one random ReLU layer is injective, by one theory.
 *
 * @param theory `full-rsb` is the conjectured exact threshold; `sum-of-rows` a rigorous lower bound, `lifted-duality`
 * and `rs` (= plain duality = Gordon) rigorous upper bounds, `k-rsb` an upper bound of replica theory.
 * @param k breaking points of `k-rsb`, 0 … 40.
 * @returns the threshold with its error and status.
 * @throws InputError for an unknown theory and for k out of range.
 * @example
 * import { injectivityThreshold } from "relu-injectivity";
 * injectivityThreshold("full-rsb").value; // 6.698050859…
 */
export function injectivityThreshold(theory: OneLayerTheory = "full-rsb", k = 2): Quantity {
  requireChoice(theory, "the theory", ONE_LAYER_THEORIES);
  requireInteger(k, "k", 0, MAX_STEPS);
  switch (theory) {
    case "sum-of-rows":
      return sumOfRowsBound().value;
    case "full-rsb":
      return fullRsbThreshold().value;
    case "k-rsb":
      return solveKrsb({ kind: "threshold" }, k).value;
    case "lifted-duality":
      return liftedCapacity([], { count: 2 }).capacity;
    case "rs":
      return replicaSymmetricThreshold().threshold;
  }
}

const ENERGY_THEORIES = ["full-rsb", "k-rsb", "rs"] as const;

/**
 * The ground-state energy e(α): the least number of active units of a random layer over all inputs, per input dimension.
 *
 * @param alpha expansion m/n > 0.
 * @param theory `full-rsb` (conjectured exact), `k-rsb`, or `rs`; each is a lower bound of the one before it.
 * @param k breaking points of `k-rsb`, 0 … 40.
 * @returns the energy with its error and status; a layer is injective where it is at least 1.
 * @throws InputError unless α is a finite number greater than 0, for an unknown theory and for k out of range.
 * @example
 * import { groundStateEnergy } from "relu-injectivity";
 * groundStateEnergy(10).value; // 2.0147…, twice as many active units as inputs
 */
export function groundStateEnergy(
  alpha: number,
  theory: (typeof ENERGY_THEORIES)[number] = "full-rsb",
  k = 2,
): Quantity {
  requirePositive(alpha, "alpha");
  requireChoice(theory, "the theory", ENERGY_THEORIES);
  requireInteger(k, "k", 0, MAX_STEPS);
  if (theory === "rs") return replicaSymmetricEnergy(alpha).energy;
  if (theory === "k-rsb") return solveKrsb({ kind: "energy", alpha }, k).value;
  return solveFullRsb({ kind: "energy", alpha }).value;
}

/** What duality says of an architecture. */
export interface WidthsVerdict {
  /** Whether every layer has at least the width that the theory asks for. */
  readonly admissible: boolean;
  /** The first layer that is too narrow, counted from 1; null where none is. */
  readonly narrowLayer: number | null;
  /** Least expansion m_i/n of each layer, given those before it. */
  readonly needed: readonly Quantity[];
}

/**
 * Whether random weights make a network of given widths injective as it is scaled up, by random duality theory.
 *
 * @param widths n, m_1, …, m_L: input dimension and widths of the layers.
 * @param options.notion `strong` (default; n active units in layer 1 and 2n in every later one, which makes the network
 * injective) or `weak` (n in every layer).
 * @param options.dualNorms `optimal` (default, the best bound) or `unit`, as published.
 * @returns the verdict; a bound that is not met proves nothing.
 * @throws InputError unless there are at least two positive integers.
 * @example
 * import { widthsVerdict } from "relu-injectivity";
 * widthsVerdict([100, 800, 1200, 1200]).admissible; // true
 */
export function widthsVerdict(
  widths: readonly number[],
  options: { readonly notion?: Notion; readonly dualNorms?: DualNorms } = {},
): WidthsVerdict {
  if (!Array.isArray(widths) || widths.length < 2) {
    throw new InputError("widths: expected n, m_1, …, m_L, at least two integers");
  }
  for (const [i, width] of widths.entries()) requireInteger(width, `width ${i}`, 1, Number.MAX_SAFE_INTEGER);
  requireObject(options, "the options");
  const [inputs, ...layers] = widths;
  const expansions = layers.map((width) => width / inputs);
  const { notion = "strong", dualNorms = "optimal" } = options;
  requireChoice(notion, "the notion", ["weak", "strong"]);
  requireChoice(dualNorms, "the dual norms", ["unit", "optimal"]);
  const { rows } = solveSequence({
    given: expansions,
    firstExpansionError: 0,
    requirement: firstLayerRequirement(expansions[0]),
    depth: layers.length,
    notion: layers.length === 1 ? "weak" : notion,
    dualNorms,
    lifted: false,
    allowInadmissible: true,
  });
  const narrow = rows.findIndex((row) => !row.admissible);
  return {
    admissible: narrow < 0,
    narrowLayer: narrow < 0 ? null : narrow + 1,
    needed: rows.map((row) => row.leastAdmissible),
  };
}
