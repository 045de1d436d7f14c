/** The convolution kernels against each other and against the direct sum. */
import { describe, expect, it } from "vitest";
import { GaussianFftConvolver } from "../../src/convolution/gaussian-fft.js";
import { GaussianMultipliers } from "../../src/convolution/gaussian-multiplier.js";
import { bitReversed, cosineAt, cosineTable, sineAt } from "../../src/kernel/bit-reversed.js";
import { KERNEL_NAMES } from "../../src/kernel/kernel.js";
import { convolutionKernel } from "../../src/kernel/select.js";
import { randomSource } from "../../src/random/normal.js";
import { InputError } from "../../src/result.js";

const SIZES = Array.from({ length: 13 }, (_, i) => 16 * 2 ** i);

const largest = (values: Float64Array): number =>
  values.reduce((most, x) => (Math.abs(x) <= most ? most : Math.abs(x)), 0);
const difference = (a: Float64Array, b: Float64Array): number => largest(a.map((x, j) => x - b[j]));

const noise = (size: number, seed: number): Float64Array => {
  const { uniform } = randomSource(seed);
  return Float64Array.from({ length: size }, () => 2 * uniform() - 1);
};

/** Functions of largest value 1. */
const inputs = (size: number): readonly Float64Array[] => [
  noise(size, size),
  Float64Array.from({ length: size }, (_, j) => Math.exp(-(((j - size / 2.2) / (size / 9)) ** 2))),
];

/** All operations of a convolver on grids of unit spacing, on pairs of the inputs. */
function allOperations(
  kernel: (typeof KERNEL_NAMES)[number],
  size: number,
  variance: number,
): { convolved: Float64Array[]; derivatives: Float64Array[] } {
  const convolver = new GaussianFftConvolver({ size, spacing: 1 }, kernel);
  const given = inputs(size);
  const convolved: Float64Array[] = [];
  const derivatives: Float64Array[] = [];
  given.forEach((f, i) => {
    const [single, first, second, derivative] = Array.from({ length: 4 }, () => new Float64Array(size));
    convolver.convolve(f, variance, single);
    convolver.convolvePair(f, given[(i + 1) % given.length], variance, first, second);
    convolver.convolveVarianceDerivative(f, variance, derivative);
    convolved.push(single, first, second);
    derivatives.push(derivative);
  });
  return { convolved, derivatives };
}

describe("the two kernels", () => {
  it.each(SIZES)("agree to 1e-15 of max|f| at size %i", (size) => {
    for (const variance of [1, 30]) {
      const reference = allOperations("fftjs", size, variance);
      const { convolved, derivatives } = allOperations("wasm", size, variance);
      convolved.forEach((out, i) => {
        expect(difference(out, reference.convolved[i])).toBeLessThan(1e-15);
      });
      derivatives.forEach((out, i) => {
        expect(difference(out, reference.derivatives[i])).toBeLessThan(1e-15 / variance);
      });
    }
  });

  it.each([16, 32, 64, 128, 256])("multiply every frequency by its own factor at size %i", (size) => {
    // A multiplier without any structure, against the sum over its inverse transform.
    const multiplier = noise(size / 2 + 1, 7);
    const response = Float64Array.from({ length: size }, (_, j) =>
      multiplier.reduce((sum, m, k) => {
        const weight = k === 0 || k === size / 2 ? 1 : 2;
        return sum + (weight * m * Math.cos((2 * Math.PI * ((j * k) % size)) / size)) / size;
      }, 0),
    );
    const values = noise(size, 5);
    const direct = values.map((_, i) =>
      values.reduce((sum, f, j) => sum + f * response[(i - j + size) % size], 0),
    );
    for (const name of KERNEL_NAMES) {
      const out = new Float64Array(size);
      const scaled = multiplier.map((m) => m / size);
      convolutionKernel(size, name).convolve(values, scaled, out);
      expect(difference(out, direct)).toBeLessThan(5e-15);
    }
  });

  it.each(KERNEL_NAMES)("%s: outputs may be inputs, and a NaN is not lost", (name) => {
    const convolver = new GaussianFftConvolver({ size: 64, spacing: 1 }, name);
    const f = noise(64, 1);
    const apart = new Float64Array(64);
    convolver.convolve(f, 2, apart);
    const [swappedF, swappedG] = [f.slice(), noise(64, 9)];
    const apartG = new Float64Array(64);
    convolver.convolve(swappedG, 2, apartG);
    convolver.convolvePair(swappedF, swappedG, 2, swappedG, swappedF);
    expect([swappedG, swappedF]).toEqual([apart, apartG]);
    convolver.convolve(f, 2, f);
    expect(f).toEqual(apart);
    f[3] = Number.NaN;
    convolver.convolve(f, 2, f);
    expect(f.some(Number.isNaN)).toBe(true);
  });

  it("refuse sizes that are not powers of two in range, and arrays of another length", () => {
    for (const size of [8, 48, 2 ** 23, 64.5]) {
      expect(() => new GaussianFftConvolver({ size, spacing: 1 })).toThrow(InputError);
    }
    const convolver = new GaussianFftConvolver({ size: 32, spacing: 1 });
    expect(() => convolver.convolve(new Float64Array(16), 1, new Float64Array(32))).toThrow(InputError);
  });
});

