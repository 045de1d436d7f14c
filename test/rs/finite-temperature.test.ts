import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { COARSE, FINE, fieldAverages } from "../../rs/field-average.js";
import {
  replicaSymmetricEnergy,
  replicaSymmetricFiniteTemperature,
  unitEnergyTemperature,
} from "../../rs/index.js";
import { singleSite } from "../../rs/single-site.js";
import { InputError } from "../../src/result.js";
import fixture from "../fixtures/replica-symmetric.json" with { type: "json" };
import { PLAIN } from "../reference/thresholds.js";

describe("finite-temperature state", () => {
  test.each(fixture.states)("α = $alpha, β = $beta against 25 digits, within the claimed error", (row) => {
    const state = replicaSymmetricFiniteTemperature(row.alpha, row.beta);
    for (const name of ["overlap", "freeEntropy", "energy", "replicon"] as const) {
      const exact = Number(row[name]);
      const { value, error, status } = state[name];
      expect(status).toBe("converged");
      expect(Math.abs(value - exact)).toBeLessThanOrEqual(error);
      expect(error).toBeLessThan(1e-13 * Math.max(1, Math.abs(exact)));
    }
    expect(state.stable).toBe(Number(row.replicon) > 0);
  });

  test("e = −∂Φ/∂β by central differences, and the entropy is Φ + βe ≤ 0", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.2, max: 12, noNaN: true }),
        fc.double({ min: 0.2, max: 12, noNaN: true }),
        (alpha, beta) => {
          const h = 1e-4 * beta;
          const at = (b: number) => replicaSymmetricFiniteTemperature(alpha, b);
          const state = at(beta);
          const slope = (at(beta + h).freeEntropy.value - at(beta - h).freeEntropy.value) / (2 * h);
          expect(Math.abs(slope + state.energy.value)).toBeLessThan(1e-7 * alpha);
          expect(state.entropy.value).toBeCloseTo(state.freeEntropy.value + beta * state.energy.value, 10);
          expect(state.entropy.value).toBeLessThanOrEqual(0);
        },
      ),
      { numRuns: 25 },
    );
  });

  test("Φ is stationary and least in q", () => {
    for (const [alpha, beta] of [
      [1, 2],
      [6, 3],
      [10, 30],
    ]) {
      const { overlap, freeEntropy } = replicaSymmetricFiniteTemperature(alpha, beta);
      const r = overlap.value / (1 - overlap.value);
      const excess = (factor: number): number => {
        const s = factor * r;
        return 0.5 * (s - Math.log1p(s)) + alpha * fieldAverages(beta, s, FINE).f - freeEntropy.value;
      };
      expect(excess(1.02)).toBeGreaterThan(0);
      expect(excess(0.98)).toBeGreaterThan(0);
      // Quadratic: ε² with a cubic correction of a few per cent.
      expect(Math.abs(excess(1.02) / excess(1.01) - 4)).toBeLessThan(0.2);
    }
  });

  test("β → ∞ approaches the ground state like 1/β: e and χ", () => {
    for (const alpha of [2.5, 4, 6, 10]) {
      const limit = replicaSymmetricEnergy(alpha);
      const [first, second] = [2e4, 4e4].map((beta) => replicaSymmetricFiniteTemperature(alpha, beta));
      const gap = (state: typeof first): number => state.energy.value - limit.energy.value;
      expect(gap(first)).toBeGreaterThan(0);
      expect(gap(first) / gap(second)).toBeCloseTo(2, 1);
      expect(2 * second.chi.value - first.chi.value).toBeCloseTo(limit.chi.value, 4);
    }
  });

  test("high temperature: Φ = −αβ/2 + αβ²/8 + O(β³), e = α/2 − αβ/4, replicon 1", () => {
    const [alpha, beta] = [3, 1e-4];
    const state = replicaSymmetricFiniteTemperature(alpha, beta);
    // Var θ(h) = ¼ at q = 0; q itself is O(β²) and enters Φ at O(β⁴).
    expect(Math.abs(state.freeEntropy.value - (-alpha * beta) / 2 - (alpha * beta * beta) / 8)).toBeLessThan(
      1e-12,
    );
    expect(state.energy.value).toBeCloseTo(alpha / 2 - (alpha * beta) / 4, 8);
    // q = α β² φ(0)² to leading order.
    expect(state.overlap.value / ((alpha * beta * beta) / (2 * Math.PI))).toBeCloseTo(1, 3);
    expect(state.replicon.value).toBeCloseTo(1, 12);
  });

  test("satisfiable α < 2: energy vanishes exponentially and q stays below 1", () => {
    const cold = replicaSymmetricFiniteTemperature(1, 200);
    expect(cold.energy.value).toBeLessThan(1e-70);
    expect(cold.overlap.value).toBeCloseTo(replicaSymmetricFiniteTemperature(1, 60).overlap.value, 12);
  });

  test("the energy grows with α at fixed β and falls with β at fixed α", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.5, max: 10, noNaN: true }),
        fc.double({ min: 0.1, max: 20, noNaN: true }),
        (alpha, beta) => {
          const energy = (a: number, b: number): number =>
            replicaSymmetricFiniteTemperature(a, b).energy.value;
          expect(energy(alpha * 1.05, beta)).toBeGreaterThan(energy(alpha, beta));
          expect(energy(alpha, beta * 1.05)).toBeLessThan(energy(alpha, beta));
        },
      ),
      { numRuns: 25 },
    );
  });

  test.each([
    [0, 1],
    [-2, 1],
    [Number.NaN, 1],
    [3, 0],
    [3, -1],
    [3, Number.NaN],
    [3, Number.POSITIVE_INFINITY],
    [3, 1e9],
  ])("α = %s, β = %s is the caller's mistake", (alpha, beta) => {
    expect(() => replicaSymmetricFiniteTemperature(alpha, beta)).toThrow(InputError);
  });
});

