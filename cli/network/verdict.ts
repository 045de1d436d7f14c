/** The answer for a whole network, from its layers or exactly, as result fields and as a sentence. */
import {
  type Domain,
  decideOnBox,
  type LayerAnswer,
  type NetworkModel,
  type RationalVector,
  regionCollision,
  vectorNumbers,
  vectorTexts,
} from "../../network/index.js";
import type { LayerFindings } from "./injectivity-report.js";

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

/** The result fields of the network. */
export function networkFields({ verdict, method, inputs, reason }: NetworkFindings): Record<string, unknown> {
  return {
    scope: "network",
    verdict,
    method,
    reason,
    witness:
      inputs === null
        ? null
        : { inputs: inputs.map((input) => [...vectorNumbers(input)]), exactInputs: inputs.map(vectorTexts) },
  };
}

const METHOD_SENTENCES: Readonly<Record<NetworkFindings["method"], string>> = {
  layerwise: "every layer is injective on all inputs it may receive",
  "first-layer": "the first layer's collision is the network's",
  region: "the network is affine with a kernel around a point",
  "pairs-of-regions": "every pair of activation regions in the box was compared exactly",
  none: "",
};

/** One sentence for people. */
export function networkNote({ verdict, method, reason }: NetworkFindings): string {
  if (verdict === "undecided")
    return `Network: undecided; ${reason}. A box (--domain box:R) lets a small network be decided exactly.`;
  const words = verdict === "injective" ? "injective" : "not injective";
  return `Network: ${words}; ${METHOD_SENTENCES[method]}.`;
}
