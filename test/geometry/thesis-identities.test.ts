/** Identities of Paleka 2021 that lead to its results, as printed and as they must read. */
import { describe, expect, it } from "vitest";
import { binomial, binomialPrefixSum } from "../../geometry/binomial.js";
import {
  coverBound,
  eulerCharacteristicExponent,
  eulerSaddle,
  eulerSecondZero,
  eulerSurrogate,
  exactInjectivityProbability,
  orthantVolumes,
  prefixSumExcess,
} from "../../geometry/index.js";
import { dyadic, dyadicText, equalDyadic } from "../../src/exact/dyadic.js";
import { binaryEntropy } from "../../src/special/binary-entropy.js";

/** Coefficients of (1 − 2x)^a (1 − x)^b up to x^n, a and b any integers. */
function series(a: number, b: number, n: number): bigint[] {
  const power = (slope: bigint, exponent: number): bigint[] => {
    const coefficients = [1n];
    for (let k = 1; k <= n; k++) {
      coefficients.push((coefficients[k - 1] * BigInt(exponent - k + 1) * slope) / BigInt(k));
    }
    return coefficients;
  };
  const [left, right] = [power(-2n, a), power(-1n, b)];
  return left.map((_, k) => {
    let sum = 0n;
    for (let i = 0; i <= k; i++) sum += left[i] * right[k - i];
    return sum;
  });
}

describe("Lemma 4.19: alternating count of families", () => {
  /** Σ_p (−1)^{p+1} F(d, s, p), by all families of subsets of {1, …, d} with at most s elements. */
  function alternatingFamilies(d: number, s: number): number {
    const full = (1 << d) - 1;
    const subsets: number[] = [];
    for (let set = 0; set <= full; set++) {
      if (set.toString(2).replaceAll("0", "").length <= s) subsets.push(set);
    }
    let sum = 0;
    for (let family = 1; family < 2 ** subsets.length; family++) {
      let [meet, join, sign] = [full, 0, -1];
      for (let i = 0; i < subsets.length; i++) {
        if ((family & (1 << i)) === 0) continue;
        meet &= subsets[i];
        join |= subsets[i];
        sign = -sign;
      }
      if (meet === 0 && join === full) sum += sign;
    }
    return sum;
  }

  it("is (−1)^d for s >= d and 0 otherwise, at d = 0 and s = 0 too", () => {
    for (const [d, s] of [
      [0, 0],
      [0, 2],
      [1, 0],
      [1, 1],
      [2, 0],
      [2, 1],
      [2, 2],
      [3, 0],
      [3, 1],
      [3, 2],
      [3, 3],
      [3, 5],
      [4, 1],
      [4, 2],
    ]) {
      expect(alternatingFamilies(d, s), `d = ${d}, s = ${s}`).toBe(s >= d ? (-1) ** d : 0);
    }
  });
});

describe("generating functions", () => {
  it("Lemma 4.20: prefix sums are coefficients of (1 − x)^{n−m} (1 − 2x)^{−1}", () => {
    for (const k of [0, 1, 5, 12]) {
      series(-1, -k, 10).forEach((coefficient, l) => {
        expect(coefficient).toBe(binomialPrefixSum(k + l, l));
      });
    }
  });

  it("(4.35) holds term by term, not for the sum that is printed", () => {
    const [n, i] = [6, 1];
    const coefficients = series(n - 2 * i, 0, n);
    let sum = 0n;
    for (let l = 0; l <= n; l++) {
      const term = binomial(n - 2 * i, n - l) * (-2n) ** BigInt(n - l);
      expect(term).toBe(coefficients[n - l]);
      sum += term;
    }
    expect(sum).toBe(1n);
    expect(coefficients[2]).not.toBe(1n);
  });

  it("(4.37c) is the convolution, (4.37b) as a product of two sums is not", () => {
    for (const [m, n, i] of [
      [14, 6, 1],
      [20, 7, 0],
      [9, 4, 2],
    ]) {
      let convolution = 0n;
      let [left, right] = [0n, 0n];
      const prefix = series(-1, n - m, n);
      const powers = series(n - 2 * i, 0, n);
      for (let l = 0; l <= n; l++) {
        convolution += powers[n - l] * prefix[l];
        left += powers[n - l];
        right += prefix[l];
      }
      expect(convolution).toBe(series(n - 2 * i - 1, n - m, n)[n]);
      expect(left * right).not.toBe(convolution);
    }
  });
});

