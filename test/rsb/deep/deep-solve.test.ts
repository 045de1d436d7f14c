/** Solutions of deep networks: references of the theory page, bridges to separate code, signature, energies. */
import { describe, expect, it } from "vitest";
import { liftedCapacity, recurrencePoint, replicaTwoLayerCapacity } from "../../../rdt/index.js";
import { deepFromCoordinates, deepToCoordinates } from "../../../rsb/deep/deep-ansatz.js";
import { solveDeep, solveDeepChain, solveDeepLifted } from "../../../rsb/deep/deep-chain.js";
import type { DeepProblem } from "../../../rsb/deep/deep-functional.js";
import type { DeepSolution } from "../../../rsb/deep/deep-solution.js";
import { solveDeepFrom } from "../../../rsb/deep/deep-solve.js";
import { solveKrsb } from "../../../rsb/index.js";
import { InputError } from "../../../src/result.js";
import { SECOND_STRONG, SECOND_WEAK } from "../../reference/thresholds.js";

const capacity = (hidden: readonly number[], count = 2): DeepProblem => ({ kind: "capacity", hidden, count });
const chains = new Map<number, DeepSolution[]>();
function chain(count: number): DeepSolution[] {
  const known = chains.get(count);
  if (known !== undefined) return known;
  const solved = [...solveDeepChain(capacity([6.7004], count), 3)];
  chains.set(count, solved);
  return solved;
}

/** α_2 behind α_1 = 6.7004, k = 0 … 3, from a C++ prototype, with half a unit of its last certain digit. */
const REFERENCE = {
  2: [
    [SECOND_WEAK, 1e-9],
    [6.4299995, 1e-7],
    [6.4087048, 5e-8],
    [6.4060411, 5e-8],
  ],
  4: [
    [SECOND_STRONG, 1e-8],
    [9.66191637, 1e-8],
    [9.62246384, 1e-8],
    [9.6176083, 1e-8],
  ],
} as const;

describe.each([2, 4] as const)("two layers behind α_1 = 6.7004, count %d", (count) => {
  it("has the reference values within errors, decreasing in k", () => {
    const solutions = chain(count);
    solutions.forEach(({ k, value }) => {
      expect(value.status).toBe("converged");
      expect(value.error).toBeLessThan(1e-9);
      const [reference, half] = REFERENCE[count][k];
      expect(Math.abs(value.value - reference)).toBeLessThan(half + value.error);
    });
    for (let k = 1; k < solutions.length; k++)
      expect(solutions[k].value.value).toBeLessThan(solutions[k - 1].value.value);
  });

  it("is a saddle with k + 1 negative directions, stationary in every natural scale", () => {
    for (const { k, signature, residual } of chain(count)) {
      expect(signature).toEqual({ negative: k + 1, positive: 3 * k + 2, zero: 0 });
      expect(residual).toBeLessThan(1e-5);
    }
  });

  it("at k = 0 is plain duality with optimal norms, by two routes of their own", () => {
    const plain = chain(count)[0];
    const recurrence = recurrencePoint([6.7004], count, "optimal");
    expect(Math.abs(plain.value.value - recurrence.capacity.value)).toBeLessThan(1e-9);
    const replica = replicaTwoLayerCapacity(6.7004, count);
    expect(Math.abs(plain.value.value - replica.capacity.value)).toBeLessThan(1e-9);
    expect(Math.abs(plain.hidden[0].norm / replica.normSquare - 1)).toBeLessThan(1e-7);
    expect(Math.abs(plain.hidden[0].gamma / replica.gammaHat - 1)).toBeLessThan(1e-7);
  });

  it("with zero lowest overlaps is partially lifted duality, with the same parameters", () => {
    const lifted = solveDeepLifted(capacity([6.7004], count));
    const duality = liftedCapacity([6.7004], { count, dualNorms: "optimal" });
    expect(Math.abs(lifted.value.value - duality.capacity.value)).toBeLessThan(1e-9);
    // γ̄_1 = χ/(2μ), c₃ = y/μ, κ_2 = μ√ĥ.
    const mu = lifted.chi.value / (2 * duality.parameters.gammaBar[0]);
    expect(Math.abs(lifted.breakingPoints[0].value / mu / duality.c3.value - 1)).toBeLessThan(1e-6);
    expect(chain(count)[1].value.value).toBeLessThan(lifted.value.value);
    expect(lifted.value.value).toBeLessThan(chain(count)[0].value.value);
  });
});

