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

  it("without a source shows all four", () => {
    const { out, code } = run("tables");
    expect(code).toBe(0);
    for (const title of ["Maillard 2022", "Stojnic 2024", "Paleka 2021", "Puthawala et al. 2020"]) {
      expect(out).toContain(title);
    }
  });

  it("text: claims are marked, corrections stand below the table", () => {
    const { out } = run("tables --source paleka");
    expect(out).toContain(">= 9.09");
    expect(out).toContain("<= 3.4");
    expect(out.replace(/\s+/g, " ")).toContain("Correction: refuted");
    for (const line of out.split("\n")) expect(line.length, line).toBeLessThanOrEqual(80);
    expect(run("tables --source puthawala --markdown").out).toContain("| 5.7 |");
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
