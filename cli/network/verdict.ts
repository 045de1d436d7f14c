/** The answer for a whole network as result fields and as a sentence. */
import { type NetworkFindings, vectorNumbers, vectorTexts } from "../../network/index.js";

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
export function networkNote({ verdict, method, reason }: NetworkFindings, domain: string): string {
  if (verdict === "undecided")
    return `Network: undecided; ${reason}.${domain.startsWith("box") ? "" : " A box (--domain box:R) lets a small network be decided exactly."}`;
  const words = verdict === "injective" ? "injective" : "not injective";
  return `Network: ${words}; ${METHOD_SENTENCES[method]}.`;
}
