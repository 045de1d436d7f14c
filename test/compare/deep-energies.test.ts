/** Searched networks beside deep k-RSB: the extrapolation, the verdict, and one small experiment. */
import { describe, expect, it } from "vitest";
import { deepAgreementOf, deepEnergies, extrapolateSizes } from "../../compare/index.js";
import { InputError, quantity } from "../../src/result.js";

describe("the extrapolation in n", () => {
  it("covers the limit for every correction between n^(-1/2) and n^(-1)", () => {
    for (const power of [0.5, 0.6, 0.8, 1]) {
      const points = [6, 10, 14, 20, 40].map((columns) => ({
        columns,
        observed: quantity(1 + 0.9 * columns ** -power, 0.01),
      }));
      const { value, error } = extrapolateSizes(points);
      expect(Math.abs(value - 1)).toBeLessThan(error);
    }
  });
});

describe("the verdict", () => {
  it("can contradict the theory, from below only", () => {
    const theory = quantity(1, 1e-6);
    expect(deepAgreementOf(quantity(0.8, 0.05), theory)).toBe("contradicted");
    expect(deepAgreementOf(quantity(0.95, 0.05), theory)).toBe("compatible");
    expect(deepAgreementOf(quantity(1.3, 0.05), theory)).toBe("above");
  });
});

describe("searched networks", () => {
  it("stay above the limit at finite n, do not contradict it, and are the same for the same seed", () => {
    const search = { expansions: [6.7, 6.4], sizes: [4, 5, 6], samples: 4, seed: 1, work: 0.3, k: 1 };
    const found = deepEnergies(search);
    expect(Math.abs(found.theory.value - 0.9914)).toBeLessThan(1e-3);
    for (const { observed, columns, widths } of found.points) {
      expect(observed.value).toBeGreaterThan(found.theory.value);
      expect(widths).toEqual([columns, Math.round(6.7 * columns), Math.round(6.4 * columns)]);
    }
    expect(found.agreement).not.toBe("contradicted");
    expect(deepEnergies(search)).toEqual(found);
  });

  it("need three sizes and two samples", () => {
    const search = { expansions: [6.7, 6.4], sizes: [4, 5], samples: 4, seed: 1, work: 1, k: 1 };
    expect(() => deepEnergies(search)).toThrow(InputError);
    expect(() => deepEnergies({ ...search, sizes: [4, 5, 6], samples: 1 })).toThrow("samples is 1");
  });
});
