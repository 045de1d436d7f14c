/** `finite-size`: quantities with errors, reproducible points, refusals, study files that plan. */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parseStudyFile } from "../../sweep/index.js";
import { expectRefusedAsync, results, run, runAsync } from "./command-line.js";

describe("finite-size injectivity", () => {
  it("brackets the exact probability of two columns, with error bars", () => {
    const line = "finite-size injectivity --columns 2 --rows 8 --samples 2000 --seed 1";
    const [point] = results(line);
    expect(point.exact.value).toBe(5 / 8);
    expect(Math.abs(point.injectivity.value - 5 / 8)).toBeLessThan(5 * point.injectivity.error);
    expect(point.injectivity.error).toBeLessThan(0.015);
    expect(point.nonInjectivity.value).toBeCloseTo(1 - point.injectivity.value, 12);
    expect(point.euler.value).toBe(7 / 16);
    expect(point.union.value).toBe(9 / 16);
    // Both bounds hold, and the smaller one is reported.
    expect(Number(point.duality)).toBeGreaterThanOrEqual(1 - point.exact.value);
    expect(point.smaller).toBe("union");
    expect(run(line).out.replace(/\s+/g, " ")).toContain("at most 0.5625 (union bound)");
    expect(results(line)).toEqual([point]);
  });

  it("knows no exact value for three columns above m = 3n − 2", () => {
    const [point] = results("finite-size injectivity --columns 3 --rows 8 --samples 20");
    expect(point.exact).toBeNull();
    const [zero] = results("finite-size injectivity --columns 3 --rows 7 --samples 20");
    expect([zero.exact.value, zero.injectivity.value]).toEqual([0, 0]);
    expect(zero.injectivity.error).toBeGreaterThan(0);
  });
});

describe("finite-size injectivity of deep networks", () => {
  const line = "finite-size injectivity --columns 2 --samples 40 --seed 2";

  it("gives three ordered shares, the same for a list of widths and for depth with one width", async () => {
    const listed = await runAsync(`${line} --widths 9,9 --threads 1 --json`);
    const [point] = JSON.parse(listed.out).results;
    expect(point.strong.value).toBeLessThanOrEqual(point.injective.value);
    expect(point.injective.value).toBeLessThanOrEqual(point.weak.value);
    expect(point).toMatchObject({ widths: [2, 9, 9], samples: 40 });
    const deep = await runAsync(`${line} --depth 2 --widths 9 --threads 2 --json`);
    expect(deep.out).toBe(listed.out);
  });

  it("refuses what does not belong together", async () => {
    await expectRefusedAsync(`${line} --widths 9,9 --rows 9`, "--rows");
    await expectRefusedAsync(`${line} --widths 9,9 --depth 3`, "--depth 3");
    await expectRefusedAsync("finite-size injectivity --columns 5 --widths 9,9", "--columns");
  });

  it("finds where the shares of one layer reach 1/2: between m = 7 and 8", async () => {
    const { out } = await runAsync(
      "finite-size transition --columns 2 --depths 1 --widths 6,7,8,9 --samples 300 --threads 1 --json",
    );
    const [{ halfWeak, halfInjective, points }] = JSON.parse(out).results;
    expect(halfInjective).toEqual(halfWeak);
    expect(Math.abs(halfWeak.value - (7 + (1 / 2 - 29 / 64) / (5 / 8 - 29 / 64)) / 2)).toBeLessThan(
      4 * halfWeak.error,
    );
    expect(points).toHaveLength(4);
  });
});

