/** Solutions: reference values, error estimates, saddle-point equations, bounds and limits. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type KrsbSolution, solveKrsb, solveKrsbChain } from "../../rsb/index.js";
import { InputError } from "../../src/result.js";

interface Reference {
  thresholds: Record<string, { alpha: number; chi: number; q: number[]; y: number[]; A: number; B: number }>;
  energies: Record<string, Record<string, { e: number; chi: number; q?: number[]; y?: number[] }>>;
}
const reference = JSON.parse(
  readFileSync(new URL("../fixtures/replica.json", import.meta.url), "utf8"),
) as Reference;

const chain: KrsbSolution[] = [...solveKrsbChain({ kind: "threshold" }, 12)];

describe("thresholds", () => {
  it.each(Object.keys(reference.thresholds).map(Number))(
    "k = %i equals the reference, parameters included",
    (k) => {
      const expected = reference.thresholds[k];
      const solution = chain[k];
      expect(solution.value.status).toBe("converged");
      expect(Math.abs(solution.value.value - expected.alpha)).toBeLessThan(1e-12 + solution.value.error);
      expect(solution.value.error).toBeLessThan(1e-12);
      expect(solution.energetic).toBeCloseTo(expected.A, 9);
      expect(solution.entropic).toBeCloseTo(expected.B, 8);
      expect(solution.chi.value).toBeCloseTo(expected.chi, 8);
      solution.overlaps.forEach((overlap, i) => {
        expect(overlap.value).toBeCloseTo(expected.q[i], 7);
      });
      solution.breakingPoints.forEach((y, i) => {
        expect(y.value).toBeCloseTo(expected.y[i], 6);
      });
    },
  );

  it("decrease with k, by amounts far above their errors", () => {
    for (let k = 1; k < chain.length; k++) {
      expect(chain[k - 1].value.value - chain[k].value.value).toBeGreaterThan(1e3 * chain[k].value.error);
    }
  });

  it("satisfy the saddle-point equations, and give energy 1 by the density", () => {
    for (const solution of chain.slice(1)) {
      expect(solution.residual).toBeLessThan(1e-8);
      expect(Math.abs(solution.energyByDensity.value - 1)).toBeLessThan(
        solution.energyByDensity.error + 1e-12,
      );
    }
  });

  it("agree between positive sums and Fourier transforms within the claimed errors", () => {
    const viaFft = [...solveKrsbChain({ kind: "threshold" }, 12, { convolution: "fft" })];
    for (let k = 1; k <= 12; k++) {
      expect(viaFft[k].value.status).toBe("converged");
      const gap = Math.abs(viaFft[k].value.value - chain[k].value.value);
      expect(gap).toBeLessThan(viaFft[k].value.error + chain[k].value.error);
      expect(viaFft[k].value.error).toBeLessThan(2e-13);
    }
  });
});

describe("energies", () => {
  for (const [alpha, levels] of Object.entries(reference.energies)) {
    it.each(Object.keys(levels).map(Number))(`alpha = ${alpha}, k = %i equals the reference`, (k) => {
      const expected = levels[k];
      const { value, chi } = solveKrsb({ kind: "energy", alpha: Number(alpha) }, k);
      expect(Math.abs(value.value - expected.e)).toBeLessThan(1e-12 + value.error);
      expect(chi.value).toBeCloseTo(expected.chi, 7);
    });
  }

  it("at the k-RSB threshold the k-RSB energy is 1", () => {
    for (const k of [1, 3, 6]) {
      const { value } = solveKrsb({ kind: "energy", alpha: chain[k].value.value }, k);
      expect(Math.abs(value.value - 1)).toBeLessThan(1e-12);
    }
  });

  it("increase with k, and with alpha by the envelope de/dalpha = A", () => {
    const step = 1e-4;
    const at = (alpha: number, k: number): KrsbSolution => solveKrsb({ kind: "energy", alpha }, k);
    for (const alpha of [2.2, 4, 10, 50]) {
      expect(at(alpha, 2).value.value).toBeGreaterThan(at(alpha, 1).value.value);
      const slope = (at(alpha + step, 2).value.value - at(alpha - step, 2).value.value) / (2 * step);
      expect(slope).toBeCloseTo(at(alpha, 2).energetic, 6);
    }
  });

  it("vanish at alpha <= 2 for every k", () => {
    const { value, chi } = solveKrsb({ kind: "energy", alpha: 2 }, 5);
    expect(value).toEqual({ value: 0, error: 0, status: "converged" });
    expect(chi.value).toBe(Number.POSITIVE_INFINITY);
  });
});

describe("tolerances", () => {
  it.each([
    [1, 4],
    [2, 6.8],
    [2, 10],
  ])("are met on a finer grid where the first one misses them: k = %i, alpha = %f", (k, alpha) => {
    const { value } = solveKrsb({ kind: "energy", alpha }, k);
    const onFineGrid = solveKrsb({ kind: "energy", alpha }, k, {
      resolution: { spacing: 0.2, reach: 9.5 },
    }).value;
    expect(value.status).toBe("converged");
    expect(Math.abs(value.value - onFineGrid.value)).toBeLessThan(value.error + onFineGrid.error);
  });

  it("are real: a looser one does less work and claims no less than its true error", () => {
    const tight = solveKrsb({ kind: "threshold" }, 5, { tolerance: 1e-12 });
    const loose = solveKrsb({ kind: "threshold" }, 5, { tolerance: 1e-5 });
    expect(loose.evaluations).toBeLessThan(tight.evaluations);
    expect(loose.gridPoints).toBeLessThan(tight.gridPoints);
    expect(Math.abs(loose.value.value - tight.value.value)).toBeLessThanOrEqual(loose.value.error);
    expect(loose.value.error).toBeLessThanOrEqual(1e-5 * 6.7);
  });

  it("are refused below what double precision supports", () => {
    expect(() => solveKrsb({ kind: "threshold" }, 1, { tolerance: 1e-16 })).toThrow(InputError);
  });
});

describe("bad input", () => {
  it.each([-1, 1.5, 49, Number.NaN])("k = %d is refused", (k) => {
    expect(() => solveKrsb({ kind: "threshold" }, k)).toThrow(InputError);
  });
  it.each([0, -3, Number.NaN, Number.POSITIVE_INFINITY])("alpha = %d is refused", (alpha) => {
    expect(() => solveKrsb({ kind: "energy", alpha }, 2)).toThrow(InputError);
  });
});
