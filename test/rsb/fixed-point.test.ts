/** The published fixed-point iteration on a frozen grid: against the variational optimum, k-RSB, and itself. */
import { describe, expect, it } from "vitest";
import { solveKrsb } from "../../rsb/chain/krsb.js";
import { stepsOf, stepVariances } from "../../rsb/functional/ansatz.js";
import { errorCount } from "../../rsb/functional/cost.js";
import type { Problem } from "../../rsb/functional/functional.js";
import { cappedChain, cappedLimit } from "../../rsb/published/capped-chain.js";
import { solveFixedPoint } from "../../rsb/published/fixed-point.js";
import { fixedPointImage } from "../../rsb/published/fixed-point-map.js";
import type { FixedPointOptions } from "../../rsb/published/fixed-point-solution.js";
import { frozenGradient, frozenObjective } from "../../rsb/published/frozen-functional.js";
import { FrozenSweeper } from "../../rsb/published/frozen-sweeper.js";
import { uniformBreakingPoints } from "../../rsb/published/uniform-breaking-points.js";
import { solveUniformGridVariational } from "../../rsb/published/uniform-grid.js";
import { InputError } from "../../src/result.js";
import { FULL_RSB } from "../reference/thresholds.js";

const THRESHOLD: Problem = { kind: "threshold" };
/**
 * The minimum over q_i and χ at 200 uniform breaking points from 0.01 to 10, by the variational route of this
 * package run to 1e-10; an independent program gave 6.698098470949656, accurate to 2e-8.
 */
const UNIFORM_200_TO_10 = 6.6980984705;
const at = (options: Partial<FixedPointOptions>) =>
  solveFixedPoint({ problem: THRESHOLD, k: 10, yMax: 10, ...options });

describe("the sweep at frozen breaking points", () => {
  const sweeper = new FrozenSweeper(errorCount, { spacing: 0.3, reach: 9 });
  const ansatz = solveKrsb(THRESHOLD, 3).ansatz;
  const steps = { variances: stepVariances(ansatz), breakingPoints: ansatz.breakingPoints };

  it.each([THRESHOLD, { kind: "energy", alpha: 5 } as const])(
    "has the gradient of its value (%o)",
    (problem) => {
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
    },
  );

  it("has the k-RSB optimum as a fixed point of the map, with energy 1 by the density", () => {
    const sweep = sweeper.fresh(steps);
    const alpha = frozenObjective(THRESHOLD, sweep);
    expect(fixedPointImage(steps, sweep, alpha).residual).toBeLessThan(1e-8);
    expect(alpha * sweep.paid).toBeCloseTo(1, 9);
  });

  it("takes a level of vanishing width as the identity, however narrow, on the same grid", () => {
    const value = frozenObjective(THRESHOLD, sweeper.fresh(steps));
    for (const width of [0, 1e-12, 1e-7]) {
      const inserted = {
        variances: Float64Array.of(...steps.variances.slice(0, 2), width, ...steps.variances.slice(2)),
        breakingPoints: Float64Array.of(steps.breakingPoints[0], 3, ...steps.breakingPoints.slice(1)),
      };
      expect(Math.abs(frozenObjective(THRESHOLD, sweeper.sweep(inserted)) - value)).toBeLessThan(
        1e-13 + width,
      );
    }
  });
});

