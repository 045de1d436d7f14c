/** Bounds of one layer with a margin and any count. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { marginComparison } from "../../compare/index.js";
import { sumOfRowsBound, sumOfRowsThreshold } from "../../geometry/index.js";
import { replicaSymmetricThreshold } from "../../rs/index.js";
import { liftedLayer } from "../../rsb/index.js";
import { normalTail } from "../../src/special/normal.js";
import { expectRefused, run } from "../cli/command-line.js";
import { LIFTED } from "../reference/thresholds.js";

describe("partially lifted duality of one layer", () => {
  it("is the lifted program at κ = 0, with n and with 2n units (certified decimals of docs/theorems.md)", () => {
    expect(Math.abs(liftedLayer({}).capacity.value - LIFTED)).toBeLessThan(1e-10);
    expect(Math.abs(liftedLayer({ count: 2 }).capacity.value - 11.055824785185)).toBeLessThan(1e-10);
  });

  it("lies below plain duality, falls with the bias and grows with the count", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -3, max: 1, noNaN: true }),
        fc.double({ min: 0.3, max: 3, noNaN: true }),
        (margin, count) => {
          const at = (m: number, t: number) => liftedLayer({ margin: m, count: t }).capacity;
          const here = at(margin, count);
          const plain = replicaSymmetricThreshold({ margin, count }).threshold;
          expect(here.value).toBeLessThan(plain.value + plain.error);
          expect(at(margin - 0.2, count).value).toBeLessThan(here.value);
          expect(at(margin, 1.2 * count).value).toBeGreaterThan(here.value);
        },
      ),
      { numRuns: 15 },
    );
  });

  it("is plain duality where lifting gains nothing", () => {
    expect(liftedLayer({ count: 0.01 }).exponent).toBe(0);
  });
});

describe("the sum of rows", () => {
  it("is the known root at κ = 0 and t = 1, and solves its equation elsewhere", () => {
    expect(Math.abs(sumOfRowsThreshold(0, 1).value - sumOfRowsBound().value.value)).toBeLessThan(1e-13);
    for (const [margin, count] of [
      [-1, 1],
      [0.5, 2],
    ]) {
      const { value } = sumOfRowsThreshold(margin, count);
      expect(value * normalTail(margin + 1 / Math.sqrt(value))).toBeCloseTo(count, 12);
    }
  });
});

describe("all bounds together", () => {
  it("lie in the order of the theories, the lower bound below", () => {
    const rows = marginComparison({ margin: -0.5 }, 1e-5);
    expect(rows.map(({ bound }) => bound)).toEqual([
      "sum of rows",
      "full RSB",
      "4-RSB",
      "3-RSB",
      "2-RSB",
      "1-RSB",
      "partially lifted RDT",
      "RS = plain RDT = Gordon",
    ]);
    expect(rows.filter(({ kind }) => kind === "rigorous").length).toBe(3);
  });

  it("are what compare and rdt print", () => {
    expect(run("compare --bias 2 --tolerance 1e-4").out).toContain("1.666");
    expect(run("rdt --depth 1 --lifted --count 2").out).toContain("11.055825");
  });

  it.each([
    ["rdt --bias 1", "--depth 1"],
    ["compare --depth 2 --bias 1", "expected none of them"],
  ])("%s is refused in one line", expectRefused);
});
