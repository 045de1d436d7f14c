/** The k-RSB functional: closed forms, gradients, reductions, invariances, convergence order. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { replicaSymmetricThreshold } from "../../rs/index.js";
import { type Ansatz, fromCoordinates, stepsOf, toCoordinates } from "../../rsb/functional/ansatz.js";
import { errorCount } from "../../rsb/functional/cost.js";
import { directTransport } from "../../rsb/functional/direct-transport.js";
import { entropicTerm } from "../../rsb/functional/entropic-term.js";
import { fftTransport } from "../../rsb/functional/fft-transport.js";
import { evaluateFunctional, type Problem } from "../../rsb/functional/functional.js";
import { DEFAULT_RESOLUTION } from "../../rsb/functional/level-grids.js";
import { energeticTerm } from "../../rsb/functional/recursion.js";
import { gaussLegendre } from "../../src/quadrature/gauss-legendre.js";
import { normalDensity } from "../../src/special/normal.js";
import { ansatzArbitrary } from "./ansatz-arbitrary.js";

const THRESHOLD: Problem = { kind: "threshold" };
const sample = fc.sample(ansatzArbitrary(1, 5), { seed: 3, numRuns: 12 });

const direct = (ansatz: Ansatz, layout: Ansatz = ansatz) =>
  directTransport(ansatz, errorCount, DEFAULT_RESOLUTION, layout);
const energetic = (ansatz: Ansatz) => energeticTerm(ansatz, errorCount, direct(ansatz));

/** ∫ N(u; h, s) f(u) du by composite Gauss–Legendre between the kinks. */
function smoothed(f: (u: number) => number, h: number, s: number): number {
  const rule = gaussLegendre(40);
  const sigma = Math.sqrt(s);
  let sum = 0;
  for (const [a, b] of [
    [Math.min(0, h) - 12 * sigma, 0],
    [0, 1],
    [1, Math.max(1, h) + 12 * sigma],
  ]) {
    const panels = Math.ceil((b - a) / sigma) + 4;
    for (let panel = 0; panel < panels; panel++) {
      const half = (b - a) / panels / 2;
      rule.nodes.forEach((node, i) => {
        const u = a + half * (2 * panel + 1 + node);
        sum += half * rule.weights[i] * f(u) * (normalDensity((u - h) / sigma) / sigma);
      });
    }
  }
  return sum;
}

describe("the closed-form first step", () => {
  it("equals quadrature of the kinked terminal function", () => {
    for (const y of [0.5, 3, 20]) {
      for (const s of [0.01, 0.3, 2]) {
        for (const h of [-1, 0, 0.3, 1, 1.7]) {
          const weight = (u: number): number => Math.exp(y * errorCount.terminal(u));
          const slope = (u: number): number => (u > 0 && u < 1 ? -2 * u : 0);
          const moments = errorCount.smoothedTerminal(h, y, s);
          expect(moments.mass / smoothed(weight, h, s)).toBeCloseTo(1, 12);
          const tolerance = 1e-12 * moments.mass;
          expect(
            Math.abs(moments.terminal - smoothed((u) => errorCount.terminal(u) * weight(u), h, s)),
          ).toBeLessThan(tolerance);
          expect(Math.abs(moments.slope - smoothed((u) => slope(u) * weight(u), h, s))).toBeLessThan(
            2 * tolerance,
          );
          expect(
            Math.abs(moments.squaredSlope - smoothed((u) => slope(u) ** 2 * weight(u), h, s)),
          ).toBeLessThan(4 * tolerance);
          expect(Math.abs(moments.cost - smoothed((u) => (u > 1 ? weight(u) : 0), h, s))).toBeLessThan(
            tolerance,
          );
          const step = 1e-4 * s;
          const [up, down] = [s + step, s - step].map((t) => errorCount.smoothedTerminal(h, y, t).mass);
          expect(moments.varianceDerivative).toBeCloseTo((up - down) / (2 * step), 5);
        }
      }
    }
  });
});

describe("gradients against finite differences", () => {
  it("of the entropic term", () => {
    for (const ansatz of sample) {
      const { gradient } = entropicTerm(ansatz);
      const step = 1e-6;
      const bump = (change: Partial<Ansatz>): number => entropicTerm({ ...ansatz, ...change }).value;
      expect(gradient.chi).toBeCloseTo(
        (bump({ chi: ansatz.chi + step }) - bump({ chi: ansatz.chi - step })) / (2 * step),
        4,
      );
      ansatz.breakingPoints.forEach((_, i) => {
        const moved = (by: number) => ansatz.breakingPoints.map((y, j) => (i === j ? y + by : y));
        const difference =
          (bump({ breakingPoints: moved(step) }) - bump({ breakingPoints: moved(-step) })) / (2 * step);
        expect(gradient.breakingPoints[i]).toBeCloseTo(difference, 6);
      });
    }
  });

  it.each([THRESHOLD, { kind: "energy", alpha: 5 } as const])(
    "of the objective in all coordinates (%o)",
    (problem) => {
      for (const ansatz of sample) {
        const point = toCoordinates(ansatz);
        const at = (coordinates: Float64Array): number => {
          const moved = fromCoordinates(coordinates);
          return evaluateFunctional(problem, moved, errorCount, direct(moved, ansatz)).objective;
        };
        const { gradient } = evaluateFunctional(problem, ansatz, errorCount, direct(ansatz));
        const scale = Math.max(...gradient.map(Math.abs));
        point.forEach((_, i) => {
          const step = 1e-5;
          const [up, down] = [step, -step].map((by) => at(point.map((x, j) => (i === j ? x + by : x))));
          expect(Math.abs((up - down) / (2 * step) - gradient[i])).toBeLessThan(2e-8 * Math.max(1, scale));
        });
      }
    },
  );
});

