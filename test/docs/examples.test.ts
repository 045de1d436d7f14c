/** The sample weights in examples/: what the script makes, and the verdicts that their page promises. */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { exactNetwork } from "../../network/end-to-end/region-map.js";
import { boxRows, enumerateRegions } from "../../network/end-to-end/region-tree.js";
import { evaluate, type NetworkModel, readModel } from "../../network/index.js";
import { exampleFiles } from "../../scripts/make-examples.mjs";
import { integerRank } from "../../src/exact/kernel-vector.js";
import { runAsync } from "../cli/command-line.js";

const FOLDER = fileURLToPath(new URL("../../examples/", import.meta.url));
const model = (name: string): NetworkModel => readModel(`${FOLDER}${name}`, {});

/** The verdict on what is asked: of the network where there are several layers. */
async function verdict(line: string): Promise<string> {
  const words = ["network", "check", ...line.split(" "), "--json"];
  const { code, out, err } = await runAsync(words.map((word) => (/\.\w/.test(word) ? FOLDER + word : word)));
  expect(err).toBe("");
  expect(code).toBe(0);
  return (JSON.parse(out) as { results: { verdict: string }[] }).results[0].verdict;
}

describe("the sample weights", () => {
  const made = exampleFiles();

  test("are committed as the script makes them, and nothing else is", () => {
    const committed = readdirSync(FOLDER).filter((name) => name !== "README.md" && name !== "studies");
    expect(committed.sort()).toEqual(Object.keys(made).sort());
    for (const [name, content] of Object.entries(made))
      expect(readFileSync(FOLDER + name).equals(Buffer.from(content as Uint8Array)), name).toBe(true);
  });

  test("are a few kilobytes", () => {
    const bytes = Object.values(made).reduce((sum, { length }) => sum + length, 0);
    expect(bytes).toBeLessThan(6000);
  });

  test("show every verdict", async () => {
    expect(await verdict("weights.csv")).toBe("injective");
    expect(await verdict("weights.csv --bias bias.csv")).toBe("not-injective");
    expect(await verdict("trained.json --domain box:1")).toBe("injective");
    expect(await verdict("generator.json --domain box:1")).toBe("not-injective");
    expect(await verdict("encoder.onnx")).toBe("injective");
    expect(await verdict("kernels.csv --kernel 2x2")).toBe("injective");
  });

  test("are the same network in either format", () => {
    expect(model("weights.npy").layers).toEqual(model("weights.csv").layers);
    const [a, b] = ["encoder.onnx", "encoder.safetensors"].map(model);
    for (const x of [
      [0.3, -0.7],
      [-2, 1.5],
    ])
      expect(evaluate(a, x)).toEqual(evaluate(b, x));
  });

  test("the trained network lifts the square onto the saddle", () => {
    const trained = model("trained.json");
    for (let x = -1; x <= 1; x += 0.25) {
      for (let y = -1; y <= 1; y += 0.25) {
        const output = evaluate(trained, [x, y]);
        expect(Math.hypot(output[0] - x, output[1] - y, output[2] - (x * x - y * y))).toBeLessThan(0.3);
      }
    }
  });

  test("the generator folds: two pairs of inputs meet, and no region loses a dimension", () => {
    const generator = model("generator.json");
    expect(evaluate(generator, [0.75, 0.25])).toEqual(evaluate(generator, [0.25, 0.25]));
    expect(evaluate(generator, [0.75, 0.75])).toEqual(evaluate(generator, [0.5, -0.5]));
    const network = exactNetwork(generator);
    const regions = network && enumerateRegions(network, boxRows(2, 1), 60);
    if (regions === undefined) throw new Error("expected few regions");
    for (const { outputs } of regions) expect(integerRank(outputs.map((row) => row.slice(0, 2)))).toBe(2);
  });
});
