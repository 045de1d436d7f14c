/** Full RSB at finite temperature: errors that cover, order in k, thermodynamics of the limit; lines of equal energy. */
import { describe, expect, it } from "vitest";
import {
  almeidaThoulessLine,
  almeidaThoulessPoint,
  replicaSymmetricFiniteTemperature,
} from "../../../rs/index.js";
import { expansionAtEnergy, solveThermal, solveThermalFullRsb } from "../../../rsb/index.js";
import { evaluateFreeEntropy } from "../../../rsb/thermal/free-entropy.js";
import { recursionAnsatz } from "../../../rsb/thermal/thermal-ansatz.js";
import { thermalFamilyAnsatz, thermalFamilyGradient } from "../../../rsb/thermal/thermal-family.js";
import { thermalTransport } from "../../../rsb/thermal/thermal-settings.js";
import { InputError } from "../../../src/result.js";

const RESOLUTION = { spacing: 0.33, reach: 8.6 };

describe("a level that the optimiser gave up", () => {
  it("is called converged only where what it may lack is within the tolerance (α = 6, β = 2.85)", () => {
    for (const tolerance of [1e-11, 1e-12]) {
      const { freeEntropy } = solveThermal({ alpha: 6, beta: 2.85 }, 2, { tolerance });
      expect(freeEntropy.status === "converged").toBe(freeEntropy.error <= tolerance);
    }
  });
});

describe("the limit k → ∞", () => {
  const point = { alpha: 6, beta: 20 };
  const limit = solveThermalFullRsb(point, { tolerance: 1e-8 });

  it("is below every level, and looser tolerances cover it", () => {
    expect(limit.freeEntropy.status).toBe("converged");
    for (const { freeEntropy } of limit.chain)
      expect(freeEntropy.value).toBeGreaterThan(limit.freeEntropy.value);
    const loose = solveThermalFullRsb(point, { tolerance: 1e-5 });
    expect(loose.chain.length).toBeLessThan(limit.chain.length);
    for (const name of ["freeEntropy", "energy", "entropy"] as const)
      expect(Math.abs(loose[name].value - limit[name].value)).toBeLessThan(loose[name].error);
  });

  it("is that of smooth order parameters, within both errors", () => {
    const { family, spread } = limit;
    if (family === undefined || spread === undefined) throw new Error("expected a second estimate");
    expect(spread).toBeLessThan(family.freeEntropy.error + limit.freeEntropy.error);
    expect(family.freeEntropy.error).toBeLessThan(1e-5);
    // Away from low temperature the family is the more accurate of the two.
    const warm = solveThermalFullRsb({ alpha: 6, beta: 4 }, { tolerance: 1e-9 });
    expect(warm.family?.freeEntropy.error).toBeLessThan(1e-10);
    expect(warm.spread).toBeLessThan(warm.freeEntropy.error);
  });

  it("has the second estimate where the polynomial through many steps falls (α = 2.2, β = 60)", () => {
    const { family, spread, freeEntropy } = solveThermalFullRsb({ alpha: 2.2, beta: 60 });
    if (family === undefined || spread === undefined) throw new Error("expected a second estimate");
    expect(freeEntropy.status).toBe("converged");
    expect(spread).toBeLessThan(family.freeEntropy.error + freeEntropy.error);
  });

  it("the family has the gradient of its differences", () => {
    const member = Float64Array.of(-3, 0.7, -1, 0.5, 0.05);
    const levels = 5;
    const at = (parameters: Float64Array) => {
      const ansatz = thermalFamilyAnsatz(parameters, levels);
      const transport = thermalTransport(recursionAnsatz(ansatz, 4), { convolution: "direct" }, RESOLUTION);
      return evaluateFreeEntropy({ alpha: 6, beta: 4 }, ansatz, transport);
    };
    const gradient = thermalFamilyGradient(member, levels, at(member).gradient);
    gradient.forEach((component, i) => {
      const [up, down] = [1e-5, -1e-5].map(
        (by) => at(member.map((x, j) => (i === j ? x + by : x))).freeEntropy,
      );
      expect(Math.abs((up - down) / 2e-5 - component)).toBeLessThan(1e-7);
    });
  });

  it("has −∂Φ/∂β for its energy", () => {
    const h = 0.02;
    const [below, above] = [20 - h, 20 + h].map((beta) =>
      solveThermalFullRsb({ alpha: 6, beta }, { tolerance: 1e-8 }),
    );
    const slope = (below.freeEntropy.value - above.freeEntropy.value) / (2 * h);
    expect(Math.abs(slope - limit.energy.value)).toBeLessThan(1e-6);
  });

  it("is marginal: the replicons of all levels fall to zero with k", () => {
    const largest = limit.chain
      .slice(2)
      .map(({ replicons }) => Math.max(...replicons.map(({ value }) => -value)));
    for (let i = 1; i < largest.length; i++) expect(largest[i]).toBeLessThan(largest[i - 1]);
    expect(largest[largest.length - 1]).toBeLessThan(0.1 * largest[0]);
  });

  it("is replica symmetric where that is stable", () => {
    const { levels, freeEntropy } = solveThermalFullRsb({ alpha: 5, beta: 2 });
    expect(levels).toEqual([0]);
    expect(freeEntropy).toEqual(replicaSymmetricFiniteTemperature(5, 2).freeEntropy);
  });

  it.each([1e-11, 0, Number.NaN])("tolerance %s is the caller's mistake", (tolerance) => {
    expect(() => solveThermalFullRsb(point, { tolerance })).toThrow(InputError);
  });
});

describe("lines of equal energy", () => {
  it("meet the stability line where its energy is theirs", () => {
    const { alpha, beta } = almeidaThoulessPoint();
    const before = expansionAtEnergy({ energy: 1, beta: 0.999 * beta.value, k: 1 });
    const after = expansionAtEnergy({ energy: 1, beta: 1.05 * beta.value, k: 1 });
    expect([before.k, after.k]).toEqual([0, 1]);
    expect(Math.abs(before.alpha.value / alpha.value - 1)).toBeLessThan(1e-3);
    expect(after.alpha.value).toBeGreaterThan(almeidaThoulessLine(1.05 * beta.value).alpha.value);
  });

  it("have the energy asked for, within the accuracy of alpha", () => {
    const { alpha } = expansionAtEnergy({ energy: 0.5, beta: 10, k: 2 });
    const [low, high] = [alpha.value - alpha.error, alpha.value + alpha.error].map(
      (value) => solveThermal({ alpha: value, beta: 10 }, 2).energy.value,
    );
    expect(low).toBeLessThan(0.5);
    expect(high).toBeGreaterThan(0.5);
  });
});
