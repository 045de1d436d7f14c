/** Energies at both ends of α: what is carried on towards 2, and the Gaussian limit at large α. */
import { describe, expect, it } from "vitest";
import { replicaSymmetricEnergy } from "../../rs/index.js";
import { followGaussianLimit, gaussianLoss } from "../../rsb/chain/gaussian-limit.js";
import { krsbChain } from "../../rsb/chain/krsb-chain.js";
import { continuedLevel, nodeAlphas } from "../../rsb/chain/near-two.js";
import { extrapolateFullRsb, solveFullRsb, solveKrsb, solveKrsbChain } from "../../rsb/index.js";

const energy = (alpha: number) => ({ kind: "energy", alpha }) as const;

describe("near alpha = 2", () => {
  it.each([
    [1, 2.001],
    [2, 2.002],
    [3, 2.004],
  ])("what is carried on from larger alpha covers the solved level: k = %i, alpha = %d", (k, alpha) => {
    const chain = [...solveKrsbChain(energy(alpha), k)];
    for (const base of [2.1, 2.3]) {
      const nodes = nodeAlphas(solveKrsb(energy(base), k), base).map((at) => ({
        alpha: 2 + 8 * (at - 2),
        levels: [...solveKrsbChain(energy(2 + 8 * (at - 2)), k)],
      }));
      const lower = k === 1 ? undefined : chain[k - 1];
      const continued = continuedLevel(energy(alpha), k, nodes, lower, 1e-12);
      expect(Math.abs(continued.value.value - chain[k].value.value)).toBeLessThanOrEqual(
        continued.value.error + chain[k].value.error,
      );
      expect(Math.abs(Math.log(continued.chi.value / chain[k].chi.value))).toBeLessThan(0.1);
    }
  });

  it.each([2.0001, 2.000001, 2 + 1e-9, 2 + 4.5e-16])(
    "alpha = %d has a value at every k, above the replica-symmetric one by a part of order alpha - 2",
    (alpha) => {
      const chain = [...solveKrsbChain(energy(alpha), 3)];
      expect(chain).toHaveLength(4);
      const symmetric = replicaSymmetricEnergy(alpha).energy.value;
      for (const { value, k } of chain.slice(1)) {
        expect(value.status).toBe("converged");
        expect(value.value).toBeGreaterThanOrEqual(chain[k - 1].value.value * (1 - 1e-12));
        expect(value.value).toBeLessThan(symmetric * (1 + 10 * (alpha - 2)) + value.error);
      }
    },
  );
});

describe("large alpha", () => {
  const base = [...solveKrsbChain(energy(1e4), 3)];

  it("the Gaussian limit has the gradient of its value", () => {
    const point = Float64Array.from([-0.7, -2, -3.5, 2, 3, 4, -9]);
    const { gradient } = gaussianLoss(1e8, point);
    point.forEach((_, i) => {
      const at = (by: number) =>
        gaussianLoss(
          1e8,
          point.map((x, j) => (i === j ? x + by : x)),
        ).value;
      expect(Math.abs((at(1e-5) - at(-1e-5)) / 2e-5 - gradient[i])).toBeLessThan(
        1e-7 * Math.abs(gradient[i]) + 1e-8,
      );
    });
  });

  it.each([1e6, 1e8, 1e11])("e = alpha/2 - F + O(1): alpha = %d", (alpha) => {
    const chain = [...solveKrsbChain(energy(alpha), 3)];
    for (const k of [1, 2, 3]) {
      const limit = followGaussianLimit(alpha, { alpha: 1e4, ansatz: base[k].ansatz });
      const gap = chain[k].value.value - (0.5 * alpha - Math.sqrt(alpha) * limit.scaledLoss);
      expect(chain[k].value.status).toBe("converged");
      expect(gap).toBeGreaterThan(0.09);
      expect(gap).toBeLessThan(0.13);
    }
  });

  it.each([1e14, 1e30, 1e100, 1e300])("alpha = %d is answered by the limit, in order of k", (alpha) => {
    const chain = [...solveKrsbChain(energy(alpha), 3)];
    for (const { value, k } of chain.slice(1)) {
      expect(value.status).toBe("converged");
      expect(value.value).toBeLessThanOrEqual(0.5 * alpha);
      expect(value.value + value.error).toBeGreaterThanOrEqual(chain[k - 1].value.value);
    }
  });
});

describe("full RSB at the ends", () => {
  it("near 2 agrees with the tail of the levels that can still be solved", () => {
    const carried = solveFullRsb(energy(2.012), { tolerance: 1e-9 });
    const chain = extrapolateFullRsb([...krsbChain(energy(2.012), [2, 4, 6, 8, 10])]);
    expect(carried.value.status).toBe("converged");
    expect(Math.abs(carried.value.value - chain.value.value)).toBeLessThanOrEqual(
      carried.value.error + chain.value.error,
    );
  });

  it.each([2 + 1e-9, 1e300])("alpha = %d has both estimates, above the replica-symmetric energy", (alpha) => {
    const { value, family, spread } = solveFullRsb(energy(alpha), { tolerance: 1e-7 });
    expect(value.status).toBe("converged");
    expect(spread).toBeLessThanOrEqual(value.error + family.value.error);
    expect(value.value).toBeGreaterThanOrEqual(replicaSymmetricEnergy(alpha).energy.value);
  });
});
