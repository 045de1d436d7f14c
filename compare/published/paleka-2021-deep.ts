/** The numbers printed in Chapters 5 and 6 and Appendix A of Paleka 2021, recomputed. */
import {
  chernoffHalfspaceExponent,
  guaranteedShare,
  halfspaceRatios,
  largestConeParameter,
  leastConeWidth,
  leastSufficientCoefficient,
  negativeMassRate,
  negativeShare,
  PUBLISHED_CONE_RATE,
  PUBLISHED_HALFSPACE_RATIO,
  prefixSumExcess,
  printedRegionCountExponent,
  publishedConeWidths,
  publishedSufficientWidth,
  sharpConeWidth,
} from "../../geometry/index.js";
import { type Quantity, quantity, roundingError } from "../../src/result.js";
import { binaryEntropy } from "../../src/special/binary-entropy.js";
import { halfspaceRatioByDuality } from "../theories/halfspace-duality.js";
import type { ComparedRow } from "./compared-row.js";
import { claimRows } from "./printed-claim.js";

/** Theorem 5.1, Proposition 6.8, Lemma 5.16 and the bounds of the appendix. */
export function palekaDeepRows(): ComparedRow[] {
  return [...theoremRows(), ...halfspaceRows(), ...prefixRows(), ...coneRows()];
}

const rounded = (value: number): Quantity => quantity(value, roundingError(value));

function theoremRows(): ComparedRow[] {
  const row = claimRows("paleka", "Chapter 5");
  const sufficient = publishedSufficientWidth(1);
  return [
    row("C: coefficient, L ln L", "2", rounded(1 / Math.LN2), {
      claim: "upper",
      note: "Theorem 5.1, sufficient: C ~ L log2 L as L -> infinity; its log is natural",
    }),
    row("C: coefficient, L", "30", leastSufficientCoefficient(20), {
      claim: "upper",
      note: "proof of Theorem 5.1, sufficient for base 1/2; worst at L = 1",
    }),
    row("base at 2L ln L + 30L", "1/2", rounded(2 ** printedRegionCountExponent(sufficient, 1)), {
      claim: "upper",
      stated: 0.5,
      note: "(5.11); at L = 1, smaller beyond",
    }),
    row("L + 3 powers of eC", "3", quantity(2, 0), {
      claim: "upper",
      note: "(5.10g)",
      correction:
        "L + 2: A ranges over the regions of f_{L-1}, on which layer L is linear; every least C is the printed one of one layer fewer (geometry deep)",
    }),
    row("cosine of B(z, 1/2)", "3/4", quantity(1 - 0.5 ** 2, 0), {
      stated: 0.75,
      note: "(5.14): 1 - epsilon^2",
    }),
  ];
}

function halfspaceRows(): ComparedRow[] {
  const row = claimRows("paleka", "Chapter 6");
  const { chernoff, entropy } = halfspaceRatios();
  const exponent = chernoffHalfspaceExponent(PUBLISHED_HALFSPACE_RATIO);
  return [
    row("n/d, Prop. 6.8", "160", chernoff, {
      claim: "upper",
      note: `sufficient; exponent ln 160 - 9 = ${exponent.toFixed(5)}`,
      correction: `far from needed: ${chernoff.value.toFixed(2)} by the same proof, ${entropy.value.toFixed(2)} by the exact binomial rate, ${halfspaceRatioByDuality().value.toFixed(2)} by Gordon's theorem`,
    }),
    row("share at n = 160d", "1/4", guaranteedShare(PUBLISHED_HALFSPACE_RATIO), {
      claim: "lower",
      stated: 0.25,
      note: "(6.15), of the points in every half-space; beside it the share by exact rates",
    }),
    row("rate of P[X < n/4]", "1/16", rounded(Math.LN2 * (1 - binaryEntropy(0.25))), {
      claim: "lower",
      stated: 1 / 16,
      note: "(6.17c), Chernoff, nats per point; beside it the exact rate",
    }),
    row("ln 160 minus exponent", "9", quantity(Math.log(160) - exponent, roundingError(9, 4)), {
      note: "(6.17d): 160/16 - 1",
    }),
  ];
}

