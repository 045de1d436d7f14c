/** `geometry` as its users see it: contract fields, exact fractions, bad input. */
import { describe, expect, it } from "vitest";
import reference from "../fixtures/geometry.json" with { type: "json" };
import deep from "../fixtures/geometry-deep.json" with { type: "json" };
import { EULER, HALFSPACE_CHERNOFF, HALFSPACE_DUALITY, HALFSPACE_SHARP } from "../reference/thresholds.js";
import { results, run, runAnew } from "./command-line.js";

const only = (line: string): Record<string, unknown> => results(`geometry ${line}`)[0];

describe("geometry", () => {
  it("euler is q_{m,n}: the fraction, its double and its rounding", () => {
    expect(only("euler --rows 10 --columns 2")).toMatchObject({
      rows: 10,
      columns: 2,
      exact: "45/256",
      value: { value: 0.17578125, error: 0, status: "converged" },
      verified: true,
      injectivity: { exact: "27/32" },
    });
    expect(only("euler --rows 8 --columns 4")).toMatchObject({
      exact: "0",
      log2: { value: "-Infinity", error: 0 },
    });
    const [large] = results("geometry euler --rows 834 --columns 101");
    expect(large.value.value).toBe(Number(reference.terms.surrogate));
    expect(large.value.error).toBeLessThan(1e-18);
    expect(large.injectivity).toBeNull();
    expect(large.approximation).toMatchObject({ withPrefactor: { sign: 1 } });
  });

  it("one column has no saddle point", () => {
    expect(only("euler --rows 4 --columns 1")).toMatchObject({ exact: "1/8", approximation: null });
  });

  it("union, wendel and regions", () => {
    expect(only("union --rows 8 --columns 4")).toMatchObject({ exact: "93/2", value: { value: 46.5 } });
    expect(only("wendel --rows 8 --columns 4")).toMatchObject({ exact: "1/2", log2: { value: -1 } });
    expect(only("regions --rows 7 --columns 2")).toMatchObject({
      exact: "14",
      value: { value: 14, error: 0 },
    });
  });

  it("a count beyond the doubles keeps its digits and its logarithm", () => {
    const huge = only("regions --rows 2000 --columns 1000");
    expect(huge.exact).toBe(`${2n ** 1999n}`);
    expect(huge).toMatchObject({ value: { value: "Infinity", error: "Infinity" }, log2: { value: 1999 } });
  });

  it("volumes in order", () => {
    const volumes = results("geometry volumes --rows 6 --columns 3") as unknown as { exact: string }[];
    expect(volumes.map(({ exact }) => exact)).toEqual(Object.values(reference.intrinsicVolumes["6,3"]));
  });

  it("terms are the data of Figures 4.2 and 4.3", () => {
    const terms = results("geometry terms --rows 834 --columns 101");
    expect(terms).toHaveLength(51);
    expect(terms[10].log2.value).toBeCloseTo(676.140985583604, 9);
    expect(terms[10].printed.value).toBeCloseTo(685.406720346988, 8);
    expect(terms[10].withPrefactor.log2.value).toBeCloseTo(676.922018658197, 8);
  });

  it("crossing of both quantities beside the limits", () => {
    const [euler, union] = results("geometry crossing --columns 100");
    expect(Number(euler.lastRows)).toBe(812);
    expect(euler.ratio.value).toBeCloseTo(8.121320266193889, 12);
    expect(euler.limit.value).toBeCloseTo(EULER, 11);
    expect(Number(union.lastRows)).toBe(887);
  });

  it("text has 80 columns and no long digits", () => {
    for (const line of [
      "euler --rows 834 --columns 101",
      "euler --rows 10 --columns 2",
      "union --rows 40 --columns 4",
      "regions --rows 2000 --columns 400",
      "volumes --rows 60 --columns 12",
      "terms --rows 30 --columns 7",
      "crossing --columns 10",
    ]) {
      const { out, code } = run(`geometry ${line}`);
      expect(code).toBe(0);
      for (const text of out.split("\n")) expect(text.length, text).toBeLessThanOrEqual(80);
    }
    expect(run("geometry euler --rows 10 --columns 2").out).toContain("27/32 = 0.84375");
  });

  it("the words of the output are explained", () => {
    for (const word of [
      "exact",
      "q",
      "verified",
      "injectivity",
      "union",
      "volumes",
      "withPrefactor",
      "lastRows",
      "deep",
      "half",
      "exponent",
      "log2Failure",
      "leastRows",
      "halfspaceRatio",
      "coneWidth",
      "angle",
      "contained",
      "deviation",
      "sum-of-rows",
      "expected",
      "trials",
      "log2Regions",
    ]) {
      expect(run(`explain ${word}`).code, word).toBe(0);
    }
  });
});

