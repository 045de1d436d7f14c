/** `plot` as its users see it: listing, data, files beside each other, characters, bad input. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { FIGURES } from "../../figures/index.js";
import { expectRefusedAsync, runAsync } from "./command-line.js";

const folder = mkdtempSync(join(tmpdir(), "plot-"));
afterAll(() => rmSync(folder, { recursive: true }));

interface Envelope {
  readonly schema: string;
  readonly command: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly results: readonly Readonly<Record<string, unknown>>[];
  readonly columns?: readonly { readonly name: string; readonly unit: string; readonly meaning: string }[];
  readonly caption?: string;
}

describe("plot", () => {
  it("lists every figure, as text and as JSON", async () => {
    const text = await runAsync("plot");
    expect(text.code).toBe(0);
    for (const { name } of FIGURES) expect(text.out).toContain(name);
    for (const line of text.out.split("\n")) expect([...line].length, line).toBeLessThanOrEqual(80);
    const json = JSON.parse((await runAsync("plot list --json")).out) as Envelope;
    for (const line of ["plot --json", "--json plot"])
      expect(JSON.parse((await runAsync(line)).out)).toEqual(json);
    await expectRefusedAsync("plot lits", "did you mean list?");
    expect(json.results.map((row) => row.figure)).toEqual(FIGURES.map(({ name }) => name));
  });

  it("prints the data in the contract's envelope, quantities with error and status", async () => {
    const { code, out } = await runAsync("plot width --depth 1,5 --json");
    expect(code).toBe(0);
    const { schema, command, parameters, results } = JSON.parse(out) as Envelope;
    expect([schema, command]).toEqual(["relu-injectivity/1", "plot width"]);
    expect(parameters).toEqual({ figure: "width", depth: [1, 5] });
    for (const row of results)
      expect(row.width).toMatchObject({ status: "converged", error: expect.any(Number) });
  });

  it("prints a table of at most 80 columns, or characters", async () => {
    for (const line of ["plot euler-terms", "plot euler-terms --ascii", "plot capacity --depth 3"]) {
      const { code, out } = await runAsync(line);
      expect(code).toBe(0);
      for (const text of out.split("\n")) expect([...text].length, text).toBeLessThanOrEqual(80);
    }
    const markdown = await runAsync("plot euler-dominance --ascii --markdown");
    expect(markdown.out).toContain("| index |");
  });

  it.each([
    ["svg", "<svg ", ["euler-rate.csv", "euler-rate.json", "euler-rate.svg"]],
    ["pdf", "%PDF-", ["euler-rate.csv", "euler-rate.json", "euler-rate.pdf"]],
    ["png", "\ufffdPNG", ["euler-rate.csv", "euler-rate.json", "euler-rate.png"]],
    ["html", "<!DOCTYPE html>", ["euler-rate.csv", "euler-rate.html", "euler-rate.json"]],
    ["vl.json", "{", ["euler-rate.csv", "euler-rate.json", "euler-rate.vl.json"]],
    ["csv", "point,ratio", ["euler-rate.csv"]],
    ["json", "{", ["euler-rate.json"]],
  ])("writes .%s alone, and with --data the data beside it", async (extension, start, files) => {
    const place = mkdtempSync(join(folder, "files-"));
    const line = [
      ...["plot", "euler-rate", "--points", "20"],
      ...["--output", join(place, `euler-rate.${extension}`)],
    ];
    await runAsync(line);
    expect(readdirSync(place)).toEqual([`euler-rate.${extension}`]);
    const { code, out } = await runAsync([...line, "--data"]);
    expect(code).toBe(0);
    for (const file of files) expect(out.replaceAll(/\s/g, "")).toContain(file);
    expect(readdirSync(place).sort()).toEqual(files);
    expect(readFileSync(join(place, `euler-rate.${extension}`), "utf8").startsWith(start)).toBe(true);
    if (files.includes("euler-rate.json")) {
      const data = JSON.parse(readFileSync(join(place, "euler-rate.json"), "utf8")) as Envelope;
      expect(data.schema).toBe("relu-injectivity/1");
      expect(data.caption).toContain("(4.52)");
      expect(data.columns?.map(({ name }) => name)).toEqual(["point", "ratio", "rate"]);
      expect(data.results).toHaveLength(22);
    }
  });

  it("one data set, whatever the format", async () => {
    const line = "plot euler-rate --points 10";
    const { results } = JSON.parse((await runAsync(`${line} --json`)).out) as Envelope;
    const csv = (await runAsync(`${line} --csv`)).out.trim().split("\n");
    expect(csv[0]).toBe("point,ratio,ratio.error,ratio.status,rate,rate.error,rate.status");
    expect(csv).toHaveLength(results.length + 1);
  });
});

describe("bad input", () => {
  it.each([
    ["plot nothing", "expected one of list, store, finite-size, bounds,"],
    [
      "plot energy --output energy.gif",
      "expected a name ending in .svg, .pdf, .png, .html or .vl.json, or for the data in",
    ],
    ["plot euler-rate --width 86", "--width without --output: expected --output FILE.svg, .pdf or .png"],
    ["plot euler-rate --no-title", "--no-title without --output"],
    ["plot euler-rate --width 30 --output x.pdf", "'30' in --width: expected a number 40 … 1000"],
    ["plot euler-rate --width 86 --output x.html", "--width with a file .html: expected .svg, .pdf or .png"],
    ["plot euler-rate --resolution 100 --output x.pdf", "--resolution with a file .pdf: expected .png"],
    ["plot euler-rate --points 20 --font Times --output x.pdf", "'Times' as the font of a PDF or PNG"],
    ["plot euler-rate --points 20 --font no.ttf --output x.svg", "'no.ttf' as a font: expected a .ttf"],
    ["plot energy --output .svg", "expected a name ending in"],
    ["plot energy --alpha 1", "'1' in --alpha: expected a number from 2 to 1000"],
    ["plot energy --alpha ''", "empty list in --alpha"],
    ["plot energy --alpha 3,x", "'x' in --alpha: expected a finite number"],
    ["plot energy --k 1.5", "'1.5' in --k: expected an integer from 2 to 16"],
    ["plot energy --rows 3", "unknown option '--rows'"],
    ["plot euler-terms --rows 50 --columns 60", "expected at least as many rows as columns"],
    ["plot width --depth 0", "'0' in --depth: expected an integer from 1"],
    ["plot profiles --half-width 9", "'9' in --half-width: expected a number from 0.5 to 8"],
    ["plot euler-rate --json --csv", "expected one output format"],
    ["plot euler-rate --points 20 --output no-such-folder/x.svg", "expected a file that can be written"],
  ])("%s", async (line, expected) => {
    await expectRefusedAsync(line, expected);
  });
});
