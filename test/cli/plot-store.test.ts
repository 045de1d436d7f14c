/** `plot store`: any field of a study against any parameter, with what is missing said. */
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectRefusedAsync, runAsync } from "./command-line.js";

const folder = mkdtempSync(join(tmpdir(), "plot-store-"));
const store = join(folder, "energies.jsonl");
afterAll(() => rmSync(folder, { recursive: true }));
beforeAll(async () => {
  const { code } = await runAsync(["sweep", "rs", "--alpha", "3,1.5,8", "--store", store, "--workers", "1"]);
  expect(code).toBe(0);
});

interface Envelope {
  readonly parameters: unknown;
  readonly results: readonly {
    readonly series: string;
    readonly x: number;
    readonly y: { readonly value: number; readonly error: number };
  }[];
}

const plot = (...rest: readonly string[]) => runAsync(["plot", "store", ...rest]);

describe("plot store", () => {
  it("draws a result field against a parameter, ascending, with errors", async () => {
    const { code, out, err } = await plot(store, "--x", "alpha", "--y", "energy", "--json");
    expect([code, err]).toEqual([0, ""]);
    const { parameters, results } = JSON.parse(out) as Envelope;
    expect(parameters).toEqual({ figure: "store", store, x: "alpha", y: "energy" });
    expect(results.map(({ x }) => x)).toEqual([1.5, 3, 8]);
    const direct = JSON.parse((await runAsync("rs --alpha 3 --json")).out) as {
      readonly results: readonly { readonly energy: unknown }[];
    };
    expect(results[1].y).toEqual(direct.results[0].energy);
  });

  it("leaves out what is no finite number, and says so", async () => {
    const { code, out, err } = await plot(store, "--x", "alpha", "--y", "chi", "--series", "alpha", "--json");
    expect(code).toBe(0);
    // χ is infinite for α ≤ 2.
    expect(err).toBe("warning: 1 results without a finite number are left out\n");
    const { results } = JSON.parse(out) as Envelope;
    expect(results.map(({ series }) => series)).toEqual(["alpha = 3", "alpha = 8"]);
  });

  it("writes files", async () => {
    const file = join(folder, "energies.svg");
    const { code } = await plot(store, "--x", "alpha", "--y", "energy", "--output", file);
    expect(code).toBe(0);
    expect(readFileSync(file, "utf8")).toContain("energy");
  });

  it("notes a record that was cut off", async () => {
    const cut = join(folder, "cut.jsonl");
    writeFileSync(cut, readFileSync(store));
    appendFileSync(cut, '{"schema":"relu-inj');
    const { code, err } = await plot(cut, "--x", "alpha", "--y", "energy", "--csv");
    expect(code).toBe(0);
    expect(err).toContain("cut off");
  });
});

describe("bad input", () => {
  const refused = (line: readonly string[], expected: string): Promise<void> =>
    expectRefusedAsync(["plot", "store", ...line], expected);

  it("names what it needs and what there is", async () => {
    await refused([store, "--y", "energy"], "--x");
    await refused([store, "--x", "beta", "--y", "energy"], "'beta' in --x: expected one of alpha");
    await refused([store, "--x", "alpha", "--y", "energies"], "'energies' in --y: expected one of");
    await refused([store, "--x", "alpha", "--y", "energy", "--series", "s"], "'s' in --series");
    await refused([store, "--x", "alpha", "--y", "energy.status"], "expected a field with numbers");
    await refused([join(folder, "none.jsonl"), "--x", "a", "--y", "b"], "expected a file that can be read");
  });

  it("a corrupt line is named, an empty store too", async () => {
    const corrupt = join(folder, "corrupt.jsonl");
    writeFileSync(corrupt, `{"no":"record"}\n${readFileSync(store, "utf8")}`);
    await refused([corrupt, "--x", "alpha", "--y", "energy"], "line 1");
    const empty = join(folder, "empty.jsonl");
    writeFileSync(empty, "");
    await refused([empty, "--x", "alpha", "--y", "energy"], "expected at least one computed point");
  });
});
