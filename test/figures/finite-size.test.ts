/** The data of the experiments at finite size: exact values, bounds, seeds, and the histogram with its gap. */
import { describe, expect, it } from "vitest";
import { drawSuccess } from "../../figures/index.js";
import { exactInjectivityProbability } from "../../geometry/index.js";
import { dyadicToNumber } from "../../src/exact/dyadic.js";
import { FULL_RSB } from "../reference/thresholds.js";
import { draw, numberAt, quantityOf, rowsWhere } from "./draw.js";

describe("certificate", () => {
  const figure = draw("certificate");
  const counts = (input: string, from = -4, to = 4): number =>
    rowsWhere(figure, { input })
      .filter((row) => Number(row.from) >= from && Number(row.to) <= to)
      .reduce((sum, row) => sum + Number(row.count), 0);

  it("counts every row once", () => {
    for (const input of ["negative sum of rows", "graduated non-convexity"]) expect(counts(input)).toBe(500);
  });

  it("the search leaves fewer than n positive, a gap above zero and a pile below", () => {
    expect(counts("negative sum of rows", 0)).toBeGreaterThan(100);
    expect(counts("graduated non-convexity", 0)).toBeLessThan(100);
    expect(counts("graduated non-convexity", 0, 0.25)).toBeLessThanOrEqual(1);
    expect(counts("graduated non-convexity", -0.25, 0)).toBeGreaterThan(40);
    // The sum of rows has no gap.
    expect(counts("negative sum of rows", 0, 0.25)).toBeGreaterThan(20);
  });
});

describe("minimum", () => {
  const figure = draw("minimum");

  it("the limit is e(α): zero at 2, one near the threshold", () => {
    const limit = rowsWhere(figure, { series: "n → ∞, full RSB" });
    expect(numberAt(limit[0], "value")).toBe(0);
    const [last] = limit.slice(-1);
    expect(numberAt(last, "ratio")).toBe(6);
    expect(numberAt(last, "value")).toBeCloseTo(0.80538, 4);
  });

  it("rises with the number of rows, lies above the limit, and nears it with the columns", () => {
    const values = (series: string): number[] =>
      rowsWhere(figure, { series }).map((row) => numberAt(row, "value"));
    const [exact, searched] = [values("n = 2"), values("n = 20, ≤")];
    for (const curve of [exact, searched]) expect(curve).toEqual([...curve].sort((a, b) => a - b));
    expect(searched[2]).toBeGreaterThan(0.8054);
    expect(exact[2]).toBeGreaterThan(searched[2]);
  });

  it("bars are one standard error", () => {
    for (const row of rowsWhere(figure, { series: "n = 2" })) {
      const { value, error } = quantityOf(row, "value");
      expect(row.low).toBeCloseTo(value - error, 14);
      expect(row.high).toBeCloseTo(value + error, 14);
    }
  });
});

describe("success", () => {
  it("is bounded by the exact probability of non-injectivity", () => {
    const figure = draw("success", { columns: [2], ratios: [3, 6], samples: 100, restarts: 4 });
    for (const row of rowsWhere(figure, { series: "n = 2" })) {
      const exact = exactInjectivityProbability(2 * Number(row.ratio), 2);
      if (exact === undefined) throw new Error("exact for two columns");
      // A search can miss: only the lower end is held against the exact share.
      expect(row.low).toBeLessThanOrEqual(1 - dyadicToNumber(exact));
      expect(Number(row.low)).toBeLessThanOrEqual(numberAt(row, "value"));
      expect(Number(row.high)).toBeGreaterThanOrEqual(numberAt(row, "value"));
    }
  });

  it("marks the full-RSB threshold", () => {
    const { rows } = drawSuccess([
      {
        columns: 2,
        ratio: 5,
        value: { value: 1, error: 0, status: "converged" },
        low: 0.5,
        high: 1,
        samples: 3,
        exact: false,
      },
    ]);
    expect(rows[0].ratio).toBeCloseTo(FULL_RSB, 7);
  });
});