describe("reductions", () => {
  it("a level split in two with the same breaking point changes nothing", () => {
    fc.assert(
      fc.property(
        ansatzArbitrary(1, 4),
        fc.double({ min: 0.2, max: 0.8, noNaN: true }),
        fc.nat(),
        (ansatz, share, pick) => {
          const k = stepsOf(ansatz);
          const level = 1 + (pick % k);
          const d = ansatz.overlapDeficits;
          const middle = d[level - 1] + share * (d[level] - d[level - 1]);
          const split: Ansatz = {
            chi: ansatz.chi,
            overlapDeficits: Float64Array.from([...d.slice(0, level), middle, ...d.slice(level)]),
            breakingPoints: Float64Array.from([
              ...ansatz.breakingPoints.slice(0, level),
              ...ansatz.breakingPoints.slice(level - 1),
            ]),
          };
          const a = energetic(ansatz).value;
          expect(Math.abs(energetic(split).value - a)).toBeLessThan(2e-13);
          expect(entropicTerm(split).value).toBeCloseTo(entropicTerm(ansatz).value, 12);
        },
      ),
      { numRuns: 40 },
    );
  });

  it("a level of vanishing width is a no-op", () => {
    for (const ansatz of sample) {
      const narrow = (width: number): number => {
        const inserted: Ansatz = {
          chi: ansatz.chi,
          overlapDeficits: Float64Array.from([ansatz.overlapDeficits[0] + width, ...ansatz.overlapDeficits]),
          breakingPoints: Float64Array.from([0.5 * ansatz.breakingPoints[0], ...ansatz.breakingPoints]),
        };
        return evaluateFunctional(THRESHOLD, inserted, errorCount, direct(inserted)).objective;
      };
      const without = evaluateFunctional(THRESHOLD, ansatz, errorCount, direct(ansatz)).objective;
      expect(Math.abs(narrow(1e-4) - without)).toBeLessThan(2e-2);
      expect(Math.abs(narrow(1e-5) - without)).toBeLessThan(0.2 * Math.abs(narrow(1e-4) - without) + 1e-10);
    }
  });

  it("q_0 → 1 is the replica-symmetric functional", () => {
    const { threshold, chi } = replicaSymmetricThreshold();
    for (const width of [1e-4, 1e-6]) {
      const ansatz: Ansatz = {
        chi: chi.value,
        overlapDeficits: Float64Array.of(width, 0),
        breakingPoints: Float64Array.of(2),
      };
      const { objective } = evaluateFunctional(THRESHOLD, ansatz, errorCount, direct(ansatz));
      expect(Math.abs(objective - threshold.value)).toBeLessThan(20 * width);
    }
  });

  it("depends on overlaps and χ through their ratios: Euler's identity of degree 0", () => {
    for (const ansatz of sample) {
      for (const { gradient, size } of [
        { gradient: energetic(ansatz).gradient, size: 1 },
        { gradient: entropicTerm(ansatz).gradient, size: 1 / ansatz.chi },
      ]) {
        const d = ansatz.overlapDeficits;
        const increments = d.map((x, i) => (i === 0 ? 1 - x : d[i - 1] - x));
        const euler = increments.reduce(
          (sum, q, i) => sum + q * gradient.increments[i],
          ansatz.chi * gradient.chi,
        );
        expect(Math.abs(euler)).toBeLessThan(1e-12 * size);
      }
    }
  });
});

describe("discretisation", () => {
  it("positive sums and Fourier transforms give the same functional and gradient", () => {
    for (const ansatz of sample) {
      const resolution = { spacing: 0.25, reach: 9.5 };
      const a = evaluateFunctional(
        THRESHOLD,
        ansatz,
        errorCount,
        directTransport(ansatz, errorCount, resolution),
      );
      const b = evaluateFunctional(
        THRESHOLD,
        ansatz,
        errorCount,
        fftTransport(ansatz, errorCount, resolution),
      );
      expect(Math.abs(a.objective / b.objective - 1)).toBeLessThan(1e-12);
      a.gradient.forEach((component, i) => {
        expect(Math.abs(component - b.gradient[i])).toBeLessThan(
          1e-10 * Math.max(1, ...a.gradient.map(Math.abs)),
        );
      });
    }
  });

  it("converges faster than any power of the spacing", () => {
    const [ansatz] = fc.sample(ansatzArbitrary(3, 3), { seed: 11, numRuns: 1 });
    const at = (spacing: number): number =>
      energeticTerm(ansatz, errorCount, directTransport(ansatz, errorCount, { spacing, reach: 9.5 })).value;
    const exact = at(0.1);
    const [coarse, middle, fine] = [1.8, 0.9, 0.45].map((spacing) => Math.abs(at(spacing) - exact));
    expect(middle).toBeLessThan(1e-2 * coarse);
    expect(fine).toBeLessThan(1e-3 * middle + 1e-15);
  });
});
