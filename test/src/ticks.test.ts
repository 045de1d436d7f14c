/** Ticks: round, inside the range, few. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decadeTicks, evenTicks, isManyDecades } from "../../src/ticks.js";

describe("even ticks", () => {
  it("are known ones", () => {
    expect(evenTicks(0, 10)).toEqual([0, 2, 4, 6, 8, 10]);
    expect(evenTicks(-0.1, 0.35)).toEqual([-0.1, 0, 0.1, 0.2, 0.3]);
    expect(evenTicks(3, 3)).toEqual([3]);
  });

  it("lie in the range, evenly, between two and eight", () => {
    const range = fc
      .tuple(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.double({ min: 1e-3, max: 1e6, noNaN: true }))
      .map(([low, width]) => [low, low + width] as const);
    fc.assert(
      fc.property(range, ([low, high]) => {
        const ticks = evenTicks(low, high);
        expect(ticks.length).toBeGreaterThanOrEqual(2);
        expect(ticks.length).toBeLessThanOrEqual(8);
        const slack = 1e-6 * (high - low);
        expect(ticks[0]).toBeGreaterThanOrEqual(low - slack);
        expect(ticks[ticks.length - 1]).toBeLessThanOrEqual(high + slack);
      }),
    );
  });
});

describe("ticks of decades", () => {
  it("are known ones", () => {
    expect(decadeTicks(1, 100)).toEqual([1, 2, 5, 10, 20, 50, 100]);
    expect(decadeTicks(1e-6, 0.1)).toEqual([1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1]);
    expect(isManyDecades(1, 100)).toBe(false);
    expect(isManyDecades(1e-6, 0.1)).toBe(true);
  });

  it("stay few over any number of decades", () => {
    fc.assert(
      fc.property(fc.integer({ min: -300, max: 300 }), fc.integer({ min: 3, max: 300 }), (from, width) => {
        const to = Math.min(307, from + width);
        fc.pre(to - from >= 3);
        const ticks = decadeTicks(Number(`1e${from}`), Number(`1e${to}`));
        expect(ticks.length).toBeGreaterThanOrEqual(1);
        expect(ticks.length).toBeLessThanOrEqual(8);
        for (const tick of ticks) expect(Math.log10(tick)).toBeCloseTo(Math.round(Math.log10(tick)), 9);
      }),
    );
  });
});
