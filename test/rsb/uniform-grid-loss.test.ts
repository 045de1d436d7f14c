/** What the published grid loses: identities between its parts at any k, y_max and α. */
import { describe, expect, it } from "vitest";
import { cappedChain, cappedLimit } from "../../rsb/published/capped-chain.js";
import { solveFixedPoint } from "../../rsb/published/fixed-point.js";
import { uniformGridLoss } from "../../rsb/published/uniform-grid-loss.js";

describe("the loss of a uniform grid", () => {
  it.each([
    [{ kind: "energy", alpha: 2.5 }, 6, 1],
    [{ kind: "energy", alpha: 20 }, 1, 5],
    [{ kind: "energy", alpha: 6 }, 12, 10],
    [{ kind: "threshold" }, 3, 3],
  ] as const)("%o, k = %i, y_max = %d: parts add up, and have their signs", (problem, k, yMax) => {
    const loss = uniformGridLoss({ problem, k, yMax });
    const sign = problem.kind === "threshold" ? 1 : -1;
    for (const part of [loss.cap, loss.spacing]) {
      expect(part.status).toBe("converged");
      expect(sign * part.value).toBeGreaterThanOrEqual(-part.error);
    }
    const { fullRsb, cap, spacing, energyRule, byDensity, onGrid } = loss;
    expect(fullRsb.value + cap.value + spacing.value).toBeCloseTo(onGrid.value, 12);
    expect(onGrid.value + energyRule.value).toBeCloseTo(byDensity.value, 12);
    const alpha = problem.kind === "energy" ? problem.alpha : onGrid.value;
    const { errorProbability } = loss;
    expect(errorProbability.value).toBeGreaterThan(0);
    // At the threshold both rules have their own point: P(error) is that of the functional's.
    if (problem.kind === "energy") expect(alpha * errorProbability.value).toBeCloseTo(byDensity.value, 12);
  });

  it("is found by Newton where the iteration is cut short, as where it arrives", () => {
    const options = { problem: { kind: "threshold" }, k: 3, yMax: 3 } as const;
    const arrived = uniformGridLoss(options);
    const short = uniformGridLoss({ ...options, iterationLimit: 3, start: "ramp" });
    expect([arrived.solvedBy, short.solvedBy]).toEqual(["iteration", "newton"]);
    for (const part of ["onGrid", "byDensity", "cap", "spacing", "energyRule"] as const) {
      const [a, b] = [arrived[part], short[part]];
      expect(b.status).toBe("converged");
      expect(Math.abs(a.value - b.value)).toBeLessThanOrEqual(a.error + b.error);
    }
  });

  it("a cap below every breaking point leaves one of them, at the cap", () => {
    const problem = { kind: "energy", alpha: 6 } as const;
    const chain = cappedChain(problem, 4, 1);
    expect(chain).toHaveLength(1);
    expect(chain[0].ansatz.breakingPoints[0]).toBeCloseTo(1, 12);
    const limit = cappedLimit(problem, 1, 4);
    const frozen = solveFixedPoint({ problem, k: 1, yMax: 1, tolerance: 1e-8 });
    expect(Math.abs(limit.value - frozen.value.value)).toBeLessThan(limit.error + frozen.value.error);
  });
});
