/** Shannon–Whittaker interpolation: exact for band-limited functions, within its error for smoothed ones. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sincInterpolate, type UniformSamples } from "../../src/convolution/sinc-interpolation.js";
import { InputError } from "../../src/result.js";
import { normalCdf, normalDensity } from "../../src/special/normal.js";

const sampled = (
  f: (h: number) => number,
  spacing: number,
  half: number,
  limits: { left?: number; right?: number } = {},
): UniformSamples => ({
  ...{ start: -half * spacing, spacing, ...limits },
  values: Array.from({ length: 2 * half + 1 }, (_, j) => f((j - half) * spacing)),
});

const place = fc.double({ min: -6, max: 6, noNaN: true });

describe("sinc interpolation", () => {
  it("is exact for functions within the band", () => {
    // (sin x/x)^8 has the band 8·(3/8)·0.8 = 2.4 < π at spacing 1, and falls like x^-8.
    const f = (h: number): number => (Math.abs(h) < 1e-9 ? 1 : (Math.sin(0.3 * h) / (0.3 * h)) ** 8);
    const samples = sampled(f, 1, 300);
    fc.assert(
      fc.property(place, (h) => {
        const [{ value, error }] = sincInterpolate(samples, [h]);
        expect(Math.abs(value - f(h))).toBeLessThan(2e-15);
        expect(Math.abs(value - f(h))).toBeLessThanOrEqual(error);
        expect(error).toBeLessThan(1e-13);
      }),
    );
  });

  it("keeps its error for smoothed functions, whether they decay or not, fine grids or coarse", () => {
    const smoothed = [
      { f: (h: number) => normalDensity(h / 0.7) + 0.5 * normalDensity((h - 1.3) / 0.4), left: 0, right: 0 },
      { f: (h: number) => -normalCdf((h - 0.4) / 0.5), left: 0, right: -1 },
      {
        f: (h: number) => 2 + normalCdf((h + 1) / 0.6) - 0.3 * normalCdf((1 - h) / 0.4),
        left: 1.7,
        right: 3,
      },
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...smoothed),
        fc.double({ min: 0.1, max: 0.8, noNaN: true }),
        place,
        ({ f, left, right }, spacing, h) => {
          const samples = sampled(f, spacing, Math.ceil(9 / spacing), { left, right });
          const [{ value, error }] = sincInterpolate(samples, [h]);
          expect(Math.abs(value - f(h))).toBeLessThanOrEqual(error);
          if (spacing < 0.15) expect(error).toBeLessThan(1e-13);
        },
      ),
      { numRuns: 300, seed: 7 },
    );
  });

  it("knows what samples that end too early leave open", () => {
    const samples = sampled((h) => normalDensity(h), 0.2, 10);
    const [{ value, error }] = sincInterpolate(samples, [1.9]);
    expect(error).toBeGreaterThan(Math.abs(value - normalDensity(1.9)));
    expect(error).toBeGreaterThan(0.05);
  });

  it("takes the limits beyond the samples", () => {
    const samples = sampled((h) => normalCdf(h), 0.25, 40, { right: 1 });
    expect(sincInterpolate(samples, [-50, 50]).map(({ value }) => value)).toEqual([0, 1]);
  });

  it("refuses what are no samples", () => {
    expect(() => sincInterpolate({ start: 0, spacing: 0, values: [1, 2] }, [0])).toThrow(InputError);
    expect(() => sincInterpolate({ start: 0, spacing: 1, values: [1] }, [0])).toThrow(InputError);
    expect(() => sincInterpolate({ start: 0, spacing: 1, values: [1, Number.NaN] }, [0])).toThrow(InputError);
  });
});
