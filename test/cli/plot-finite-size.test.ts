/** `plot finite-size`: stores of the experiments beside the limit, others refused. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { liftedConstantWidth } from "../../rdt/index.js";
import { expectRefusedAsync, runAsync } from "./command-line.js";

const folder = mkdtempSync(join(tmpdir(), "plot-finite-size-"));
afterAll(() => rmSync(folder, { recursive: true }));

async function sweep(name: string, ...words: readonly string[]): Promise<string> {
  const store = join(folder, name);
  const { code, err } = await runAsync(["sweep", ...words, "--store", store, "--workers", "1"]);
  expect(code, err).toBe(0);
  return store;
}

interface Row {
  readonly series: string;
  readonly ratio: number;
  readonly value: { readonly value: number };
}

async function rowsOf(store: string): Promise<Row[]> {
  const { code, out, err } = await runAsync(["plot", "finite-size", store, "--json"]);
  expect([code, err]).toEqual([0, ""]);
  return (JSON.parse(out) as { readonly results: Row[] }).results;
}

describe("plot finite-size", () => {
  it("draws E_min/n of every size beside the limit", async () => {
    const store = await sweep(
      "minimum.jsonl",
      "finite-size",
      "minimum",
      "--columns",
      "2,3",
      "--ratio",
      "4,3",
      "--samples",
      "20",
    );
    const rows = await rowsOf(store);
    const points = rows.filter(({ series }) => series.startsWith("n = "));
    expect(points.map(({ series, ratio }) => [series, ratio])).toEqual([
      ["n = 2", 3],
      ["n = 2", 4],
      ["n = 3", 3],
      ["n = 3", 4],
    ]);
    expect(rows.filter(({ series }) => series.includes("full RSB")).length).toBeGreaterThan(10);
    const direct = await runAsync("finite-size minimum --columns 2 --ratio 4 --samples 20 --json");
    const { results } = JSON.parse(direct.out) as {
      readonly results: readonly { readonly perColumn: unknown }[];
    };
    expect(points[1].value).toEqual(results[0].perColumn);
  });

  it("draws shares with their intervals", async () => {
    const store = await sweep(
      "success.jsonl",
      "finite-size",
      "success",
      "--columns",
      "10",
      "--ratio",
      "3,7",
      "--samples",
      "5",
    );
    const points = (await rowsOf(store)).filter(({ series }) => series === "n = 10");
    expect(points.map(({ ratio }) => ratio)).toEqual([3, 7]);
    expect(points[0].value.value).toBe(1);
  });

  it("draws the shares of deep networks between the two conditions, beside the limits", async () => {
    const words = ["--columns", "2", "--depth", "2", "--widths", "8", "--samples", "20"];
    const store = await sweep("deep.jsonl", "finite-size", "injectivity", ...words);
    const { code, out } = await runAsync(["plot", "finite-size", store, "--json"]);
    expect(code).toBe(0);
    const { results } = JSON.parse(out) as {
      results: { series: string; ratio: number; share: { value: number } | null }[];
    };
    const share = (name: string): number =>
      results.find(({ series }) => series === name)?.share?.value ?? Number.NaN;
    expect(share("strong")).toBeLessThanOrEqual(share("injective"));
    expect(share("injective")).toBeLessThanOrEqual(share("weak"));
    const duality = results.find(({ series }) => series === "strong: duality")?.ratio;
    expect(duality).toBe(liftedConstantWidth({ depth: 2, notion: "strong" }).width.value);
  });

  it("draws the stability of layers of every size", async () => {
    const words = ["--rows", "20", "--columns", "2", "--samples", "4"];
    const store = await sweep("stability.jsonl", "finite-size", "stability", ...words);
    const rows = await rowsOf(store);
    const drawn = rows.filter(({ series }) => series === "n = 2");
    expect(drawn).toHaveLength(3);
    const direct = await runAsync(["finite-size", "stability", ...words, "--json"]);
    const { results } = JSON.parse(direct.out) as { results: { sigma: unknown }[] };
    expect(drawn[0].value).toEqual(results[0].sigma);
  });

  it("refuses stores of anything else", async () => {
    const store = await sweep("rs.jsonl", "rs", "--alpha", "3,4");
    await expectRefusedAsync(
      ["plot", "finite-size", store],
      "expected a store of finite-size minimum or of finite-size success or of finite-size injectivity or of finite-size stability",
    );
    await expectRefusedAsync(
      ["plot", "finite-size", join(folder, "none.jsonl")],
      "expected a file that can be read",
    );
  });
});
