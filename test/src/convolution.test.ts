/** Gaussian convolution: properties of the semigroup, and the fast methods against the direct sum. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { GaussianFftConvolver } from "../../src/convolution/gaussian-fft.js";
import {
  convolveNested,
  convolveNestedWithDerivative,
  nestedGaussianSum,
  padded,
} from "../../src/convolution/nested-gaussian-sum.js";
import { gridPoints, sincGrid } from "../../src/convolution/sinc-grid.js";
import { normalDensity, normalTail } from "../../src/special/normal.js";

const GRID = sincGrid(16, 1 / 16);
const POINTS = gridPoints(GRID);
const convolver = new GaussianFftConvolver(GRID);

const variance = fc.double({ min: 0.05, max: 2, noNaN: true });
const shape = fc.record({
  centre: fc.double({ min: -3, max: 3, noNaN: true }),
  width: fc.double({ min: 0.3, max: 1, noNaN: true }),
  wave: fc.double({ min: 0, max: 2, noNaN: true }),
});

interface Shape {
  centre: number;
  width: number;
  wave: number;
}

const sample = ({ centre, width, wave }: Shape): Float64Array =>
  POINTS.map((h) => normalDensity((h - centre) / width) * (1 + 0.5 * Math.cos(wave * h)));

function convolve(f: Float64Array, s: number): Float64Array {
  const out = new Float64Array(f.length);
  convolver.convolve(f, s, out);
  return out;
}

const largest = (values: Iterable<number>): number => Math.max(...Array.from(values, Math.abs));
const difference = (a: Float64Array, b: Float64Array): number => largest(a.map((x, i) => x - b[i]));
const sum = (f: Float64Array): number => f.reduce((total, x) => total + x, 0);

describe("convolution on a sinc grid", () => {
  it("keeps the mass", () => {
    fc.assert(
      fc.property(
        shape,
        variance,
        (f, s) => Math.abs(sum(convolve(sample(f), s)) / sum(sample(f)) - 1) < 1e-13,
      ),
    );
  });

  it("is a semigroup: N(0,s) * N(0,t) = N(0,s+t)", () => {
    fc.assert(
      fc.property(shape, variance, variance, (f, s, t) => {
        const twice = convolve(convolve(sample(f), s), t);
        return difference(twice, convolve(sample(f), s + t)) < 1e-14;
      }),
    );
  });

  it("commutes with shifts by grid steps", () => {
    fc.assert(
      fc.property(shape, variance, fc.integer({ min: -20, max: 20 }), (f, s, shift) => {
        const rotate = (values: Float64Array): Float64Array =>
          values.map((_, i) => values[(i + shift + values.length) % values.length]);
        return difference(convolve(rotate(sample(f)), s), rotate(convolve(sample(f), s))) < 1e-14;
      }),
    );
  });

  it("is linear, and a packed pair is two separate convolutions", () => {
    fc.assert(
      fc.property(shape, shape, variance, fc.double({ min: -3, max: 3, noNaN: true }), (f, g, s, factor) => {
        const [a, b] = [sample(f), sample(g)];
        const combined = convolve(
          a.map((x, i) => x + factor * b[i]),
          s,
        );
        const [outA, outB] = [new Float64Array(a.length), new Float64Array(a.length)];
        convolver.convolvePair(a, b, s, outA, outB);
        const separate = difference(outA, convolve(a, s)) + difference(outB, convolve(b, s));
        return (
          separate < 2e-15 &&
          difference(
            combined,
            outA.map((x, i) => x + factor * outB[i]),
          ) < 5e-15
        );
      }),
    );
  });

  it("equals the direct O(N^2) sum", () => {
    const f = sample({ centre: 0.4, width: 0.5, wave: 1 });
    const s = 0.3;
    const direct = POINTS.map((h) =>
      POINTS.reduce((total, x, j) => total + f[j] * Math.exp((-0.5 * (h - x) ** 2) / s), 0),
    ).map((x) => (x * GRID.spacing) / Math.sqrt(2 * Math.PI * s));
    expect(difference(convolve(f, s), direct)).toBeLessThan(2e-15);
  });

  it("has the variance derivative of the heat equation", () => {
    const f = sample({ centre: 0, width: 0.6, wave: 0.5 });
    const out = new Float64Array(f.length);
    convolver.convolveVarianceDerivative(f, 0.4, out);
    const step = 1e-4;
    const [up, down] = [convolve(f, 0.4 + step), convolve(f, 0.4 - step)];
    expect(
      difference(
        out,
        up.map((x, i) => (x - down[i]) / (2 * step)),
      ),
    ).toBeLessThan(1e-7);
  });
});

describe("positive sums on nested grids", () => {
  const fine = { spacing: 1 / 16, first: -80, count: 177 };
  const coarse = { spacing: 1 / 4, first: -30, count: 61 };
  const points = ({ spacing, first, count }: typeof fine): Float64Array =>
    Float64Array.from({ length: count }, (_, j) => (first + j) * spacing);

  it("smooths a step from fine to coarse with relative accuracy in both tails", () => {
    // The step Phi(h/w) is a Gaussian-smoothed step; further smoothing adds the variances.
    const [w2, s] = [0.09, 0.25];
    const plan = nestedGaussianSum(fine, coarse, s, 9);
    const out = new Float64Array(coarse.count);
    const samples = points(fine).map((h) => normalTail(h / Math.sqrt(w2)));
    convolveNested(plan, padded(plan, samples, 1, 0), out);
    const compared = points(coarse).filter((h) => h < 2.5);
    expect(compared.length).toBeGreaterThan(0.5 * coarse.count);
    compared.forEach((h, j) => {
      const exact = normalTail(h / Math.sqrt(w2 + s));
      expect(Math.abs(out[j] / exact - 1)).toBeLessThan(1e-11);
    });
  });

  it("moves a density from coarse to fine and agrees with the FFT", () => {
    const [w2, s] = [1, 0.5];
    const plan = nestedGaussianSum(coarse, fine, s, 9);
    const out = new Float64Array(fine.count);
    const samples = points(coarse).map((h) => normalDensity(h / Math.sqrt(w2)) / Math.sqrt(w2));
    convolveNested(plan, padded(plan, samples, 0, 0), out);
    const viaFft = convolve(
      POINTS.map((h) => normalDensity(h)),
      s,
    );
    points(fine).forEach((h, j) => {
      expect(out[j]).toBeCloseTo(normalDensity(h / Math.sqrt(w2 + s)) / Math.sqrt(w2 + s), 14);
      const index = Math.round(h / GRID.spacing) + GRID.size / 2;
      expect(out[j]).toBeCloseTo(viaFft[index], 14);
    });
  });

  it("joins grids with spacings in the ratio 3 : 2, and gives pair and derivative in one pass", () => {
    const [s, w2] = [0.4, 0.3];
    const input = { spacing: 3 / 32, first: -100, count: 211 };
    const plan = nestedGaussianSum(input, fine, s, 9);
    expect([plan.stride, plan.phases]).toEqual([2, 3]);
    const f = padded(
      plan,
      points(input).map((h) => normalTail(h / Math.sqrt(w2))),
      1,
      0,
    );
    const g = padded(
      plan,
      points(input).map((h) => normalDensity(h)),
      0,
      0,
    );
    const make = () => new Float64Array(fine.count);
    const out = { f: make(), g: make(), varianceDerivative: make() };
    convolveNestedWithDerivative(plan, f, g, out);
    points(fine).forEach((h, j) => {
      const total = Math.sqrt(w2 + s);
      expect(out.f[j]).toBeCloseTo(normalTail(h / total), 13);
      expect(out.g[j]).toBeCloseTo(normalDensity(h / Math.sqrt(1 + s)) / Math.sqrt(1 + s), 13);
      // d/ds H(h/√(w²+s)) = φ(h/√(w²+s)) h / (2 (w²+s)^{3/2}).
      expect(out.varianceDerivative[j]).toBeCloseTo((0.5 * h * normalDensity(h / total)) / total ** 3, 12);
    });
  });

  it("has weights of unit mass whose variance derivative matches differences", () => {
    fc.assert(
      fc.property(fc.double({ min: 0.06, max: 3, noNaN: true }), (s) => {
        const plan = nestedGaussianSum(fine, coarse, s, 9);
        const step = 1e-5 * s;
        const [up, down] = [
          nestedGaussianSum(fine, coarse, s + step, 9),
          nestedGaussianSum(fine, coarse, s - step, 9),
        ];
        const at = (of: typeof plan, j: number): number => of.weights[of.taps + j];
        const derivative = (at(up, 3) - at(down, 3)) / (2 * step);
        return (
          Math.abs(sum(plan.weights) - 1) < 1e-14 &&
          Math.abs(plan.varianceWeights[plan.taps + 3] - derivative) < 1e-7 * (1 + Math.abs(derivative))
        );
      }),
    );
  });
});
