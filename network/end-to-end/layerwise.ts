/** A whole network from its layers: sufficient for injectivity; a collision of the first layer is the network's. */
import { isIncreasing } from "../curve.js";
import { type Domain, ORTHANT, SPACE } from "../injectivity/domain.js";
import type { LayerQuestion } from "../injectivity/halfspaces.js";
import { checkLayer, checkRank, type LayerAnswer } from "../injectivity/layer-check.js";
import type { Activation, NetworkModel } from "../model.js";

/** How an activation is treated: ReLU by its active rows, strictly monotone ones by rank, others not at all. */
export type ActivationKind = "relu" | "strictly-monotone" | "other";

/** One layer with the inputs that it can receive. */
export interface LayerCase {
  /** Counted from 1, in the larger network where the model is a part of one. */
  readonly layer: number;
  readonly activation: Activation;
  readonly kind: ActivationKind;
  readonly question: LayerQuestion;
}

export function activationKind({ breakpoints, slopes, anchor, curve }: Activation): ActivationKind {
  if (curve !== undefined) return isIncreasing(curve) ? "strictly-monotone" : "other";
  const relu =
    breakpoints.length === 1 &&
    breakpoints[0] === 0 &&
    slopes[0] === 0 &&
    slopes[1] === 1 &&
    anchor[0] === 0 &&
    anchor[1] === 0;
  if (relu) return "relu";
  const monotone = slopes.every((slope) => slope > 0) || slopes.every((slope) => slope < 0);
  return monotone ? "strictly-monotone" : "other";
}

/** The layers with their domains: the given one, then the orthant behind a ReLU and all of the space behind others. */
export function layerCases({ layers, firstLayer = 1 }: NetworkModel, domain: Domain): LayerCase[] {
  return layers.map(({ weights, bias, activation }, i) => {
    const behind = i === 0 ? undefined : activationKind(layers[i - 1].activation);
    const own = behind === undefined ? domain : behind === "relu" ? ORTHANT : SPACE;
    return {
      layer: firstLayer + i,
      activation,
      kind: activationKind(activation),
      question: { weights, bias, domain: own },
    };
  });
}

/** The answer for one layer. */
export function checkCase({ kind, question, activation }: LayerCase, stop?: () => boolean): LayerAnswer {
  if (kind === "relu") return checkLayer(question, stop);
  if (kind === "strictly-monotone") return checkRank(question);
  return {
    verdict: "undecided",
    method: "rank",
    reason: `${activation.name} is neither ReLU nor strictly monotone; the criteria here do not cover it`,
    counts: { nodes: 0, linearPrograms: 0, pivots: 0, exactPrograms: 0 },
  };
}