describe("deep networks", () => {
  it("deep: three variants side by side, base one half, and the constants", () => {
    const rows = results("geometry deep --depth 5") as unknown as Record<string, { value: number }>[];
    const row = (variant: string): Record<string, { value: number }> =>
      rows.find((candidate) => String(candidate.variant) === variant) ?? {};
    const expected = deep.regionCount[4];
    expect(row("printed").value.value).toBeCloseTo(Number(expected.printed), 9);
    expect(row("printed").half.value).toBeCloseTo(Number(expected.printedHalf), 9);
    expect(row("preceding").value.value).toBeCloseTo(Number(expected.preceding), 9);
    expect(row("entropy").value.value).toBeCloseTo(Number(expected.entropy), 9);
    expect(row("sufficient").exponent.value).toBeCloseTo(Number(expected.log2BaseAtSufficient), 5);
    expect(row("chernoff").value.value).toBeCloseTo(HALFSPACE_CHERNOFF, 9);
    expect(row("duality").value.value).toBeCloseTo(HALFSPACE_DUALITY, 8);
    expect(row("sharp, cos >= 3/4").value.value).toBeCloseTo(HALFSPACE_SHARP, 8);
    expect(row("exact rate, cos >= 3/4").value.value).toBeCloseTo(6986.8, 1);
    expect(row("printed").exponent).toBeNull();
  });

  it("deep at a width and a number of columns: the bounds are ordered, the counts are the sharpest", () => {
    const rows = results("geometry deep --depth 5 --width 50 --columns 20");
    const failure = (variant: string): number =>
      rows.find((row) => String(row.variant) === variant)?.log2Failure.value ?? Number.NaN;
    expect(failure("counts")).toBeLessThan(failure("entropy"));
    expect(failure("entropy")).toBeLessThan(failure("preceding"));
    expect(failure("preceding")).toBeLessThan(failure("printed"));
    const regions = rows.filter((row) => String(row.quantity) === "regions");
    expect(regions).toHaveLength(2);
    expect(regions[0].log2Regions.value).toBeLessThan(20 * regions[0].value.value);
    expect(regions[0].value.value).toBeLessThan(regions[1].value.value);
    expect(regions[1].log2Regions.value).toBeCloseTo(20 * regions[1].value.value, 9);
    const counts = rows.find((row) => String(row.variant) === "counts");
    expect(Number(counts?.leastRows)).toBe(875);
    expect(counts?.value.value).toBe(43.75);
  });

  it("angle: one result per stage, the same for the same seed, the figure's settings by default", async () => {
    const line = "geometry angle --columns 4 --width 3 --depth 3 --points 12 --seeds 5 --seed 9";
    const rows = results(line);
    expect(rows.map(({ index }) => Number(index))).toEqual([0, 0.5, 1, 1.5, 2, 2.5, 3]);
    for (const row of rows) {
      expect(row.mean.error).toBeGreaterThanOrEqual(0);
      expect(Number(row.networks)).toBe(5);
    }
    expect((await runAnew(`${line} --csv`)).out).toBe(run(`${line} --csv`).out);
    expect(run(line.replace("--seed 9", "--seed 8")).out).not.toBe(run(line).out);
    const searched = results(
      "geometry angle --columns 2 --width 3 --depth 2 --points 9 --samples 2 --search",
    );
    expect(searched.map(({ worstKind }) => worstKind)).toEqual(Array(5).fill("exact"));
    for (const row of searched) expect(row.worst.value).toBeLessThanOrEqual(row.mean.value + 1e-12);
    const report = JSON.parse(run("geometry angle --seeds 2 --depth 1 --json").out);
    expect(report.parameters).toEqual({
      quantity: "angle",
      columns: 10,
      width: 8,
      depth: 1,
      points: 200,
      samples: 2,
      seed: 1,
    });
  });

  it("sum-of-rows: exact, with trials beside it where asked for", () => {
    const [plain] = results("geometry sum-of-rows --rows 340 --columns 100");
    expect(plain.success.value).toBeCloseTo(0.4723684889636, 12);
    expect(plain.expected.value).toBeCloseTo(100.00284648275, 10);
    expect(plain.trials).toBeNull();
    const tried = results("geometry sum-of-rows --rows 34 --columns 10 --trials 300 --seed 2");
    expect(tried.map(({ certificate }) => String(certificate))).toEqual(["plain", "normalised"]);
    const { success, trials } = tried[0];
    expect(Math.abs(trials.success.value - success.value)).toBeLessThan(2 * trials.success.error);
    expect(tried[1].success).toBeNull();
  });

  it("text has 80 columns", () => {
    for (const line of [
      "deep --depth 5 --width 50 --columns 20",
      "deep --depth 100000",
      "angle --seeds 3 --depth 2",
      "angle --columns 1 --width 2 --depth 4 --points 5 --seeds 9",
      "sum-of-rows --rows 60 --columns 20 --trials 20",
    ]) {
      for (const text of run(`geometry ${line}`).out.split("\n")) {
        expect(text.length, text).toBeLessThanOrEqual(80);
      }
    }
  });
});

