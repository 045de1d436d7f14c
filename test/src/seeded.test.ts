import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { seededUniform } from "../../src/random/seeded.js";

describe("seeded generator", () => {
  test("the first numbers of Mulberry32 with seed 0", () => {
    const next = seededUniform(0);
    expect([next(), next(), next()]).toEqual([
      0.26642920868471265, 0.0003297457005828619, 0.2232720274478197,
    ]);
  });

  test("equal seeds give equal streams, different seeds different ones, all in [0, 1)", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 32 - 2 }), (seed) => {
        const [a, b, c] = [seededUniform(seed), seededUniform(seed), seededUniform(seed + 1)];
        const draw = (next: () => number): number[] => Array.from({ length: 8 }, next);
        const first = draw(a);
        expect(draw(b)).toEqual(first);
        expect(draw(c)).not.toEqual(first);
        for (const u of first) expect(u >= 0 && u < 1).toBe(true);
      }),
    );
  });

  test("mean, variance and lag-one correlation of 1e5 draws within five standard errors", () => {
    const next = seededUniform(20240607);
    const draws = Array.from({ length: 100_000 }, next);
    const mean = draws.reduce((a, b) => a + b, 0) / draws.length;
    const variance = draws.reduce((sum, u) => sum + (u - 0.5) ** 2, 0) / draws.length;
    const lag = draws.slice(1).reduce((sum, u, i) => sum + (u - 0.5) * (draws[i] - 0.5), 0) / draws.length;
    expect(Math.abs(mean - 0.5)).toBeLessThan(5 * Math.sqrt(1 / 12 / 1e5));
    expect(Math.abs(variance - 1 / 12)).toBeLessThan(5 * Math.sqrt(1 / 180 / 1e5));
    expect(Math.abs(lag)).toBeLessThan((5 / 12) * Math.sqrt(1 / 1e5));
  });
});
