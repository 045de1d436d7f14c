/** `frsb` and `rsb --method fixed-point` as their users see them. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { FULL_RSB } from "../reference/thresholds.js";
import { expectRefused, results, run } from "./command-line.js";

const folder = mkdtempSync(join(tmpdir(), "relu-injectivity-test-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("frsb", () => {
  it("reports the threshold, its levels and both estimates", () => {
    const [result] = results("frsb --tolerance 1e-7");
    expect(Math.abs(result.threshold.value - FULL_RSB)).toBeLessThan(1e-7);
    expect(result.levels.length).toBeGreaterThan(2);
    expect(result).toHaveProperty("family");
    expect(result).toHaveProperty("spread");
  });

  it("reports energies, one result per alpha", () => {
    expect(results("frsb --alpha 4,6 --tolerance 1e-6").map((result) => result.alpha)).toEqual([4, 6]);
  });

  it.each([
    ["frsb --tolerance 1e-13", "expected at least 1e-11"],
    ["frsb --tolerance 0", "greater than 0"],
    ["frsb --alpha -1", "greater than 0"],
  ])("%s is refused in one line", expectRefused);
});

describe("rsb --profiles", () => {
  it("writes JSON with described columns, and CSV beside it", () => {
    const json = join(folder, "profiles.json");
    expect(run(`rsb --k 1 --alpha 6 --profiles ${json}`).code).toBe(0);
    const object = JSON.parse(readFileSync(json, "utf8")) as {
      massError: number;
      profiles: { columns: { name: string; unit: string; equation: string }[]; rows: number[][] };
      complexity: { rows: number[][] };
    };
    expect(object.massError).toBeLessThan(1e-10);
    for (const { unit, equation } of object.profiles.columns)
      expect(unit.length * equation.length).toBeGreaterThan(0);
    // The complexity vanishes at the optimal breaking point, the middle of its range.
    expect(Math.abs(object.complexity.rows[20][3])).toBeLessThan(1e-8);

    const csv = join(folder, "profiles.csv");
    expect(run(`rsb --k 2 --profiles ${csv}`).code).toBe(0);
    const header = readFileSync(csv, "utf8").split("\n")[0].split(",");
    expect(header).toEqual(object.profiles.columns.map(({ name }) => name));
    expect(readFileSync(join(folder, "profiles.parisi.csv"), "utf8").trim().split("\n")).toHaveLength(4);
  });

  it.each([
    "rsb --k 2 --alpha 5,6 --profiles x.json",
    "rsb --k 0 --profiles x.json",
    "rsb --k 2 --alpha 1 --profiles x.json",
  ])("%s is refused", (line) => {
    expect(run(line).code).toBe(2);
  });
});

describe("rsb --method fixed-point", () => {
  it("solves a small grid, splits its loss and records the iteration", () => {
    const file = join(folder, "record.jsonl");
    const [result] = results(`rsb --method fixed-point --k 12 --y-max 8 --record ${file}`);
    expect(result.threshold.status).toBe("converged");
    expect(result.threshold.value).toBeGreaterThan(6.69805);
    expect(result.loss).toHaveProperty("cap");
    const lines = readFileSync(file, "utf8").trim().split("\n");
    expect(JSON.parse(lines[0])).toHaveProperty("overlaps");
  });

  it.each([
    ["rsb --k 2 --y-max 10", "expected --method fixed-point"],
    ["rsb --method fixed-point --k 0", "k is 0"],
    ["rsb --method fixed-point --k 10 --y-max 90", "yMax"],
    ["rsb --method fixed-point --k 10 --damping 2", "damping"],
    [`rsb --method fixed-point --k 3 --y-max 5 --record ${join(folder, "no", "where")}`, "can be written"],
  ])("%s is refused in one line", expectRefused);
});
