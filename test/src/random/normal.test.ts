/** Random sources: reproducible, of the right laws, independent between streams. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { randomSource } from "../../../src/random/normal.js";
import { normalCdf } from "../../../src/special/normal.js";

const N = 40_000;

/** Largest distance between the empirical distribution and a law, times √N; above 2.2 with probability 1e-4. */
function kolmogorov(sample: readonly number[], law: (x: number) => number): number {
  const sorted = Float64Array.from(sample).sort();
  return (
    Math.sqrt(sample.length) *
    sorted.reduce((worst, x, i) => {
      const value = law(x);
      return Math.max(worst, value - i / sorted.length, (i + 1) / sorted.length - value);
    }, 0)
  );
}

function correlation(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * b[i], 0) / a.length;
}

describe("randomSource", () => {
  it("is a function of seed and stream alone, large ones included", () => {
    const seeds = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
    fc.assert(
      fc.property(seeds, seeds, (seed, stream) => {
        const [a, b] = [randomSource(seed, stream), randomSource(seed, stream)];
        for (let i = 0; i < 20; i++) expect(a.uniform()).toBe(b.uniform());
        expect(a.normal()).toBe(b.normal());
        expect(a.below(1000)).toBe(b.below(1000));
      }),
    );
  });

  it("distinguishes seeds and streams that differ in one bit, beyond 32 bits too", () => {
    const first = (seed: number, stream: number): number => randomSource(seed, stream).uniform();
    const seen = new Set<number>();
    for (let bit = 0; bit < 53; bit++) {
      seen.add(first(2 ** bit, 0));
      seen.add(first(0, 2 ** bit));
    }
    expect(seen.size).toBe(106);
  });

  it("uniforms: in [0, 1), uniform, with 53 bits", () => {
    const { uniform } = randomSource(1);
    const sample = Array.from({ length: N }, uniform);
    expect(sample.every((u) => u >= 0 && u < 1)).toBe(true);
    expect(kolmogorov(sample, (u) => u)).toBeLessThan(2.2);
    // Half of them need the last bit.
    const odd = sample.filter((u) => (u * 2 ** 53) % 2 === 1).length;
    expect(Math.abs(odd - N / 2)).toBeLessThan(4 * Math.sqrt(N / 4));
  });

  it("normals: the law, and no trace of the pairs they come in", () => {
    const { normal } = randomSource(2);
    const sample = Array.from({ length: N }, normal);
    expect(kolmogorov(sample, normalCdf)).toBeLessThan(2.2);
    const shifted = [...sample.slice(1), sample[0]];
    expect(Math.abs(correlation(sample, shifted)) * Math.sqrt(N)).toBeLessThan(4);
    const squares = sample.map((z) => (z * z - 1) / Math.SQRT2);
    expect(Math.abs(correlation(squares, [...squares.slice(1), squares[0]])) * Math.sqrt(N)).toBeLessThan(4);
  });

  it("neighbouring streams and seeds are uncorrelated", () => {
    const first = Array.from({ length: N }, (_, i) => randomSource(3, i).normal());
    const next = Array.from({ length: N }, (_, i) => randomSource(3, i + 1).normal());
    const other = Array.from({ length: N }, (_, i) => randomSource(i, 3).normal());
    expect(kolmogorov(first, normalCdf)).toBeLessThan(2.2);
    expect(kolmogorov(other, normalCdf)).toBeLessThan(2.2);
    expect(Math.abs(correlation(first, next)) * Math.sqrt(N)).toBeLessThan(4);
    expect(Math.abs(correlation(first, other)) * Math.sqrt(N)).toBeLessThan(4);
  });

  it("integers below a bound: all of them, equally often", () => {
    for (const bound of [1, 2, 3, 7, 100]) {
      const { below } = randomSource(4, bound);
      const counts = Array<number>(bound).fill(0);
      for (let i = 0; i < N; i++) counts[below(bound)]++;
      const expected = N / bound;
      const statistic = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
      expect(Math.abs(statistic - (bound - 1))).toBeLessThanOrEqual(
        5 * Math.sqrt(2 * Math.max(1, bound - 1)),
      );
    }
    // A bound that rejects almost half of the words.
    const { below } = randomSource(5);
    const large = 2 ** 31 + 1;
    const upper = Array.from({ length: 10_000 }, () => below(large)).filter(
      (value) => value >= large / 2,
    ).length;
    expect(Math.abs(upper - 5000)).toBeLessThan(200);
  });
});
