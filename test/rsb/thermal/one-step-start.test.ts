/** Starts of one-step states: each leads to the same optimum where it is meant to. */
import { expect, it } from "vitest";
import { replicaSymmetricFiniteTemperature } from "../../../rs/index.js";
import { solveThermal } from "../../../rsb/index.js";
import { oneStepStarts } from "../../../rsb/thermal/one-step-start.js";
import { solveThermalFrom } from "../../../rsb/thermal/thermal-solve.js";

it.each([
  { alpha: 6, beta: 4, starts: 2 },
  { alpha: 20, beta: 8, starts: 3 },
  { alpha: 1000, beta: 0.4, starts: 2 },
])(
  "α = $alpha, β = $beta: the last start is a search that finds the state by itself",
  ({ alpha, beta, starts }) => {
    const point = { alpha, beta };
    const { overlap, breakingPoint } = replicaSymmetricFiniteTemperature(alpha, beta);
    const all = [...oneStepStarts(point, false, 1 - overlap.value, breakingPoint)];
    expect(all).toHaveLength(starts);
    const { freeEntropy } = solveThermalFrom(point, all[starts - 1].ansatz, {});
    const expected = solveThermal(point, 1).freeEntropy;
    expect(freeEntropy.status).toBe("converged");
    expect(Math.abs(freeEntropy.value - expected.value)).toBeLessThan(freeEntropy.error + expected.error);
  },
);

it("where RS is stable only the search remains, and the state it leads to is not below RS", () => {
  const { overlap, breakingPoint, freeEntropy } = replicaSymmetricFiniteTemperature(5, 2);
  const all = [...oneStepStarts({ alpha: 5, beta: 2 }, true, 1 - overlap.value, breakingPoint)];
  expect(all).toHaveLength(1);
  const found = solveThermalFrom({ alpha: 5, beta: 2 }, all[0].ansatz, {}, all[0].limit).freeEntropy;
  expect(found.value).toBeGreaterThan(freeEntropy.value - found.error - 1e-12);
});
