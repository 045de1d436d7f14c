/** The answer for a whole network as result fields and as a sentence. */
import { type Certificate, type NetworkFindings, vectorNumbers, vectorTexts } from "../../network/index.js";

/** Whether the certificate holds what the verdict follows from: a claim of the network, or of the layers that decide it. */
function isCertified({ verdict, method }: NetworkFindings, certificate: Certificate | null): boolean {
  if (verdict === "undecided" || certificate === null) return false;
  return certificate.network !== null || method === "layerwise" || method === "first-layer";
}

/** The result fields of the network. */
export function networkFields(
  network: NetworkFindings,
  certificate: Certificate | null,
): Record<string, unknown> {
  const { verdict, method, inputs, reason, counts } = network;
  return {
    scope: "network",
    verdict,
    method,
    reason,
    certified: isCertified(network, certificate),
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
export function networkNotes(network: NetworkFindings, certificate: Certificate | null): string[] {
  const { verdict, method, reason, counts } = network;
  if (verdict === "undecided") return [`Network: undecided; ${reason}.`];
  const words = verdict === "injective" ? "injective" : "not injective";
  return [
    `Network: ${words}; ${METHOD_SENTENCES[method]}.`,
    ...(isCertified(network, certificate)
      ? []
      : ["No certificate holds this verdict on the network: verify checks the claims on its layers only."]),
    ...(counts === null
      ? []
      : [
          `${counts.regions} activation regions, ${counts.pairs} pairs compared; least active units over all inputs, layer by layer: ${counts.least.join(", ")}.`,
        ]),
  ];
}