describe("single site and field averages", () => {
  test("derivatives of f and p agree with differences", () => {
    const h = 1e-4;
    for (const beta of [0.3, 3, 30]) {
      for (const w of [-6, -1.2, -1e-3, 1e-3, 0.7, 2.4, 7]) {
        const at = (x: number) => singleSite(x, beta);
        const here = at(w);
        const slope = (f: (x: number) => number): number => (f(w + h) - f(w - h)) / (2 * h);
        expect(slope((x) => at(x).f)).toBeCloseTo(here.f1, 6);
        expect(slope((x) => at(x).f1)).toBeCloseTo(here.f2, 6);
        expect(slope((x) => at(x).f2)).toBeCloseTo(here.f3, 5);
        expect(slope((x) => at(x).f3)).toBeCloseTo(here.f4, 4);
        expect(slope((x) => at(x).p)).toBeCloseTo(here.p1, 6);
        expect(slope((x) => at(x).p1)).toBeCloseTo(here.p2, 6);
        const byBeta = (singleSite(w, beta + h).f - singleSite(w, beta - h).f) / (2 * h);
        expect(byBeta).toBeCloseTo(-here.p, 7);
        expect(here.variance).toBeCloseTo(here.p * (1 - here.p), 14);
      }
    }
  });

  test("bounds and monotonicity: −β < f < 0, 0 < p < 1 growing with w; nothing is NaN at huge fields", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -60, max: 60, noNaN: true }),
        fc.double({ min: 1e-3, max: 1e4, noNaN: true }),
        (w, beta) => {
          const site = singleSite(w, beta);
          expect(site.f).toBeLessThanOrEqual(0);
          expect(site.f).toBeGreaterThanOrEqual(-beta);
          expect(site.p).toBeGreaterThanOrEqual(0);
          expect(site.p).toBeLessThanOrEqual(1);
          expect(site.p1).toBeGreaterThanOrEqual(0);
          expect(Math.abs(site.f1)).toBeLessThanOrEqual(Math.sqrt(2 * beta) + 1);
          for (const value of Object.values(site)) expect(Number.isFinite(value)).toBe(true);
        },
      ),
    );
    for (const w of [-1e3, 1e3, 1e6]) {
      for (const value of Object.values(singleSite(w, 5))) expect(Number.isFinite(value)).toBe(true);
    }
  });

  test("heat equation and β-derivatives against differences of the averages", () => {
    for (const [beta, r] of [
      [0.5, 0.1],
      [3, 2.5],
      [20, 50],
    ]) {
      const m = fieldAverages(beta, r, FINE);
      const difference = (
        name: "f" | "p" | "slopeSquare" | "curvatureSquare",
        db: number,
        dr: number,
      ): number => {
        const step = 1e-4 * (db > 0 ? beta : r);
        const up = fieldAverages(beta + db * step, r + dr * step, FINE)[name];
        return (up - fieldAverages(beta - db * step, r - dr * step, FINE)[name]) / (2 * step);
      };
      const close = (value: number, reference: number): void => {
        expect(Math.abs(value - reference)).toBeLessThan(1e-7 * (Math.abs(reference) + 1e-2));
      };
      close(difference("f", 1, 0), -m.p);
      close(difference("p", 1, 0), m.pByBeta);
      close(difference("slopeSquare", 1, 0), m.slopeSquareByBeta);
      close(difference("curvatureSquare", 1, 0), m.curvatureSquareByBeta);
      close(difference("p", 0, 1), m.pByR);
      close(difference("slopeSquare", 0, 1), m.slopeSquareByR);
      close(difference("curvatureSquare", 0, 1), m.curvatureSquareByR);
      // Stein: (1 + r) E f'' = −E f'², and ∂_r E f = ½ E f''.
      close(difference("f", 0, 1), -0.5 * (m.slopeSquare / (1 + r)));
    }
  });

  test("the two quadratures agree wherever a state can be", () => {
    for (const [beta, r] of [
      [1e-3, 1e-6],
      [1, 1],
      [3, 30],
      [100, 500],
      [1e4, 1e4],
      [1e6, 1e6],
    ]) {
      const [fine, coarse] = [FINE, COARSE].map((level) => fieldAverages(beta, r, level));
      expect(Math.abs(coarse.f / fine.f - 1)).toBeLessThan(1e-14);
      expect(Math.abs(coarse.p / fine.p - 1)).toBeLessThan(1e-14);
      expect(Math.abs(coarse.slopeSquare / fine.slopeSquare - 1)).toBeLessThan(1e-13);
    }
  });
});

