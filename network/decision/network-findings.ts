/** The answer for a whole network, from its layers, from a kernel around a point or from all pairs of regions in a box. */
import { decideOnBox, regionCollision } from "../end-to-end/index.js";
import type { Domain, LayerAnswer, RationalVector } from "../injectivity/index.js";
import type { NetworkModel } from "../model.js";
import type { LayerFindings } from "./layer-findings.js";

/** The network as a whole. `inputs`: two inputs with equal outputs of the network. */
export interface NetworkFindings {
  readonly verdict: LayerAnswer["verdict"];
  readonly method: "layerwise" | "first-layer" | "region" | "pairs-of-regions" | "none";
  readonly inputs: readonly [RationalVector, RationalVector] | null;
  readonly reason: string | null;
}

/** The verdict from the layers' answers, from a kernel around some point, or from all pairs of regions in a box. */
export function networkFindings(
  model: NetworkModel,
  findings: readonly LayerFindings[],
  domain: Domain,
  stop: () => boolean,
): NetworkFindings {
  const verdicts = findings.map(({ answer }) => answer.verdict);
  if (verdicts.every((verdict) => verdict === "injective")) {
    return { verdict: "injective", method: "layerwise", inputs: null, reason: null };
  }
  const [first] = findings;
  if (first.answer.verdict === "not-injective") {
    return {
      verdict: "not-injective",
      method: "first-layer",
      inputs: first.answer.collision.inputs,
      reason: null,
    };
  }
  const inputs = regionCollision(model, domain);
  if (inputs !== undefined) return { verdict: "not-injective", method: "region", inputs, reason: null };
  const failing = findings.find(({ answer }) => answer.verdict !== "injective")?.layer ?? 1;
  const layerwise = `layer ${failing} is not proved injective on all the inputs it might receive, which settles nothing about the inputs it does receive`;
  if (domain.kind !== "box") return { verdict: "undecided", method: "none", inputs: null, reason: layerwise };
  const answer = decideOnBox(model, domain.radius, stop);
  if (answer.verdict === "undecided") {
    return { verdict: "undecided", method: "none", inputs: null, reason: `${layerwise}; ${answer.reason}` };
  }
  const found = answer.verdict === "not-injective" ? answer.inputs : null;
  return { verdict: answer.verdict, method: "pairs-of-regions", inputs: found, reason: null };
}
