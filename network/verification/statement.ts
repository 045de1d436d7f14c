/** What a certificate asserts, in sentences that name the function and its inputs. */
import type { Certificate, LayerCertificate, NetworkCertificate } from "../certificates/format.js";
import { RELU, sameActivation } from "./scope.js";

/** One sentence per claim, in the order of {@link verifyCertificate}: the layers, then the network. */
export function certificateStatements({ layers, network }: Certificate): string[] {
  return [...layers.map(layerStatement), ...(network === null ? [] : [networkStatement(network)])];
}

function layerStatement({ layer, activation, domain, weights, claim }: LayerCertificate): string {
  // Weights that are too many to be repeated are named by their digest, with or without a bias.
  const affine = weights.values !== null && weights.bias === null ? "W x" : "W x + b";
  const map = activation === "relu" ? `x -> ReLU(${affine})` : `x -> s(${affine}), s strictly monotone,`;
  const { rows, columns, type } = weights;
  return `Layer ${layer}: ${map} with W of ${rows} x ${columns} in ${type} ${verdict(claim)} on ${inputs(domain, columns)}.`;
}

function networkStatement({ layers, domain, claim }: NetworkCertificate): string {
  const columns = layers[0].weights[0]?.length ?? 0;
  const widths = [columns, ...layers.map(({ weights }) => weights.length)].join(" -> ");
  const names = layers.map((layer) => {
    if (sameActivation(layer, RELU)) return "ReLU";
    const line = layer.breakpoints.length === 0 && layer.slopes[0] === 1;
    return line ? "identity" : `slopes ${layer.slopes.join(", ")} between ${layer.breakpoints.join(", ")}`;
  });
  return `Network: ${widths} with activations ${names.join("; ")} ${verdict(claim)} on ${inputs(domain, columns)}.`;
}

function verdict(claim: LayerCertificate["claim"]): string {
  return claim === "injective" ? "is injective" : "is not injective";
}

function inputs(domain: string, columns: number): string {
  if (domain === "space") return `all of R^${columns}`;
  if (domain === "orthant") return `the inputs x >= 0 of R^${columns}`;
  const [, ball] = /^ball:([^ ]*)$/.exec(domain) ?? [];
  if (ball !== undefined) return `the inputs |x| <= ${ball} of R^${columns}`;
  const [, box] = /^box:([^:, ]*)$/.exec(domain) ?? [];
  return box === undefined
    ? `the inputs of R^${columns} in ${domain}`
    : `the inputs |x_k| <= ${box} of R^${columns}`;
}
