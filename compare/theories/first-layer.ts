/** What the first layer of a network needs by each theory of one layer. */
import { liftedCapacity } from "../../rdt/index.js";
import { replicaSymmetricThreshold } from "../../rs/index.js";
import { solveKrsb } from "../../rsb/index.js";
import { kept } from "../../src/kept.js";
import { type Quantity, quantity } from "../../src/result.js";
import { fullRsbThreshold } from "./full-rsb-threshold.js";

/** A theory of one layer. */
export type FirstLayerTheory = (typeof FIRST_LAYER_THEORIES)[number];

export const FIRST_LAYER_THEORIES = ["plain", "lifted", "2rsb", "frsb"] as const;

/** A theory of one layer, or the expansion of the first layer itself. */
export type FirstLayerChoice = FirstLayerTheory | number;

/** How far each theory is to be trusted, in words. */
export const FIRST_LAYER_THEORY_NAMES: Readonly<Record<FirstLayerTheory, string>> = {
  plain: "plain duality (rigorous)",
  lifted: "lifted duality (rigorous)",
  "2rsb": "2-RSB (replica theory)",
  frsb: "full RSB (replica theory)",
};

/** The threshold of one layer by a theory. */
export const oneLayerThreshold = kept((theory: FirstLayerTheory): Quantity => {
  if (theory === "plain") return replicaSymmetricThreshold().threshold;
  if (theory === "lifted") return liftedCapacity([], { count: 2 }).capacity;
  if (theory === "2rsb") return solveKrsb({ kind: "threshold" }, 2).value;
  return fullRsbThreshold().value;
});

/** What layer 1 needs, and by which theory. */
export interface FirstLayerRequirement {
  readonly theory: FirstLayerTheory;
  readonly least: Quantity;
}

/**
 * The requirement that a given number is held against: the 2-RSB threshold, the published choice, or below it the
 * full-RSB one, the least that any theory allows (less its error).
 */
export function firstLayerRequirement(expansion: number): FirstLayerRequirement {
  const least = oneLayerThreshold("2rsb");
  if (expansion >= least.value) return { theory: "2rsb", least };
  const { value, error, status } = oneLayerThreshold("frsb");
  return { theory: "frsb", least: quantity(value - error, error, status) };
}
