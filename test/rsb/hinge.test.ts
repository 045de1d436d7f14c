/** The hinge costs max(h − κ, 0) and its square: smoothing, gradients, replica symmetry in closed form, and the capacity at energy 0. */
import { describe, expect, it } from "vitest";
import { hingeState, satisfiableAlpha, squaredHingeState } from "../../rs/index.js";
import { fromCoordinates, toCoordinates } from "../../rsb/functional/ansatz.js";
import { costAt, type PerceptronCost } from "../../rsb/functional/cost.js";
import { directTransport } from "../../rsb/functional/direct-transport.js";
import { evaluateFunctional } from "../../rsb/functional/functional.js";
import {
  DEFAULT_RESOLUTION,
  errorCount,
  hinge,
  satisfiableCapacity,
  solveKrsb,
  solveKrsbChain,
  squaredHinge,
  withMargin,
} from "../../rsb/index.js";
import { gaussLegendre } from "../../src/quadrature/gauss-legendre.js";
import { InputError } from "../../src/result.js";
import { normalDensity } from "../../src/special/normal.js";
import { expectRefused, run } from "../cli/command-line.js";

const COSTS: readonly [string, PerceptronCost][] = [
  ["hinge", hinge],
  ["squared hinge", squaredHinge],
];

/** ∫ f between breaks, by Gauss–Legendre panels. */
function integral(f: (u: number) => number, breaks: readonly number[]): number {
  const { nodes, weights } = gaussLegendre(40);
  return breaks.slice(1).reduce((sum, to, i) => {
    const half = (to - breaks[i]) / 2;
    return sum + nodes.reduce((part, x, n) => part + half * weights[n] * f(breaks[i] + half * (1 + x)), 0);
  }, 0);
}

describe.each(COSTS)("%s", (_, cost) => {
  it("its closed-form first step is the quadrature of the terminal function", () => {
    const [chi, y, s] = [0.4, 1.7, 0.6];
    const at = costAt(cost, chi);
    for (const field of [-1.5, 0, 0.4, 2]) {
      const weight = (u: number): number =>
        (Math.exp(y * at.terminal(u)) * normalDensity((u - field) / Math.sqrt(s))) / Math.sqrt(s);
      const kinks = [Math.min(0, field) - 9, -2, 0, at.transition[1], 2, 5, field + 9];
      const breaks = [...new Set(kinks)].sort((a, b) => a - b);
      const found = at.smoothedTerminal(field, y, s);
      expect(found.mass).toBeCloseTo(integral(weight, breaks), 11);
      expect(found.terminal).toBeCloseTo(
        integral((u) => at.terminal(u) * weight(u), breaks),
        11,
      );
      expect(found.slope).toBeCloseTo(
        integral((u) => at.terminalSlope(u) * weight(u), breaks),
        11,
      );
      expect(found.squaredSlope).toBeCloseTo(
        integral((u) => at.terminalSlope(u) ** 2 * weight(u), breaks),
        11,
      );
      const [more, less] = [1e-5, -1e-5].map((step) => costAt(cost, chi + step));
      const byChi = (u: number): number => (more.terminal(u) - less.terminal(u)) / 2e-5;
      expect(found.response).toBeCloseTo(
        integral((u) => byChi(u) * weight(u), breaks),
        8,
      );
      const [up, down] = [1e-4, -1e-4].map((step) => at.smoothedTerminal(field, y, s + step).mass);
      expect(found.varianceDerivative).toBeCloseTo((up - down) / 2e-4, 6);
    }
  });

  it("has the gradient of its value, χ in the terminal function included", () => {
    const ansatz = {
      overlapDeficits: Float64Array.of(0.4, 0.15, 0),
      breakingPoints: Float64Array.of(1.1, 2.5),
      chi: 0.4,
    };
    const moved = withMargin(cost, 0.7);
    const at = (point: Float64Array) => {
      const here = fromCoordinates(point);
      const transport = directTransport(here, moved, DEFAULT_RESOLUTION, ansatz);
      return evaluateFunctional({ kind: "energy", alpha: 9 }, here, moved, transport);
    };
    const point = toCoordinates(ansatz);
    at(point).gradient.forEach((component, i) => {
      const [up, down] = [1e-5, -1e-5].map(
        (step) => at(point.map((x, j) => (i === j ? x + step : x))).objective,
      );
      expect(Math.abs((up - down) / 2e-5 - component)).toBeLessThan(1e-8);
    });
  });

  it("breaking raises the energy, which the density gives too; nothing breaks where RS is stable", () => {
    const broken = [
      ...solveKrsbChain({ kind: "energy", alpha: 40 }, 2, { cost: withMargin(cost, 1), tolerance: 1e-10 }),
    ];
    expect(broken.length).toBe(3);
    broken.slice(1).forEach((level, i) => {
      expect(level.value.status).toBe("converged");
      expect(level.value.value).toBeGreaterThan(broken[i].value.value);
      expect(Math.abs(level.energyByDensity.value - level.value.value)).toBeLessThan(1e-7);
      expect(level.residual).toBeLessThan(1e-6);
    });
    expect(
      [...solveKrsbChain({ kind: "energy", alpha: 1.5 }, 2, { cost: withMargin(cost, -1) })].length,
    ).toBe(1);
  });

  it("takes no Fourier transforms", () => {
    expect(() => solveKrsb({ kind: "energy", alpha: 9 }, 1, { cost, convolution: "fft" })).toThrow(
      InputError,
    );
  });
});