describe("fixed points", () => {
  it.each([1, 2])(
    "with the breaking points of the k = %i optimum frozen give alpha_k and its parameters",
    (k) => {
      const exact = solveKrsb(THRESHOLD, k);
      const y = exact.ansatz.breakingPoints;
      const solution = at({ k, yMax: y[k - 1], yMin: y[0], tolerance: 1e-9 });
      expect(solution.value.status).toBe("converged");
      expect(Math.abs(solution.value.value - exact.value.value)).toBeLessThan(1e-11);
      expect(solution.chi.value).toBeCloseTo(exact.chi.value, 7);
      solution.overlaps.forEach((overlap, i) => {
        expect(overlap.value).toBeCloseTo(exact.overlaps[i].value, 7);
      });
      expect(Math.abs(solution.energyByDensity.value - 1)).toBeLessThan(solution.energyByDensity.error);
      expect(solution.energyByDensity.value).toBeCloseTo(1, 7);
    },
  );

  it.each([6, 12])("with %i levels equal the variational optimum, from above, within their errors", (k) => {
    const optimum = solveUniformGridVariational({ problem: THRESHOLD, k, yMax: 10 });
    expect(optimum.value.status).toBe("converged");
    expect(optimum.largestGrowth).toBeLessThan(1.001);
    const fine = at({ k, tolerance: 3e-8 });
    expect(Math.abs(fine.value.value - optimum.value.value)).toBeLessThan(1e-9);
    for (const tolerance of [1e-4, 1e-5]) {
      const { value, budget, residual } = at({ k, tolerance });
      expect(residual).toBeLessThanOrEqual(2 * tolerance);
      const excess = value.value - optimum.value.value;
      expect(excess).toBeGreaterThan(-optimum.value.error - budget.grid - budget.domain - budget.rounding);
      expect(excess).toBeLessThan(value.error);
    }
  });

  it("do not depend on damping, acceleration or start", () => {
    const tolerance = 1e-4;
    const plain = at({ acceleration: "none", start: "ramp", tolerance });
    const damped = at({ acceleration: "none", start: "ramp", damping: 0.5, tolerance });
    const momentum = at({ start: "ramp", tolerance: 1e-6 });
    expect(damped.residualHistory.length).toBeGreaterThan(plain.residualHistory.length);
    for (const solution of [plain, damped]) {
      expect(solution.value.status).toBe("converged");
      expect(Math.abs(solution.value.value - momentum.value.value)).toBeLessThan(3e-6);
      expect(solution.chi.value).toBeCloseTo(momentum.chi.value, 4);
    }
  });

  it("at 200 levels up to y = 10 meet the reference", () => {
    const solution = at({ k: 200 });
    expect(solution.value.status).toBe("converged");
    expect(Math.abs(solution.value.value - UNIFORM_200_TO_10)).toBeLessThan(1e-8);
    expect(solution.value.error).toBeLessThan(3e-8);
    expect(Math.abs(solution.value.value - UNIFORM_200_TO_10)).toBeLessThan(solution.value.error);
  }, 60_000);

  it("lower the threshold by the density rule below that of the functional by a first-order amount", () => {
    const byDensity = at({ k: 20, energyRule: "density", tolerance: 1e-6 });
    expect(byDensity.energyByDensity.value).toBeCloseTo(1, 12);
    // Below full RSB, 6.69805: no value of a variational ansatz.
    expect(byDensity.value.value).toBeLessThan(6.698);
    expect(byDensity.functionalValue).toBeGreaterThan(6.6981);
  });

  it("give energies: the functional and, at the threshold, 1", () => {
    const { value } = at({ k: 12 });
    const energy = at({ k: 12, problem: { kind: "energy", alpha: value.value } });
    expect(energy.value.value).toBeCloseTo(1, 7);
  });

  it("record every iteration, and stop at the limit with a status", () => {
    const limited = at({ iterationLimit: 5, record: true, start: "ramp" });
    expect(limited.value.status).toBe("iteration-limit");
    expect(limited.record).toHaveLength(5);
    for (const { overlaps, residual } of limited.record) {
      expect(residual).toBeGreaterThan(0);
      expect(overlaps.every((q, i) => i === 0 || q >= overlaps[i - 1])).toBe(true);
    }
  });

  it("refuse what they cannot do", () => {
    expect(() => at({ yMax: 40 })).toThrow(InputError);
    expect(() => at({ damping: 0 })).toThrow(InputError);
    expect(() => at({ damping: 1.5 })).toThrow(InputError);
    expect(() => at({ k: 0 })).toThrow(InputError);
    expect(() => at({ problem: { kind: "energy", alpha: 1.5 } })).toThrow(InputError);
    expect(() => uniformBreakingPoints(3, 0.01)).toThrow(InputError);
  });
});

describe("the cap on breaking points", () => {
  const chain = cappedChain(THRESHOLD, 10, 10);

  it("binds from k = 5 on, raises the thresholds, and they still decrease with k", () => {
    chain.forEach(({ k, value, ansatz, capped }) => {
      expect(capped).toBe(k >= 5);
      expect(value.status).toBe("converged");
      expect(ansatz.breakingPoints[stepsOf(ansatz) - 1]).toBeLessThanOrEqual(10 * (1 + 1e-12));
    });
    for (let i = 1; i < chain.length; i++)
      expect(chain[i].value.value).toBeLessThan(chain[i - 1].value.value);
    const bound = chain.filter(({ capped }) => capped);
    expect(bound.map(({ k }) => k)).toEqual([5, 6, 7, 8, 9, 10]);
    for (const { k, value } of bound)
      expect(value.value).toBeGreaterThan(solveKrsb(THRESHOLD, k).value.value);
  });

  it("costs about y_max^-4 and is the limit of the uniform grids", () => {
    const limits = [10, 15].map((yMax) => cappedLimit(THRESHOLD, yMax, 10).value);
    const full = FULL_RSB;
    const order = Math.log((limits[0] - full) / (limits[1] - full)) / Math.log(1.5);
    expect(order).toBeGreaterThan(3.9);
    expect(order).toBeLessThan(4.8);
    const grids = [20, 40].map((k) => at({ k, tolerance: 3e-6 }).value.value - limits[0]);
    expect(grids[0]).toBeGreaterThan(grids[1]);
    expect(grids[1]).toBeGreaterThan(0);
    // Of second order in the spacing: 1e-6 at 60 levels.
    expect(grids[1]).toBeLessThan(1e-6 * (60 / 40) ** 2);
  });
});

describe("an iteration that was stopped", () => {
  const settled = at({ k: 8, yMax: 6 }).value;

  it.each([
    [1, 1, "nested"],
    [1, 5, "ramp"],
    [0.05, 3, "ramp"],
    [0.05, 12, "nested"],
  ] as const)(
    "claims no more than it knows: damping %d, %d iterations, %s",
    (damping, iterationLimit, start) => {
      const { value } = at({ k: 8, yMax: 6, damping, iterationLimit, start });
      expect(value.status).toBe("iteration-limit");
      expect(Math.abs(value.value - settled.value)).toBeLessThanOrEqual(value.error + settled.error);
    },
  );
});
