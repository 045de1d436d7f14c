import { describe, expect, test } from "vitest";
import {
  eulerSurrogate,
  exactInjectivityProbability,
  exactWendelProbability,
  expectedBadCells,
  planarMinimumCounts,
} from "../../geometry/index.js";
import { dyadic, dyadicText, dyadicToNumber } from "../../src/exact/dyadic.js";
import { InputError } from "../../src/result.js";
import fixture from "../fixtures/geometry.json" with { type: "json" };
import deep from "../fixtures/geometry-deep.json" with { type: "json" };

/** E_min of the sign pattern `bits` on m lines of the plane, by walking around the circle. */
function leastPositive(m: number, bits: number): number {
  const sign = (i: number): number => ((bits >> (i % m)) & 1) ^ (i >= m ? 1 : 0);
  let positive = 0;
  for (let i = 0; i < m; i++) positive += sign(i);
  let least = positive;
  for (let i = 0; i < 2 * m; i++) {
    positive += sign(i) === 1 ? -1 : 1;
    least = Math.min(least, positive);
  }
  return least;
}

describe("two columns", () => {
  test.each(Object.entries(fixture.planar))("m = %s: p, q and the law of E_min", (rows, expected) => {
    const m = Number(rows);
    expect(dyadicText(exactInjectivityProbability(m, 2) ?? dyadic(-1n))).toBe(expected.p);
    expect(dyadicText(eulerSurrogate(m, 2))).toBe(expected.q);
    const counts = planarMinimumCounts(m);
    const nonzero = Object.fromEntries(counts.map((count, e) => [e, Number(count)]).filter(([, c]) => c > 0));
    expect(nonzero).toEqual(expected.minimumCounts);
  });

  test("the reflected walks are the enumerated sign patterns", () => {
    for (let m = 2; m <= 12; m++) {
      const counts = Array.from({ length: Math.floor(m / 2) + 1 }, () => 0n);
      for (let bits = 0; bits < 1 << m; bits++) counts[leastPositive(m, bits)]++;
      expect(planarMinimumCounts(m)).toEqual(counts);
    }
  });

  test("the closed form is the sum by reflection, and E_min = 0 is Wendel's event", () => {
    for (const m of [5, 17, 64, 100]) {
      const counts = planarMinimumCounts(m);
      const injective = counts.slice(2).reduce((sum, count) => sum + count, 0n);
      expect(exactInjectivityProbability(m, 2)).toEqual(dyadic(injective, m));
      expect(dyadic(counts[0], m)).toEqual(exactWendelProbability(m, 2));
      expect(counts.reduce((sum, count) => sum + count, 0n)).toBe(2n ** BigInt(m));
    }
  });
});

describe("three and four columns, against exact minima of random matrices", () => {
  test.each(deep.monteCarlo)("$rows x $columns", (row) => {
    const { rows, columns, samples, failure, standardError } = row;
    const surrogate = dyadicToNumber(eulerSurrogate(rows, columns));
    const union = dyadicToNumber(expectedBadCells(rows, columns));
    expect(Math.abs(surrogate / row.surrogate - 1)).toBeLessThan(1e-12);
    expect(Math.abs(union / row.union - 1)).toBeLessThan(1e-12);
    // The union bound holds, and q overestimates from m = 3n on.
    expect(failure).toBeLessThanOrEqual(union + 4 * standardError);
    expect(rows < 3 * columns || failure < surrogate + 4 * standardError).toBe(true);
    // E_min = 0 is Wendel's event.
    const wendel = dyadicToNumber(exactWendelProbability(rows, columns));
    const zero = Number(Object.entries(row.minimumCounts).find(([e]) => e === "0")?.[1] ?? 0) / samples;
    expect(Math.abs(zero - wendel)).toBeLessThan(4.5 * Math.sqrt((wendel * (1 - wendel)) / samples) + 1e-12);
    // No minimum beyond half of the rows that n − 1 zero ones leave.
    const largest = Math.max(...Object.keys(row.minimumCounts).map(Number));
    expect(largest).toBeLessThanOrEqual(Math.floor((rows - columns + 1) / 2));
    expect(rows > 3 * columns - 2 || failure === 1).toBe(true);
  });

  test("both ranges of m are among them", () => {
    const sizes = deep.monteCarlo.map(({ rows, columns }) => rows - 3 * columns);
    expect(sizes.filter((excess) => excess >= 0)).toHaveLength(19);
    expect(sizes.filter((excess) => excess <= -2)).toHaveLength(2);
  });
});

describe("probability of injectivity", () => {
  test("0 up to m = 3n − 2, unknown beyond for n ≥ 3", () => {
    for (const n of [1, 2, 3, 10]) {
      expect(exactInjectivityProbability(Math.max(n, 3 * n - 2), n)).toEqual(dyadic(0n));
    }
    expect(dyadicText(exactInjectivityProbability(2, 1) ?? dyadic(-1n))).toBe("1/2");
    expect(exactInjectivityProbability(8, 3)).toBeUndefined();
  });

  test("the union bound holds, and q overestimates 1 − p for two columns", () => {
    for (let m = 4; m < 40; m++) {
      const failure = 1 - dyadicToNumber(exactInjectivityProbability(m, 2) ?? dyadic(-1n));
      const surrogate = dyadicToNumber(eulerSurrogate(m, 2));
      expect(failure).toBeLessThanOrEqual(surrogate);
      expect(surrogate).toBeLessThanOrEqual(dyadicToNumber(expectedBadCells(m, 2)));
    }
  });

  test("arguments out of range", () => {
    expect(() => exactInjectivityProbability(2, 3)).toThrow(InputError);
    expect(() => planarMinimumCounts(1)).toThrow(InputError);
    expect(() => planarMinimumCounts(1001)).toThrow(InputError);
  });
});
