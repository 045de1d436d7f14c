/** The union bound on the least singular value over the cells: closed forms, its limits t -> 0 and n -> infinity. */
import { describe, expect, it } from "vitest";
import {
  expectedBadCells,
  logStabilityFailure,
  stabilityQuantile,
  stabilityUnionBound,
} from "../../geometry/index.js";
import { log2Dyadic } from "../../src/exact/dyadic.js";
import { InputError } from "../../src/result.js";
import { normalCdf } from "../../src/special/normal.js";

describe("the union bound on stability", () => {
  it.each([0.01, 0.1, 0.3])("of two rows on one input is a sum of chi distributions, t = %d", (t) => {
    // Two cells; no, one or two rows active with probabilities 1/4, 1/2, 1/4.
    const one = 2 * normalCdf(t) - 1;
    const two = -Math.expm1((-t * t) / 2);
    expect(Math.exp(logStabilityFailure(2, 1, t))).toBeCloseTo(2 * (0.25 + 0.5 * one + 0.25 * two), 13);
  });

  it.each([
    [12, 2],
    [40, 4],
    [120, 10],
  ])("for t -> 0 is the expected number of cells with fewer than n active rows, %i x %i", (m, n) => {
    const expected = log2Dyadic(expectedBadCells(m, n)) * Math.LN2;
    expect(logStabilityFailure(m, n, 1e-15)).toBeCloseTo(expected, 10);
  });

  it("grows with t, and its quantile inverts it", () => {
    const t = stabilityQuantile(60, 4, 0.01);
    expect(logStabilityFailure(60, 4, t)).toBeCloseTo(Math.log(0.01), 10);
    expect(logStabilityFailure(60, 4, 1.01 * t)).toBeGreaterThan(Math.log(0.01));
    expect(stabilityQuantile(12, 4, 0.5)).toBe(0);
  });

  it("tends to its exponent as n grows, and is 0 below the union bound on injectivity", () => {
    const limit = stabilityUnionBound(14).value;
    const gap = (n: number): number => stabilityQuantile(14 * n, n, 0.5) / Math.sqrt(n) - limit;
    expect(gap(50)).toBeGreaterThan(0);
    expect(gap(200)).toBeGreaterThan(0);
    // The gap is of order 1/n.
    expect(gap(200)).toBeLessThan(gap(50) / 3);
    expect(stabilityUnionBound(9.0886).value).toBe(0);
    expect(stabilityUnionBound(9.0887).value).toBeGreaterThan(0);
  });

  it("refuses what it cannot mean", () => {
    expect(() => logStabilityFailure(2, 3, 1)).toThrow(InputError);
    expect(() => logStabilityFailure(3, 2, 0)).toThrow(InputError);
    expect(() => stabilityQuantile(9, 2, 1)).toThrow(InputError);
  });
});
