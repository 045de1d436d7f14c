import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { centralSecondMoment, outerSecondMoment, zeroTemperatureCutoff } from "../../rs/cutoff.js";
import { replicaSymmetricEnergy, replicaSymmetricThreshold } from "../../rs/index.js";
import { InputError } from "../../src/result.js";
import { normalDensity, normalTail } from "../../src/special/normal.js";
import fixture from "../fixtures/replica-symmetric.json" with { type: "json" };

const alphas = fc.double({ min: 1e-12, max: 30, noNaN: true }).map((excess) => 2 + excess);

describe("zero-temperature energy", () => {
  test.each(fixture.zeroTemperature)(
    "α = $alpha: e and χ to 1e-15 relative and within the claimed error",
    (row) => {
      const { energy, chi } = replicaSymmetricEnergy(row.alpha);
      for (const [computed, exact] of [
        [energy, Number(row.energy)],
        [chi, Number(row.chi)],
      ] as const) {
        expect(computed.status).toBe("converged");
        expect(Math.abs(computed.value - exact)).toBeLessThanOrEqual(computed.error);
        expect(computed.error).toBeLessThan(4e-15 * exact);
      }
    },
  );

  test("α ≤ 2: energy exactly 0, χ infinite", () => {
    for (const alpha of [1e-300, 0.5, 1, 2]) {
      const { energy, chi } = replicaSymmetricEnergy(alpha);
      expect(energy).toEqual({ value: 0, error: 0, status: "converged" });
      expect(chi.value).toBe(Number.POSITIVE_INFINITY);
    }
  });

  test("α → ∞: e/α = ½ − c/√(2π) with c³ = 3√(2π)/α", () => {
    for (const alpha of [1e6, 1e12, 1e100, 1e300]) {
      const { energy } = replicaSymmetricEnergy(alpha);
      // H(c) = ½ − c/√(2π) + …, c³ = 3√(2π)/α.
      const c = Math.cbrt((3 * Math.sqrt(2 * Math.PI)) / alpha);
      expect(energy.value / alpha).toBeCloseTo(0.5 - c / Math.sqrt(2 * Math.PI), 5);
      expect(energy.status).toBe("converged");
    }
  });

  test("increasing in α, convex, χ decreasing; continuous at the switch of formulas", () => {
    fc.assert(
      fc.property(alphas, fc.double({ min: 1e-3, max: 1, noNaN: true }), (alpha, gap) => {
        const [low, middle, high] = [0, 1, 2].map((i) => replicaSymmetricEnergy(alpha + i * gap));
        expect(middle.energy.value).toBeGreaterThan(low.energy.value);
        expect(middle.chi.value).toBeLessThan(low.chi.value);
        // A ground-state energy per added constraint that grows: e is a supremum of functions affine in α.
        const bend = low.energy.value - 2 * middle.energy.value + high.energy.value;
        expect(bend).toBeGreaterThan(-1e-13);
      }),
    );
    const below = replicaSymmetricEnergy(4).energy.value;
    const above = replicaSymmetricEnergy(4 * (1 + Number.EPSILON)).energy.value;
    expect(Math.abs(above - below)).toBeLessThan(2e-15);
  });

  test("e is the supremum of αA − B over χ: every other c gives less", () => {
    fc.assert(
      fc.property(alphas, fc.double({ min: 0.3, max: 3, noNaN: true }), (alpha, factor) => {
        const c = factor * zeroTemperatureCutoff(alpha).c;
        const value = alpha * (normalTail(c) + centralSecondMoment(c) / (c * c)) - 1 / (c * c);
        const { energy } = replicaSymmetricEnergy(alpha);
        expect(value).toBeLessThanOrEqual(energy.value + energy.error + 1e-13 * (alpha + 1 / (c * c)));
      }),
    );
  });

  test("de/dα = A by the envelope theorem", () => {
    for (const alpha of [2.5, 4, 6, 10, 50]) {
      const h = 1e-5 * alpha;
      const slope =
        (replicaSymmetricEnergy(alpha + h).energy.value - replicaSymmetricEnergy(alpha - h).energy.value) /
        (2 * h);
      const { c } = zeroTemperatureCutoff(alpha);
      expect(slope).toBeCloseTo(normalTail(c) + centralSecondMoment(c) / (c * c), 9);
    }
  });

  test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])("α = %s is the caller's mistake", (alpha) => {
    expect(() => replicaSymmetricEnergy(alpha)).toThrow(InputError);
  });
});

describe("threshold", () => {
  const { threshold, chi, energeticTerm, entropicTerm } = replicaSymmetricThreshold();

  test("α_RS and χ against 30 digits", () => {
    expect(Math.abs(threshold.value - Number(fixture.threshold.alpha))).toBeLessThanOrEqual(threshold.error);
    expect(threshold.error).toBeLessThan(3e-14);
    expect(Math.abs(chi.value - Number(fixture.threshold.chi))).toBeLessThanOrEqual(chi.error);
  });

  test("the energy there is 1, χ is that of the energy, and (1 + B)/A is the threshold", () => {
    const state = replicaSymmetricEnergy(threshold.value);
    expect(state.energy.value).toBeCloseTo(1, 14);
    expect(state.chi.value).toBeCloseTo(chi.value, 14);
    expect((1 + entropicTerm.value) / energeticTerm.value).toBeCloseTo(threshold.value, 14);
    expect(entropicTerm.value).toBeCloseTo(1 / (2 * chi.value), 14);
  });

  test("(1 + B)/A is a minimum over χ: an error ε costs ε²", () => {
    const excess = (factor: number): number => {
      const c = factor * Math.sqrt(2 * chi.value);
      const a = normalTail(c) + centralSecondMoment(c) / (c * c);
      return (1 + 1 / (c * c)) / a - threshold.value;
    };
    expect(excess(1.02) / excess(1.01)).toBeCloseTo(4, 0);
    expect(excess(0.98)).toBeGreaterThan(0);
  });
});

describe("partial second moments", () => {
  test("central + outer = ½, and both agree with the cancelling form where it does not cancel", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 12, noNaN: true }), (c) => {
        expect(centralSecondMoment(c) + outerSecondMoment(c)).toBeCloseTo(0.5, 15);
        expect(centralSecondMoment(c)).toBeCloseTo(0.5 - normalTail(c) - c * normalDensity(c), 15);
      }),
    );
  });

  test("c³/(3√(2π)) (1 − 3c²/10) for small c", () => {
    for (const c of [1e-2, 1e-4, 1e-8, 1e-60]) {
      const leading = (c ** 3 / (3 * Math.sqrt(2 * Math.PI))) * (1 - 0.3 * c * c);
      expect(Math.abs(centralSecondMoment(c) / leading - 1)).toBeLessThan(c ** 4 + 1e-15);
    }
  });
});