describe("β*(α)", () => {
  test("the energy at β* is 1; β* grows with α", () => {
    let previous = 0;
    for (const alpha of [2.01, 3, 4, 5, 6, 7, 7.6]) {
      const { beta, state } = unitEnergyTemperature(alpha);
      expect(beta.status).toBe("converged");
      expect(Math.abs((state?.energy.value ?? 0) - 1)).toBeLessThan(1e-13);
      expect(beta.value).toBeGreaterThan(previous);
      previous = beta.value;
    }
  });

  test("α → 2: β* = 2(α − 2)/α + …", () => {
    const alpha = 2 + 2 ** -20;
    const { beta } = unitEnergyTemperature(alpha);
    expect(beta.value / ((2 * (alpha - 2)) / alpha)).toBeCloseTo(1, 5);
  });

  test("outside 2 < α < α_RS it does not exist, near α_RS it is out of reach", () => {
    for (const alpha of [1, 2, 7.6477, 50]) {
      const { beta, state } = unitEnergyTemperature(alpha);
      expect(beta.status).toBe("domain-error");
      expect(state).toBeUndefined();
    }
    expect(unitEnergyTemperature(PLAIN - 8e-14).beta.status).toBe("iteration-limit");
    expect(() => unitEnergyTemperature(Number.NaN)).toThrow(InputError);
  });
});
