/** Checks the claim about a whole network: a collision by evaluating it on both inputs in fractions, a proof by its regions. */
import type { CollisionCertificate, NetworkCertificate } from "../certificates/format.js";
import { contains, fitsColumns, readDomain, type VerifiedDomain } from "./domain.js";
import { add, equal, type Fraction, fractionOf, multiply, negate, parseFraction, sign } from "./fraction.js";
import type { StoredActivation } from "./scope.js";
import { regionsProblem } from "./verify-regions.js";

/** The weights of a file, as far as a network's certificate repeats them. */
interface ComparedLayer {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float64Array;
  readonly bias: Float64Array | null;
}

/** What is wrong with the claim; undefined where it is proved. */
export function networkProblem(
  certificate: NetworkCertificate,
  stored: readonly ComparedLayer[] | undefined,
): string | undefined {
  const misfit =
    shapeProblem(certificate) ?? (stored === undefined ? undefined : storedProblem(certificate, stored));
  if (misfit !== undefined) return misfit;
  const domain = readDomain(certificate.domain);
  if (domain === undefined) return `domain '${certificate.domain}' is none that network check writes`;
  return certificate.claim === "injective"
    ? regionsProblem(certificate, domain)
    : collisionProblem(certificate, domain);
}

function collisionProblem(certificate: CollisionCertificate, domain: VerifiedDomain): string | undefined {
  const [first, second] = certificate.inputs.map((input) => input.map(parseFraction));
  const columns = certificate.layers[0].weights[0].length;
  if (first.length !== columns || second.length !== columns)
    return "the inputs do not have one entry per column";
  if (!fitsColumns(domain, columns)) return "the domain has bounds for another number of inputs";
  if (!contains(domain, first, false) || !contains(domain, second, false))
    return "an input is outside the domain";
  if (first.every((entry, k) => equal(entry, second[k]))) return "the two inputs are the same";
  const outputs = [first, second].map((input) => evaluate(certificate, input));
  const differs = outputs[0].findIndex((entry, i) => !equal(entry, outputs[1][i]));
  return differs < 0 ? undefined : `output ${differs} of the network differs between the two inputs`;
}

function shapeProblem({ layers }: NetworkCertificate): string | undefined {
  let inputs = layers[0].weights[0].length;
  for (const [i, { weights, bias, breakpoints, slopes }] of layers.entries()) {
    const ragged = weights.some((row) => row.length !== inputs);
    if (inputs < 1 || ragged || (bias !== null && bias.length !== weights.length))
      return `layer ${i + 1} of the network is misshapen`;
    const ascending = breakpoints.every((entry, k) => k === 0 || breakpoints[k - 1] < entry);
    if (slopes.length !== breakpoints.length + 1 || !ascending)
      return `the activation of layer ${i + 1} is misshapen`;
    inputs = weights.length;
  }
  return undefined;
}

function storedProblem({ layers }: NetworkCertificate, stored: readonly ComparedLayer[]): string | undefined {
  const same = (a: readonly number[], b: ArrayLike<number>): boolean =>
    a.length === b.length && a.every((entry, k) => entry === b[k]);
  const fits =
    layers.length === stored.length &&
    layers.every(({ weights, bias }, i) => {
      const own = stored[i];
      const shape = weights.length === own.rows && weights[0].length === own.columns;
      const biases = bias === null || own.bias === null ? bias === own.bias : same(bias, own.bias);
      return shape && biases && same(weights.flat(), own.values);
    });
  return fits ? undefined : "the network of the certificate is not that of the file";
}

function evaluate({ layers }: CollisionCertificate, input: readonly Fraction[]): Fraction[] {
  return layers.reduce<Fraction[]>(
    (values, { weights, bias, ...activation }) =>
      weights.map((row, i) => {
        const sum = row.reduce<Fraction>(
          (total, weight, k) => (weight === 0 ? total : add(total, multiply(fractionOf(weight), values[k]))),
          fractionOf(bias?.[i] ?? 0),
        );
        return activate(activation, sum);
      }),
    [...input],
  );
}

/** The value at the anchor plus the integral of the slopes from there. */
function activate({ breakpoints, slopes, anchor }: StoredActivation, at: Fraction): Fraction {
  const ends = breakpoints.map(fractionOf);
  const [from, value] = anchor.map(fractionOf);
  const less = (a: Fraction, b: Fraction): boolean => sign(add(b, negate(a))) > 0;
  const between = (x: Fraction, low: Fraction | undefined, high: Fraction | undefined): Fraction => {
    if (low !== undefined && less(x, low)) return low;
    return high !== undefined && less(high, x) ? high : x;
  };
  return slopes.reduce((total, slope, piece) => {
    const clamped = (x: Fraction): Fraction => between(x, ends[piece - 1], ends[piece]);
    return add(total, multiply(fractionOf(slope), add(clamped(at), negate(clamped(from)))));
  }, value);
}
