import { describe, expect, test } from "vitest";
import {
  eulerCharacteristicExponent,
  eulerCrossing,
  eulerSurrogate,
  eulerTerms,
  expectedBadCells,
  surrogateApproximation,
  termApproximation,
  unionCrossing,
} from "../../geometry/index.js";
import { type Dyadic, log2Dyadic, signOf } from "../../src/exact/dyadic.js";
import { InputError } from "../../src/result.js";
import fixture from "../fixtures/geometry.json" with { type: "json" };

const { rows, columns, printedApproximation, withPrefactor } = fixture.terms;
const close = (value: number, expected: number | string, tolerance: number): void => {
  expect(Math.abs(value - Number(expected))).toBeLessThan(tolerance);
};

describe("terms U(m, n, 2i) at m = 834, n = 100", () => {
  test("(4.48d) as printed, and with the prefactor", () => {
    printedApproximation.forEach((expected, i) => {
      close(termApproximation(rows, columns, i).printed, expected, 1e-10);
    });
    withPrefactor.forEach((expected, i) => {
      const approximate = termApproximation(rows, columns, i).withPrefactor;
      close(approximate.log2, expected, 1e-10);
      expect(approximate.sign).toBe(1);
    });
  });

  test("the prefactor makes up all but 0.01 bit of the first term", () => {
    const exact = log2Dyadic(eulerTerms(rows, columns)[0].exact);
    close(termApproximation(rows, columns, 0).withPrefactor.log2, exact, 0.01);
    expect(termApproximation(rows, columns, 0).printed - exact).toBeGreaterThan(8);
  });
});

describe("saddle points", () => {
  test("the growth rate is that of Figure A.1", () => {
    for (const [k, rate] of Object.entries(fixture.growthRate)) {
      close(eulerCharacteristicExponent(Number(k)), rate, 1e-9);
    }
  });

  test("the growth rate is that of the first term on both sides of K = 3 − 2√2, and vanishes at 0.1362", () => {
    const n = 2000;
    for (const k of [0.04, 0.15, 0.3, 7]) {
      const rows = Math.round(n * (1 + k));
      const term = log2Dyadic(eulerTerms(rows, n + 1)[0].exact) - rows + n + 1;
      close(term / n, eulerCharacteristicExponent(k), 0.01);
    }
    expect(eulerCharacteristicExponent(0.1361)).toBeLessThan(0);
    expect(eulerCharacteristicExponent(0.1362)).toBeGreaterThan(0);
  });

  test.each([
    [104, 1],
    [115, -1],
    [130, 1],
    [160, -1],
    [220, -1],
    [301, 1],
    [400, -1],
    [500, 1],
    [600, 1],
    [750, 1],
    [1000, 1],
  ])("first term at m = %i, n = 100: sign %i, real saddle points and conjugate ones", (m, sign) => {
    const [{ exact }] = eulerTerms(m, 101);
    expect(signOf(exact.numerator)).toBe(sign);
    const approximate = termApproximation(m, 101, 0).withPrefactor;
    expect(approximate.sign).toBe(sign);
    close(approximate.log2, log2Dyadic(exact), 0.08);
  });

  test("the sign of the first term is right at every m up to 9n, but next to four of its zeros", () => {
    const wrong: number[] = [];
    for (let m = 102; m <= 900; m++) {
      const [{ exact }] = eulerTerms(m, 101);
      if (termApproximation(m, 101, 0).withPrefactor.sign !== signOf(exact.numerator)) wrong.push(m);
    }
    expect(wrong).toEqual([121, 201, 471, 644]);
    expect(eulerTerms(201, 101)[0].exact.numerator).toBe(0n);
  });

  test("the error of the prefactor falls as 1/n at fixed ratio", () => {
    const error = (n: number): number =>
      surrogateApproximation(9 * n, n + 1).withPrefactor.log2 - log2Dyadic(eulerSurrogate(9 * n, n + 1));
    const ratios = [error(40) / error(80), error(80) / error(160)];
    for (const ratio of ratios) close(ratio, 2, 0.1);
  });

  test("the sum of the terms follows q and its sign through the oscillation", () => {
    for (const m of [130, 160, 220, 301, 400, 500, 600, 750, 834, 1000]) {
      const exact = eulerSurrogate(m, 101);
      const approximate = surrogateApproximation(m, 101).withPrefactor;
      expect(approximate.sign, `${m} rows`).toBe(signOf(exact.numerator));
      close(approximate.log2, log2Dyadic(exact), 0.05);
    }
  });

  test("arguments out of range", () => {
    expect(() => termApproximation(10, 1, 0)).toThrow(InputError);
    expect(() => termApproximation(10, 5, 3)).toThrow(InputError);
    expect(() => surrogateApproximation(4, 5)).toThrow(InputError);
  });
});

describe("finite-size crossings", () => {
  test.each(fixture.crossings)("n = $columns", ({ columns: n, euler, eulerRatio, union }) => {
    const crossing = eulerCrossing(n);
    expect(crossing.lastRows).toBe(euler);
    close(crossing.ratio, eulerRatio, 1e-12);
    expect(unionCrossing(n).lastRows).toBe(union);
  });

  test("no later crossing, where the search bisects as where it scans", () => {
    const reaches = ({ numerator, exponent }: Dyadic): boolean =>
      (numerator < 0n ? -numerator : numerator) >= 2n ** BigInt(exponent);
    for (const n of [7, 32, 33, 41]) {
      for (const [crossing, at] of [
        [eulerCrossing(n), eulerSurrogate],
        [unionCrossing(n), expectedBadCells],
      ] as const) {
        expect(reaches(at(crossing.lastRows, n))).toBe(true);
        for (let m = crossing.lastRows + 1; m <= 12 * n; m++) expect(reaches(at(m, n))).toBe(false);
      }
    }
  });

  test("increase to the threshold, with a distance that falls as log n/n", () => {
    const threshold = Number(fixture.eulerThreshold);
    const scaled = [50, 100, 200, 400, 800].map(
      (n) => (n * (threshold - eulerCrossing(n).ratio)) / Math.log(n),
    );
    for (const value of scaled) {
      expect(value).toBeGreaterThan(3.5);
      expect(value).toBeLessThan(6);
    }
  });

  test("one column: q = 2^(1-m) reaches 1 at one row, exactly", () => {
    expect(eulerCrossing(1)).toEqual({ columns: 1, lastRows: 1, ratio: 1 });
    expect(unionCrossing(1)).toEqual({ columns: 1, lastRows: 1, ratio: 1 });
  });

  test("columns out of range", () => {
    for (const n of [0, 1.5, 1001]) expect(() => eulerCrossing(n)).toThrow(InputError);
  });
});
