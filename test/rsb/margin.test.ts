/** One layer with a field threshold κ (a bias β on the ball of radius R√n is κ = −β/R) and any count t. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { replicaSymmetricEnergy, replicaSymmetricThreshold, satisfiableAlpha } from "../../rs/index.js";
import { thresholdWithMargin } from "../../rs/margin.js";
import { fromCoordinates, stepVariances, toCoordinates } from "../../rsb/functional/ansatz.js";
import { directTransport } from "../../rsb/functional/direct-transport.js";
import { evaluateFunctional, type Problem } from "../../rsb/functional/functional.js";
import {
  DEFAULT_RESOLUTION,
  errorCount,
  fieldProfiles,
  solveFixedPoint,
  solveFullRsb,
  solveKrsb,
  solveKrsbChain,
  withMargin,
} from "../../rsb/index.js";
import { frozenGradient, frozenObjective } from "../../rsb/published/frozen-functional.js";
import { FrozenSweeper } from "../../rsb/published/frozen-sweeper.js";
import { normalDensity, normalTail } from "../../src/special/normal.js";
import { FULL_RSB_MARGIN_MINUS_ONE, PLAIN_STRONG } from "../reference/thresholds.js";
import { ansatzArbitrary } from "./ansatz-arbitrary.js";

/**
 * κ, t, RS, 1-RSB, 2-RSB of an independent program (12 digits printed, the broken ones good to 1e-11) and its full RSB
 * with error.
 */
const TABLE = [
  [-0.25, 1, 5.686477096458, 5.111453139471, 5.102646592218],
  [-0.5, 1, 4.386348861453, 4.023668328535, 4.018420968758],
  [-1, 1, 2.882039217949, 2.728450437129, 2.726366358775],
  [-2, 1, 1.703461200371, 1.666408510498, 1.665803341416],
  [0.25, 1, 10.696861567977, 9.149141088879, 9.121592698273],
  [0, 2, PLAIN_STRONG, 9.991033816378, 9.959575651928],
  [0, 0.5, 5.361658765623, 4.828946821546, 4.82167293463],
] as const;
const margins = fc.double({ min: -4, max: 1.5, noNaN: true });
const counts = fc.double({ min: 0.05, max: 4, noNaN: true });

describe("thresholds with margin and count", () => {
  it.each(TABLE)("κ = %f, t = %f: RS, 1-RSB and 2-RSB to 1e-11", (margin, count, ...levels) => {
    const cost = withMargin(errorCount, margin);
    const chain = [...solveKrsbChain({ kind: "threshold", count }, 2, { cost })];
    chain.forEach(({ value, residual, energyByDensity, k }) => {
      expect(value.status).toBe("converged");
      expect(Math.abs(value.value - levels[k])).toBeLessThan(1e-11);
      expect(residual).toBeLessThan(1e-8);
      expect(Math.abs(energyByDensity.value - count)).toBeLessThan(1e-9);
    });
  });

  it("full RSB within both errors", () => {
    for (const [margin, count, expected, error] of [
      [-1, 1, FULL_RSB_MARGIN_MINUS_ONE, 2e-10],
      [0, 2, 9.95473736, 1e-8],
    ]) {
      const { value } = solveFullRsb(
        { kind: "threshold", count },
        { cost: withMargin(errorCount, margin), tolerance: 1e-7 },
      );
      expect(value.status).toBe("converged");
      expect(Math.abs(value.value - expected)).toBeLessThan(value.error + error);
    }
  });

  it("margin 0 and count 1 are the problem without them, digit for digit", () => {
    const plain = solveKrsb({ kind: "threshold" }, 2);
    const said = solveKrsb({ kind: "threshold", count: 1 }, 2, { cost: withMargin(errorCount, 0) });
    expect({ ...said, problem: plain.problem }).toEqual(plain);
    expect(replicaSymmetricThreshold({ margin: 0, count: 1 })).toEqual(replicaSymmetricThreshold());
    // The general closed form is the same number by another way.
    const { threshold } = thresholdWithMargin(0, 1);
    expect(Math.abs(threshold.value - replicaSymmetricThreshold().threshold.value)).toBeLessThan(2e-14);
  });

  it("the energy at a threshold is its count", () => {
    const cost = withMargin(errorCount, -0.7);
    const { value } = solveKrsb({ kind: "threshold", count: 1.5 }, 2, { cost });
    const energy = solveKrsb({ kind: "energy", alpha: value.value }, 2, { cost });
    expect(Math.abs(energy.value.value - 1.5)).toBeLessThan(1e-11);
  });

  it("fewer units are needed with a larger bias or a smaller count, and RS bounds from above", () => {
    fc.assert(
      fc.property(margins, counts, (margin, count) => {
        const at = (m: number, t: number) =>
          replicaSymmetricThreshold({ margin: m, count: t }).threshold.value;
        expect(at(margin - 0.1, count)).toBeLessThan(at(margin, count));
        expect(at(margin, 1.1 * count)).toBeGreaterThan(at(margin, count));
        const { energy } = replicaSymmetricEnergy(at(margin, count), { margin });
        expect(Math.abs(energy.value - count)).toBeLessThan(1e-12 * Math.max(1, count));
      }),
      { numRuns: 60 },
    );
  });

  it("RS satisfies its closed form H(κ + c) = t α⁻¹, and tends to α = t without margin to fall below", () => {
    for (const [margin, count] of [
      [-1.3, 0.7],
      [0.6, 1.2],
    ]) {
      const { threshold, chi } = replicaSymmetricThreshold({ margin, count });
      expect(threshold.value * normalTail(margin + Math.sqrt(2 * chi.value))).toBeCloseTo(count, 12);
    }
    expect(replicaSymmetricThreshold({ margin: -8 }).threshold.value).toBeLessThan(1.04);
  });

  it("the satisfiable α is Gardner's capacity at stability −κ", () => {
    for (const margin of [-2, -0.5, 0, 0.5]) {
      const moment = (1 + margin ** 2) * normalTail(margin) - margin * normalDensity(margin);
      expect(satisfiableAlpha(margin) * moment).toBeCloseTo(1, 13);
    }
    expect(replicaSymmetricEnergy(0.5, { margin: -1 }).energy).toEqual({
      value: 0,
      error: 0,
      status: "converged",
    });
  });
});

