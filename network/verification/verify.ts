/**
 * `network verify`: checks a certificate by code that shares nothing with the search but the file format: fractions,
 * ranks, domains and evaluation are its own.
 */
import { requireList, requireObject } from "../../src/arguments.js";
import { InputError } from "../../src/result.js";
import type {
  Certificate,
  LayerCertificate,
  NetworkCertificate,
  WitnessDocument,
} from "../certificates/format.js";
import { parseCertificate, sealOf, weightsDigest } from "../certificates/format.js";
import { contains, fitsColumns, readDomain, restricted } from "./domain.js";
import { exactLayer, preActivationOf, rankOf } from "./exact-layer.js";
import { add, equal, type Fraction, multiply, parseFraction, sign, ZERO } from "./fraction.js";
import { layerScopeProblem, networkScopeProblem, RELU, type Scope, type StoredActivation } from "./scope.js";
import { networkProblem } from "./verify-network.js";
import { type BuildLayer, proofProblem, type VerifiedLayer } from "./verify-proof.js";

/** The numbers of one layer as read from a file of weights. */
export interface StoredLayer {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float64Array;
  readonly bias: Float64Array | null;
  readonly type: string;
  /** ReLU by default. */
  readonly activation?: StoredActivation;
}

/** One claim: about a layer, or about the network; what is wrong with it, null where it is proved. */
export interface Verification {
  readonly layer: number | "network";
  readonly claim: "injective" | "not-injective";
  readonly domain: string;
  readonly problem: string | null;
}

/**
 * Checks every claim of a certificate, and that it speaks of the network it is held against.
 *
 * @param stored the layers of the file of weights; without it the certificate's own weights are used
 * @param scope inputs and activations that the claims must be about; the activations are those of `stored` by default
 * @param certificate as parsed from its file
 * @returns one verification per claim, with what was checked or what is wrong
 * @throws InputError for what has not the form of a certificate
 * @example
 * import { checkNetwork, matrixFromRows, RELU, verifyCertificate } from "relu-injectivity/network";
 * const layer = { weights: matrixFromRows([[1], [-1]]), bias: null, activation: RELU };
 * const { certificate } = await checkNetwork({ layers: [layer], weightType: "float64", notes: [] });
 * verifyCertificate(certificate).every(({ problem }) => problem === null); // true
 */
export function verifyCertificate(
  certificate: Certificate,
  stored?: readonly StoredLayer[],
  scope: Scope = {},
): Verification[] {
  const form = parseCertificate(certificate);
  if ("problem" in form) throw new InputError(`the certificate: ${form.problem}`);
  requireObject(scope, "the scope");
  if (stored !== undefined) {
    requireList(stored, "the stored layers");
    for (const layer of stored)
      requireObject(layer, "a stored layer", ["rows", "columns", "values", "bias", "type"]);
  }
  const { network } = certificate;
  const broken =
    sealOf(certificate.layers, network) === certificate.seal
      ? undefined
      : "the file was changed: its seal does not fit";
  const asked: Scope =
    stored === undefined
      ? scope
      : { activations: stored.map(({ activation = RELU }) => activation), ...scope };
  const numbers = certificate.layers.map(({ layer }) => layer);
  const layers = certificate.layers.map((layer, i): Verification => {
    const repeated = numbers.indexOf(layer.layer) !== i ? `layer ${layer.layer} stands twice` : undefined;
    const problem = broken ?? repeated ?? layerProblem(layer, stored, asked) ?? null;
    return { layer: layer.layer, claim: layer.claim, domain: layer.domain, problem };
  });
  const whole = network === null ? [] : [networkVerification(network, broken, stored, asked)];
  const claims = [...layers, ...whole];
  return claims.length > 0
    ? claims
    : [{ layer: "network", claim: "injective", domain: "", problem: "the certificate claims nothing" }];
}

function networkVerification(
  network: NetworkCertificate,
  broken: string | undefined,
  stored: readonly StoredLayer[] | undefined,
  scope: Scope,
): Verification {
  const problem = broken ?? networkProblem(network, stored) ?? networkScopeProblem(network, scope) ?? null;
  return { layer: "network", claim: network.claim, domain: network.domain, problem };
}

