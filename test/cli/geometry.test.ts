/** `geometry` as its users see it: contract fields, exact fractions, bad input. */
import { describe, expect, it } from "vitest";
import reference from "../fixtures/geometry.json" with { type: "json" };
import { results, run } from "./command-line.js";

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
    expect(only("euler --rows 8 --columns 4")).toMatchObject({ exact: "0", log2: "-Infinity" });
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
    expect(only("wendel --rows 8 --columns 4")).toMatchObject({ exact: "1/2", log2: -1 });
    expect(only("regions --rows 7 --columns 2")).toMatchObject({
      exact: "14",
      value: { value: 14, error: 0 },
    });
  });

  it("a count beyond the doubles keeps its digits and its logarithm", () => {
    const huge = only("regions --rows 2000 --columns 1000");
    expect(huge.exact).toBe(`${2n ** 1999n}`);
    expect(huge).toMatchObject({ value: { value: "Infinity", error: "Infinity" }, log2: 1999 });
  });

  it("volumes in order", () => {
    const volumes = results("geometry volumes --rows 6 --columns 3") as unknown as { exact: string }[];
    expect(volumes.map(({ exact }) => exact)).toEqual(Object.values(reference.intrinsicVolumes["6,3"]));
  });

  it("terms are the data of Figures 4.2 and 4.3", () => {
    const terms = results("geometry terms --rows 834 --columns 101");
    expect(terms).toHaveLength(51);
    expect(Number(terms[10].log2)).toBeCloseTo(676.140985583604, 9);
    expect(Number(terms[10].printed)).toBeCloseTo(685.406720346988, 8);
    expect(Number(terms[10].withPrefactor.log2)).toBeCloseTo(676.922018658197, 8);
  });

  it("crossing of both quantities beside the limits", () => {
    const [euler, union] = results("geometry crossing --columns 100");
    expect(Number(euler.lastRows)).toBe(812);
    expect(Number(euler.ratio)).toBeCloseTo(8.121320266193889, 12);
    expect(euler.limit.value).toBeCloseTo(8.344632960854725, 11);
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
    ]) {
      expect(run(`explain ${word}`).code, word).toBe(0);
    }
  });
});

describe("bad input", () => {
  it.each([
    ["--columns 4", "expected one of euler"],
    ["bogus --rows 4 --columns 4", "expected one of euler"],
    ["euler --columns 3", "--rows m"],
    ["euler --rows 4", "--columns"],
    ["euler --rows 3 --columns 4", "at least as many rows as columns"],
    ["euler --rows 3 --columns 0", "expected an integer from 1 to 20000"],
    ["wendel --rows 3.5 --columns 2", "expected an integer"],
    ["union --rows many --columns 2", "expected a finite number"],
    ["euler --rows 20001 --columns 2", "expected an integer from 1 to 20000"],
    ["volumes --rows 2001 --columns 2", "expected at most 2000"],
    ["terms --rows 20 --columns 1", "expected at least 2"],
    ["crossing --columns 1001", "expected at most 1000"],
    ["crossing --rows 9 --columns 5", "expected --columns only"],
  ])("%s", (line, expected) => {
    const { code, out, err } = run(`geometry ${line}`);
    expect(code).toBe(2);
    expect(out).toBe("");
    expect(err).toMatch(/^error: [^\n]*\n$/);
    expect(err).toContain(expected);
  });
});
