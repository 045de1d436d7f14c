/** Figures of parameter studies: lines where markers would be a band, differences where curves coincide. */
import { describe, expect, it } from "vitest";
import { type StudyPoint, studyFigure } from "../../figures/index.js";
import { numberAt, quantityOf, rowsWhere } from "./draw.js";

const AXES = { x: "alpha", y: "energy", series: "k" };

/** A square and the same plus `gap`, at `count` abscissas. */
function study(count: number, gap: number): StudyPoint[] {
  return Array.from({ length: count }, (_, i) => i).flatMap((x) =>
    [0, gap].map((above, k) => ({
      x,
      y: { value: x * x + above, error: 1e-6, status: "converged" as const },
      series: `k = ${k}`,
    })),
  );
}

describe("plot store", () => {
  it("marks the points of short curves, and draws long ones as lines", () => {
    const marks = (count: number): string =>
      JSON.stringify(studyFigure(study(count, 50), AXES).specification);
    expect(marks(19)).toContain('"size":34');
    expect(marks(20)).not.toContain('"size":34');
  });

  it("shows differences from the last curve where curves coincide, with the sum of both errors", () => {
    const figure = studyFigure(study(10, 0.01), AXES);
    expect(figure.specification).toHaveProperty("concat");
    const rows = rowsWhere(figure, { series: "k = 0" });
    expect(rows).toHaveLength(10);
    for (const row of rows) {
      expect(numberAt(row, "difference")).toBeCloseTo(-0.01, 12);
      expect(quantityOf(row, "difference").error).toBeCloseTo(2e-6, 15);
    }
    for (const row of rowsWhere(figure, { series: "k = 1" })) expect(row.difference).toBeNull();
  });

  it("leaves curves apart as they are", () => {
    expect(studyFigure(study(10, 50), AXES).specification).not.toHaveProperty("concat");
  });
});
