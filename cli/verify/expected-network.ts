/** What a certificate of a network is held against: the weights and the inputs that were named. */
import { type Certificate, type parseCertificate, RELU, type Scope } from "../../network/index.js";
import type { Conflict } from "../definition/command.js";
import { inputFile, type Values } from "../definition/option.js";
import { domainIfGiven, NETWORK_OPTIONS, readNetworkInput } from "../input/network-input.js";
import type { Expected } from "./certificates.js";

export const expectedWeights = inputFile("the network that a certificate must be about", {
  placeholder: "WEIGHTS",
});

export const EXPECTED_OPTIONS = {
  ...NETWORK_OPTIONS,
  domain: { ...domainIfGiven, fallbackText: "space, or what the file of weights says" },
};

/** How weights are read says nothing without weights. */
export const EXPECTED_CONFLICTS: readonly Conflict<"bias" | "biasColumn" | "layers" | "transpose">[] = [
  { options: ["bias", "biasColumn", "layers", "transpose"], only: ["weights"] },
];

type ReadOptions = Values<typeof NETWORK_OPTIONS>;

export type ExpectedOptions = Values<typeof EXPECTED_OPTIONS> & { readonly weights: string | undefined };

/** The network of the file, or without one what the options say. */
export function expectedOf(
  parsed: ReturnType<typeof parseCertificate>,
  { weights, domain, ...options }: ExpectedOptions,
): Expected {
  return weights === undefined
    ? { scope: scopeOf(parsed, domain, options) }
    : networkOf(weights, domain, options);
}

/** The network of a file, on these inputs. */
function networkOf(weights: string, given: string | undefined, options: ReadOptions): Expected {
  const { model, domain: own } = readNetworkInput(weights, options);
  const { layers, weightType, notes, firstLayer = 1 } = model;
  return {
    stored: layers.map(({ weights: matrix, bias, activation }) => ({
      ...matrix,
      bias,
      activation,
      type: weightType,
    })),
    scope: { domain: given ?? own, firstLayer },
    notes,
  };
}

/** Without a file, what the flags say, ReLU and the whole space by default; one word of --activation stands for every layer. */
function scopeOf(
  parsed: ReturnType<typeof parseCertificate>,
  domain = "space",
  { layer, activation = [RELU] }: ReadOptions,
): Scope {
  const { layers, network } = "problem" in parsed ? NOTHING : parsed.certificate;
  const count = Math.max(network?.layers.length ?? 1, ...layers.map((claim) => claim.layer));
  const all = activation.length === 1 ? Array.from({ length: count }, () => activation[0]) : activation;
  return { domain, activations: all, ...(layer === undefined ? {} : { firstLayer: layer }) };
}

const NOTHING: Pick<Certificate, "layers" | "network"> = { layers: [], network: null };
