/** Levels beyond those that can be solved: the law of the gains against levels that were solved. */
import { describe, expect, it } from "vitest";
import { levelBeyond } from "../../rsb/chain/tail-of-levels.js";
import { solveKrsbChain } from "../../rsb/index.js";

describe("the law of the gains", () => {
  it.each([
    ["the threshold", { kind: "threshold" }, 12],
    ["alpha = 2.3", { kind: "energy", alpha: 2.3 }, 11],
    ["alpha = 1e4", { kind: "energy", alpha: 1e4 }, 16],
  ] as const)("covers solved levels: %s", (_, problem, most) => {
    const chain = [...solveKrsbChain(problem, most, { tolerance: 1e-10 })];
    for (let last = 4; last < most; last++)
      for (let k = last + 1; k <= most; k++) {
        const beyond = levelBeyond(chain.slice(0, last + 1), k, 1e-12);
        const { value, error } = chain[k].value;
        expect(beyond?.k).toBe(k);
        expect(Math.abs((beyond?.value.value ?? Number.NaN) - value)).toBeLessThanOrEqual(
          (beyond?.value.error ?? 0) + error,
        );
        // It says more than that the level lies above the last one.
        const gain = Math.abs(chain[last].value.value - chain[k].value.value);
        if (last > 7) expect(beyond?.value.error).toBeLessThan(0.5 * gain);
      }
  });

  it("says nothing where the gains follow no power, or levels are missing", () => {
    const chain = [...solveKrsbChain({ kind: "energy", alpha: 7 }, 5, { tolerance: 1e-6 })];
    expect(levelBeyond(chain.slice(0, 4), 9, 1e-6)).toBeUndefined();
    expect(levelBeyond(chain.slice(1), 9, 1e-6)).toBeUndefined();
    const flat = chain.map((level) => ({ ...level, value: { ...level.value, value: level.k } }));
    expect(levelBeyond(flat, 9, 1e-6)).toBeUndefined();
  });
});

describe("beyond what double precision solves", () => {
  it("levels at large alpha have values in order, by the law", () => {
    const chain = [...solveKrsbChain({ kind: "energy", alpha: 1e9 }, 16)];
    expect(chain).toHaveLength(17);
    for (const { k, value } of chain.slice(1)) {
      expect(value.status).toBe("converged");
      expect(value.value).toBeGreaterThan(chain[k - 1].value.value);
    }
    const beyond = levelBeyond(chain.slice(0, 13), 16, 1e-12);
    expect(Math.abs((beyond?.value.value ?? 0) - chain[16].value.value)).toBeLessThan(
      beyond?.value.error ?? 0,
    );
  });
});
