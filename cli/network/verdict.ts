/** The answer for a whole network as result fields and as a sentence. */
import { type NetworkFindings, vectorNumbers, vectorTexts } from "../../network/index.js";

/** The result fields of the network. */
export function networkFields({
  verdict,
  method,
  inputs,
  reason,
  counts,
}: NetworkFindings): Record<string, unknown> {
  return {
    scope: "network",
    verdict,
    method,
    reason,
    regions: counts?.regions ?? null,
    pairsCompared: counts?.pairs ?? null,
    leastActive: counts === null ? null : [...counts.least],
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
  "pairs-of-regions": "every pair of activation regions that might share an output was compared exactly",
  none: "",
};

/** Sentences for people. */
export function networkNotes({ verdict, method, reason, counts }: NetworkFindings): string[] {
  if (verdict === "undecided") return [`Network: undecided; ${reason}.`];
  const words = verdict === "injective" ? "injective" : "not injective";
  return [
    `Network: ${words}; ${METHOD_SENTENCES[method]}.`,
    ...(counts === null
      ? []
      : [
          `${counts.regions} activation regions, ${counts.pairs} pairs compared; least active units over all inputs, layer by layer: ${counts.least.join(", ")}.`,
        ]),
  ];
}
