/** `width` as its users see it: contract fields, every bound beside the others, bad input. */
import { describe, expect, it } from "vitest";
import {
  CONSTANT_WIDTH_BEHIND_PRINTED,
  COUNTING_FIVE,
  FULL_RSB,
  LIFTED,
  LIFTED_STRONG_WIDTH,
  PLAIN,
  STRONG_WIDTH,
  UNION,
} from "../reference/thresholds.js";
import { expectRefused, results, run } from "./command-line.js";

describe("width", () => {
  it("has the fields of the contract and the theorem that carries it", () => {
    const [row] = results("width --depth infinity --notion strong --dual-norms optimal");
    expect(row).toMatchObject({ depth: "Infinity", notion: "strong", bindingLayer: 2, kind: "certified" });
    expect(row.width.value).toBeCloseTo(STRONG_WIDTH, 10);
    expect(row.width.error).toBeLessThan(1e-11);
    expect(row.lifted.value).toBeCloseTo(LIFTED_STRONG_WIDTH, 9);
    expect(row.best.by).toBe("lifted");
    expect(row.counting).toBeNull();
  });

  it("unit norms are the default, optimal and lifted ones are asked for", () => {
    const value = (flags: string): number => results(`width ${flags}`)[0].width.value;
    expect(value("--depth 2")).toBeCloseTo(11.327946712363, 9);
    expect(value("--depth 2 --dual-norms optimal")).toBeCloseTo(PLAIN, 10);
    expect(value("--depth 2 --dual-norms optimal --lifted")).toBeCloseTo(LIFTED, 9);
    expect(value("--depth infinity --dual-norms optimal --first-layer 6.7004")).toBeCloseTo(
      CONSTANT_WIDTH_BEHIND_PRINTED,
      9,
    );
  });

  it.each([
    "width",
    "width --lifted",
    "width --depth 3",
    "width --depth ∞",
    "width --depth 2 --first-layer frsb",
  ])("%s: the parameters that it states ask for the same", (line) => {
    const asked = (words: string): { parameters: Record<string, unknown>; results: unknown } =>
      JSON.parse(run(`${words} --json`).out);
    const { parameters, results: found } = asked(line);
    const { lifted, dualNorms, firstLayer, ...rest } = parameters;
    const typed = {
      ...rest,
      "dual-norms": dualNorms,
      ...(firstLayer === undefined ? {} : { "first-layer": firstLayer }),
    };
    const flags = Object.entries(typed).map(([name, value]) => `--${name} ${value}`);
    const again = asked(["width", ...flags, ...(lifted === true ? ["--lifted"] : [])].join(" "));
    expect(again).toMatchObject({ parameters, results: found as object });
  });

  it("lifting brings nothing with unit norms", () => {
    const [row] = results("width --depth 2 --notion strong --lifted");
    expect(row.width.value).toBeCloseTo(row.plain.value, 9);
  });

  it("stands beside the thesis' theorem, printed and sharpened", () => {
    const [row] = results("width --depth 5 --notion strong");
    expect(row.counting.printed.value).toBeCloseTo(COUNTING_FIVE[1], 7);
    expect(row.counting.preceding.value).toBeCloseTo(COUNTING_FIVE[2], 7);
    expect(row.counting.entropy.value).toBeCloseTo(COUNTING_FIVE[3], 7);
    expect(results("width --depth 1")[0].counting.entropyWeak.value).toBeCloseTo(UNION, 8);
  });

  it("the text has every depth in 80 columns and names the best", () => {
    const { out, code } = run("width --depth 7 --notion strong");
    expect(code).toBe(0);
    for (const line of out.split("\n")) expect(line.length, line).toBeLessThanOrEqual(80);
    for (const start of ["    2  69.36", "    7  563.7", "  100  563.7", "    ∞  563.7"])
      expect(out).toContain(start);
    expect(out).toContain("Best for depth 7: C = 11.035338");
  });

  it("a first layer by replica theory makes it physics, and its error is carried", () => {
    const [row] = results("width --depth 1 --first-layer frsb");
    expect(row.kind).toBe("physics");
    expect(row.width.value).toBeCloseTo(FULL_RSB, 6);
    expect(row.width.error).toBeGreaterThan(1e-11);
  });
});

describe("bad input", () => {
  it.each([
    ["width --depth 0", "expected an integer from 1"],
    ["width --depth deep", "or infinity"],
    ["width --depth 1 --notion strong", "coincide"],
    ["width --depth infinity --lifted", "--dual-norms optimal"],
    ["width --depth 2 --first-layer some", "plain, lifted, 2rsb or frsb"],
    ["width --depth 2 --dual-norms best", "expected one of unit, optimal"],
  ])("%s", expectRefused);
});