describe("many convolvers", () => {
  it.each(KERNEL_NAMES)("%s: sizes made later leave earlier ones intact", (name) => {
    const early = new GaussianFftConvolver({ size: 32, spacing: 1 }, name);
    const [before, after] = [new Float64Array(32), new Float64Array(32)];
    early.convolve(noise(32, 2), 1, before);
    // 2^18 numbers make the memory grow, which detaches the views the small kernel holds.
    const big = new GaussianFftConvolver({ size: 2 ** 18, spacing: 1 }, name);
    const wide = noise(2 ** 18, 3);
    big.convolve(wide, 1, wide);
    early.convolve(noise(32, 2), 1, after);
    expect(after).toEqual(before);
  });

  it("share the kernel of a size, so that thousands cost nothing", () => {
    expect(convolutionKernel(1024)).toBe(convolutionKernel(1024));
    const before = process.memoryUsage();
    const out = new Float64Array(1024);
    for (let i = 0; i < 5000; i++) {
      new GaussianFftConvolver({ size: 1024, spacing: 1 + i }).convolve(noise(1024, 1), 1, out);
    }
    const after = process.memoryUsage();
    expect(after.rss - before.rss).toBeLessThan(200e6);
  });
});

describe("multipliers", () => {
  const grid = { size: 64, spacing: 0.25 };

  it("are exp(-s w^2/2)/N and its derivative in s, zero where that underflows", () => {
    const multipliers = new GaussianMultipliers(grid);
    for (const variance of [0.3, 40]) {
      const gaussian = multipliers.gaussian(variance);
      const derivative = multipliers.varianceDerivative(variance);
      gaussian.forEach((value, k) => {
        const omega = (2 * Math.PI * k) / 16;
        const exact = Math.exp(-0.5 * variance * omega * omega) / 64;
        expect(Math.abs(value - exact)).toBeLessThanOrEqual(1e-12 * exact);
        expect(derivative[k]).toBeCloseTo(-0.5 * omega * omega * exact, 14);
      });
    }
    expect(multipliers.gaussian(1e4).at(-1)).toBe(0);
  });

  it("are kept by variance, the most recently used ones longest", () => {
    const small = new GaussianMultipliers({ size: 2 ** 19, spacing: 1 });
    const first = small.gaussian(1e9);
    for (const variance of [2e9, 3e9, 4e9]) small.gaussian(variance);
    expect(small.gaussian(1e9)).toBe(first);
    small.gaussian(5e9);
    expect(small.gaussian(1e9)).toBe(first);
    for (const variance of [2e9, 3e9, 4e9, 5e9]) small.gaussian(variance);
    expect(small.gaussian(1e9)).not.toBe(first);
  });
});

describe("tables", () => {
  it("reverse bits", () => {
    expect([...bitReversed(8)]).toEqual([0, 4, 2, 6, 1, 5, 3, 7]);
    expect([...bitReversed(1)]).toEqual([0]);
    const order = bitReversed(1024);
    expect(order.every((k, p) => order[k] === p)).toBe(true);
  });

  it("have cosines and sines with all the symmetries exact", () => {
    const half = 32;
    const table = cosineTable(half);
    for (let k = 0; k <= 3 * half; k++) {
      const cosine = cosineAt(table, k);
      expect(Math.abs(cosine - Math.cos((Math.PI * k) / half))).toBeLessThan(2e-15);
      expect(Math.abs(sineAt(table, k) - Math.sin((Math.PI * k) / half))).toBeLessThan(2e-15);
      expect(cosineAt(table, -k)).toBe(cosine);
      expect(cosineAt(table, k + 2 * half)).toBe(cosine);
      expect(cosineAt(table, half - k) + cosine).toBe(0);
      expect(sineAt(table, k + half / 2)).toBe(cosine);
    }
    expect(cosineAt(table, half / 2)).toBe(0);
  });
});
