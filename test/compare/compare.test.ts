/** Side-by-side comparisons: order of the bounds, rounding rule of published numbers. */
import { describe, expect, it } from "vitest";
import {
  agreesWithPrinted,
  maillardTable,
  oneLayerComparison,
  printedPrecision,
  stojnicTables,
} from "../../compare/index.js";
import { UNIT_SECOND_WEAK } from "../reference/thresholds.js";

describe("agreement with printed digits", () => {
  it("means rounding to them", () => {
    const computed = { value: UNIT_SECOND_WEAK, error: 1e-10, status: "converged" } as const;
    expect(agreesWithPrinted(computed, "8.267")).toBe(true);
    expect(agreesWithPrinted(computed, "8.2667")).toBe(true);
    expect(agreesWithPrinted(computed, "8.266")).toBe(false);
    expect(printedPrecision("10.124")).toBeCloseTo(5e-4, 15);
    expect(printedPrecision("3")).toBe(0.5);
  });
});

describe("one-layer bounds", () => {
  const bounds = oneLayerComparison(1e-6);
  const value = (name: string): number =>
    bounds.find((bound) => bound.bound.startsWith(name))?.value.value ?? Number.NaN;

  it("valid lower bounds lie below the full-RSB value, valid upper bounds above", () => {
    const full = value("full RSB");
    for (const bound of bounds.filter(
      (candidate) => candidate.valid && !candidate.bound.startsWith("full"),
    )) {
      if (bound.side === "lower") expect(bound.value.value).toBeLessThan(full);
      else expect(bound.value.value).toBeGreaterThan(full);
    }
  });

  it("the conjectured threshold is no bound", () => {
    expect(bounds.filter(({ side }) => side === "threshold").map(({ bound, kind }) => [bound, kind])).toEqual(
      [["full RSB", "conjectured"]],
    );
    for (const { kind, side } of bounds) expect(kind === "conjectured").toBe(side === "threshold");
  });

  it("every computed bound has an error, and none is above 1e-6", () => {
    for (const bound of bounds.filter((candidate) => candidate.kind !== "cited")) {
      expect(bound.value.error).toBeLessThan(1e-6);
      expect(bound.value.status).toBe("converged");
    }
  });
});

describe("published tables", () => {
  it("the talk's rounded numbers all agree", () => {
    for (const row of maillardTable(1e-6).filter((candidate) => candidate.table === "talk"))
      expect(row.agrees).toBe(true);
  });

  it("covers Tables 1-9 with every printed parameter", () => {
    const rows = stojnicTables();
    const count = (table: number): number => rows.filter((row) => row.table === String(table)).length;
    expect([1, 2, 3, 4, 5, 6, 7, 8, 9].map(count)).toEqual([8, 6, 6, 9, 9, 12, 8, 13, 13]);
    for (const row of rows) expect(row.computed.status).toBe("converged");
  });

  it("audits: the objective vanishes within the rounding of the two-layer parameters, not in Tables 4 and 6", () => {
    const objective = (table: string): number =>
      Math.abs(
        stojnicTables().find((row) => row.table === table && row.audit)?.audit?.objective ?? Number.NaN,
      );
    expect(objective("2")).toBeLessThan(2e-4);
    expect(objective("3")).toBeLessThan(2e-4);
    expect(objective("4")).toBeGreaterThan(5e-3);
    expect(objective("6")).toBeGreaterThan(0.3);
  });
});
