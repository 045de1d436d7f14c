/** Theorem 5.1 of Paleka 2021 against its table of roots, and the order of its sharpenings. */
import { describe, expect, it } from "vitest";
import {
  deepWidthBounds,
  entropyRegionExponent,
  printedRegionCountExponent,
  unionBound,
} from "../../geometry/index.js";
import { InputError } from "../../src/result.js";

/** Depth, printed (5.10g), regions of f_{L−1}, entropy rates: roots found independently, to ten digits. */
const TABLE = [
  [1, 21.46696567, 13.6361918, 13.21362564],
  [2, 29.66754291, 21.46696567, 21.17909991],
  [3, 38.18600213, 29.66754291, 29.43645255],
  [5, 56.00050347, 46.97578225, 46.79711796],
  [10, 103.8300848, 93.96004682, 93.82747524],
  [20, 208.3474875, 197.5058209, 197.4011155],
] as const;

describe("constant width by counting regions", () => {
  it.each(TABLE)("depth %d", (depth, printed, preceding, entropy) => {
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

  it("the sufficient width of the theorem, 2L ln L + 30L, makes the base less than a half", () => {
    for (const depth of [1, 2, 10, 100, 3000, 1e6]) {
      const width = 2 * depth * Math.log(depth) + 30 * depth;
      expect(printedRegionCountExponent(width, depth)).toBeLessThan(-1);
      expect(entropyRegionExponent(width, depth, 2)).toBeLessThan(-1);
    }
  });

  it("refuses a depth that is none", () => {
    for (const depth of [0, 1.5, Number.POSITIVE_INFINITY])
      expect(() => deepWidthBounds(depth)).toThrow(InputError);
  });
});
