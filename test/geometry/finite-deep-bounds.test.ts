/** Regions and failure of deep networks at finite size, against exact rationals, their limits and their ordering. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { binomialPrefixSum } from "../../geometry/binomial.js";
import {
  deepFailureBound,
  deepWidthBounds,
  entropyRegionExponent,
  exactWendelProbability,
  expectedBadCells,
  leastInjectiveRows,
  log2ActivationRegions,
  precedingRegionCountExponent,
  printedRegionCountExponent,
  regionCount,
} from "../../geometry/index.js";
import { type Dyadic, dyadic, log2Dyadic } from "../../src/exact/dyadic.js";
import { InputError } from "../../src/result.js";

const sizes = fc
  .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 0, max: 400 }), fc.integer({ min: 1, max: 9 }))
  .map(([columns, more, depth]) => ({ columns, rows: columns + more, depth }));

/** The bound as one exact rational. */
function exactFailure(columns: number, rows: number, depth: number): Dyadic {
  const met = exactWendelProbability(rows, columns);
  let regions = 1n;
  let sum = 0n;
  for (let layer = 1; layer <= depth; layer++) {
    const pluses = (layer === 1 ? columns : 2 * columns) - 1;
    sum += regions * met.numerator * binomialPrefixSum(rows, pluses);
    regions *= regionCount(rows, columns);
  }
  return dyadic(sum, met.exponent);
}

describe("activation regions (Lemma 5.11)", () => {
  it("exact counts are products, at most the printed bound", () => {
    fc.assert(
      fc.property(sizes, ({ columns, rows, depth }) => {
        const widths = [columns, ...Array.from({ length: depth }, (_, i) => rows + i)];
        const { exact, printed } = log2ActivationRegions(widths);
        const product = widths.slice(1).reduce((total, m) => total * regionCount(m, columns), 1n);
        expect(Math.abs(exact.value - log2Dyadic(dyadic(product)))).toBeLessThanOrEqual(exact.error + 1e-12);
        expect(exact.value).toBeLessThanOrEqual(printed.value + 1e-12);
      }),
    );
  });

  it("one layer is exact; its rate per n is C H(1/C)", () => {
    expect(log2ActivationRegions([2, 7]).exact.value).toBe(Math.log2(14));
    const rate = (n: number): number => log2ActivationRegions([n, 5 * n, 5 * n]).exact.value / n;
    const limit = entropyRegionExponent(5, 3, 2) - entropyRegionExponent(5, 1, 2);
    expect(Math.abs(2 * rate(800) - rate(400) - limit)).toBeLessThan(0.01);
  });

  it.each([[[3]], [[3, 2]], [[0, 4]], [[2, 4.5]], [[2, 20_001]]])("refuses %j", (widths) => {
    expect(() => log2ActivationRegions(widths)).toThrow(InputError);
  });
});

describe("failure of a deep network (Theorem 5.1 at finite n)", () => {
  it("is the logarithm of the exact rational", () => {
    fc.assert(
      fc.property(sizes, ({ columns, rows, depth }) => {
        const { log2Failure } = deepFailureBound(columns, rows, depth);
        const exact = log2Dyadic(exactFailure(columns, rows, depth));
        expect(Math.abs(log2Failure.value - exact)).toBeLessThanOrEqual(log2Failure.error + 1e-13);
      }),
    );
  });

  it("one layer is the union bound", () => {
    expect(deepFailureBound(4, 40, 1).log2Failure.value).toBeCloseTo(log2Dyadic(expectedBadCells(40, 4)), 12);
  });

  it("its last layer is at most n times the exponents with and without the regions of the last layer", () => {
    fc.assert(
      fc.property(sizes, ({ columns, rows, depth }) => {
        fc.pre(rows > 2 * columns && depth > 1);
        const last = deepFailureBound(columns, rows, depth).log2LastLayer.value;
        const width = rows / columns;
        const entropy = columns * entropyRegionExponent(width, depth, 2);
        const preceding = columns * precedingRegionCountExponent(width, depth);
        expect(last).toBeLessThanOrEqual(entropy);
        expect(preceding).toBeLessThanOrEqual(columns * printedRegionCountExponent(width, depth));
      }),
    );
    // (eC/2)^{2n} is a bound of T(Cn, 2n), and of the entropy, from C = 4 on.
    fc.assert(
      fc.property(sizes, ({ columns, rows, depth }) => {
        fc.pre(rows >= 4 * columns && depth > 1);
        const width = rows / columns;
        expect(entropyRegionExponent(width, depth, 2)).toBeLessThanOrEqual(
          precedingRegionCountExponent(width, depth) * (1 + 1e-14),
        );
      }),
    );
  });

  it("the least rows are the first at which it is below 1, and their ratio tends to the entropy root", () => {
    for (const [columns, depth] of [
      [1, 1],
      [3, 1],
      [4, 3],
      [10, 2],
    ]) {
      const rows = leastInjectiveRows(columns, depth);
      for (let m = columns; m < rows + 50; m++) {
        expect(deepFailureBound(columns, m, depth).log2Failure.value < 0, `${m} rows`).toBe(m >= rows);
      }
    }
    const limit = deepWidthBounds(3).entropy.value;
    const gap = (n: number): number => limit - leastInjectiveRows(n, 3) / n;
    expect(gap(50)).toBeGreaterThan(gap(400));
    expect(gap(400)).toBeGreaterThan(0);
    expect(gap(400)).toBeLessThan(0.4);
  });

  it("refuses what it cannot hold, and says so", () => {
    expect(() => deepFailureBound(4, 3, 1)).toThrow(InputError);
    expect(() => deepFailureBound(4, 8, 0)).toThrow(InputError);
    expect(() => leastInjectiveRows(0, 1)).toThrow(InputError);
    expect(() => leastInjectiveRows(200, 20)).toThrow("more than 20000 rows");
  });
});
