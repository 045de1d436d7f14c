/** Energies continued from a neighbouring solution: the same optimum, with less work, or none at all. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { continueKrsb, solveKrsb } from "../../rsb/index.js";
import type { Quantity } from "../../src/result.js";

const energy = (alpha: number) => ({ kind: "energy", alpha }) as const;

function expectWithin(found: Quantity, reference: Quantity): void {
  expect(Math.abs(found.value - reference.value)).toBeLessThanOrEqual(found.error + reference.error);
}

describe("a continued solution", () => {
  it("agrees with the chain within the claimed errors, parameters too, for less than half of the work", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }),
        fc.double({ min: 3, max: 12, noNaN: true }),
        fc.double({ min: -0.05, max: 0.05, noNaN: true }),
        (k, alpha, step) => {
          const { ansatz } = solveKrsb(energy(alpha), k);
          const cold = solveKrsb(energy(alpha + step), k);
          const warm = continueKrsb(energy(alpha + step), ansatz);
          if (warm === undefined) throw new Error("a step of 0.05 is short");
          expectWithin(warm.value, cold.value);
          expectWithin(warm.chi, cold.chi);
          for (let i = 0; i < k; i++) {
            expectWithin(warm.overlaps[i], cold.overlaps[i]);
            expectWithin(warm.breakingPoints[i], cold.breakingPoints[i]);
          }
          expect(warm.evaluations).toBeLessThan(cold.evaluations / 2);
        },
      ),
      { numRuns: 25 },
    );
  });

  it("is declined from too far away and where nothing breaks", () => {
    const { ansatz } = solveKrsb(energy(2.05), 2);
    expect(continueKrsb(energy(500), ansatz)).toBeUndefined();
    expect(continueKrsb(energy(2), ansatz)).toBeUndefined();
    expect(continueKrsb(energy(5), solveKrsb(energy(4), 0).ansatz)).toBeUndefined();
    expect(() => continueKrsb(energy(-1), ansatz)).toThrow("alpha");
  });
});
