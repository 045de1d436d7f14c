import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { binaryEntropy } from "../../src/special/binary-entropy.js";
import { millsDeficit } from "../../src/special/mills-deficit.js";
import {
  logNormalTail,
  millsRatio,
  normalCdf,
  normalDensity,
  normalInterval,
  normalTail,
} from "../../src/special/normal.js";
import fixture from "../fixtures/normal.json" with { type: "json" };

/** Relative difference from a decimal reference, in units of 2⁻⁵². */
function ulps(value: number, reference: string): number {
  const exact = Number(reference);
  if (value === exact) return 0;
  return Math.abs(value - exact) / (Math.abs(exact) * Number.EPSILON);
}

describe("standard normal distribution against 60-digit values", () => {
  const counts = new Map<string, number>();
  for (const point of fixture.points) {
    const { x } = point;
    // A relative rounding of x²/2 by half an ulp moves exp(−x²/2) by x²/4 ulp.
    const argument = 0.5 * x * x;
    /** Each function with its reference, the ulps it may be off, and whether it is compared here. */
    const comparisons = [
      [normalTail, point.tail, 4 + 2 * argument, Number(point.tail) > 1e-300],
      [normalDensity, point.density, 4 + argument, Number(point.density) > 1e-300],
      [millsRatio, point.mills, x < 0 ? 4 + 2 * argument : 4, x > -37],
      [logNormalTail, point.logTail, 6, x >= 0],
      [millsDeficit, point.deficit, x < 5 ? 80 : 4, x >= 0],
    ] as const;
    const compared = comparisons.filter(([, , , within]) => within);
    for (const [f] of compared) counts.set(f.name, (counts.get(f.name) ?? 0) + 1);
    test(`x = ${x}`, () => {
      for (const [f, reference, allowed] of compared)
        expect(ulps(f(x), reference), f.name).toBeLessThan(allowed);
    });
  }

  test("every function is compared at many points", () => {
    expect(Object.fromEntries(counts)).toEqual({
      normalTail: 35,
      normalDensity: 35,
      millsRatio: 37,
      logNormalTail: 27,
      millsDeficit: 27,
    });
  });

  test("log tail on the left, where it is minus the other tail", () => {
    for (const { x, tail } of fixture.points.filter((point) => point.x >= 5)) {
      const reference = Math.log1p(-Number(tail));
      expect(Math.abs(logNormalTail(-x) - reference)).toBeLessThanOrEqual(
        (8 + 2 * x * x) * 2.3e-16 * -reference,
      );
    }
  });

  test("intervals keep relative accuracy in the tails and absolute accuracy across the origin", () => {
    for (const { a, b, probability } of fixture.intervals) {
      const exact = Number(probability);
      const scale = a > 0 || b < 0 ? Math.min(normalTail(Math.abs(a)), 1) + exact : 1;
      expect(Math.abs(normalInterval(a, b) - exact)).toBeLessThan(100 * Number.EPSILON * scale);
    }
  });
});

describe("identities of the normal distribution", () => {
  test("H(x) + H(−x) = 1 and Φ(x) = H(−x)", () => {
    fc.assert(
      fc.property(fc.double({ min: -40, max: 40, noNaN: true }), (x) => {
        expect(normalTail(x) + normalTail(-x)).toBeCloseTo(1, 15);
        expect(normalCdf(x)).toBe(normalTail(-x));
      }),
    );
  });

  test("H = φ M wherever neither underflows", () => {
    fc.assert(
      fc.property(fc.double({ min: -30, max: 30, noNaN: true }), (x) => {
        const product = normalDensity(x) * millsRatio(x);
        expect(Math.abs(product / normalTail(x) - 1)).toBeLessThan((12 + x * x) * 2.3e-16);
      }),
    );
  });

  test("intervals add up", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -9, max: 9, noNaN: true }), { minLength: 3, maxLength: 3 }),
        (xs) => {
          const [a, b, c] = [...xs].sort((p, q) => p - q);
          expect(normalInterval(a, b) + normalInterval(b, c)).toBeCloseTo(normalInterval(a, c), 14);
        },
      ),
    );
  });

  test("the deficit is continuous where its formula changes, and M' = xM − 1 = −deficit", () => {
    expect(millsDeficit(5 - 1e-12)).toBeCloseTo(millsDeficit(5), 12);
    for (const x of [0.5, 2, 4.9, 5.1, 12]) {
      const slope = (millsRatio(x + 1e-4) - millsRatio(x - 1e-4)) / 2e-4;
      expect(slope).toBeCloseTo(-millsDeficit(x), 8);
    }
  });
});

describe("binary entropy", () => {
  test("ends, middle, symmetry and range", () => {
    expect([binaryEntropy(0), binaryEntropy(0.5), binaryEntropy(1)]).toEqual([0, 1, 0]);
    expect(binaryEntropy(-0.1)).toBeNaN();
    expect(binaryEntropy(1.1)).toBeNaN();
    fc.assert(
      fc.property(fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true }), (p) => {
        expect(binaryEntropy(p)).toBeCloseTo(binaryEntropy(1 - p), 12);
        expect(binaryEntropy(p)).toBeLessThanOrEqual(1);
      }),
    );
  });

  test("chain rule H(p q) grouping: three outcomes split two ways", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 0.98, noNaN: true }),
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        (a, t) => {
          const [b, c] = [(1 - a) * t, (1 - a) * (1 - t)];
          const first = binaryEntropy(a) + (1 - a) * binaryEntropy(t);
          const second = binaryEntropy(b) + (1 - b) * binaryEntropy(a / (a + c));
          expect(first).toBeCloseTo(second, 12);
        },
      ),
    );
  });
});