/** What is wrong with one layer's certificate; undefined where it proves its claim. */
function layerProblem(
  certificate: LayerCertificate,
  stored: readonly StoredLayer[] | undefined,
  scope: Scope,
): string | undefined {
  const source = weightsOf(certificate, stored, scope);
  if (typeof source === "string") return source;
  const { weights, activation, claim, proof, witness } = certificate;
  const domain = readDomain(certificate.domain);
  if (domain === undefined) return `domain '${certificate.domain}' is none that network check writes`;
  if (!fitsColumns(domain, source.columns)) return `the domain has bounds for another number of inputs`;
  const digest = weightsDigest(weights.type, source.rows, source.columns, source.values, source.bias);
  if (digest !== weights.sha256) return "the weights are not those of the certificate: their SHA-256 differs";
  const elsewhere = layerScopeProblem(certificate, scope);
  if (elsewhere !== undefined) return elsewhere;
  const values = Array.from({ length: source.rows }, (_, i) =>
    source.values.subarray(i * source.columns, (i + 1) * source.columns),
  );
  const layer = { values, bias: source.bias, exact: exactLayer(values, source.bias), domain, activation };
  if (claim === "injective") {
    if (proof === null || witness !== null) return "a claim of injectivity needs a proof and no witness";
    return proofProblem(layer, proof, buildLayer);
  }
  if (witness === null || proof !== null) return "a claim of non-injectivity needs a witness and no proof";
  return witnessProblem(layer, witness);
}

/** The weights of the file, or else of the certificate; a sentence where neither will do. */
function weightsOf(
  { weights, layer }: LayerCertificate,
  stored: readonly StoredLayer[] | undefined,
  { firstLayer = 1 }: Scope,
): StoredLayer | string {
  const embedded = embeddedWeights(weights);
  if (typeof embedded === "string") return embedded;
  if (embedded !== null) {
    const digest = weightsDigest(
      weights.type,
      embedded.rows,
      embedded.columns,
      embedded.values,
      embedded.bias,
    );
    if (digest !== weights.sha256) return "the weights in the certificate do not have its SHA-256";
  }
  if (stored === undefined) {
    return embedded ?? "the certificate holds no weights, and no file of weights was given";
  }
  const own = stored[layer - firstLayer];
  if (own === undefined) return `the file of weights has no layer ${layer}`;
  if (own.rows !== weights.rows || own.columns !== weights.columns) {
    return `layer ${layer} of the file is ${own.rows} x ${own.columns}, the certificate's ${weights.rows} x ${weights.columns}`;
  }
  if (own.type !== weights.type) return `the file holds ${own.type}, the certificate ${weights.type}`;
  return own;
}

function embeddedWeights({
  rows,
  columns,
  type,
  values,
  bias,
}: LayerCertificate["weights"]): StoredLayer | null | string {
  if (values === null) return bias === null ? null : "a bias without weights";
  const misshapen = values.length !== rows || values.some((row) => row.length !== columns);
  if (rows < 1 || columns < 1 || misshapen || (bias !== null && bias.length !== rows)) {
    return "the weights in the certificate do not have its shape";
  }
  return {
    rows,
    columns,
    type,
    values: Float64Array.from(values.flat()),
    bias: bias === null ? null : Float64Array.from(bias),
  };
}

const buildLayer: BuildLayer = (layer, rows, columns) => {
  const values = rows.map((row) => Float64Array.from(columns, (column) => layer.values[row][column]));
  const bias = layer.bias === null ? null : Float64Array.from(rows, (row) => layer.bias?.[row] ?? 0);
  const domain = restricted(layer.domain, columns);
  return { ...layer, values, bias, domain, exact: exactLayer(values, bias) };
};

/** Interior point, its active rows and their rank; then two distinct inputs of the domain around it with equal outputs. */
function witnessProblem(layer: VerifiedLayer, witness: WitnessDocument): string | undefined {
  const { exact, domain, activation } = layer;
  const point = witness.point.map(parseFraction);
  if (point.length !== exact.columns) return "the point does not have one entry per column";
  if (!contains(domain, point, true)) return "the point is not in the interior of the domain";
  const allRows = exact.weights.map((_, row) => row);
  const active =
    activation === "relu" ? allRows.filter((row) => sign(preActivationOf(exact, row, point)) >= 0) : allRows;
  if (active.join(",") !== witness.activeRows.join(",")) return "the active rows at the point are others";
  if (rankOf(exact, active) === exact.columns) return "the active rows at the point have full rank";
  if (witness.inputs === null) return undefined;
  const [first, second] = witness.inputs.map((input) => input.map(parseFraction));
  if (first.length !== exact.columns || second.length !== exact.columns)
    return "the inputs do not have one entry per column";
  if (!contains(domain, first, false) || !contains(domain, second, false))
    return "an input is outside the domain";
  if (first.every((entry, k) => equal(entry, second[k]))) return "the two inputs are the same";
  const half = { numerator: 1n, denominator: 2n };
  if (point.some((entry, k) => !equal(entry, multiply(half, add(first[k], second[k])))))
    return "the inputs are not opposite each other about the point";
  const differs = allRows.find((row) => !equal(output(layer, row, first), output(layer, row, second)));
  return differs === undefined ? undefined : `output ${differs} differs between the two inputs`;
}

function output({ exact, activation }: VerifiedLayer, row: number, input: readonly Fraction[]): Fraction {
  const value = preActivationOf(exact, row, input);
  return activation === "relu" && sign(value) < 0 ? ZERO : value;
}
