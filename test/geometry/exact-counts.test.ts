import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { binomial, binomialPrefixSum, krawtchoukValues } from "../../geometry/binomial.js";
import {
  eulerSurrogate,
  eulerSurrogateByFaces,
  eulerTerms,
  exactWendelProbability,
  expectedBadCells,
  intrinsicVolumes,
  intrinsicVolumesByFaces,
  regionCount,
  wendelProbability,
} from "../../geometry/index.js";
import {
  type Dyadic,
  dyadic,
  dyadicQuantity,
  dyadicText,
  dyadicToNumber,
  log2Dyadic,
} from "../../src/exact/dyadic.js";
import { InputError } from "../../src/result.js";
import fixture from "../fixtures/geometry.json" with { type: "json" };

const add = (terms: readonly Dyadic[], scale = 0): string => {
  const deepest = Math.max(0, ...terms.map(({ exponent }) => exponent));
  const sum = terms.reduce(
    (total, { numerator, exponent }) => total + (numerator << BigInt(deepest - exponent)),
    0n,
  );
  return dyadicText(dyadic(sum, deepest + scale));
};

/** Pairs (m, n) with n ≤ 12 and n ≤ m < 40. */
const smallPairs: [number, number][] = [];
for (let n = 1; n <= 12; n++) for (let m = n; m < 40; m++) smallPairs.push([m, n]);

describe("binomials", () => {
  test("Pascal's rule for prefix sums, and their ends", () => {
    for (let a = 1; a < 20; a++) {
      expect(binomialPrefixSum(a, -1)).toBe(0n);
      expect(binomialPrefixSum(a, a + 3)).toBe(2n ** BigInt(a));
      for (let b = 0; b <= a; b++) {
        expect(binomialPrefixSum(a, b)).toBe(binomialPrefixSum(a, b - 1) + binomial(a, b));
        expect(binomialPrefixSum(a, b)).toBe(binomialPrefixSum(a - 1, b) + binomialPrefixSum(a - 1, b - 1));
      }
    }
  });

  test("Krawtchouk values are coefficients of (1 − z)^e (1 + z)^{N−e}", () => {
    const N = 11;
    for (let d = 0; d <= N; d++) {
      [...krawtchoukValues(d, N)].forEach((value, e) => {
        let coefficient = 0n;
        for (let i = 0; i <= d; i++) {
          const term = binomial(e, i) * binomial(N - e, d - i);
          coefficient += i % 2 === 0 ? term : -term;
        }
        expect(value, `K_${d}(${e})`).toBe(coefficient);
      });
    }
  });
});

describe("Wendel, regions, union bound", () => {
  test("the probability is rounded from the exact fraction", () => {
    expect(dyadicText(exactWendelProbability(8, 4))).toBe("1/2");
    expect(dyadicText(exactWendelProbability(5, 2))).toBe("5/16");
    expect(wendelProbability(5, 7)).toBe(1);
  });

  test("regions: 2m in the plane, 2^m in general position up to m = n, recursion in m", () => {
    expect(regionCount(7, 2)).toBe(14n);
    expect(regionCount(6, 6)).toBe(64n);
    const pairs = smallPairs.filter(([m, n]) => n > 1 && m > n);
    expect(pairs.length).toBeGreaterThan(20);
    for (const [m, n] of pairs)
      expect(regionCount(m, n)).toBe(regionCount(m - 1, n) + regionCount(m - 1, n - 1));
  });

  test("expected bad cells are those of the table", () => {
    for (const [pair, row] of Object.entries(fixture.surrogate)) {
      const [m, n] = pair.split(",").map(Number);
      const expected = Number(row["union_3.4"]);
      expect(Math.abs(dyadicToNumber(expectedBadCells(m, n)) / expected - 1), pair).toBeLessThan(1e-15);
    }
  });
});