describe("bad input", () => {
  it.each([
    ["euler --rows 8 --columns 4 --depth 3", "unknown option '--depth'"],
    ["deep --columns 4", "--depth is missing: expected --depth <L>"],
    ["deep --depth 0", "expected an integer from 1 to 1000000"],
    ["deep --depth 3 --width 2", "expected more than 2"],
    ["deep --depth 3 --width 4000 --columns 20", "without --columns any width"],
    ["deep --depth 20 --columns 200", "expected fewer columns or layers"],
    ["deep --depth 20000 --columns 2", "without --columns up to 1e6"],
    ["angle --columns 0", "expected an integer"],
    ["angle --width 0", "greater than 0"],
    ["angle --starts 8", "--starts without --search"],
    ["angle --width 1000", "expected 1 to 4000"],
    ["angle --points 1", "from 2 to 5000"],
    ["angle --seeds 1", "from 2 to 100000"],
    ["angle --seed -1", "expected an integer"],
    ["angle --depth 501", "from 1 to 500"],
    ["angle --seeds 100000 --width 300", "with fewer networks"],
    ["angle --rows 4", "unknown option '--rows'"],
    ["sum-of-rows --rows 9 --columns 3", "expected 10 to 5000"],
    ["sum-of-rows --rows 40 --columns 41", "at least as many rows"],
    ["sum-of-rows --rows 40 --columns 10 --seed 3", "--samples N"],
    ["sum-of-rows --rows 5000 --columns 5000 --trials 1000000", "with fewer trials"],
    ["--columns 4", "expected one of euler"],
    ["bogus --rows 4 --columns 4", "expected one of euler"],
    ["euler --columns 3", "--rows is missing: expected --rows <m>"],
    ["euler --rows 4", "--columns"],
    ["euler --rows 3 --columns 4", "at least as many rows as columns"],
    ["euler --rows 3 --columns 0", "expected an integer from 1 to 20000"],
    ["wendel --rows 3.5 --columns 2", "expected an integer"],
    ["union --rows many --columns 2", "expected a finite number"],
    ["euler --rows 20001 --columns 2", "expected at most 20000; beyond, compare"],
    ["euler --rows 4e5 --columns 2", "expected an integer from 1 to 20000"],
    ["terms --rows 2001 --columns 3", "geometry euler takes more"],
    ["volumes --rows 2001 --columns 2", "expected at most 2000"],
    ["terms --rows 20 --columns 1", "expected at least 2"],
    ["crossing --columns 1001", "expected at most 1000 for geometry crossing; the limits are"],
    ["crossing --rows 9 --columns 5", "unknown option '--rows'"],
  ])("%s", (line, expected) => {
    const { code, out, err } = run(`geometry ${line}`);
    expect(code).toBe(2);
    expect(out).toBe("");
    expect(err).toMatch(/^error: [^\n]*\n$/);
    expect(err).toContain(expected);
  });
});
