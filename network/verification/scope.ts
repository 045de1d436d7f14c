/** What a certificate must speak of: a proof says nothing about other activations, or about inputs beyond its own. */
import type { LayerCertificate, NetworkCertificate } from "../certificates/format.js";

/** A piecewise-linear function: one more slope than breakpoints, through the anchor. */
export interface StoredActivation {
  readonly breakpoints: readonly number[];
  readonly slopes: readonly number[];
  readonly anchor: readonly [number, number];
  /** Set for a function that is not piecewise linear. */
  readonly curve?: {
    readonly kind: string;
    readonly alpha?: number;
    readonly scale?: number;
    readonly width?: number;
  };
}

/** The function that a network is asked about, apart from its weights. What is absent is not compared. */
export interface Scope {
  /** Inputs of the first layer: as {@link domainText} writes them. */
  readonly domain?: string;
  /** One per layer. */
  readonly activations?: readonly StoredActivation[];
  /** The number of the first layer, where the layers are part of a larger network; 1 by default. */
  readonly firstLayer?: number;
}

export const RELU: StoredActivation = { breakpoints: [0], slopes: [0, 1], anchor: [0, 0] };

/** What is wrong with what a layer's certificate speaks of. */
export function layerScopeProblem(
  { layer, activation, domain }: LayerCertificate,
  { domain: given, activations, firstLayer = 1 }: Scope,
): string | undefined {
  const index = layer - firstLayer;
  const own = activations?.[index];
  if (activations !== undefined && own === undefined) return `there is no layer ${layer}`;
  if (own !== undefined && kindOf(own) !== activation) {
    return `the certificate speaks of ${WORDS[activation]}, layer ${layer} has ${WORDS[kindOf(own)]}`;
  }
  const before = activations?.[index - 1];
  const behind = before === undefined ? undefined : kindOf(before) === "relu" ? "orthant" : "space";
  return domainProblem(domain, index === 0 ? given : behind, `layer ${layer} is asked about`);
}

/** What is wrong with what a network's certificate speaks of. */
export function networkScopeProblem(
  { domain, layers }: NetworkCertificate,
  { domain: given, activations }: Scope,
): string | undefined {
  const other =
    activations === undefined
      ? -1
      : layers.findIndex(
          (layer, i) => activations[i] === undefined || !sameActivation(layer, activations[i]),
        );
  return other >= 0
    ? `the network of the certificate is not that of the file or the options: layer ${other + 1} has another activation`
    : domainProblem(domain, given, "the network is asked about");
}

/** Whether two activations are given by the same numbers. */
export function sameActivation(a: StoredActivation, b: StoredActivation): boolean {
  if (a.curve !== undefined || b.curve !== undefined) return false;
  return (["breakpoints", "slopes", "anchor"] as const).every(
    (part) => a[part].length === b[part].length && a[part].every((entry, k) => entry === b[part][k]),
  );
}

/** Curves that increase strictly, with positive parameters where they have any. */
const INCREASING = new Set(["tanh", "sigmoid", "elu", "softplus", "softsign", "exp"]);

const WORDS = {
  relu: "ReLU",
  "strictly-monotone": "a strictly monotone activation",
  other: "an activation that is neither ReLU nor strictly monotone",
} as const;

function kindOf(activation: StoredActivation): keyof typeof WORDS {
  if (sameActivation(activation, RELU)) return "relu";
  const { slopes, curve } = activation;
  if (curve !== undefined) {
    const { kind, alpha = 1, scale = 1, width = 1 } = curve;
    const rising = INCREASING.has(kind) && alpha > 0 && scale > 0 && width > 0;
    return rising ? "strictly-monotone" : "other";
  }
  const signs = new Set(slopes.map(Math.sign));
  return signs.size === 1 && !signs.has(0) ? "strictly-monotone" : "other";
}

function domainProblem(claimed: string, asked: string | undefined, who: string): string | undefined {
  return asked === undefined || claimed === asked
    ? undefined
    : `the certificate speaks of the domain ${claimed}, ${who} ${asked}`;
}
