/** Proposition 6.8 and Lemma 5.16 of Paleka 2021: corrected constants by independent routes. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  chernoffHalfspaceExponent,
  entropyHalfspaceExponent,
  expectedPoorHalfspaces,
  guaranteedShare,
  halfspaceRatios,
  largestConeParameter,
  leastConeWidth,
  leastPositiveInCone,
  negativeMassRate,
  negativeShare,
  PUBLISHED_CONE_RATE,
  PUBLISHED_HALFSPACE_RATIO,
  publishedConeWidths,
  rateAtShare,
  sharpConeWidth,
} from "../../geometry/index.js";
import { log2Dyadic } from "../../src/exact/dyadic.js";
import { gaussLegendre } from "../../src/quadrature/gauss-legendre.js";
import { randomSource } from "../../src/random/normal.js";
import { InputError } from "../../src/result.js";
import { binaryEntropy } from "../../src/special/binary-entropy.js";
import { CONE_RATE, HALFSPACE_CHERNOFF, HALFSPACE_SHARP, LARGEST_CONE } from "../reference/thresholds.js";

describe("points in half-spaces", () => {
  const { chernoff, entropy } = halfspaceRatios();

  it("160 can be 87.56 by the same proof and 34.63 by exact rates", () => {
    expect(chernoff.value).toBeCloseTo(HALFSPACE_CHERNOFF, 9);
    expect(entropy.value).toBeCloseTo(34.6311839756, 9);
    expect(chernoffHalfspaceExponent(PUBLISHED_HALFSPACE_RATIO)).toBeCloseTo(-3.92482618476617, 13);
    // Chernoff's exponent is Lambert's W: a = -16 W(-1/(16 e)).
    expect(Math.log(chernoff.value) + 1).toBeCloseTo(chernoff.value / 16, 12);
    expect(binaryEntropy(1 / entropy.value)).toBeCloseTo(1 - binaryEntropy(0.25), 13);
  });

  it("the exact expectation is at most e^(d exponent), and its rate is the entropy exponent", () => {
    for (const [ratio, d] of [
      [88, 3],
      [160, 5],
      [40, 30],
    ]) {
      const exact = log2Dyadic(expectedPoorHalfspaces(ratio * d, d));
      expect(exact).toBeLessThanOrEqual(d * entropyHalfspaceExponent(ratio));
      expect(d * entropyHalfspaceExponent(ratio)).toBeLessThan(
        d * Math.LOG2E * chernoffHalfspaceExponent(ratio),
      );
    }
    const rate = (d: number): number => log2Dyadic(expectedPoorHalfspaces(36 * d, d)) / d;
    expect(Math.abs(2 * rate(400) - rate(200) - entropyHalfspaceExponent(36))).toBeLessThan(0.02);
  });

  it("fewer than a quarter is counted strictly", () => {
    // Four points on a line: no positive sign in one of two patterns, each of probability 1/16.
    expect(log2Dyadic(expectedPoorHalfspaces(4, 1))).toBe(-3);
    expect(() => expectedPoorHalfspaces(3, 4)).toThrow(InputError);
  });
});

describe("the cone of Lemma 5.16", () => {
  const shares = fc.double({ min: 0.001, max: 0.499, noNaN: true });

  it("the rate is the minimum over the share of negative coordinates", () => {
    fc.assert(
      fc.property(shares, (t) => {
        const { value, error } = negativeMassRate(t);
        // Golden section on [t, 1/2], where the rate is convex.
        const golden = (Math.sqrt(5) - 1) / 2;
        let [low, high] = [t, 0.5];
        for (let i = 0; i < 90; i++) {
          const [a, b] = [high - golden * (high - low), low + golden * (high - low)];
          if (rateAtShare(a, t) < rateAtShare(b, t)) high = b;
          else low = a;
        }
        expect(Math.abs(rateAtShare(0.5 * (low + high), t) - value)).toBeLessThan(1e-14 + error);
        expect(error).toBeLessThan(1e-14);
        const s = 1 / (1 + Math.cbrt((1 - t) / t));
        const slope = (rateAtShare(s + 1e-7, t) - rateAtShare(s - 1e-7, t)) / 2e-7;
        expect(Math.abs(slope)).toBeLessThan(1e-6);
      }),
    );
  });

  it("is the rate of the exact finite probabilities, binomial mixtures of Beta laws", () => {
    const { nodes, weights } = gaussLegendre(64);
    // ln of P[Beta(a, b) <= t] with the density integrated near its end, where it is largest.
    const logBeta = (a: number, b: number, t: number, logNorm: number): number => {
      const low = Math.max(0, t - 40 / Math.max(1, a / t));
      const peak = (a - 1) * Math.log(t) + (b - 1) * Math.log1p(-t);
      let sum = 0;
      for (let i = 0; i < nodes.length; i++) {
        const x = low + 0.5 * (t - low) * (nodes[i] + 1);
        sum += weights[i] * Math.exp((a - 1) * Math.log(x) + (b - 1) * Math.log1p(-x) - peak);
      }
      return peak + Math.log(0.5 * (t - low) * sum) - logNorm;
    };
    // ln Gamma(k/2) at index k, by its recurrence.
    const logGamma = [Number.NaN, 0.5 * Math.log(Math.PI), 0];
    for (let k = 3; k <= 801; k++) logGamma.push(logGamma[k - 2] + Math.log(k / 2 - 1));
    const rate = (m: number, t: number): number => {
      const logs: number[] = [];
      for (let s = 2; s < m; s++) {
        const choose = logGamma[2 * m + 2] - logGamma[2 * s + 2] - logGamma[2 * (m - s) + 2];
        const norm = logGamma[s] + logGamma[m - s] - logGamma[m];
        logs.push(choose - m * Math.LN2 + logBeta(s / 2, (m - s) / 2, t, norm));
      }
      const largest = Math.max(...logs);
      return -(largest + Math.log(logs.reduce((sum, log) => sum + Math.exp(log - largest), 0))) / m;
    };
    const t = 0.25;
    // The prefactor is m^(-1/2): a logarithm over m that one extrapolation removes up to ln 2/(2m).
    const limit = negativeMassRate(t).value;
    const [small, large] = [rate(190, t), rate(380, t)];
    expect(large).toBeGreaterThan(limit);
    expect(large - limit).toBeLessThan(small - limit);
    expect(Math.abs(2 * large - small - 0.5 * (Math.log(2) / 190) - limit)).toBeLessThan(2e-4);
  });

  it("widths: 6986.8 for the cone as defined, 247.94 for the cone of the proof", () => {
    expect(negativeShare(0.5, "defined")).toBe(7 / 16);
    expect(negativeShare(0.5, "proved")).toBe(1 / 4);
    const defined = negativeMassRate(7 / 16);
    const proved = negativeMassRate(1 / 4);
    expect(defined.value).toBeCloseTo(0.00262166251986, 14);
    expect(proved.value).toBeCloseTo(CONE_RATE, 13);
    expect(leastConeWidth(defined).value).toBeCloseTo(6986.8, 1);
    expect(leastConeWidth(proved).value).toBeCloseTo(247.94, 2);
    for (const rate of [defined, proved]) {
      const width = leastConeWidth(rate);
      expect(width.error).toBeLessThan(1e-7);
      expect(binaryEntropy(2 / width.value) * Math.LN2).toBeCloseTo(rate.value, 13);
    }
  });

  it("the published constants give 3.684e7 and 3.538e7", () => {
    const { counted, simplified } = publishedConeWidths();
    expect(simplified.value / 1e7).toBeCloseTo(3.684, 3);
    expect(counted.value / 1e7).toBeCloseTo(3.538, 3);
    for (const [width, offset] of [
      [counted.value, 2 - 2 * Math.LN2],
      [simplified.value, 2],
    ]) {
      expect(offset + 2 * Math.log(width)).toBeCloseTo(PUBLISHED_CONE_RATE * width, 9);
    }
  });

  it("without a union bound: 241.13 and 32.256, sharp", () => {
    for (const [share, value] of [
      [7 / 16, HALFSPACE_SHARP],
      [1 / 4, 32.256372871],
    ]) {
      const width = sharpConeWidth(share);
      expect(width.value).toBeCloseTo(value, 8);
      expect(width.error).toBeLessThan(1e-9);
      expect(width.value).toBeLessThan(leastConeWidth(negativeMassRate(share)).value);
      // m/k of random vectors: k fluctuates by a few times its square root.
      const random = randomSource(23);
      const z = Float64Array.from({ length: 400_000 }, () => random.normal());
      const count = leastPositiveInCone(z, share);
      const expected = (2 * z.length) / width.value;
      expect(Math.abs(count - expected)).toBeLessThan(8 * Math.sqrt(expected) + 0.004 * z.length);
      expect(Math.abs(count / expected - 1)).toBeLessThan(0.1);
    }
    expect(() => sharpConeWidth(0.5)).toThrow(InputError);
  });

  it("the least count in a cone is that of all supports", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: 1, maxLength: 9 }),
        fc.double({ min: 0.05, max: 0.45, noNaN: true }),
        (entries, share) => {
          const total = entries.reduce((sum, x) => sum + x * x, 0);
          fc.pre(total > 1e-6);
          let least = Number.POSITIVE_INFINITY;
          for (let support = 0; support < 1 << entries.length; support++) {
            // The nearest vector with these coordinates free and the others at most 0 is a projection.
            const kept = entries.map((x, i) => ((support >> i) & 1 ? x : Math.min(0, x)));
            const mass = kept.reduce((sum, x) => sum + x * x, 0);
            if (mass >= (1 - share) * total * (1 - 1e-12)) {
              least = Math.min(least, kept.filter((x) => x > 0).length);
            }
          }
          expect(leastPositiveInCone(Float64Array.from(entries), share)).toBe(least);
        },
      ),
    );
  });

  it("the largest parameters are those of share one half", () => {
    for (const definition of ["defined", "proved"] as const) {
      expect(negativeShare(largestConeParameter(definition), definition)).toBeCloseTo(0.5, 15);
    }
    expect(largestConeParameter("defined")).toBeCloseTo(LARGEST_CONE, 12);
  });

  it("shares outside (0, 1/2) are refused", () => {
    for (const t of [0, 0.5, -1, Number.NaN]) expect(() => negativeMassRate(t)).toThrow(InputError);
  });
});

describe("the share of points that every half-space holds", () => {
  it("is a quarter at the ratio of Proposition 6.8 by exact rates, and grows to a half", () => {
    expect(guaranteedShare(halfspaceRatios().entropy.value).value).toBeCloseTo(0.25, 12);
    expect(guaranteedShare(160).value).toBeCloseTo(0.36312833678634, 12);
    let before = 0;
    for (const ratio of [3, 10, 40, 160, 1e4]) {
      const share = guaranteedShare(ratio).value;
      expect(share).toBeGreaterThan(before);
      before = share;
    }
    expect(before).toBeLessThan(0.5);
  });
});
