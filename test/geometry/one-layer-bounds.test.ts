import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  eulerCharacteristicBound,
  eulerCharacteristicExponent,
  oneLayerBounds,
  printedRegionBound,
  printedRegionExponent,
  regionBound,
  regionExponent,
  sumOfRowsBound,
  sumOfRowsExcess,
  unionBound,
  unionBoundExponent,
  wendelProbability,
} from "../../geometry/index.js";
import { replicaSymmetricThreshold } from "../../rs/index.js";
import { InputError } from "../../src/result.js";
import { normalTail } from "../../src/special/normal.js";
import fixture from "../fixtures/one-layer-bounds.json" with { type: "json" };

const bounds = oneLayerBounds();

describe("one-layer bounds", () => {
  test.each(Object.entries(fixture.roots))(
    "%s against 30 digits, within the claimed error",
    (name, exact) => {
      const value = bounds.find(({ bound }) => bound === name)?.value;
      expect(value?.status).toBe("converged");
      expect(Math.abs((value?.value ?? 0) - Number(exact))).toBeLessThanOrEqual(value?.error ?? 0);
      expect(value?.error).toBeLessThan(1e-13);
    },
  );

  test("Cover's bound is 3", () => {
    const cover = bounds.find(({ bound }) => bound === "Cover / Wendel");
    expect(Math.abs((cover?.value.value ?? 0) - 3)).toBeLessThanOrEqual(cover?.value.error ?? 0);
  });

  test("ascending; every valid lower bound is below every valid upper bound", () => {
    const valid = bounds.filter((bound) => bound.valid);
    const lower = valid.filter(({ side }) => side === "lower").map(({ value }) => value.value);
    const upper = valid.filter(({ side }) => side === "upper").map(({ value }) => value.value);
    expect(Math.max(...lower)).toBeLessThan(Math.min(...upper));
    const values = bounds.map(({ value }) => value.value);
    expect(values).toEqual([...values].sort((a, b) => a - b));
  });

  test("the rigorous replica-symmetric bound lies below union and Euler, the printed region root below the truth", () => {
    const rs = replicaSymmetricThreshold().threshold.value;
    expect(rs).toBeLessThan(eulerCharacteristicBound().value.value);
    expect(rs).toBeLessThan(unionBound().value.value);
    expect(unionBound().value.value).toBeLessThan(regionBound().value.value);
    expect(printedRegionBound().valid).toBe(false);
  });

  test("only a quoted number is cited, with half a unit of its last digit as error", () => {
    const cited = bounds.filter(({ value }) => value.status === "cited");
    expect(cited.map(({ value }) => [value.value, value.error])).toEqual([[23.54, 0.005]]);
    expect(cited[0].kind).toBe("cited");
  });
});

