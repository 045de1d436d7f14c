/** `network make`: what it writes is injective, and verify accepts the proof for these weights and refuses it for others. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readModel, WEIGHT_TYPES } from "../../network/index.js";
import { expectRefusedAsync, runAsync } from "./command-line.js";

const folder = mkdtempSync(join(tmpdir(), "relu-injectivity-make-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const path = (name: string): string => join(folder, name);
const made = async (line: string) => {
  const { out, code } = await runAsync(`network make ${line} --json`);
  expect(code).toBe(0);
  return JSON.parse(out).results[0];
};

describe("network make", () => {
  it.each(WEIGHT_TYPES)("pairs are antiparallel exactly in %s, at every scale", async (type) => {
    const [file, proof] = [path(`${type}.safetensors`), path(`${type}.json`)];
    const result = await made(
      `pairs --inputs 4 --type ${type} --spread 8 --seed 3 --model ${file} --save ${proof}`,
    );
    expect(result).toMatchObject({ verdict: "injective", rows: 8, columns: 4, type });
    const { weightType, layers } = readModel(file);
    expect(weightType).toBe(type);
    const { values } = layers[0].weights;
    for (let i = 0; i < 4; i++) {
      const [own, other] = [values.subarray(4 * i, 4 * i + 4), values.subarray(16 + 4 * i, 20 + 4 * i)];
      const k = own.findIndex((x) => x !== 0);
      const scale = -other[k] / own[k];
      expect(Number.isInteger(Math.log2(scale))).toBe(true);
      expect([...other]).toEqual([...own].map((x) => (x === 0 ? 0 : -scale * x)));
    }
    expect((await runAsync(`verify ${proof} ${file}`)).code).toBe(0);
  });

  it("writes the same numbers to .npy and .csv, and a changed weight has no proof", async () => {
    const line = "pairs --inputs 3 --type float16 --spread 8";
    const proof = path("proof.json");
    await made(`${line} --model ${path("w.npy")} --save ${proof}`);
    await made(`${line} --model ${path("w.csv")}`);
    const [npy, csv] = ["w.npy", "w.csv"].map((name) => readModel(path(name)).layers[0].weights.values);
    expect([...npy]).toEqual([...csv]);
    const bytes = readFileSync(path("w.npy"));
    bytes[bytes.length - 2] ^= 1;
    writeFileSync(path("changed.npy"), bytes);
    expect((await runAsync(`verify ${proof} ${path("changed.npy")}`)).code).not.toBe(0);
  });

  it("mends with as few rows as there can be where 2n rows do", async () => {
    const cases = [
      ["1,0\n0,1\n", 2],
      ["1,0\n", 3],
      ["1,0\n0,1\n-2,0\n", 1],
      ["1,0\n0,1\n-2,0\n0,-1\n", 0],
    ] as const;
    for (const [rows, added] of cases) {
      writeFileSync(path("given.csv"), rows);
      expect(await made(`mend ${path("given.csv")}`)).toMatchObject({
        verdict: "injective",
        added,
        atLeast: added,
      });
    }
  });

  it("finds two coprime kernels enough in one dimension, at Sylvester's box 2O - 2", async () => {
    for (const size of [3, 4, 5])
      expect(await made(`kernels --kernel ${size}`)).toMatchObject({
        verdict: "injective",
        rows: 4,
        columns: size,
        box: [2 * size - 2],
      });
    expect(await made("kernels --kernel 2x2")).toMatchObject({ verdict: "injective", rows: 6 });
  });

  it("refuses what it cannot make", async () => {
    await expectRefusedAsync("network make pairs", "--inputs is missing");
    await expectRefusedAsync("network make kernels --kernel 11x11", "at most 100");
    await expectRefusedAsync("network make pairs --inputs 2 --model w.txt", "expected a name that ends in");
  });
});