function prefixRows(): ComparedRow[] {
  const row = claimRows("paleka", "Appendix A");
  return [
    row("T(a-1,b-1)/(ea/b)^b", "1/2", prefixSumExcess(40), {
      claim: "upper",
      stated: 0.5,
      note: "(A.3), largest for 1 <= b <= a <= 40: 1/e, at a = b = 1; (A.2) needs a >= 2b, (A.3) does not",
    }),
  ];
}

/** x = m/40000 in (A.38), (A.39), with the share of negative coordinates that is conditioned on. */
function massRatio(share: number): number {
  const x = 1 / 40000;
  return (share - 2 * Math.sqrt(share * x)) / (1 + 2 * Math.sqrt(x) + 2 * x);
}

function coneRows(): ComparedRow[] {
  const row = claimRows("paleka", "Appendix A");
  // 7/16, exactly.
  const share = negativeShare(0.5, "defined");
  const [defined, proved] = [negativeMassRate(share), negativeMassRate(negativeShare(0.5, "proved"))];
  const widths = publishedConeWidths();
  const redefine = "or define (5.12) with cos >= sqrt(1 - epsilon^2)";
  const printed = widths.simplified.value;
  return [
    row("|z_pos|^2 at least", "3/4", quantity(1 - share, 0), {
      stated: 0.75,
      note: "(A.35d)",
      correction: `9/16: the cone (5.12) is |z_pos| >= 3/4, ${redefine}`,
    }),
    row("|z_neg| at most", "1/2", rounded(Math.sqrt(share)), {
      stated: 0.5,
      note: "(A.35e)",
      correction: `sqrt(7)/4, ${redefine}`,
    }),
    row("|z_neg|, typical", "sqrt(2)/2", rounded(Math.sqrt(0.5)), {
      stated: Math.SQRT2 / 2,
      note: "half of the coordinates are negative",
    }),
    row("|S|/m, conditioned on", "0.505", rounded(1 - 0.505), {
      note: "(A.37)",
      correction: `the wrong tail: |S| >= 0.495m is needed, and gives |z_neg|^2 >= ${massRatio(0.495).toFixed(4)} > 7/16 with x = m/40000`,
    }),
    row("rate of (A.37)", "(0.005)^2/6", rounded(Math.LN2 * (1 - binaryEntropy(0.505))), {
      claim: "lower",
      stated: 0.005 ** 2 / 6,
      note: "valid; Chernoff's delta is 0.01; beside it the exact binomial rate",
    }),
    row("|z_neg|^2 at most", "1/4", quantity(share, 0), {
      stated: 0.25,
      note: "(A.40)",
      correction: `7/16, ${redefine}`,
    }),
    row("rate c_0 of (A.40)", "10^-6", proved, {
      claim: "lower",
      stated: PUBLISHED_CONE_RATE,
      note: `beside it the exact rate for 1/4; for 7/16 it is ${defined.value.toExponential(4)}`,
      correction: `the printed constants need C > ${printed.toExponential(3)} (A.44), ${widths.counted.value.toExponential(3)} (A.43); exact rates C > ${leastConeWidth(defined).value.toFixed(1)} for 7/16, ${leastConeWidth(proved).value.toFixed(2)} for 1/4; without a union bound the sharp C are ${sharpConeWidth(share).value.toFixed(2)} and ${sharpConeWidth(negativeShare(0.5, "proved")).value.toFixed(2)}`,
    }),
    row("prefactor c_1", "3", quantity(1, 0), {
      claim: "upper",
      note: "(A.40), one for each of three events; Cramér's bound has none",
    }),
    row("any epsilon below", "sqrt(2)/2", rounded(largestConeParameter("defined")), {
      stated: Math.SQRT1_2,
      note: "last remark of A.8",
      correction: `sqrt(1 - 1/sqrt(2)) for the cone (5.12), ${redefine}`,
    }),
  ];
}
