/** `tables` with the sources on integral geometry: fields, text, formats, bad input. */
import { describe, expect, it } from "vitest";
import { expectRefused, results, run } from "./command-line.js";

describe("tables", () => {
  it("every published number of the thesis and the slides, with its claim and correction", () => {
    const rows = results("tables --source paleka,puthawala") as unknown as Record<string, unknown>[];
    expect(rows).toHaveLength(48);
    for (const row of rows) {
      for (const field of [
        "source",
        "table",
        "quantity",
        "published",
        "computed",
        "agrees",
        "note",
        "claim",
      ]) {
        expect(row).toHaveProperty(field);
      }
      expect(typeof row.published).toBe("string");
    }
    expect(new Set(rows.map(({ source }) => source))).toEqual(new Set(["paleka", "puthawala"]));
  });

  it("shows what differs, and with --all every number of all four sources", () => {
    const all = run("tables --all");
    expect(all.code).toBe(0);
    for (const title of ["Maillard 2022", "Stojnic 2024", "Paleka 2021", "Puthawala et al. 2020"]) {
      expect(all.out).toContain(title);
    }
    const { out } = run("tables");
    expect(out).toContain("10.124");
    expect(out).not.toContain("9.09");
    expect(out.split("\n").length).toBeLessThan(all.out.split("\n").length / 2);
  });

  it("lays Tables 1-9 out as printed: a line of the paper above a computed one", () => {
    const { out } = run("tables --layout published");
    for (let table = 1; table <= 9; table++) expect(out).toContain(`Table ${table}: `);
    expect(out).toMatch(/printed +1\.73 +3\.68 +6\.7 .*[\s\S]*printed .* 10\.124\n/);
    expect(out).toMatch(/computed +1\.77057 +3\.816327 +8\.488872 .*[\s\S]*computed .* 10\.7888\n/);
    expect(out).toMatch(/lifted, printed +1\.7931/);
    expectRefused("tables --layout published --all", "together");
  });

  it("grades: every grade is what its numbers say, and each claim is counted once", () => {
    const rows = results("tables") as unknown as {
      published: string;
      computed: { value: number; error: number };
      agrees: boolean | null;
      grade: string;
      claim?: string;
      repeats?: string;
      table: string;
    }[];
    const graded = rows.filter(
      ({ claim = "value", published }) => claim === "value" && published !== "illegible",
    );
    expect(graded.length).toBeGreaterThan(90);
    for (const { published, computed, agrees, grade } of graded) {
      expect(agrees, published).toBe(grade === "same");
      const relative = Math.abs(Number(published) / computed.value - 1);
      if (grade.endsWith("%")) {
        expect(relative).toBeLessThan(0.01);
        expect(Math.abs(Number.parseFloat(grade) / 100 - relative)).toBeLessThan(relative / 2);
      }
    }
    expect(rows.filter(({ grade }) => grade === "illegible").every(({ agrees }) => agrees === null)).toBe(
      true,
    );
    expect(rows.filter(({ table }) => table === "7").every(({ repeats }) => repeats === "Table 1")).toBe(
      true,
    );
    const overview = results("overview")[0] as unknown as { recomputed: Record<string, number> };
    const { numbers, ...parts } = overview.recomputed;
    expect(Object.values(parts).reduce((sum, part) => sum + part, 0)).toBe(numbers);
    expect(numbers).toBe(rows.filter(({ repeats }) => repeats === undefined).length);
  });

  it("text: claims are marked, corrections stand below the table", () => {
    const { out } = run("tables --all --source paleka");
    expect(out).toContain(">= 9.09");
    expect(out).toContain("<= 3.4");
    expect(out.replace(/\s+/g, " ")).toContain("Correction: refuted");
    for (const line of out.split("\n")) expect(line.length, line).toBeLessThanOrEqual(80);
    expect(run("tables --all --source puthawala --markdown").out).toContain("| 5.7 |");
  });

  it("refuses unknown sources and an audit of others", () => {
    expectRefused("tables --source paleka,foo", "expected one of maillard, stojnic, paleka, puthawala");
    expectRefused("tables --source ''", "empty list");
    expectRefused("tables --source paleka --audit", "expected --source stojnic");
  });

  it("the words of the output are explained", () => {
    for (const word of ["claim", "correction", "agrees"]) expect(run(`explain ${word}`).code, word).toBe(0);
  });
});
