/** The claimed errors cover an independent evaluation, and no solution stands on the wrong side of its neighbours. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { errorCount } from "../../rsb/functional/cost.js";
import { levelGrids, REFINEMENT } from "../../rsb/functional/level-grids.js";
import { type KrsbSolution, solveKrsb, solveKrsbChain } from "../../rsb/index.js";
import { ansatzArbitrary } from "./ansatz-arbitrary.js";

const energy = (alpha: number) => ({ kind: "energy", alpha }) as const;
/** Half the spacing of the default, a standard deviation wider. */
const INDEPENDENT = { tolerance: 1e-13, resolution: { spacing: 0.165, reach: 9.6 } } as const;

function expectCovered({ value }: KrsbSolution, independent: KrsbSolution): void {
  expect(Math.abs(value.value - independent.value.value)).toBeLessThanOrEqual(
    value.error + independent.value.error,
  );
}

describe("the refinement of the error budget", () => {
  it("moves every level by two thirds", () => {
    fc.assert(
      fc.property(
        ansatzArbitrary(1, 8),
        fc.double({ min: 0.2, max: 0.6, noNaN: true }),
        (ansatz, spacing) => {
          const resolution = { spacing, reach: 7 };
          const refined = { ...resolution, refinement: REFINEMENT };
          for (const rounding of ["thirds", "octaves"] as const) {
            const coarse = levelGrids(ansatz, errorCount, resolution, rounding);
            levelGrids(ansatz, errorCount, refined, rounding).forEach((level, i) => {
              expect(level.spacing / coarse[i].spacing).toBeCloseTo(2 / 3, 14);
            });
          }
        },
      ),
    );
  });
});

describe("claimed errors", () => {
  it.each([
    [1, 2.224, 1e-8],
    [3, 2.3, 1e-12],
    [5, 3, 1e-12],
    [1, 2.319, 1e-12],
    [4, 214.3, 1e-8],
    [1, 2.0001, 1e-12],
    [3, 73.754, 5e-3],
    [6, 70.7, 2.6e-7],
  ])(
    "cover where a grid was once compared with itself, or stalled: k = %i, alpha = %d",
    (k, alpha, tolerance) => {
      const claimed = solveKrsb(energy(alpha), k, { tolerance });
      expect(claimed.value.status).toBe("converged");
      expectCovered(claimed, solveKrsb(energy(alpha), k, INDEPENDENT));
    },
  );

  it("cover at random k, alpha and tolerance, by the other convolution too; levels stand in order", () => {
    const logUniform = (low: number, high: number) =>
      fc.double({ min: Math.log(low), max: Math.log(high), noNaN: true }).map(Math.exp);
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 4 }),
        logUniform(0.05, 298),
        logUniform(1e-12, 1e-2),
        (k, excess, tolerance) => {
          const chain = [...solveKrsbChain(energy(2 + excess), k + 1, { tolerance })];
          expect(chain).toHaveLength(k + 2);
          chain.slice(1).forEach(({ value }, i) => {
            expect(value.status).toBe("converged");
            expect(value.value + value.error).toBeGreaterThanOrEqual(
              chain[i].value.value - chain[i].value.error,
            );
          });
          const claimed = chain[k];
          const independent = { ...INDEPENDENT, convolution: k < 3 ? "fft" : "direct" } as const;
          expectCovered(claimed, solveKrsb(energy(2 + excess), k, independent));
        },
      ),
      { numRuns: 20, seed: 20 },
    );
  });

  it.each([
    [2.2, 1e-9, 3],
    [6, 1e-3, 3],
    [40, 1e-6, 3],
    [272.7, 1e-4, 6],
    [2.1136711177440666, 1.07e-3, 3],
    [2.131609998400766, 1.56e-6, 4],
  ])("of Fourier transforms cover: alpha = %d at tolerance %d, k <= %i", (alpha, tolerance, k) => {
    const claimed = [...solveKrsbChain(energy(alpha), k, { tolerance, convolution: "fft" })];
    const independent = [...solveKrsbChain(energy(alpha), k, { tolerance: 1e-12, convolution: "direct" })];
    claimed.forEach((solution, level) => {
      expect(solution.value.status).toBe("converged");
      expectCovered(solution, independent[level]);
    });
  });
});

describe("a looser tolerance", () => {
  it("never finds another solution: alpha = 2.126 … 2.154, where a spurious stationary point was taken", () => {
    for (let alpha = 2.1265; alpha < 2.155; alpha += 0.0057) {
      const tight = [...solveKrsbChain(energy(alpha), 3)];
      for (const tolerance of [1e-2, 1e-5, 1e-6]) {
        [...solveKrsbChain(energy(alpha), 3, { tolerance })].forEach((loose, k) => {
          expect(loose.value.status).toBe("converged");
          expectCovered(loose, tight[k]);
        });
      }
    }
  });

  it("is met at once: the cut on the residual follows it", () => {
    const { value } = solveKrsb({ kind: "threshold" }, 2, { tolerance: 1e-2 });
    expect(value.status).toBe("converged");
    expect(value.error).toBeLessThan(1e-2);
  });
});