describe("the functional with a margin", () => {
  const sample = fc.sample(ansatzArbitrary(1, 3), { seed: 5, numRuns: 4 });

  it("has the gradient of its value, χ through κ̂ included", () => {
    for (const ansatz of sample) {
      for (const [problem, margin] of [
        [{ kind: "threshold", count: 0.7 }, -0.8],
        [{ kind: "energy", alpha: 5 }, 0.4],
      ] as [Problem, number][]) {
        const cost = withMargin(errorCount, margin);
        const at = (point: Float64Array) => {
          const moved = fromCoordinates(point);
          return evaluateFunctional(
            problem,
            moved,
            cost,
            directTransport(moved, cost, DEFAULT_RESOLUTION, ansatz),
          );
        };
        const point = toCoordinates(ansatz);
        at(point).gradient.forEach((component, i) => {
          const [up, down] = [1e-5, -1e-5].map(
            (step) => at(point.map((x, j) => (i === j ? x + step : x))).objective,
          );
          expect(Math.abs((up - down) / 2e-5 - component)).toBeLessThan(
            1e-7 * Math.max(1, Math.abs(component)),
          );
        });
      }
    }
  });

  it("φ_i with margin is φ_i without, moved by κ; the hole moves with it", () => {
    const [ansatz] = sample;
    const margin = -0.75;
    const options = { halfWidth: 3, points: 13 };
    const plain = fieldProfiles(ansatz, { ...options, points: 25 });
    const moved = fieldProfiles(ansatz, { ...options, cost: withMargin(errorCount, margin) });
    expect(moved.responding.hole[0]).toBe(margin);
    expect(moved.massError).toBeLessThan(1e-9);
    let compared = 0;
    moved.fields.forEach((field, j) => {
      const i = plain.fields.findIndex((other) => Math.abs(other - (field - margin)) < 1e-9);
      if (i < 0) return;
      compared++;
      for (const { phi, level } of moved.levels) expect(phi[j]).toBeCloseTo(plain.levels[level].phi[i], 12);
    });
    expect(compared).toBeGreaterThan(8);
  });

  it("positive sums and Fourier transforms agree", () => {
    const cost = withMargin(errorCount, -1.2);
    const [direct, fft] = (["direct", "fft"] as const).map((convolution) =>
      solveKrsb({ kind: "threshold" }, 2, { cost, convolution }),
    );
    expect(Math.abs(direct.value.value - fft.value.value)).toBeLessThan(direct.value.error + fft.value.error);
  });

  it("the sweep at frozen breaking points has the gradient of its value, and the k-RSB optimum as fixed point", () => {
    const cost = withMargin(errorCount, -0.6);
    const problem: Problem = { kind: "threshold", count: 1.3 };
    const { ansatz, value } = solveKrsb(problem, 2, { cost });
    const sweeper = new FrozenSweeper(cost, { spacing: 0.3, reach: 9 });
    const steps = { variances: stepVariances(ansatz), breakingPoints: ansatz.breakingPoints };
    expect(frozenObjective(problem, sweeper.fresh(steps))).toBeCloseTo(value.value, 10);
    const moved = { ...steps, variances: steps.variances.map((s, i) => s * (1 + 0.1 * Math.cos(3 * i))) };
    const gradient = frozenGradient(problem, moved, sweeper.fresh(moved));
    moved.variances.forEach((s, i) => {
      const step = 1e-4 * s;
      const [up, down] = [step, -step].map((by) =>
        frozenObjective(
          problem,
          sweeper.sweep({ ...moved, variances: moved.variances.map((x, j) => (i === j ? x + by : x)) }),
        ),
      );
      expect(Math.abs((up - down) / (2 * step) - gradient[i]) * s).toBeLessThan(1e-8);
    });
  });

  it("the published iteration bounds full RSB from above", () => {
    const cost = withMargin(errorCount, -1);
    const { value } = solveFixedPoint({ problem: { kind: "threshold" }, k: 12, yMax: 10, cost });
    expect(value.status).toBe("converged");
    expect(value.value).toBeGreaterThan(FULL_RSB_MARGIN_MINUS_ONE);
    expect(value.value).toBeLessThan(2.7261);
  });
});

it("full RSB at a positive margin has a value and an honest error where the last level cannot be solved", () => {
  const { value, chain } = solveFullRsb(
    { kind: "threshold" },
    { cost: withMargin(errorCount, 0.25), tolerance: 1e-10 },
  );
  expect(chain.every((level) => level.value.status !== "domain-error")).toBe(true);
  expect(value.status).toBe("stalled");
  expect(value.error).toBeLessThan(1e-6);
  // Four- to six-term extrapolation of k ≤ 16 gave 9.11734971(3).
  expect(Math.abs(value.value - 9.11734971)).toBeLessThan(value.error + 3e-8);
});
