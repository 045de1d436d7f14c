/** The joint law of the fields of hidden layers. */
import { describe, expect, it } from "vitest";
import { fieldLawTable, solveDeep } from "../../../rsb/index.js";

describe("the joint law of preactivation and auxiliary field", () => {
  const solution = solveDeep({ kind: "capacity", hidden: [6.7004], count: 2 }, 2, { tolerance: 1e-5 });
  const { rows, columns } = fieldLawTable(solution);
  const levelRows = (level: number) => rows.filter((row) => row.level === level);

  it("is Gaussian at level 0, with the variances q_0 and h_0", () => {
    const found = levelRows(0);
    const total = sum(found, () => 1);
    expect(total).toBeGreaterThan(0);
    const g2 = sum(found, ({ preactivation }) => Number(preactivation) ** 2) / total;
    const b2 = sum(found, ({ auxiliary }) => Number(auxiliary) ** 2) / total;
    expect(Math.abs(g2 - solution.overlaps[0].value)).toBeLessThan(1e-6);
    expect(Math.abs(b2 - solution.hidden[0].fields[0].value)).toBeLessThan(1e-6);
  });

  it("is tilted towards open units above: correlated, and wider in b than without the weight", () => {
    const found = levelRows(1);
    const total = sum(found, () => 1);
    const mean = (f: (g: number, b: number) => number): number =>
      sum(found, ({ preactivation, auxiliary }) => f(Number(preactivation), Number(auxiliary))) / total;
    expect(mean((g, b) => g * b)).toBeGreaterThan(0.01);
    expect(mean((_, b) => b)).toBeGreaterThan(0);
    expect(mean((_, b) => b * b)).toBeGreaterThan(solution.hidden[0].fields[1].value);
  });

  it("has a description of every column", () => {
    for (const { meaning, equation } of columns) {
      expect(meaning).not.toBe("");
      expect(equation).not.toBe("");
    }
  });
});

type Row = ReturnType<typeof fieldLawTable>["rows"][number];

function sum(rows: readonly Row[], f: (row: Row) => number): number {
  return rows.reduce((total, row) => total + Number(row.density) * f(row), 0);
}
