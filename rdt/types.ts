/** The plain data that the solvers of this folder exchange. */
import type { Quantity } from "../src/result.js";
import type { StepChecks } from "./layer/step-checks.js";
import type { SaddleSignature } from "./program/saddle.js";

/** Weak: at least n active units in the last layer for every input; strong: at least 2n. */
export type Notion = "weak" | "strong";

/** `unit`: the norms fixed in the source; `optimal`: the norms that give the least bound. */
export type DualNorms = "unit" | "optimal";

/**
 * Stationary parameters of one layer in the form of the source; the fields are those that apply to it. Each error
 * is the last correction to the point with the errors of the layers before carried through and, where the joint
 * program was solved as well, the difference between the two routes.
 */
export interface LayerParameters {
  /** r_i = ρ_i r_{i−1}, the norm of the output of a hidden layer; Infinity beyond about depth 800 (unit). */
  readonly r?: Quantity;
  readonly gammaBar: Quantity;
  /** Multiplier of the norm constraint of a hidden layer. */
  readonly gamma?: Quantity;
  /** Multiplier of the count of active units of the last layer. */
  readonly nu?: Quantity;
  /** Norm of the next layer's dual vector over that of this hidden layer's, when optimised (1 in the source). */
  readonly kappa?: Quantity;
  /** Lifting parameter of the whole program, 0 where lifting brings nothing; absent without lifting. */
  readonly c3?: Quantity;
}

/** One layer of an expansion sequence. */
export interface SequenceLayer {
  readonly layer: number;
  /** α_i = m_i/n. */
  readonly expansion: Quantity;
  /** α_i/α_{i−1}. */
  readonly relativeExpansion: Quantity;
  /** Whether the expansion was given, rather than found as the least admissible one. */
  readonly given: boolean;
  /** T_{i−1}, what the layers before hand over (T_0 = 1). */
  readonly incoming: Quantity;
  /** S_c(α_i) − T_{i−1}: zero for a least expansion, negative when this theory does not admit the given one. */
  readonly margin: Quantity;
  /** The root of S_c(α) = T_{i−1}: least admissible expansion of this layer. */
  readonly leastAdmissible: Quantity;
  readonly parameters: LayerParameters;
  /** Relative difference to the joint min–max program, where that second route was taken. */
  readonly routeGap?: number;
  /** Signature of that program's saddle with this layer as the last one. */
  readonly signature?: SaddleSignature;
  /** Comparison of a hidden layer's point with every other ρ and κ, in the same layers. */
  readonly checks?: StepChecks;
}

/** The constant c of the count constraint in a layer: 2 for n active units, 4 for 2n; 2 in layer 1 always. */
export function countConstant(notion: Notion, layer: number): number {
  return notion === "strong" && layer > 1 ? 4 : 2;
}