describe("finite-size minimum", () => {
  it("says how often a count is reached, by the law itself", () => {
    const [{ counts, samples, enough }] = results(
      "finite-size minimum --columns 3 --ratio 6 --samples 200 --seed 2 --count 1.5",
    );
    const share =
      (counts as unknown as number[]).slice(5).reduce((sum, entry) => sum + entry, 0) / Number(samples);
    expect((enough as { value: number }).value).toBe(share);
    const [none] = results("finite-size minimum --columns 3 --ratio 6 --samples 200 --seed 2");
    expect(none.enough).toBeNull();
  });

  it("gives the histogram, and the mean over n beside full RSB", () => {
    const [point] = results("finite-size minimum --columns 3 --ratio 6 --samples 200 --seed 2");
    const counts = point.counts as unknown as number[];
    expect(counts.reduce((a, b) => a + b, 0)).toBe(200);
    const mean = counts.reduce((sum, count, value) => sum + count * value, 0) / 200;
    expect(point.mean.value).toBeCloseTo(mean, 12);
    expect(point.perColumn.value).toBeCloseTo(mean / 3, 12);
    expect(point.limit.value).toBeCloseTo(0.80538, 4);
    expect(point.excess.value).toBeCloseTo(mean / 3 - point.limit.value, 12);
    expect(point.kind).toBe("exact");
  });

  it("searches where asked, never below the exact values", () => {
    const line = "finite-size minimum --columns 3 --rows 12 --samples 30 --seed 3";
    const [exact] = results(line);
    const [searched] = results(`${line} --method search --restarts 3`);
    expect(searched.kind).toBe("upper");
    expect(searched.mean.value).toBeGreaterThanOrEqual(exact.mean.value);
    expect(results("finite-size minimum --columns 3 --rows 6 --samples 5")[0].limit.value).toBe(0);
  });
});

describe("finite-size success", () => {
  it("counts certificates by what found them", () => {
    const [point] = results("finite-size success --columns 50 --ratio 4.5 --samples 6 --seed 1");
    expect(point.success.value).toBe(1);
    expect(point.success.error).toBeGreaterThan(0);
    expect(point.activePerColumn.value).toBeLessThan(1);
    const by = point.by as unknown as Record<string, number>;
    expect(Object.values(by).reduce((a, b) => a + b, 0)).toBe(6);
    const [plain] = results("finite-size success --columns 50 --ratio 6 --samples 6 --method sum-of-rows");
    expect(plain.success.value).toBe(0);
  });
});

describe("finite-size", () => {
  it("prints within 80 columns", () => {
    for (const line of [
      "finite-size injectivity --columns 2 --rows 9 --samples 50",
      "finite-size minimum --columns 2 --rows 9 --samples 50",
      "finite-size success --columns 10 --rows 30 --samples 5",
    ]) {
      const { out, code } = run(line);
      expect(code).toBe(0);
      expect(Math.max(...out.split("\n").map((text) => text.length))).toBeLessThanOrEqual(80);
    }
  });

  it("refuses bad input in one line", async () => {
    await expectRefusedAsync(
      "finite-size",
      "expected one of injectivity, minimum, success, stability, transition, layers, verdicts",
    );
    await expectRefusedAsync("finite-size volume", "'volume' after finite-size");
    await expectRefusedAsync("finite-size injectivity --rows 5", "--columns");
    await expectRefusedAsync("finite-size injectivity --columns 5", "--rows m or --ratio a");
    await expectRefusedAsync("finite-size injectivity --columns 5 --rows 9 --ratio 2", "one of them");
    await expectRefusedAsync("finite-size injectivity --columns 5 --rows 4", "as many rows as columns");
    await expectRefusedAsync("finite-size injectivity --columns 5 --ratio 0.5", "'0.5' in --ratio");
    await expectRefusedAsync("finite-size injectivity --columns 0 --rows 4", "--columns");
    await expectRefusedAsync("finite-size injectivity --columns 2 --rows 4 --samples 0", "--samples");
    await expectRefusedAsync("finite-size minimum --columns 50 --rows 300", "or --method search");
    await expectRefusedAsync("finite-size injectivity --columns 50 --rows 300", "finite-size success");
    await expectRefusedAsync("finite-size minimum --columns 8 --rows 40 --samples 100000", "of this size");
    await expectRefusedAsync("finite-size success --columns 5 --rows 9 --method x", "'x' in --method");
  });

  it("study files are well formed", () => {
    const folder = new URL("../../examples/studies/", import.meta.url);
    const files = readdirSync(folder);
    expect(files.length).toBeGreaterThan(5);
    for (const name of files) {
      const { words } = parseStudyFile(readFileSync(new URL(name, folder), "utf8"), name);
      expect(words[0]).toBe(name.startsWith("finite-size-") ? "finite-size" : "rsb");
    }
  });
});
