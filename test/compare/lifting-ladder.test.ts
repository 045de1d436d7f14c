/** Lifted duality and k-RSB meet level by level; partial lifting is the rigorous bound between the first two. */
import { describe, expect, it } from "vitest";
import { liftingLadder, oneLayerComparison } from "../../compare/index.js";
import { fullyLiftedLayer } from "../../rdt/index.js";
import { InputError } from "../../src/result.js";
import { results, run } from "../cli/command-line.js";
import { LIFTED, ONE_RSB_BREAKING_POINT, ONE_RSB_OVERLAP } from "../reference/thresholds.js";

describe("bridge between duality and replica theory", () => {
  const rungs = liftingLadder(3);

  it("agrees on every level within the errors, which are small", () => {
    expect(rungs.map((rung) => rung.level)).toEqual(["1", "partial", "2", "3"]);
    for (const { byDuality, byReplica, difference, agrees } of rungs) {
      expect(agrees).toBe(true);
      expect(difference).toBeLessThan(2e-9);
      expect(byDuality.error + byReplica.error).toBeLessThan(2e-8);
    }
    expect(rungs[1].byReplica.value).toBeCloseTo(LIFTED, 7);
  });

  it("falls from level to level", () => {
    const values = rungs.map((rung) => rung.byDuality.value);
    for (let i = 1; i < values.length; i++) expect(values[i]).toBeLessThan(values[i - 1]);
  });

  it("finds the overlaps of the replica theory", () => {
    const { overlaps, lifting } = fullyLiftedLayer(2);
    expect(overlaps[0]).toBeCloseTo(ONE_RSB_OVERLAP, 6);
    expect(lifting[0]).toBeCloseTo(ONE_RSB_BREAKING_POINT, 5);
    expect(() => fullyLiftedLayer(4)).toThrow(InputError);
  });

  it("the partially lifted bound stands in the comparison of one layer, rigorous and below Gordon's", () => {
    const bounds = oneLayerComparison(1e-6);
    const lifted = bounds.findIndex((bound) => bound.bound === "partially lifted RDT");
    expect(bounds[lifted]).toMatchObject({ side: "upper", kind: "certified", valid: true });
    expect(bounds[lifted].value.value).toBeCloseTo(LIFTED, 10);
    expect(bounds[lifted + 1].bound).toContain("Gordon");
  });

  it("has a command", () => {
    expect(results("bridge --levels 2")).toHaveLength(3);
    expect(run("bridge --levels 2").out).toContain("1-RSB with q_0 = 0");
    expect(run("bridge --levels 4").err).toContain("expected an integer from 1 to 3");
  });
});