describe("the error budget", () => {
  it("covers the truth at loose tolerances, and looser ones take fewer points", () => {
    const exact = chain(2)[2].value;
    let points = chain(2)[2].gridPoints;
    for (const tolerance of [1e-6, 1e-4]) {
      const loose = solveDeepFrom(capacity([6.7004]), chain(2)[2].ansatz, { tolerance });
      expect(loose.value.status).toBe("converged");
      expect(Math.abs(loose.value.value - exact.value)).toBeLessThan(loose.value.error + exact.error);
      expect(loose.gridPoints).toBeLessThan(points);
      points = loose.gridPoints;
    }
  });

  it("calls a point whose grids are too coarse for the tolerance stalled", () => {
    const resolution = {
      hidden: { density: 0.9, reach: 6, panelPoints: 8 },
      last: { spacing: 0.5, reach: 6 },
    };
    const coarse = solveDeepFrom(capacity([6.7004]), chain(2)[1].ansatz, { tolerance: 1e-9, resolution });
    expect(coarse.value.status).toBe("stalled");
    expect(Math.abs(coarse.value.value - chain(2)[1].value.value)).toBeLessThan(coarse.value.error);
  });

  it("covers the parameters' change from a loose to a tight tolerance", () => {
    const loose = solveDeepFrom(capacity([6.7004]), chain(2)[1].ansatz, { tolerance: 1e-5 });
    loose.overlaps.concat(loose.breakingPoints, loose.chi).forEach(({ value, error }, i) => {
      const exact = chain(2)[1].overlaps.concat(chain(2)[1].breakingPoints, chain(2)[1].chi)[i];
      expect(Math.abs(value - exact.value)).toBeLessThanOrEqual(2 * (error + exact.error));
    });
  });
});

describe("spurious points", () => {
  it("an increment of the field that has run away to zero is no solution", () => {
    const coordinates = deepToCoordinates(chain(2)[1].ansatz);
    // ln ĥ_0 far down: its own derivative is tiny there although that in ĥ_0 is not.
    coordinates[3] -= 30;
    const tolerance = 1e-6;
    const runaway = solveDeepFrom(capacity([6.7004]), deepFromCoordinates(coordinates, 1), { tolerance });
    const back = Math.abs(runaway.value.value - chain(2)[1].value.value) < tolerance;
    expect(back || runaway.value.status !== "converged").toBe(true);
  });
});

describe("without hidden layers", () => {
  it("is one-layer k-RSB, threshold and energy", () => {
    const threshold = solveDeep(capacity([]), 2);
    expect(Math.abs(threshold.value.value - solveKrsb({ kind: "threshold" }, 2).value.value)).toBeLessThan(
      1e-11,
    );
    const energy = solveDeep({ kind: "energy", hidden: [], count: 2, alpha: 8 }, 1);
    const reference = solveKrsb({ kind: "energy", alpha: 8 }, 1);
    expect(Math.abs(energy.value.value - reference.value.value)).toBeLessThan(1e-11);
  });
});

describe("energies", () => {
  it("the energy at the capacity is c/2, and its slope is A", () => {
    const { value, energetic } = chain(2)[1];
    const at = (alpha: number): number =>
      solveDeep({ kind: "energy", hidden: [6.7004], count: 2, alpha }, 1).value.value;
    expect(Math.abs(at(value.value) - 1)).toBeLessThan(1e-9);
    const slope = (at(value.value + 1e-3) - at(value.value - 1e-3)) / 2e-3;
    expect(Math.abs(slope - energetic)).toBeLessThan(1e-6);
  });

  it("the strong capacity is where the energy is 2", () => {
    const alpha = chain(4)[1].value.value;
    const energy = solveDeep({ kind: "energy", hidden: [6.7004], count: 2, alpha }, 1);
    expect(Math.abs(energy.value.value - 2)).toBeLessThan(1e-9);
  });
});

describe("three layers", () => {
  it("lowers the capacity once more, and k = 2 lowers it below k = 1", () => {
    const one = solveDeep(capacity([6.7004, 6.43]), 1);
    const two = solveDeep(capacity([6.7004, 6.43]), 2, { tolerance: 1e-5 });
    expect(one.value.status).toBe("converged");
    expect(Math.abs(one.value.value - 6.17487)).toBeLessThan(5e-6);
    expect(one.depth).toBe(3);
    expect(two.value.status).toBe("converged");
    expect(two.value.value).toBeLessThan(one.value.value);
  });

  it("at k = 0 is plain duality with optimal norms", () => {
    const plain = solveDeep(capacity([6.7004, 7.53]), 0);
    const recurrence = recurrencePoint([6.7004, 7.53], 2, "optimal");
    expect(Math.abs(plain.value.value - recurrence.capacity.value)).toBeLessThan(1e-9);
  });
});

describe("a wide first layer", () => {
  it("tends to the arc-cosine kernel like α_1^{−1/2}", () => {
    const [a, b] = [1e3, 4e3].map(
      (alpha) => solveDeep(capacity([alpha]), 1, { tolerance: 1e-7 }).value.value,
    );
    // With an error c α^{−1/2} the limit is 2b − a; c α_1^{−1} is what it leaves.
    expect(Math.abs(2 * b - a - 6.46266)).toBeLessThan(2e-4);
  });
});

describe("bad input", () => {
  it.each([
    [() => solveDeep(capacity([-1]), 1), "the expansion of layer 1 is -1"],
    [() => solveDeep(capacity([6.7, 1.5]), 1), "the expansion of layer 2 is 1.5"],
    [() => solveDeep(capacity([6.7]), -1), "k is -1"],
    [() => solveDeep(capacity([6.7], 0), 1), "the count of active units is 0"],
    [() => solveDeep(capacity([6.7]), 1, { tolerance: 1e-13 }), "tolerance is 1e-13"],
  ])("is refused by name", (act, words) => {
    expect(act).toThrow(InputError);
    expect(act).toThrow(words);
  });
});