describe("the saddle point", () => {
  it("(A.32) and the derivative (A.34) with log2(K/(K + 1)) in place of (log2 K)/(K + 1)", () => {
    const h = 1e-5;
    for (const k of [6.2, 7, 12]) {
      const root = Math.sqrt(k * k - 6 * k + 1);
      const slope = (eulerSaddle(k + h).re - eulerSaddle(k - h).re) / (2 * h);
      expect(slope).toBeCloseTo((-root - 3 * k + 1) / (4 * k * k * root), 7);
      const numeric = (eulerCharacteristicExponent(k + h) - eulerCharacteristicExponent(k - h)) / (2 * h);
      const rest = 2 - Math.log2((root + 3 * k - 1) / k);
      expect(numeric).toBeCloseTo(-1 - Math.log2(k / (k + 1)) + rest, 8);
      expect(-1 - Math.log2(k) / (k + 1) + rest).not.toBeCloseTo(numeric, 1);
    }
    const rest = 2 - Math.log2((Math.sqrt(8) + 20) / 7);
    expect(-1 - Math.log2(7) / 8 + rest).toBeCloseTo(-1.0563, 4);
    expect(-1 - Math.log2(7 / 8) + rest).toBeCloseTo(-0.51276, 6);
  });

  it("(4.52) has a second zero at K = 0.1362, positive between the two", () => {
    const zero = eulerSecondZero();
    expect(zero.value).toBeCloseTo(0.1362, 4);
    expect(zero.error).toBeLessThan(1e-13);
    expect(eulerCharacteristicExponent(zero.value - 1e-6)).toBeLessThan(0);
    for (let k = zero.value + 1e-6; k < 7.3446; k += 0.01) {
      expect(eulerCharacteristicExponent(k)).toBeGreaterThan(0);
    }
  });

  it("(4.55a) fails next to m = n, where q = 1 and tends to 1, and at zeros of q", () => {
    expect(dyadicText(eulerSurrogate(40, 40))).toBe("1");
    expect(
      Math.abs(Number(eulerSurrogate(61, 60).numerator) / 2 ** eulerSurrogate(61, 60).exponent - 1),
    ).toBeLessThan(1e-6);
    expect(dyadicText(eulerSurrogate(8, 4))).toBe("0");
  });
});

describe("bounds on prefix sums", () => {
  it("(A.2) holds for a >= 2b and fails 318 times for other b < a < 40", () => {
    let failures = 0;
    for (let a = 1; a < 40; a++) {
      for (let b = 1; b <= a; b++) {
        const holds = Math.log2(Number(binomialPrefixSum(a, b))) <= a * binaryEntropy(b / a) + 1e-12;
        if (a >= 2 * b) expect(holds, `T(${a}, ${b})`).toBe(true);
        else if (!holds && b < a) failures++;
      }
    }
    expect(failures).toBe(318);
  });

  it("(A.3) holds for all 1 <= b <= a, with 1/e in place of 1/2", () => {
    const excess = prefixSumExcess(120);
    expect(excess.value).toBeCloseTo(1 / Math.E, 13);
    expect(excess.value).toBeLessThan(0.5);
  });
});

describe("small facts", () => {
  it("intrinsic volumes of an orthant: they add up to 1, and those of a quadrant are 1/4, 1/2, 1/4", () => {
    expect(orthantVolumes(2).map(dyadicText)).toEqual(["1/4", "1/2", "1/4"]);
    for (const d of [1, 5, 30]) {
      const volumes = orthantVolumes(d);
      const sum = volumes.reduce(
        (total, { numerator, exponent }) => total + (numerator << BigInt(d - exponent)),
        0n,
      );
      expect(sum).toBe(1n << BigInt(d));
    }
  });

  it("no layer with m <= 3n − 2 is injective, so that Proposition 3.8 can say 3 for 2", () => {
    for (const n of [1, 2, 5, 40]) {
      const p = exactInjectivityProbability(Math.max(n, 3 * n - 2), n);
      expect(p !== undefined && equalDyadic(p, dyadic(0n))).toBe(true);
    }
    expect(coverBound().value.value).toBeCloseTo(3, 12);
  });
});