describe("replica symmetry in closed form", () => {
  it.each([hingeState, squaredHingeState])(
    "threshold and energy are inverse, and vanish at Gardner's α",
    (state) => {
      for (const margin of [-1, 0, 0.8]) {
        const { value, chi } = state({ kind: "threshold", count: 0.3 }, margin);
        const energy = state({ kind: "energy", alpha: value.value }, margin);
        expect(Math.abs(energy.value.value - 0.3)).toBeLessThan(1e-12);
        expect(Math.abs(energy.chi.value / chi.value - 1)).toBeLessThan(1e-11);
        expect(state({ kind: "energy", alpha: 0.999 * satisfiableAlpha(margin) }, margin).value.value).toBe(
          0,
        );
        expect(
          state({ kind: "energy", alpha: 1.001 * satisfiableAlpha(margin) }, margin).value.value,
        ).toBeGreaterThan(0);
      }
    },
  );

  it("of the square is stable exactly for κ ≤ 0", () => {
    const replicon = (margin: number) => squaredHingeState({ kind: "threshold" }, margin).replicon;
    expect([-1, -0.1, 0].every((margin) => replicon(margin) >= 0)).toBe(true);
    expect([0.1, 1].every((margin) => replicon(margin) < 0)).toBe(true);
  });
});

describe("the capacity at energy 0", () => {
  it("is Gardner's for stabilities of at least 0: 2 without", () => {
    expect(satisfiableCapacity(0, 2).map(({ value }) => value.value)).toEqual([2]);
    expect(satisfiableCapacity(-1, 2)[0].value.value).toBe(satisfiableAlpha(-1));
  });

  it("falls with every level below, and is that of the error count", () => {
    const levels = satisfiableCapacity(1, 2);
    expect(levels.map(({ k }) => k)).toEqual([0, 1, 2]);
    levels.slice(1).forEach(({ value }, i) => {
      expect(value.status).toBe("converged");
      expect(value.value + value.error).toBeLessThan(levels[i].value.value);
    });
    // The number of errors vanishes at the same α, from above, faster than the root of the count.
    const cost = withMargin(errorCount, 1);
    const [few, fewer] = [1e-2, 1e-3].map(
      (count) => solveKrsb({ kind: "threshold", count }, 1, { cost }).value.value,
    );
    expect(fewer).toBeGreaterThan(levels[1].value.value);
    expect(fewer - levels[1].value.value).toBeLessThan(0.25 * (few - levels[1].value.value));
  });
});

describe("rsb --cost and --satisfiable", () => {
  it("print energies and capacities", () => {
    expect(run("rsb --k 1 --margin 1 --alpha 20 --cost squared-hinge").out).toContain("cost squared-hinge");
    expect(run("rsb --k 1 --margin 1 --satisfiable").out).toContain("12.3196");
    expect(run("rsb --satisfiable").out).toContain("convex");
  });

  it.each([
    ["rsb --cost hinge --alpha 3 --beta 3", "zero temperature"],
    ["rsb --satisfiable --alpha 3", "--margin and --k alone"],
    ["rsb --satisfiable --k 7", "from 0 to 6"],
  ])("%s is refused in one line", expectRefused);
});