describe("Euler surrogate", () => {
  test("two formulas are equal on all pairs n ≤ 12, m < 40", () => {
    expect(smallPairs).toHaveLength(402);
    for (const [m, n] of smallPairs) {
      expect(dyadicText(eulerSurrogate(m, n)), `q_{${m},${n}}`).toBe(dyadicText(eulerSurrogateByFaces(m, n)));
    }
  });

  test("and on larger pairs", () => {
    for (const [m, n] of [
      [40, 40],
      [41, 40],
      [300, 37],
      [834, 101],
      [2000, 240],
      [2000, 1001],
    ]) {
      expect(dyadicText(eulerSurrogate(m, n)), `q_{${m},${n}}`).toBe(dyadicText(eulerSurrogateByFaces(m, n)));
    }
  });

  test("the table has exact values", () => {
    const rows = Object.values(fixture.surrogate);
    expect(rows.filter((row) => row.q_exact !== null)).toHaveLength(58);
  });

  test.each(Object.entries(fixture.surrogate))("q_{%s} of the table", (pair, row) => {
    const [m, n] = pair.split(",").map(Number);
    const exact = eulerSurrogate(m, n);
    expect([dyadicText(exact), null]).toContain(row.q_exact);
    const printed = Number(row.q);
    expect(Math.abs(dyadicToNumber(exact) - printed)).toBeLessThanOrEqual(2e-15 * Math.abs(printed));
  });

  test("q_{834,101}, and the printed term formula (4.11), (4.12)", () => {
    const { value, error } = dyadicQuantity(eulerSurrogate(834, 101));
    expect(value).toBe(Number(fixture.terms.surrogate));
    expect(error).toBeLessThan(1e-18);
    for (const [m, n] of [
      [9, 4],
      [14, 7],
      [23, 6],
    ]) {
      // n − 1 of the thesis' index n.
      const d = n - 1;
      const printed: Dyadic[] = [];
      for (let i = 0; 2 * i <= d; i++) {
        const terms: Dyadic[] = [];
        for (let l = 2 * i; l <= d; l++) {
          const term =
            binomial(d - 2 * i, l - 2 * i) * binomialPrefixSum(m - d + l, l) * binomial(m, d - 2 * i);
          terms.push(dyadic(l % 2 === 0 ? term : -term, l));
        }
        expect(dyadicText(eulerTerms(m, n)[i].exact)).toBe(add(terms));
        printed.push(...terms);
      }
      const sign = d % 2 === 0 ? 1n : -1n;
      const signed = printed.map(({ numerator, exponent }) => ({ numerator: sign * numerator, exponent }));
      expect(dyadicText(eulerSurrogate(m, n))).toBe(add(signed, m - d - 1));
    }
  });

  test("q is negative up to m/n = 4.3, 5.3 and 6.04 for n = 10, 20 and 50", () => {
    for (const [n, last] of [
      [10, 43],
      [20, 106],
      [50, 302],
    ]) {
      expect(eulerSurrogate(last, n).numerator).toBeLessThan(0n);
      for (let m = last + 1; m <= 10 * n; m++) expect(eulerSurrogate(m, n).numerator).toBeGreaterThan(0n);
    }
  });

  test("q_{n,n} = 1, and the terms of Figures 4.2 and 4.3", () => {
    for (const n of [1, 2, 3, 17, 60]) expect(dyadicText(eulerSurrogate(n, n))).toBe("1");
    const terms = eulerTerms(fixture.terms.rows, fixture.terms.columns);
    expect(terms.map(({ index }) => index)).toEqual(fixture.terms.log2.map((_, i) => i));
    terms.forEach(({ exact }, i) => {
      expect(exact.numerator > 0n).toBe(true);
      expect(Math.abs(log2Dyadic(exact) - Number(fixture.terms.log2[i]))).toBeLessThan(1e-11);
    });
  });
});

describe("intrinsic volumes of C_{m,n}", () => {
  test.each(Object.entries(fixture.intrinsicVolumes))("C_{%s} of the table", (pair, expected) => {
    const [m, n] = pair.split(",").map(Number);
    expect(intrinsicVolumes(m, n).map(dyadicText)).toEqual(Object.values(expected));
  });

  test("closed form, face count and Proposition 4.14 as printed are equal", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 24 }), fc.nat({ max: 23 }), (m, extra) => {
        const n = (extra % m) + 1;
        const closed = intrinsicVolumes(m, n).map(dyadicText);
        expect(intrinsicVolumesByFaces(m, n).map(dyadicText)).toEqual(closed);
        const printed = closed.map((_, index) => {
          const terms: Dyadic[] = [];
          for (let a = index + 1; a <= m; a++) {
            const term = binomial(a, index + 1) * binomial(m, a) * binomialPrefixSum(a, n - 1 - m + a);
            terms.push(dyadic((a + m) % 2 === 0 ? term : -term, a));
          }
          return add(terms);
        });
        expect(printed).toEqual(closed);
      }),
      { numRuns: 60 },
    );
  });

  test("Crofton's formula (4.29) gives q", () => {
    for (const [m, n] of smallPairs) {
      const volumes = intrinsicVolumes(m, n).filter(
        (_, index) => index >= m - n && (index - m + n) % 2 === 0,
      );
      expect(add(volumes, -1), `q_{${m},${n}}`).toBe(dyadicText(eulerSurrogate(m, n)));
    }
  });
});

describe("dimensions out of range are the caller's mistake", () => {
  test.each([
    [3, 4],
    [4, 0],
    [4.5, 2],
    [20_001, 2],
    [Number.NaN, 2],
  ])("%s rows, %s columns", (m, n) => {
    for (const f of [
      eulerSurrogate,
      eulerSurrogateByFaces,
      eulerTerms,
      intrinsicVolumes,
      intrinsicVolumesByFaces,
      regionCount,
      expectedBadCells,
    ]) {
      expect(() => f(m, n)).toThrow(InputError);
    }
  });
});
