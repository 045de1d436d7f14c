import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lastLayerCapacity, lastLayerSaddle } from "../../rdt/layer/last-layer.js";
import { activeBound, activeBounds } from "../../rdt/sequence/active-bound.js";
import { expansionSequence } from "../../rdt/sequence/sequence.js";

describe("least active units by duality", () => {
  test("inverts the capacity: at the least expansion for n (2n) units the bound is 1 (2)", () => {
    fc.assert(
      fc.property(fc.double({ min: 0.05, max: 5, noNaN: true }), fc.constantFrom(2, 4), (incoming, count) => {
        const { capacity } = lastLayerCapacity(incoming, count);
        const exact = { value: incoming, error: 0, status: "converged" } as const;
        expect(activeBound(capacity.value, exact).value).toBeCloseTo(count / 2, 10);
      }),
    );
  });

  test("agrees with the margins of a sequence, layer by layer", () => {
    const given = [8, 9, 11.5, 12];
    for (const dualNorms of ["unit", "optimal"] as const) {
      const { layers } = expansionSequence({
        given,
        depth: 4,
        notion: "weak",
        dualNorms,
        allowInadmissible: true,
        crossCheckDepth: 0,
      });
      activeBounds(given, dualNorms).forEach(({ value, error }, i) => {
        expect(value >= 1).toBe(layers[i].margin.value >= 0);
        expect(lastLayerSaddle(given[i], 2 * value).value).toBeCloseTo(layers[i].incoming.value, 10);
        expect(error).toBeLessThan(1e-11);
      });
    }
  });

  test("increases with α, falls with T, and stays below α/2", () => {
    const at = (expansion: number, value: number): number =>
      activeBound(expansion, { value, error: 0, status: "converged" }).value;
    expect(at(9, 1)).toBeGreaterThan(at(8, 1));
    expect(at(8, 0.5)).toBeGreaterThan(at(8, 1));
    expect(at(8, 1e-6)).toBeLessThan(4);
    expect(at(8, 1e-6)).toBeGreaterThan(3.9);
    expect(at(8, 2)).toBe(0);
  });

  test("with optimal norms and constant width every layer is better off than the one before", () => {
    const bounds = activeBounds(Array<number>(50).fill(8), "optimal").map((bound) => bound.value);
    for (let i = 1; i < bounds.length; i++) expect(bounds[i]).toBeGreaterThan(bounds[i - 1]);
  });
});