describe("exponents", () => {
  test("each changes sign at its bound", () => {
    for (const [f, bound] of [
      [unionBoundExponent, unionBound()],
      [regionExponent, regionBound()],
      [printedRegionExponent, printedRegionBound()],
      [(c: number) => eulerCharacteristicExponent(c - 1), eulerCharacteristicBound()],
    ] as const) {
      const c = bound.value.value;
      expect(f(c - 1e-6)).toBeGreaterThan(0);
      expect(f(c + 1e-6)).toBeLessThan(0);
    }
    const rows = sumOfRowsBound().value.value;
    expect(sumOfRowsExcess(rows - 1e-6)).toBeLessThan(0);
    expect(sumOfRowsExcess(rows + 1e-6)).toBeGreaterThan(0);
  });

  // Paleka 2021, Figure A.1.
  test.each([
    [0.5, 0.627443751082],
    [1, 1],
    [2, 1.25488750216],
    [5.5, 0.775984265412],
    [5.9, 0.666649453941],
    [7, 0.182236408369],
    [7.34, 0.00251906622683],
    [8, -0.372753750568],
    [10, -1.65980252186],
    [50, -36.857161583],
  ])("Euler-characteristic growth rate at K = %s", (k, value) => {
    expect(eulerCharacteristicExponent(k)).toBeCloseTo(value, 10);
  });

  test("its slope is −1 + log₂(1 + 1/K) − log₂(1 − z₀), and it is continuous at 3 + 2√2", () => {
    for (const k of [6, 7.344632960854725, 12]) {
      const h = 1e-5;
      const slope = (eulerCharacteristicExponent(k + h) - eulerCharacteristicExponent(k - h)) / (2 * h);
      const z = (k + 1 - Math.sqrt(k * k - 6 * k + 1)) / (4 * k);
      expect(slope).toBeCloseTo(-1 + Math.log2(1 + 1 / k) - Math.log2(1 - z), 8);
    }
    const edge = 3 + 2 * Math.SQRT2;
    expect(eulerCharacteristicExponent(edge - 1e-10)).toBeCloseTo(
      eulerCharacteristicExponent(edge + 1e-10),
      8,
    );
    expect(eulerCharacteristicExponent(edge)).toBeCloseTo(0.688824665190391, 7);
  });

  test("the union exponent is the rate of the exact finite sum (3.4)", () => {
    // log₂ [T(m−1, n−1) T(m, n−1)/2^{m−1}]/n, both sums by Wendel's formula: T(m, n−1) = 2^m P(m + 1, n).
    const rate = (n: number, c: number): number => {
      const m = c * n;
      return (Math.log2(wendelProbability(m, n)) + Math.log2(wendelProbability(m + 1, n)) + m) / n;
    };
    for (const c of [4, 9]) {
      const gap = (n: number): number => Math.abs(rate(n, c) - unionBoundExponent(c));
      expect(gap(200)).toBeLessThan(0.08);
      expect(gap(50) / gap(200)).toBeGreaterThan(2.5);
    }
  });

  test("sum of rows: the finite-n fraction, Monte-Carlo free, tends to H(1/√c)", () => {
    // The row's own share of the sum is n, the rest is Gaussian of variance n(m − 1): mean over deviation √(n/(m−1)).
    const c = sumOfRowsBound().value.value;
    const fraction = (n: number): number => normalTail(Math.sqrt(n / (c * n - 1)));
    expect(Math.abs(fraction(1e7) - 1 / c)).toBeLessThan(1e-8);
  });

  test.each([0, -1, Number.NaN])("K = %s is the caller's mistake", (k) => {
    expect(() => eulerCharacteristicExponent(k)).toThrow(InputError);
  });
});

describe("Wendel's probability", () => {
  test("half at m = 2n, one for m ≤ n, 2^{1−m} m for n = 2", () => {
    for (const n of [1, 2, 5, 40, 300]) {
      expect(wendelProbability(2 * n, n)).toBe(0.5);
      expect(wendelProbability(n, n)).toBe(1);
    }
    for (const m of [3, 7, 30]) expect(wendelProbability(m, 2)).toBe(m * 2 ** (1 - m));
  });

  test("Pascal: P(m + 1, n) is the mean of P(m, n) and P(m, n − 1); complement at m − n", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 300 }), fc.integer({ min: 2, max: 300 }), (m, n) => {
        const mean = 0.5 * (wendelProbability(m, n) + wendelProbability(m, n - 1));
        expect(Math.abs(wendelProbability(m + 1, n) / mean - 1)).toBeLessThan(1e-15);
        const [few, many] = [Math.min(m, n), Math.max(m, n) + 1];
        expect(wendelProbability(many, few) + wendelProbability(many, many - few)).toBeCloseTo(1, 15);
      }),
    );
  });

  test("far beyond the range of 2^m in doubles, down to the smallest of them", () => {
    expect(wendelProbability(1075, 1)).toBe(Number.MIN_VALUE);
    expect(wendelProbability(1120, 8)).toBeGreaterThan(0);
    expect(wendelProbability(4000, 2000)).toBe(0.5);
    expect(wendelProbability(3000, 1000)).toBeGreaterThan(0);
  });

  test.each([
    [0, 1],
    [2.5, 1],
    [3, 0],
    [Number.NaN, 2],
  ])("rows %s, columns %s is the caller's mistake", (rows, columns) => {
    expect(() => wendelProbability(rows, columns)).toThrow(InputError);
  });
});
