/** The figure of certified probabilities: bounds fall with m, and lie above the truth where it is known. */
import { describe, expect, it } from "vitest";
import { draw, numberAt, quantityOf, rowsWhere } from "./draw.js";

describe("finite-bounds", () => {
  const figure = draw("finite-bounds");
  const of = (columns: number, method: string) => rowsWhere(figure, { columns, method });

  it("certified bounds fall as rows are added", () => {
    for (const columns of [2, 100]) {
      const values = of(columns, "duality, certified").map((row) => quantityOf(row, "probability").value);
      expect(values.length).toBeGreaterThan(2);
      expect(values).toEqual([...values].sort((a, b) => b - a));
    }
  });

  it("both bounds lie above the exact probability", () => {
    const exact = of(2, "exact");
    expect(exact.length).toBeGreaterThan(2);
    for (const row of exact) {
      const rows = numberAt(row, "rows");
      const bounds = rowsWhere(figure, { columns: 2, rows }).filter(({ method }) => method !== "exact");
      expect(bounds.length).toBeGreaterThan(0);
      for (const bound of bounds)
        expect(quantityOf(bound, "probability").value).toBeGreaterThan(quantityOf(row, "probability").value);
    }
  });

  it("at a hundred columns duality is the smaller bound: it has fallen where the union bound begins to", () => {
    const duality = of(100, "duality, certified").map((row) => numberAt(row, "ratio"));
    const union = of(100, "union bound").map((row) => numberAt(row, "ratio"));
    expect(union.length).toBeGreaterThan(2);
    expect(Math.max(...duality)).toBeLessThan(Math.min(...union));
  });
});
