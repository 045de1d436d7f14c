/** The answer in one screen: computed, within its size, the conjectured threshold never a bound. */
import { describe, expect, it } from "vitest";
import { results, run } from "./command-line.js";
import { expectDescribed } from "./described.js";

describe("overview", () => {
  const { out, code } = run("overview");
  const lines = out.trimEnd().split("\n");

  it("fits 24 lines of 80 columns", () => {
    expect(code).toBe(0);
    expect(lines.length).toBeLessThanOrEqual(24);
    for (const line of lines) expect(line.length, line).toBeLessThanOrEqual(80);
  });

  it("says what is a theorem and what is conjectured, in order", () => {
    const [{ lower, threshold, upper, weakWidth, strongWidth }] = results("overview");
    const order = [lower, threshold, upper].map(({ value }) => value);
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(weakWidth.value).toBeLessThan(strongWidth.value);
    expect(out).toMatch(/never below +3\.402816\d+ +theorem, certified/);
    expect(out).toMatch(/threshold +6\.698050[89] .*conjectured/);
    expect(out).toMatch(/always above +7\.44863[89]\d* +theorem, certified/);
  });

  it("rounds bounds so that they stay bounds", () => {
    const [{ lower, upper, weakWidth, strongWidth }] = results("overview");
    const shown = [...out.matchAll(/^ {2}\S.{32}(\d+\.\d+)/gm)].map((match) => Number(match[1]));
    expect(shown).toHaveLength(5);
    expect(shown[0]).toBeLessThanOrEqual(lower.value);
    // The theorems are printed as they are proved.
    const { certified } = results("overview")[0];
    expect(shown).toEqual(
      [certified.lower, shown[1], certified.upper, certified.weakWidth, certified.strongWidth].map(Number),
    );
    expect(lower.value - Number(certified.lower)).toBeLessThan(2e-10);
    expect(Number(certified.upper) - upper.value).toBeLessThan(2e-10);
    expect(Number(certified.weakWidth) - weakWidth.value).toBeLessThan(2e-8);
    expect(Number(certified.strongWidth) - strongWidth.value).toBeLessThan(2e-8);
    for (const [i, bound] of [upper, weakWidth, strongWidth].entries())
      expect(shown[2 + i]).toBeGreaterThanOrEqual(bound.value);
  });

  it("with the two tables fits 60 lines and ends on the verdict", () => {
    const full = run("overview --tables").out.trimEnd();
    expect(full.split("\n").length).toBeLessThanOrEqual(60);
    for (const printed of ["6.698 ", "8.267", "9.49", "10.124", "12.35", "17.13"])
      expect(full).toContain(printed);
    expect(full).toMatch(/Verdict: [^\n]*6\.69805/);
    expect(full.slice(full.lastIndexOf("\n\n"))).toContain("Verdict");
  });

  it("has a meaning for every field and header", () => {
    expectDescribed("overview --tables");
  });
});
