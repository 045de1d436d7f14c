/** Theorem 5.1 of Paleka 2021 against its table of roots, and the order of its sharpenings. */
import { describe, expect, it } from "vitest";
import {
  deepWidthBounds,
  entropyRegionExponent,
  leastSufficientCoefficient,
  printedRegionCountExponent,
  publishedSufficientWidth,
  unionBound,
} from "../../geometry/index.js";
import { InputError } from "../../src/result.js";
import fixture from "../fixtures/geometry-deep.json" with { type: "json" };
import { COUNTING_WIDTHS } from "../reference/thresholds.js";

describe("constant width by counting regions", () => {
  it.each(COUNTING_WIDTHS)("depth %d", (depth, printed, preceding, entropy) => {
    const found = deepWidthBounds(depth);
    expect(Math.abs(found.printed.value / printed - 1)).toBeLessThan(6e-10);
    expect(Math.abs(found.preceding.value / preceding - 1)).toBeLessThan(6e-10);
    expect(Math.abs(found.entropy.value / entropy - 1)).toBeLessThan(6e-10);
    for (const { error, status } of [found.printed, found.preceding, found.entropy, found.entropyWeak]) {
      expect(status).toBe("converged");
      expect(error).toBeLessThan(1e-10);
    }
  });

  it("one layer with n active units is the union bound", () => {
    expect(deepWidthBounds(1).entropyWeak.value).toBeCloseTo(unionBound().value.value, 11);
  });

  it("each sharpening is one, and all grow with depth without limit", () => {
    let before = deepWidthBounds(1);
    for (const depth of [2, 3, 7, 30, 1000]) {
      const { printed, preceding, entropy, entropyWeak } = deepWidthBounds(depth);
      expect(preceding.value).toBeLessThan(printed.value);
      expect(entropy.value).toBeLessThan(preceding.value);
      expect(entropyWeak.value).toBeLessThan(entropy.value);
      expect(entropy.value).toBeGreaterThan(before.entropy.value);
      expect(entropyWeak.value).toBeGreaterThan(before.entropyWeak.value);
      before = deepWidthBounds(depth);
    }
  });

  it.each(fixture.regionCount)("depth $depth: base 1 and base 1/2, and the sufficient width", (row) => {
    const [one, half] = [deepWidthBounds(row.depth), deepWidthBounds(row.depth, 1)];
    expect(one.printed.value).toBeCloseTo(Number(row.printed), 9);
    expect(one.preceding.value).toBeCloseTo(Number(row.preceding), 9);
    expect(one.entropy.value).toBeCloseTo(Number(row.entropy), 9);
    expect(half.printed.value).toBeCloseTo(Number(row.printedHalf), 9);
    expect(Math.ceil(one.printed.value)).toBe(row.leastInteger);
    const width = publishedSufficientWidth(row.depth);
    expect(Math.abs(width / Number(row.sufficient) - 1)).toBeLessThan(1e-7);
    const exponent = printedRegionCountExponent(width, row.depth);
    expect(Math.abs(exponent / Number(row.log2BaseAtSufficient) - 1)).toBeLessThan(1e-7);
  });

  it("at the width of a decay the exponents are minus that decay", () => {
    for (const decay of [0, 1, 7.5]) {
      const { printed, entropy } = deepWidthBounds(6, decay);
      expect(printedRegionCountExponent(printed.value, 6)).toBeCloseTo(-decay, 10);
      expect(entropyRegionExponent(entropy.value, 6, 2)).toBeCloseTo(-decay, 10);
    }
    // One layer of regions fewer is the printed bound of one layer fewer.
    expect(deepWidthBounds(6, 1).preceding.value).toBeCloseTo(deepWidthBounds(5, 1).printed.value, 10);
  });

  it("the sufficient width of the theorem, 2L ln L + 30L, makes the base less than a half at every depth", () => {
    let before = Number.POSITIVE_INFINITY;
    for (let depth = 1; depth < 3000; depth++) {
      const exponent = printedRegionCountExponent(publishedSufficientWidth(depth), depth);
      expect(exponent).toBeLessThan(-1);
      expect(exponent).toBeLessThan(before);
      before = exponent;
    }
    for (const depth of [1e4, 1e5, 1e6, 1e8, 1e12]) {
      expect(printedRegionCountExponent(publishedSufficientWidth(depth), depth)).toBeLessThan(-1);
    }
  });

  it("22.82 L in place of 30 L would do, and one layer is the worst case", () => {
    const least = leastSufficientCoefficient(60);
    expect(least.value).toBeCloseTo(deepWidthBounds(1, 1).printed.value, 12);
    expect(least.value).toBeCloseTo(22.819582005, 8);
  });

  it("asymptotically L log2 L is enough: the ratio to it falls towards 1", () => {
    const ratio = (depth: number): number =>
      deepWidthBounds(depth).printed.value / (depth * Math.log2(depth));
    const ratios = [10, 1e3, 1e5, 1e6].map(ratio);
    for (let i = 1; i < ratios.length; i++) expect(ratios[i]).toBeLessThan(ratios[i - 1]);
    // The next terms are L log2(e log2 L): (ratio − 1) log2 L / log2(e log2 L) tends to 1 slowly.
    const corrected = (depth: number): number =>
      (ratio(depth) - 1) * (Math.log2(depth) / Math.log2(Math.E * Math.log2(depth)));
    expect(Math.abs(corrected(1e6) - 1)).toBeLessThan(Math.abs(corrected(1e3) - 1));
    expect(corrected(1e6)).toBeLessThan(1.2);
  });

  it("refuses what is not a depth", () => {
    for (const depth of [0, 1.5, Number.POSITIVE_INFINITY])
      expect(() => deepWidthBounds(depth)).toThrow(InputError);
    expect(() => deepWidthBounds(2, -1)).toThrow(InputError);
    expect(() => deepWidthBounds(2, Number.NaN)).toThrow(InputError);
    expect(() => leastSufficientCoefficient(0)).toThrow(InputError);
  });
});
