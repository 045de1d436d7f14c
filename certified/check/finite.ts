/** One layer at given finite sizes: a bound on the probability that some input leaves few positive outputs. */
import {
  add,
  compare,
  decimalText,
  divide,
  enclose,
  exponential,
  half,
  type Interval,
  integer,
  logarithmOfRational,
  multiply,
  parseDecimal,
  type Rational,
  square,
  subtract,
  times,
  UNIT,
  ZERO,
} from "../../src/interval/index.js";
import type { FiniteProof } from "../format/index.js";
import { logLastMoment, sphereTerm } from "./exponential-moments.js";
import { demand, increasing, type Ledger, nonNegativeDecimal, positiveDecimal } from "./ledger.js";
import type { Statement } from "./statement.js";

const FINITE_THEOREM = "Gordon's comparison theorem in exponential form (docs/theorems.md, Theorem 4)";

function naturalNumber(text: string, what: string): bigint {
  const { numerator, denominator } = nonNegativeDecimal(text, what);
  demand(denominator === 1n, `${what} is an integer`);
  return numerator;
}

/**
 * Demands that ln of each term minus ln(bound) sum, exponentiated, to less than 1:
 * with κ in F₂, P ≤ e^{−n(w²/2 − s(w))} [Σ_j exp(−nw d_{j−1}d_j/(d_{j−1}+d_j) + wμ_jk + m ln F₂(w, 1/(d_{j−1}+d_j), μ_j)) + e^{−nw d_K}].
 */
export function checkFinite(ledger: Ledger, proof: FiniteProof): Statement {
  const n = naturalNumber(proof.n, "n");
  const m = naturalNumber(proof.m, "m");
  const k = naturalNumber(proof.active, "active");
  demand(n > 0n && m > 0n, "n > 0 and m > 0");
  demand(proof.d.length === proof.mu.length, "one mu for each cell");
  const margin = parseDecimal(proof.margin ?? "0");
  const kappa = enclose(margin);
  const bound = positiveDecimal(proof.bound, "bound");
  const w = enclose(positiveDecimal(proof.weight, "weight"));
  const sphere = enclose(positiveDecimal(proof.gammaSphere, "gammaSphere"));
  ledger.less(w, times(2, sphere), "gammaSphere > w/2");
  const cuts = [integer(0), ...proof.d.map((cut) => positiveDecimal(cut, "d"))];
  increasing(cuts, "d");
  const prefactor = times(n, subtract(sphereTerm(w, sphere), half(square(w))));
  const relative = subtract(prefactor, logarithmOfRational(bound.numerator, bound.denominator));
  const ends = cuts.map(enclose);
  let sum: Interval = ZERO;
  proof.mu.forEach((text, j) => {
    const mu = enclose(nonNegativeDecimal(text, `mu of cell ${j}`));
    const A = divide(UNIT, add(ends[j], ends[j + 1]));
    const distance = times(n, multiply(w, multiply(A, multiply(ends[j], ends[j + 1]))));
    const counted = times(k, multiply(w, mu));
    const moment = times(m, logLastMoment({ w, A, mu, margin: kappa }));
    sum = add(sum, exponential(add(relative, add(subtract(counted, distance), moment))));
  });
  const beyond = times(n, multiply(w, ends[ends.length - 1]));
  sum = add(sum, exponential(subtract(relative, beyond)));
  ledger.less(sum, UNIT, "the sum is below the bound");
  return finiteStatement({ n, m, k, margin }, bound);
}

interface FiniteEvent {
  readonly n: bigint;
  readonly m: bigint;
  readonly k: bigint;
  readonly margin: Rational;
}

function finiteStatement({ n, m, k, margin }: FiniteEvent, bound: Rational): Statement {
  const text = decimalText(bound);
  const vacuous = compare(bound, integer(1)) >= 0 ? " (which says nothing)" : "";
  const event =
    margin.numerator === 0n
      ? `some x != 0 leaves at most ${k} positive outputs`
      : `some x with |x| = 1 leaves at most ${k} entries of Wx above ${decimalText(margin)}`;
  const injective =
    k === n - 1n && margin.numerator <= 0n ? `, hence that ${layerOf(margin)} is not injective,` : "";
  return {
    claim: `For a ${m} x ${n} matrix W with independent standard normal entries, the probability that ${event}${injective} is at most ${text}${vacuous}.`,
    theorem: FINITE_THEOREM,
    bound: text,
    lower: null,
  };
}

function layerOf(margin: Rational): string {
  if (margin.numerator === 0n) return "x -> ReLU(Wx)";
  const bias = decimalText({ numerator: -margin.numerator, denominator: margin.denominator });
  return `x -> ReLU(Wx + b) on the ball |x| <= b/${bias}`;
}
