/** The sentences that a check proves, built from the numbers it read. */
import { compare, decimalText, integer, type Rational } from "../../src/interval/index.js";

/** What a checked proof proves. */
export interface Statement {
  /** One sentence. */
  readonly claim: string;
  /** The theorem that turns the inequalities into the claim. */
  readonly theorem: string;
  /** The bound that the claim names, as a decimal; null for a proof that gives a lower end only. */
  readonly bound: string | null;
  /** A proven lower end of what the method itself gives, or null. */
  readonly lower: string | null;
}

/** "fewer than n" or "fewer than 2n". */
function fewer(count: number): string {
  return count === 2 ? "fewer than n" : "fewer than 2n";
}

/** "6.7004, 7.5": exact decimals. */
export function listed(values: readonly Rational[]): string {
  return values.map(decimalText).join(", ");
}

/** The claim P(F_l) → 0 for given expansions. */
export function decayClaim(expansions: readonly Rational[], count: number): string {
  const depth = expansions.length;
  const last = decimalText(expansions[depth - 1]);
  const layers =
    depth === 1
      ? `a Gaussian layer without biases and m/n -> ${last}`
      : `Gaussian layers without biases and widths m_i/n -> ${listed(expansions)} (i = 1 ... ${depth})`;
  const one = `For ${layers}, the probability that some input x != 0 leaves ${fewer(count)} entries of layer ${depth} positive decays exponentially as n -> infinity`;
  return depth === 1
    ? `${one}; the same holds for every layer of this expansion or more, at any depth, when all layers before it have expansions above 2.`
    : `${one}.`;
}

/** The claim of one layer with the threshold κ and the count t, at this expansion and every larger one. */
export function layerClaim(expansion: Rational, margin: Rational, units: Rational): string {
  const [alpha, kappa, t] = [expansion, margin, units].map(decimalText);
  const bias = decimalText({ numerator: -margin.numerator, denominator: margin.denominator });
  const one = `For W with independent standard normal entries, m x n with m/n -> alpha >= ${alpha}, the probability that some x with |x| = 1 leaves fewer than ${t === "1" ? "" : `${t} `}n entries of Wx above ${kappa} decays exponentially as n -> infinity`;
  if (margin.numerator > 0n || compare(units, integer(1)) < 0)
    return `${one}; this says nothing about injectivity.`;
  const layer =
    margin.numerator === 0n
      ? "the layer max(Wx, 0) is injective"
      : `the layer max(Wx + b, 0) with one bias b is injective on every ball |x| <= R with b/R >= ${bias}`;
  return `${one}; hence ${layer} with probability tending to 1.`;
}

export const PLAIN_THEOREM =
  "Gordon's comparison theorem with free dual norms (docs/theorems.md, Theorem 1 and Proposition 1)";
export const LIFTED_THEOREM =
  "Gordon's comparison theorem in exponential form (docs/theorems.md, Theorem 2 and Proposition 2)";
