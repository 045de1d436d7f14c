/** The second descent of the functional at positive margins: a local minimum above it is not called the optimum. */
import { describe, expect, it } from "vitest";
import { resolveOptions } from "../../rsb/chain/solver-settings.js";
import { mayDescend, steepObjective } from "../../rsb/chain/steep-branch.js";
import { errorCount, solveKrsb, withMargin } from "../../rsb/index.js";

const PROBLEM = { kind: "threshold" } as const;

const steep = (k: number, margin: number) => {
  const cost = withMargin(errorCount, margin);
  const solution = solveKrsb(PROBLEM, k, { cost });
  const settings = resolveOptions({ cost }, solution.ansatz);
  return { ...solution, ...steepObjective(PROBLEM, solution.ansatz, settings) };
};

describe("the functional at a large y_k", () => {
  it("lies below the local minimum at κ = 1, k = 15, which is then stalled and whose error says so", () => {
    const { value, objective, error, ansatz } = steep(15, 1);
    expect(ansatz.breakingPoints[14]).toBeLessThan(60);
    expect(objective + 2 * error).toBeLessThan(value.value - 1e-6);
    expect(value.status).toBe("stalled");
    expect(value.error).toBeGreaterThanOrEqual(value.value - objective);
  });

  it("lies above it for fewer levels, which are converged, and tends to the level below from there", () => {
    const { value, objective } = steep(8, 1);
    expect(value.status).toBe("converged");
    expect(objective).toBeGreaterThan(value.value);
    expect(objective).toBeLessThan(solveKrsb(PROBLEM, 7, { cost: withMargin(errorCount, 1) }).value.value);
  });

  it("lies above it without a margin, where it is not asked for", () => {
    const { value, objective } = steep(12, 0);
    expect(objective).toBeGreaterThan(value.value);
    expect([0, -1, 0.1].map((margin) => mayDescend(withMargin(errorCount, margin)))).toEqual([
      false,
      false,
      true,
    ]);
  });
});
