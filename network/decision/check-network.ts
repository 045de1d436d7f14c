/** Whether a given network is injective: every layer, then the network as a whole, within one time limit. */
import { requireCallback, requireObject } from "../../src/arguments.js";
import { deadlineIn } from "../../src/deadline.js";
import { requirePositive } from "../../src/result.js";
import {
  type Certificate,
  type LayerCertificate,
  layerCertificate,
  type NetworkCertificate,
  networkCertificate,
  regionsCertificate,
  sealedCertificate,
} from "../certificates/index.js";
import { type LayerCase, layerCases } from "../end-to-end/index.js";
import { type Domain, domainText, parseDomain, requireDomain, SPACE } from "../injectivity/index.js";
import type { NetworkModel } from "../model.js";
import { requireNetwork } from "../require-network.js";
import { type LayerFindings, layerFindings } from "./layer-findings.js";
import { type NetworkFindings, networkFindings } from "./network-findings.js";

export interface CheckOptions {
  /** Inputs of the first layer; all of R^n by default. */
  readonly domain?: Domain;
  /** Seconds for everything; what an early layer leaves over is for the later ones. 60 by default. */
  readonly timeLimit?: number;
  /** Called after every layer, with how many are done. */
  readonly onProgress?: (progress: {
    readonly layer: number;
    readonly done: number;
    readonly total: number;
  }) => void;
}

/** The decision with everything that led to it. */
export interface NetworkCheck {
  readonly verdict: "injective" | "not-injective" | "undecided";
  /** Each layer on the inputs that it may receive. */
  readonly layers: readonly LayerFindings[];
  /** The layers together; null for a single one, whose answer is the network's. */
  readonly network: NetworkFindings | null;
  /** Every proof and collision that was found, for {@link verifyCertificate}; null where nothing was decided. */
  readonly certificate: Certificate | null;
}

/**
 * Decides whether x → f(x) is injective on a domain, in exact arithmetic on the numbers as given.
 *
 * Layer by layer first: a ReLU layer by its active rows (docs/injectivity-check.md), a strictly monotone one by its rank,
 * each on the inputs that the layer before may give. All of them injective makes the network so; a collision of the
 * first is one of the network. Else a kernel around a point, and in a box all pairs of regions, decide.
 * Exact up to about 10 inputs with any number of rows, and at any size for fewer than 2n rows, antiparallel pairs and
 * blocks; beyond that a search for collisions within the time limit.
 * @param model layers y = activation(W x + b), one row per neuron
 * @param options the domain, the seconds, and who is told of the progress
 * @returns verdict, findings per layer, and a certificate that independent code checks. Where the time limit strikes,
 *   `undecided` depends on the machine; a decided answer does not.
 * @throws InputError for layers that do not fit together, numbers that are not finite, an empty domain, or a time limit
 *   that is not positive
 * @example
 * import { checkNetwork, RELU } from "relu-injectivity/network";
 *
 * // x -> (ReLU(x), ReLU(-x)) is injective on the line, x -> ReLU(x) is not.
 * const layer = (values) => ({
 *   weights: { rows: values.length, columns: 1, values: Float64Array.from(values) },
 *   bias: null,
 *   activation: RELU,
 * });
 * const verdictOf = async (values) =>
 *   (await checkNetwork({ layers: [layer(values)], weightType: "float64", notes: [] })).verdict;
 * await verdictOf([1, -1]); // "injective"
 * await verdictOf([1]); // "not-injective"
 */
export async function checkNetwork(model: NetworkModel, options: CheckOptions = {}): Promise<NetworkCheck> {
  requireNetwork(model);
  requireObject(options, "the options");
  const { domain = SPACE, timeLimit = 60, onProgress } = options;
  requireDomain(domain);
  requirePositive(timeLimit, "time limit");
  requireCallback(onProgress, "onProgress");
  const asked = parseDomain(domainText(domain), "domain");
  const deadline = deadlineIn(timeLimit);
  const cases = layerCases(model, asked);
  const layers: LayerFindings[] = [];
  for (const layer of cases) {
    // Fair shares of what is left, one of them for the network as a whole.
    const shares = cases.length - layers.length + (cases.length > 1 ? 1 : 0);
    const seconds = deadline.secondsLeft() / shares;
    layers.push(await layerFindings(layer, model, seconds));
    onProgress?.({ layer: layer.layer, done: layers.length, total: cases.length });
  }
  const network = cases.length > 1 ? networkFindings(model, layers, asked, deadline.isOver) : null;
  const verdict = network === null ? layers[0].answer.verdict : network.verdict;
  return { verdict, layers, network, certificate: certificateOf(model, asked, cases, layers, network) };
}

function certificateOf(
  model: NetworkModel,
  domain: Domain,
  cases: readonly LayerCase[],
  layers: readonly LayerFindings[],
  network: NetworkFindings | null,
): Certificate | null {
  const proofs = cases.flatMap(({ kind, question, layer }, i): LayerCertificate[] => {
    if (kind === "other") return [];
    const context = { layer, activation: kind, weightType: model.weightType };
    const proof = layerCertificate(question, layers[i].answer, context);
    return proof === undefined ? [] : [proof];
  });
  const whole = network === null ? undefined : wholeCertificate(model, domain, network);
  return proofs.length === 0 && whole === undefined ? null : sealedCertificate(proofs, whole);
}

function wholeCertificate(
  model: NetworkModel,
  domain: Domain,
  { inputs, proof }: NetworkFindings,
): NetworkCertificate | undefined {
  if (proof !== null) return regionsCertificate(model, domain, proof);
  return inputs === null ? undefined : networkCertificate(model, domain, inputs);
}
