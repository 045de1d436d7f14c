/** Gaussian steps by tilted Fourier transforms: relative accuracy against positive sums, adjointness, the cuts. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  ascendByFourier,
  descendByFourier,
  descendWithDerivativeByFourier,
} from "../../src/convolution/block-transforms.js";
import { fourierBlocks, fourierStep } from "../../src/convolution/nested-gaussian-fourier.js";
import {
  convolveNested,
  convolveNestedWithDerivative,
  type NestedGrid,
  nestedGaussianSum,
  padded,
} from "../../src/convolution/nested-gaussian-sum.js";
import { tiltedPairs } from "../../src/convolution/tilted-blocks.js";

const REACH = 10;
/** Of the sums they are held against, which lose what a steep function gains beyond the reach. */
const FAR_REACH = 16;

/** e^{yφ} for a smoothed −min(1, h²): 1 on the left, e^{−y} on the right. */
function weightOn({ spacing, first, count }: NestedGrid, y: number): Float64Array {
  return Float64Array.from({ length: count }, (_, j) => {
    const h = (first + j) * spacing;
    return Math.exp(-y / (1 + Math.exp(-9 * (h - 0.7))));
  });
}

/** Grids wide enough for the weight to be constant at the ends; the lower one 1, 2 or 1.5 times as coarse. */
const setting = fc.record({
  y: fc.double({ min: 0, max: 50, noNaN: true }),
  sigma: fc.double({ min: 0.05, max: 0.3, noNaN: true }),
  ratio: fc.constantFrom(1, 2, 1.5, 0.5),
});

function grids(sigma: number, ratio: number): { upper: NestedGrid; lower: NestedGrid } {
  const spacing = Math.min(0.3 * sigma, 0.03) / Math.max(1, ratio);
  const on = (step: number): NestedGrid => {
    const reach = Math.ceil(5 / step);
    return { spacing: step, first: -reach, count: 2 * reach + 1 };
  };
  return { upper: on(spacing), lower: on(ratio * spacing) };
}

describe("a step by tilted transforms", () => {
  it("equals positive sums in every digit of e^{yφ}, however small, derivative included", () => {
    fc.assert(
      fc.property(setting, ({ y, sigma, ratio }) => {
        const { upper, lower } = grids(sigma, ratio);
        const weight = weightOn(upper, y);
        const f = { values: weight, left: weight[0], right: weight[weight.length - 1] };
        const plan = nestedGaussianSum(upper, lower, sigma ** 2, FAR_REACH);
        const triple = () => ({
          f: new Float64Array(lower.count),
          g: new Float64Array(lower.count),
          varianceDerivative: new Float64Array(lower.count),
        });
        const [sums, transforms, single] = [triple(), triple(), new Float64Array(lower.count)];
        const samples = padded(plan, f.values, f.left, f.right);
        convolveNestedWithDerivative(plan, samples, samples, sums);
        const step = fourierStep(upper, lower, sigma ** 2, REACH);
        const blocks = fourierBlocks(step, weight);
        descendWithDerivativeByFourier(step, blocks, f, f, transforms);
        descendByFourier(step, blocks, f, single);
        for (let j = 0; j < lower.count; j++) {
          expect(Math.abs(transforms.f[j] / sums.f[j] - 1)).toBeLessThan(1e-12);
          expect(single[j]).toBe(transforms.f[j]);
          expect(transforms.g[j]).toBe(transforms.f[j]);
          expect(Math.abs(transforms.varianceDerivative[j] - sums.varianceDerivative[j])).toBeLessThan(
            (1e-11 * sums.f[j] * (1 + (y * sigma) ** 2)) / sigma ** 2,
          );
        }
      }),
      { numRuns: 25, seed: 4 },
    );
  });

  it("upwards keeps what the weight makes of the densities to rounding", () => {
    fc.assert(
      fc.property(setting, ({ y, sigma, ratio }) => {
        const { upper, lower } = grids(sigma, ratio);
        const weight = weightOn(upper, y);
        const density = Float64Array.from({ length: lower.count }, (_, j) =>
          Math.exp(-2 * ((lower.first + j) * lower.spacing) ** 2),
        );
        const step = fourierStep(upper, lower, sigma ** 2, REACH);
        const blocks = fourierBlocks(step, weight);
        const norm = new Float64Array(lower.count);
        descendByFourier(step, blocks, { values: weight, left: 1, right: weight[weight.length - 1] }, norm);
        const start = density.map((p, j) => p / norm[j]);
        const plan = nestedGaussianSum(lower, upper, sigma ** 2, FAR_REACH);
        const [sums, transforms] = [new Float64Array(upper.count), new Float64Array(upper.count)];
        convolveNested(plan, padded(plan, start, 0, 0), sums);
        ascendByFourier(step, blocks, start, transforms);
        transforms.forEach((value, j) => {
          expect(Math.abs(value - sums[j]) * weight[j]).toBeLessThan(1e-12);
        });
      }),
      { numRuns: 15, seed: 5 },
    );
  });

  it("without a weight has absolute accuracy", () => {
    const { upper, lower } = grids(0.2, 1);
    const values = Float64Array.from({ length: upper.count }, (_, j) =>
      Math.exp(-0.5 * ((upper.first + j) * upper.spacing) ** 2),
    );
    const [sums, transforms] = [new Float64Array(lower.count), new Float64Array(lower.count)];
    const plan = nestedGaussianSum(upper, lower, 0.04, REACH);
    convolveNested(plan, padded(plan, values, 0, 0), sums);
    const step = fourierStep(upper, lower, 0.04, REACH);
    descendByFourier(step, fourierBlocks(step), { values, left: 0, right: 0 }, transforms);
    transforms.forEach((value, j) => {
      expect(Math.abs(value - sums[j])).toBeLessThan(2e-15);
    });
  });
});

describe("the cut into blocks", () => {
  const extent = { variance: 9, taps: 26, first: -80, last: 80 };

  it("leaves a flat shape whole", () => {
    const pairs = tiltedPairs({ positions: [-100, 0, 100], logarithms: [0, -2, -4] }, extent);
    expect(pairs).toEqual([{ from: -100, to: 100, first: -80, last: 80, shift: 0 }]);
  });

  it("gives every result every sample within reach once", () => {
    const positions = Array.from({ length: 41 }, (_, i) => -100 + 5 * i);
    const logarithms = positions.map((x) => (x < -50 ? 0 : x > 50 ? -40 : -0.004 * (x + 50) ** 2));
    const pairs = tiltedPairs({ positions, logarithms }, extent);
    expect(pairs.length).toBeGreaterThan(2);
    for (let m = extent.first; m <= extent.last; m++) {
      for (let j = Math.max(-100, m - 10); j <= Math.min(100, m + 10); j++) {
        const holders = pairs.filter(
          ({ from, to, first, last }) => from <= j && j <= to && first <= m && m <= last,
        );
        expect(holders).toHaveLength(1);
      }
    }
  });
});
