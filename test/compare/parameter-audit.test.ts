import { describe, expect, test } from "vitest";
import { searchSubstitutions } from "../../compare/published/audit-hypotheses.js";
import { auditParameters } from "../../compare/published/parameter-audit.js";
import {
  type PublishedRow,
  publishedPoint,
  publishedRows,
  publishedSummary,
} from "../../compare/published/published-stojnic-2024.js";
import { UNIT_FOURTH_CONVERGED } from "../reference/thresholds.js";

function find(table: number): PublishedRow {
  const row = publishedRows.find((candidate) => candidate.table === table);
  if (row === undefined) throw new Error(`no row of Table ${table}`);
  return row;
}

const audit = (table: number) => {
  const row = find(table);
  return auditParameters(publishedPoint(row), row.notion === "weak" ? 2 : 4);
};

describe("published parameters of Stojnic 2024", () => {
  test("two layers are stationary to the printed digits", () => {
    for (const table of [2, 3]) {
      expect(audit(table).stationarity).toBeLessThan(5e-4);
      expect(Math.abs(audit(table).objective)).toBeLessThan(1e-4);
    }
  });

  test("three layers, weak: not converged", () => {
    expect(audit(4).objective).toBeCloseTo(0.00927, 5);
    expect(audit(4).stationarity).toBeLessThan(5e-3);
  });

  test("three layers, strong: the illegible r_2 follows from γ̄_3", () => {
    expect(audit(5).reconstructed).toEqual(["r_2"]);
    expect(audit(5).parameters.r[1]).toBeCloseTo(7.2, 2);
    expect(audit(5).stationarity).toBeLessThan(5e-3);
  });

  test("four layers: not stationary at the stated α_3, and the search finds which value was used", () => {
    const result = audit(6);
    expect(result.objective).toBeCloseTo(-0.511, 3);
    expect(
      result.derivatives.filter((item) => item.relativeResidual > 0.02).map((item) => item.variable),
    ).toEqual(["r_2", "gammaBar_3", "gamma_3"]);
    const [best, next] = searchSubstitutions(publishedPoint(find(6)), 2);
    expect(best).toMatchObject({ layer: 3, value: 8.267, takenFrom: 2 });
    expect(best.residual).toBeLessThan(5e-3);
    expect(next.residual).toBeGreaterThan(20 * best.residual);
    expect(best.capacity).toBeCloseTo(UNIT_FOURTH_CONVERGED, 8);
  });

  test("for the other rows the published setting explains itself best", () => {
    for (const table of [4, 5]) {
      const row = find(table);
      expect(searchSubstitutions(publishedPoint(row), row.notion === "weak" ? 2 : 4)[0].layer).toBe(0);
    }
  });

  test("printed texts and numbers agree", () => {
    for (const { entries } of [...publishedRows, ...publishedSummary]) {
      for (const { printed, value } of entries)
        expect(value).toBe(printed === null ? null : Number.parseFloat(printed));
    }
  });
});
