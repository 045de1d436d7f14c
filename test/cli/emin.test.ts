/** `emin`: fixed fields, files and seeds, refusals. */
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { gaussianMatrix, randomNetwork } from "../../finite-size/index.js";
import { exactPositives } from "../../finite-size/minimum/exact-signs.js";
import { matrixFromRows } from "../../src/matrix/dense-matrix.js";
import { expectRefusedAsync, runAnew, runAsync } from "./command-line.js";

const folder = mkdtempSync(join(tmpdir(), "emin-"));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

async function resultOf(words: readonly string[]): Promise<Record<string, unknown>> {
  const { out, code } = await runAsync([...words, "--json"]);
  expect(code).toBe(0);
  return (JSON.parse(out) as { results: Record<string, unknown>[] }).results[0];
}

describe("emin", () => {
  it("reads a file and reports the exact minimum with its witness", async () => {
    const path = file("w.csv", "# four rows\n0.1257,-0.1321\n0.6404,0.1049\n-0.5357,0.3616\n1.304,0.9471\n");
    const result = await resultOf(["emin", path]);
    expect(result).toMatchObject({
      rows: 4,
      columns: 2,
      minimum: 1,
      exact: true,
      status: "exact",
      lower: 1,
      upper: 1,
      verdict: "not-injective",
      badCells: 2,
      ray: null,
    });
    expect(result.witness).toHaveLength(2);
  });

  it("takes a seeded matrix, the same for the same seed", async () => {
    const words = ["emin", "--rows", "18", "--columns", "3", "--seed", "5"];
    const result = await resultOf(words);
    expect(exactPositives(gaussianMatrix(18, 3, 5), result.witness as number[])).toBe(result.minimum);
    expect(JSON.parse((await runAnew([...words, "--json"].join(" "))).out).results).toEqual([result]);
    expect((await resultOf([...words.slice(0, 6), "6"])).witness).not.toEqual(result.witness);
  });

  it("of a network counts every layer, of a file as of a drawn one, and saves inputs that verify", async () => {
    const saved = join(folder, "witnesses.json");
    const words = ["emin", "--widths", "2,9,9", "--seed", "4", "--json", "--save", saved];
    const { results } = JSON.parse((await runAsync(words)).out) as {
      results: { layer: number; leastActive: number; witness: number[] }[];
    };
    expect(results.map(({ layer }) => layer)).toEqual([1, 2]);
    expect((await runAsync(["verify", saved])).code).toBe(0);
    const rows = randomNetwork([2, 9, 9], 4).map(({ units, inputs, weights }) => ({
      weights: Array.from({ length: units }, (_, i) => [...weights.slice(i * inputs, (i + 1) * inputs)]),
      activation: "relu",
    }));
    const path = file("network.json", JSON.stringify({ layers: rows }));
    const again = await runAsync(["emin", path, "--json"]);
    expect(JSON.parse(again.out).results).toEqual(results);
    writeFileSync(saved, readFileSync(saved, "utf8").replace(/"active":\d+/, '"active":99'));
    expect((await runAsync(["verify", saved])).code).toBe(4);
    await expectRefusedAsync(["emin", path, "--nodes", "3"], "--nodes with a network");
    await expectRefusedAsync("emin --widths 5,9", "more than 4 inputs");
    await expectRefusedAsync("emin --widths 2,9 --rows 3", "for a matrix or for a network");
  });

  it("decides as network check does, where rows are dependent and where entries span 1e-150 … 1e150", async () => {
    const matrices = {
      injective: ["1,0\n-1,0\n0,1\n0,-1", "1e150,0\n-1e150,0\n0,1e-150\n0,-1e-150"],
      "not-injective": [
        "1,0\n1,0\n-1,0\n-1,0\n0,1\n0,1\n0,-1\n0,-1".replaceAll("0,-1", "0,2"),
        "1e150,1e-150\n-1e150,3e-150\n2e-150,-1e150",
        "1e80,0,0\n0,1e-80,0\n0,0,1\n-1e80,-1e-80,-1\n1e-80,1e80,0",
      ],
    };
    let witnesses = 0;
    for (const [verdict, texts] of Object.entries(matrices)) {
      for (const text of texts) {
        const path = file("w.csv", `${text}\n`);
        const found = await resultOf(["emin", path]);
        expect(found.verdict).toBe(verdict);
        expect((await resultOf(["network", "check", path])).verdict).toBe(verdict);
        const matrix = matrixFromRows(text.split("\n").map((row) => row.split(",").map(Number)));
        if (found.ray !== null) continue;
        expect(exactPositives(matrix, found.witness as number[])).toBe(found.minimum);
        witnesses++;
      }
    }
    expect(witnesses).toBeGreaterThan(0);
  });

  it("prints integers where no double attains the minimum", async () => {
    const path = file(
      "pairs.txt",
      [
        "0.1 0.30000000000000004 0.7",
        "-0.1 -0.30000000000000004 -0.7",
        "0.3 0.1 0.30000000000000004",
        "-0.3 -0.1 -0.30000000000000004",
        "1 0 0",
      ].join("\n"),
    );
    const result = await resultOf(["emin", path]);
    expect(result.minimum).toBe(0);
    expect(result.ray).toHaveLength(3);
    for (const entry of result.ray as string[]) expect(entry).toMatch(/^-?\d+$/);
  });

  it("text: what the status means, within 80 columns", async () => {
    const { out } = await runAsync("emin --rows 12 --columns 3");
    expect(out).toContain("exact: every vertex");
    expect(Math.max(...out.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  it("exit code 3 with bounds when a limit strikes", async () => {
    const { code, out, err } = await runAsync(
      "emin --rows 30 --columns 6 --seed 1 --method branch-and-cut --nodes 0 --restarts 0 --json",
    );
    const [result] = (JSON.parse(out) as { results: Record<string, number | string | boolean>[] }).results;
    expect(result.lower).toBeLessThanOrEqual(Number(result.upper));
    expect(result.exact).toBe(false);
    if (result.status === "bounds") {
      expect(code).toBe(3);
      expect(err).toContain("0 nodes were not enough; try --nodes 1000");
    }
  });

  it("refuses bad input in one line", async () => {
    await expectRefusedAsync("emin", "--rows m and --columns n");
    await expectRefusedAsync("emin --rows 3", "--columns n");
    await expectRefusedAsync("emin --rows 3 --columns 5", "at least as many rows as columns");
    await expectRefusedAsync("emin --rows 3 --columns 0", "'0' in --columns: expected an integer from 1");
    await expectRefusedAsync("emin --rows 2.5 --columns 2", "'2.5' in --rows");
    await expectRefusedAsync("emin --rows 9 --columns 2 --method lucky", "'lucky' in --method");
    await expectRefusedAsync("emin --rows 9 --columns 2 --time 0", "--time");
    await expectRefusedAsync("emin --rows 9 --columns 2 --seed -1", "--seed");
    await expectRefusedAsync(
      "emin --rows 200 --columns 30 --method enumeration",
      "for enumeration with 30 columns, or --method auto",
    );
    for (const method of ["auto", "branch-and-cut"]) {
      await expectRefusedAsync(
        `emin --rows 4001 --columns 500 --restarts 0 --method ${method}`,
        "at most 2000000 entries for branch and cut, or --method search",
      );
    }
    await expectRefusedAsync(["emin", join(folder, "missing.csv")], "expected a file that can be read");
    await expectRefusedAsync(["emin", folder], "expected a file that can be read");
    await expectRefusedAsync(["emin", file("a", "1,2\n3\n4,5\n")], "in line 2");
    await expectRefusedAsync(["emin", file("b", "1,2\n3,four\n")], "'four' in line 2");
    await expectRefusedAsync(["emin", file("c", "# nothing\n")], "no rows");
    await expectRefusedAsync(["emin", file("d", "1,2,3\n4,5,6\n")], "2 rows and 3 columns");
    await expectRefusedAsync(["emin", file("e", "1,NaN\n2,3\n")], "finite decimal number");
    await expectRefusedAsync(["emin", file("f", "1\n2\n"), "--rows", "3"], "one or the other");
  });
});
