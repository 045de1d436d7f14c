/** The figures of the published method against the solver and the variational theory. */
import { describe, expect, it } from "vitest";
import { drawIterations } from "../../figures/index.js";
import { solveFixedPoint, solveKrsb } from "../../rsb/index.js";
import { draw, numberAt, rowsWhere } from "./draw.js";

const LEVELS = 10;
const problem = { kind: "energy", alpha: 6 } as const;
const solution = solveFixedPoint({ problem, k: LEVELS, yMax: 10, start: "ramp", record: true });

describe("iterations", () => {
  const figure = draw("iterations");

  it("holds every iterate, the last of which is the solution", () => {
    const iterates = rowsWhere(figure, { level: 0 });
    expect(iterates.map((row) => row.residual)).toEqual(solution.record.map(({ residual }) => residual));
    const last = rowsWhere(figure, { iteration: solution.record.length });
    expect(last.map((row) => row.overlap)).toEqual(
      solution.overlaps.map(({ value }) => expect.closeTo(value, 12)),
    );
  });

  it("is the same from a record", () => {
    const [yMin, yMax] = [solution.breakingPoints[0].value, 10];
    const recorded = drawIterations(
      solution.record.map((iterate) => ({ ...iterate, yMin, yMax })),
      {},
    );
    expect(recorded.table.rows).toEqual(figure.table.rows);
  });
});

describe("order-parameter of the published method", () => {
  it("has the overlaps of the frozen grid", () => {
    const figure = draw("order-parameter", { method: "fixed-point", k: [LEVELS], alpha: 6 });
    const rows = rowsWhere(figure, { theory: `k = ${LEVELS}` });
    expect(rows.map((row) => numberAt(row, "breakingPoint"))).toEqual(
      solution.breakingPoints.map(({ value }) => value),
    );
    for (const [i, row] of rows.entries())
      expect(numberAt(row, "overlap")).toBeCloseTo(solution.overlaps[i + 1].value, 4);
  });

  it("refuses more free breaking points than the variational method has", () => {
    expect(() => draw("order-parameter", { k: [50] })).toThrow("k is 50 with free breaking points");
  });
});

describe("energies and fields of the published method", () => {
  it("the frozen grid lies between 1-RSB and full RSB", () => {
    const figure = draw("published-energy");
    const gaps = ["RS", "1-RSB", `k = ${LEVELS}`].map((theory) =>
      Number(rowsWhere(figure, { theory })[0].gap),
    );
    expect(gaps[0]).toBeGreaterThan(gaps[1]);
    expect(gaps[1]).toBeGreaterThan(gaps[2]);
    expect(gaps[2]).toBeGreaterThan(0);
    expect(numberAt(rowsWhere(figure, { theory: "1-RSB" })[0], "energy")).toBe(
      solveKrsb(problem, 1).value.value,
    );
  });

  it("densities integrate to 1, φ falls from 0 to −1", () => {
    const figure = draw("published-fields");
    for (const curve of new Set(figure.table.rows.map((row) => row.curve))) {
      const rows = rowsWhere(figure, { curve });
      const [fields, densities, phi] = ["field", "density", "phi"].map((name) =>
        rows.map((row) => numberAt(row, name)),
      );
      const mass = fields
        .slice(1)
        .reduce((sum, h, i) => sum + 0.5 * (h - fields[i]) * (densities[i] + densities[i + 1]), 0);
      // Three standard deviations leave out 0.3 % at most.
      expect(Math.abs(mass - 1)).toBeLessThan(0.005);
      phi.slice(1).forEach((value, i) => {
        expect(value).toBeLessThanOrEqual(phi[i] + 1e-12);
      });
      expect(phi[phi.length - 1]).toBeCloseTo(-1, 4);
    }
  });
});
