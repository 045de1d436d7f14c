/** Finite temperature with a margin: its identities, the d'Almeida–Thouless line, and the biased ground state it cools to. */
import { describe, expect, it } from "vitest";
import {
  almeidaThoulessLine,
  almeidaThoulessPoint,
  almeidaThoulessTemperature,
  almeidaThoulessTurningPoint,
  replicaSymmetricExpansion,
  replicaSymmetricFiniteTemperature,
  satisfiableAlpha,
} from "../../../rs/index.js";
import {
  coldLimit,
  errorCount,
  expansionAtEnergy,
  solveKrsb,
  solveThermal,
  withMargin,
} from "../../../rsb/index.js";
import { normalTail } from "../../../src/special/normal.js";

describe("replica symmetry", () => {
  it.each([-1, -0.5, 0.5, 2])(
    "margin %f: e = −∂Φ/∂β and the stationary overlap, by differences",
    (margin) => {
      const at = (beta: number) => replicaSymmetricFiniteTemperature(6, beta, { margin });
      const h = 1e-4;
      const slope = (at(4 - h).freeEntropy.value - at(4 + h).freeEntropy.value) / (2 * h);
      expect(slope).toBeCloseTo(at(4).energy.value, 7);
      expect(at(4).entropy.value).toBeLessThan(0);
    },
  );

  it("is free at β → 0: α H(κ) units are active", () => {
    const margin = -0.7;
    const { energy } = replicaSymmetricFiniteTemperature(3, 1e-6, { margin });
    expect(energy.value).toBeCloseTo(3 * normalTail(margin), 5);
  });

  it("takes the lower of two states where they compete (κ = 4)", () => {
    const at = (alpha: number) =>
      replicaSymmetricFiniteTemperature(alpha, 3, { margin: 4 }).freeEntropy.value;
    // Concave in α as an infimum of functions that are linear in it.
    const alphas = Array.from({ length: 12 }, (_, i) => 3e4 + 2e4 * i);
    for (const alpha of alphas) expect(at(alpha - 1e4) + at(alpha + 1e4) - 2 * at(alpha)).toBeLessThan(1e-9);
  });

  it("has the expansion at an energy", () => {
    const options = { margin: -0.5, count: 0.8 };
    const alpha = replicaSymmetricExpansion(5, options);
    const { energy } = replicaSymmetricFiniteTemperature(alpha.value, 5, options);
    expect(Math.abs(energy.value - options.count)).toBeLessThan(1e-13);
  });
});

describe("the d'Almeida–Thouless line with a margin", () => {
  it.each([
    { margin: -0.5, count: 1 },
    { margin: -1, count: 2 },
    { margin: 0.5, count: 0.5 },
  ])("margin $margin, count $count: replicon 0 at that energy", (options) => {
    const { alpha, beta } = almeidaThoulessPoint(options);
    const state = replicaSymmetricFiniteTemperature(alpha.value, beta.value, options);
    expect(Math.abs(state.replicon.value)).toBeLessThan(1e-12);
    expect(Math.abs(state.energy.value / options.count - 1)).toBeLessThan(1e-12);
  });

  it("falls with the bias, and the margin 0 is the point without one", () => {
    const alphas = [0, -0.25, -0.5, -1].map((margin) => almeidaThoulessPoint({ margin }).alpha.value);
    expect(alphas[0]).toBe(almeidaThoulessPoint().alpha.value);
    for (let i = 1; i < alphas.length; i++) expect(alphas[i]).toBeLessThan(alphas[i - 1]);
  });

  it("turns below the capacity and comes back to it", () => {
    const options = { margin: -0.5 };
    const turning = almeidaThoulessTurningPoint(options);
    const capacity = satisfiableAlpha(options.margin);
    expect(turning.alpha.value).toBeLessThan(capacity);
    const alpha = 0.5 * (turning.alpha.value + capacity);
    for (const branch of ["cooling", "reentrant"] as const) {
      const { beta } = almeidaThoulessTemperature(alpha, branch, options);
      expect(almeidaThoulessLine(beta.value, options).alpha.value).toBeCloseTo(alpha, 12);
    }
  });
});

describe("k-RSB", () => {
  const point = { alpha: 4, beta: 5, margin: -0.5 };

  it("has e = −∂Φ/∂β, its energy by density and both convolutions", () => {
    const state = solveThermal(point, 1);
    const h = 1e-3;
    const at = (beta: number): number => solveThermal({ ...point, beta }, 1).freeEntropy.value;
    expect((at(5 - h) - at(5 + h)) / (2 * h)).toBeCloseTo(state.energy.value, 6);
    expect(Math.abs(state.energyByDensity.value - state.energy.value)).toBeLessThan(1e-12);
    const { freeEntropy, kernel } = solveThermal(point, 1, { convolution: "fft", kernel: "fftjs" });
    expect(Math.abs(freeEntropy.value - state.freeEntropy.value)).toBeLessThan(1e-12);
    expect(kernel).toBe("fftjs");
  });

  it("cools to the biased ground state at the predicted rate", () => {
    const { energy, rate } = coldLimit(point, 1);
    const ground = solveKrsb({ kind: "energy", alpha: 4 }, 1, { cost: withMargin(errorCount, -0.5) });
    expect(energy).toEqual(ground.value);
    const rest = [25, 100, 400].map((beta) => {
      const { freeEntropy } = solveThermal({ ...point, beta }, 1);
      return -freeEntropy.value - beta * energy.value - rate * Math.log(beta);
    });
    // The next term is of order β^{−1/2} ln β.
    expect(Math.abs(rest[2] - rest[1])).toBeLessThan(Math.abs(rest[1] - rest[0]));
    expect(Math.abs(rest[2])).toBeLessThan(2);
  });

  it("has the expansion at a count, above the line where symmetry is broken", () => {
    const { alpha, k } = expansionAtEnergy({ energy: 1, beta: 5, k: 1, margin: -0.5, accuracy: 1e-7 });
    expect(k).toBe(1);
    const { energy } = solveThermal({ alpha: alpha.value, beta: 5, margin: -0.5 }, 1);
    expect(Math.abs(energy.value - 1)).toBeLessThan(2e-7);
  });
});
