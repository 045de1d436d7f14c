/** Full RSB: two independent estimates, error claims, tolerances, the smooth family. */
import { describe, expect, it } from "vitest";
import { errorCount } from "../../rsb/functional/cost.js";
import { directTransport } from "../../rsb/functional/direct-transport.js";
import { evaluateFunctional } from "../../rsb/functional/functional.js";
import { solveFullRsb, solveKrsb, solveKrsbChain } from "../../rsb/index.js";
import { familyAnsatz, familyGradient, familyShape, familyStart } from "../../rsb/limit/smooth-family.js";
import { InputError } from "../../src/result.js";

const THRESHOLD = { kind: "threshold" } as const;
const tight = solveFullRsb(THRESHOLD, { tolerance: 5e-11 });

describe("the threshold", () => {
  it("meets its tolerance, and both estimates agree within their errors", () => {
    expect(tight.value.status).toBe("converged");
    expect(tight.value.error).toBeLessThanOrEqual(5e-11);
    expect(tight.spread).toBeLessThanOrEqual(tight.value.error + tight.family.value.error);
    expect(tight.family.value.error).toBeLessThan(5e-8);
  });

  it("rounds to the published 6.698, with a tail coefficient near 0.1", () => {
    expect(tight.value.value.toFixed(3)).toBe("6.698");
    expect(tight.coefficients[0]).toBeGreaterThan(0.09);
    expect(tight.coefficients[0]).toBeLessThan(0.12);
  });

  it("lies below every k-RSB threshold and every member of the family", () => {
    const chain = [...solveKrsbChain(THRESHOLD, 10)];
    expect(chain).toHaveLength(11);
    for (const { value } of chain) expect(value.value).toBeGreaterThan(tight.value.value);
    const shape = familyShape(tight.chain[0].ansatz);
    const ansatz = familyAnsatz(shape, tight.family.coefficients, 40);
    const transport = directTransport(ansatz, errorCount, { spacing: 0.33, reach: 8.6 });
    expect(evaluateFunctional(THRESHOLD, ansatz, errorCount, transport).objective).toBeGreaterThan(
      tight.value.value,
    );
  });

  it.each([1e-4, 1e-6, 1e-8])(
    "tolerance %d is real: less work, and the claim covers the difference",
    (tolerance) => {
      const loose = solveFullRsb(THRESHOLD, { tolerance });
      expect(loose.value.status).toBe("converged");
      expect(loose.value.error).toBeLessThanOrEqual(tolerance);
      expect(loose.evaluations).toBeLessThan(tight.evaluations);
      expect(Math.abs(loose.value.value - tight.value.value)).toBeLessThanOrEqual(
        loose.value.error + tight.value.error,
      );
    },
  );
});

describe("energies", () => {
  it.each([4, 6, 10])("alpha = %d: chain and family agree", (alpha) => {
    const { value, family, spread } = solveFullRsb({ kind: "energy", alpha }, { tolerance: 1e-8 });
    expect(value.status).toBe("converged");
    expect(value.error).toBeLessThanOrEqual(1e-8);
    expect(family.value.status).toBe("converged");
    expect(spread).toBeLessThanOrEqual(value.error + family.value.error);
  });

  it("at the threshold the energy is 1", () => {
    const { value } = solveFullRsb({ kind: "energy", alpha: tight.value.value }, { tolerance: 1e-8 });
    expect(Math.abs(value.value - 1)).toBeLessThan(value.error + tight.value.error);
  });

  it("vanishes at alpha = 2 and is covered without a cross-check just above", () => {
    expect(solveFullRsb({ kind: "energy", alpha: 2 }).value).toEqual({
      value: 0,
      error: 0,
      status: "converged",
    });
    const near = solveFullRsb({ kind: "energy", alpha: 2.2 }, { tolerance: 1e-7 });
    expect(near.value.value).toBeGreaterThan(solveKrsb({ kind: "energy", alpha: 2.2 }, 3).value.value);
  });
});

describe("the smooth family", () => {
  it("has the gradient of its value", () => {
    const start = solveKrsb(THRESHOLD, 3).ansatz;
    const shape = familyShape(start);
    const member = familyStart(shape, start, 5, 2).map((x, i) => x + 0.02 * Math.sin(i));
    const levels = 9;
    const layout = familyAnsatz(shape, member, levels);
    const at = (point: Float64Array) => {
      const ansatz = familyAnsatz(shape, point, levels);
      return evaluateFunctional(
        THRESHOLD,
        ansatz,
        errorCount,
        directTransport(ansatz, errorCount, { spacing: 0.33, reach: 8.6 }, layout),
      );
    };
    const gradient = familyGradient(shape, member, levels, at(member).gradient);
    member.forEach((_, i) => {
      const step = 1e-5;
      const [up, down] = [step, -step].map(
        (by) => at(member.map((x, j) => (i === j ? x + by : x))).objective,
      );
      expect(Math.abs((up - down) / (2 * step) - gradient[i])).toBeLessThan(1e-8);
    });
  });
});

describe("large k", () => {
  it("k = 20 by positive sums lies above the limit by its tail, never below", () => {
    const { value, residual } = solveKrsb(THRESHOLD, 20);
    const tail = tight.coefficients.reduce((sum, c, j) => sum + c * 20 ** -(4 + j), 0);
    expect(value.value - tight.value.value).toBeGreaterThan(0);
    expect(Math.abs(value.value - tight.value.value - tail)).toBeLessThan(1e-9);
    expect(residual).toBeLessThan(1e-7);
  });
});

describe("artefacts below the infimum", () => {
  const steep = (largest: number) => {
    const { ansatz } = solveKrsb(THRESHOLD, 3);
    const breakingPoints = Float64Array.from([...ansatz.breakingPoints.slice(0, 2), largest]);
    const transport = directTransport({ ...ansatz, breakingPoints }, errorCount, {
      spacing: 0.33,
      reach: 8.6,
    });
    return evaluateFunctional(THRESHOLD, { ...ansatz, breakingPoints }, errorCount, transport).objective;
  };

  it.each([50, 200, 600])("a breaking point of %d, far from optimal, stays above the limit", (largest) => {
    expect(steep(largest)).toBeGreaterThan(tight.value.value);
  });

  it("once e^{-y} underflows the value is not finite, which no solver takes for a minimum", () => {
    expect(Number.isFinite(steep(900))).toBe(false);
  });
});

describe("bad input", () => {
  it.each([1e-12, 0, -1, Number.NaN])("tolerance %d is refused", (tolerance) => {
    expect(() => solveFullRsb(THRESHOLD, { tolerance })).toThrow(InputError);
  });
  it("names the reason for a tolerance that double precision cannot support", () => {
    expect(() => solveFullRsb(THRESHOLD, { tolerance: 1e-13 })).toThrow(/rounding/);
  });
});
