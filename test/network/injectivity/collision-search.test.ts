/** Collisions of larger layers: every proposal recomputed exactly, none where the exact answer is injective. */
import { describe, expect, it } from "vitest";
import { descendActive, descentStart } from "../../../network/injectivity/active-descent.js";
import { searchCollision } from "../../../network/injectivity/collision-search.js";
import { halfspaceSystem } from "../../../network/injectivity/halfspaces.js";
import { checkLayer } from "../../../network/injectivity/layer-check.js";
import { enumerateCells } from "../../../network/stability/cells.js";
import { randomSource } from "../../../src/random/normal.js";
import { question, REFERENCE, randomLayer } from "./layers.js";

describe("mixed-integer search", () => {
  it("agrees with the exact answer on small layers", async () => {
    const verdicts = new Set<string>();
    for (const { W, b, name } of REFERENCE.matrices.filter(({ W }) => W[0].length === 2)) {
      const collision = await searchCollision(question(W, b), () => 20);
      const { verdict } = checkLayer(question(W, b));
      verdicts.add(verdict);
      expect({ name, found: collision !== undefined }).toEqual({ name, found: verdict === "not-injective" });
    }
    expect(verdicts.size).toBe(2);
  });

  it("finds rank-deficient cells with n active rows or more, and respects the domain", async () => {
    // Each row twice: at least n rows are active everywhere, yet they do not always span the plane.
    const triangle = [
      [2, 0],
      [-1, 2],
      [-1, -2],
    ];
    const doubled = question([...triangle, ...triangle]);
    expect(enumerateCells(halfspaceSystem(doubled))).toMatchObject({ minimumActive: 2, minimumRank: 1 });
    const collision = await searchCollision(doubled, () => 20);
    expect(collision?.activeRows.length).toBeGreaterThanOrEqual(2);
    expect(
      await searchCollision(
        question(
          [
            [1, 0],
            [0, 1],
          ],
          null,
          { kind: "orthant" },
        ),
        () => 20,
      ),
    ).toBeUndefined();
  });

  it("gives up when the time is over", async () => {
    expect(await searchCollision(randomLayer(1, 30, 4, "gaussian", false), () => 0.01)).toBeUndefined();
  });
});

describe("descent", () => {
  it("finds what the sum of the rows does not", () => {
    let found = 0;
    for (let seed = 0; seed < 6; seed++) {
      const layer = randomLayer(seed, 130, 30, "gaussian", seed % 2 === 0);
      const system = halfspaceSystem(layer);
      const point = descendActive(system, descentStart(system, randomSource(seed), 0), 30);
      const active = Array.from({ length: 130 }, (_, row) => row).filter((row) => {
        const unit = system.units.subarray(row * system.dimension, (row + 1) * system.dimension);
        return unit.reduce((sum, entry, k) => sum + entry * point[k], 0) >= 0;
      });
      expect(system.lifted).toBe(seed % 2 === 0);
      expect(point[30] ?? 1).toBeGreaterThan(0);
      if (active.length < 30) found++;
    }
    expect(found).toBeGreaterThan(3);
    expect(checkLayer(randomLayer(1, 130, 30, "gaussian", false))).toMatchObject({
      verdict: "not-injective",
      method: "candidates",
    });
  });

  it("leaves layers beyond the branching undecided with a reason", () => {
    const wide = randomLayer(1, 700, 70, "gaussian", false);
    expect(checkLayer(wide)).toMatchObject({
      verdict: "undecided",
      reason: expect.stringContaining("64 inputs at most"),
    });
  });
});
