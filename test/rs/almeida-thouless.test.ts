import { describe, expect, test } from "vitest";
import {
  almeidaThoulessLine,
  almeidaThoulessPoint,
  almeidaThoulessTemperature,
  almeidaThoulessTurningPoint,
  replicaSymmetricFiniteTemperature,
  unitEnergyTemperature,
} from "../../rs/index.js";
import { InputError } from "../../src/result.js";
import fixture from "../fixtures/replica-symmetric.json" with { type: "json" };

describe("de Almeida–Thouless point", () => {
  const point = almeidaThoulessPoint();

  test.each(["alpha", "beta", "overlap"] as const)(
    "%s against 25 digits, within the claimed error",
    (name) => {
      const exact = Number(fixture.almeidaThouless[name]);
      expect(Math.abs(point[name].value - exact)).toBeLessThanOrEqual(point[name].error);
      expect(point[name].error).toBeLessThan(2e-13);
      expect(point[name].status).toBe("converged");
    },
  );

  test("the state there has energy 1 and replicon 0, and β* meets the line", () => {
    const state = replicaSymmetricFiniteTemperature(point.alpha.value, point.beta.value);
    expect(Math.abs(state.energy.value - 1)).toBeLessThan(1e-14);
    expect(Math.abs(state.replicon.value)).toBeLessThan(1e-14);
    expect(unitEnergyTemperature(point.alpha.value).beta.value).toBeCloseTo(point.beta.value, 13);
    expect(almeidaThoulessTemperature(point.alpha.value).beta.value).toBeCloseTo(point.beta.value, 13);
  });

  test("RS at β* is stable below and unstable above", () => {
    expect(unitEnergyTemperature(point.alpha.value - 1e-6).state?.stable).toBe(true);
    expect(unitEnergyTemperature(point.alpha.value + 1e-6).state?.stable).toBe(false);
  });
});

describe("de Almeida–Thouless line", () => {
  test("the replicon of the state on the line vanishes, and changes sign across it", () => {
    for (const beta of [0.3, 2, 8, 60, 500]) {
      const { alpha, overlap, energy } = almeidaThoulessLine(beta);
      const state = replicaSymmetricFiniteTemperature(alpha.value, beta);
      expect(Math.abs(state.replicon.value)).toBeLessThan(1e-12);
      expect(state.overlap.value).toBeCloseTo(overlap.value, 12);
      expect(Math.abs(state.energy.value / energy.value - 1)).toBeLessThan(1e-11);
      expect(replicaSymmetricFiniteTemperature(alpha.value * 0.999, beta).stable).toBe(true);
      expect(replicaSymmetricFiniteTemperature(alpha.value * 1.001, beta).stable).toBe(false);
    }
  });

  test("β → 0: q = 1/√2 and α β² tends to a constant", () => {
    // f' = −βφ(w), f'' = βwφ(w): E f'² = β²/(2π√(1 + 2r)), E f''² = β² r/(2π (1 + 2r)^{3/2}); with r E f''² = E f'²,
    // r² = 1 + 2r, so r = 1 + √2 and α β² = 2π r (1 + 2r)^{1/2} = 2π r².
    const limit = 2 * Math.PI * (1 + Math.SQRT2) ** 2;
    const point = almeidaThoulessLine(1e-4);
    expect(point.overlap.value).toBeCloseTo(Math.SQRT1_2, 8);
    expect((point.alpha.value * 1e-8) / limit).toBeCloseTo(1, 3);
    // The correction is first order in β: halving β halves it.
    const gap = (beta: number): number => (almeidaThoulessLine(beta).alpha.value * beta * beta) / limit - 1;
    expect(Math.log2(Math.abs(gap(2e-3) / gap(1e-3)))).toBeGreaterThan(0.9);
  });

  test("β → ∞: α_AT → 2 from below", () => {
    const gaps = [1e3, 1e5, 1e7].map((beta) => 2 - almeidaThoulessLine(beta).alpha.value);
    expect(gaps[2]).toBeGreaterThan(0);
    expect(gaps[0]).toBeGreaterThan(10 * gaps[1]);
    expect(gaps[1]).toBeGreaterThan(10 * gaps[2]);
  });

  test("the turning point is the minimum of the line, quadratic around it", () => {
    const { alpha, beta } = almeidaThoulessTurningPoint();
    expect(alpha.status).toBe("converged");
    const excess = (factor: number): number =>
      almeidaThoulessLine(beta.value * factor).alpha.value - alpha.value;
    expect(excess(1.02)).toBeGreaterThan(0);
    expect(excess(0.98)).toBeGreaterThan(0);
    expect(excess(1.02) / excess(1.01)).toBeCloseTo(4, 0);
  });

  test("inverse of the line on its high-temperature branch", () => {
    for (const alpha of [1.7, 1.95, 2, 2.5, 10, 1e4]) {
      const { beta } = almeidaThoulessTemperature(alpha);
      expect(beta.status).toBe("converged");
      expect(Math.abs(almeidaThoulessLine(beta.value).alpha.value / alpha - 1)).toBeLessThan(1e-12);
    }
  });

  test("and on its re-entrant branch, which exists between the turning point and 2", () => {
    for (const alpha of [1.7, 1.9]) {
      const { beta, energy } = almeidaThoulessTemperature(alpha, "reentrant");
      expect(beta.status).toBe("converged");
      expect(beta.value).toBeGreaterThan(almeidaThoulessTemperature(alpha).beta.value);
      expect(Math.abs(almeidaThoulessLine(beta.value).alpha.value / alpha - 1)).toBeLessThan(1e-12);
      expect(replicaSymmetricFiniteTemperature(alpha, 1.01 * beta.value).stable).toBe(true);
      expect(replicaSymmetricFiniteTemperature(alpha, 0.99 * beta.value).stable).toBe(false);
      expect(energy.value).toBeGreaterThan(0);
    }
    expect(almeidaThoulessTemperature(2, "reentrant").beta.status).toBe("domain-error");
    expect(almeidaThoulessTemperature(1.68, "reentrant").beta.status).toBe("domain-error");
  });

  test("symmetry breaks at x = 2√2 − 2 where β → 0, and at x → ½ where β → ∞", () => {
    // At small β the averages are Gaussian integrals: f = −βΦ(w) to first order, α E f″³ = O(β).
    expect(almeidaThoulessLine(1e-4).breakingPoint.value).toBeCloseTo(2 * Math.SQRT2 - 2, 7);
    const above = [1e2, 1e4, 1e6].map((beta) => almeidaThoulessLine(beta).breakingPoint.value - 0.5);
    expect(above[1]).toBeLessThan(0.01 * above[0]);
    expect(Math.abs(above[2])).toBeLessThan(1e-6);
  });

  test("below the turning point RS is stable at every temperature", () => {
    expect(almeidaThoulessTemperature(1.68).beta.status).toBe("domain-error");
    for (const beta of [1, 5, 20, 100])
      expect(replicaSymmetricFiniteTemperature(1.68, beta).stable).toBe(true);
  });

  test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])("%s is the caller's mistake", (bad) => {
    expect(() => almeidaThoulessLine(bad)).toThrow(InputError);
    expect(() => almeidaThoulessTemperature(bad)).toThrow(InputError);
  });
});
