/** The command `network show`: layers, shapes, activations, notes; refusals in one line. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectRefused, results, run } from "./command-line.js";

let folder: string;
const file = (name: string): string => join(folder, name);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "network-show-"));
  writeFileSync(file("weights.csv"), "1,2\n3,4\n5,6\n");
  writeFileSync(file("bias.csv"), "1\n2\n3\n");
  writeFileSync(
    file("net.json"),
    JSON.stringify({
      layers: [
        { weights: [[1, 2, 0]], bias: [1], activation: "leaky-relu:0.25" },
        { weights: [[2], [3]], activation: "identity" },
      ],
    }),
  );
});

afterAll(() => rmSync(folder, { recursive: true }));

describe("network show", () => {
  it("lists the layers of a network in JSON", () => {
    expect(results(`network show ${file("net.json")}`)).toMatchObject([
      {
        inputShape: ["(3)"],
        outputShape: ["(2)"],
        weightType: "float64",
        layers: [
          { layer: 1, outputs: 1, inputs: 3, bias: true, activation: "leaky-relu(0.25)" },
          { layer: 2, outputs: 2, inputs: 1, bias: false, activation: "identity" },
        ],
        notes: [],
      },
    ]);
  });

  it("reads a text matrix with a bias file, and says what it assumed", () => {
    const { out, code } = run(`network show ${file("weights.csv")} --bias ${file("bias.csv")}`);
    expect(code).toBe(0);
    expect(out).toContain("rows are neurons");
    expect(out).toContain("Activation relu assumed");
    for (const line of out.split("\n")) expect(line.length).toBeLessThanOrEqual(80);
  });

  it("shows one layer", () => {
    const [shown] = results(`network show ${file("net.json")} --layer 2`);
    expect(shown.layers).toMatchObject([{ outputs: 2, inputs: 1, activation: "identity" }]);
  });

  it("refuses what it cannot read in one line", () => {
    expectRefused("network", "expected one of show");
    expectRefused("network foo", "'foo' after network: expected one of show");
    expectRefused(`network show ${file("absent.csv")}`, "cannot be read");
    expectRefused(`network show ${folder}`, "not a regular file");
    expectRefused(`network show ${file("net.json")} --layer 3`, "expected an integer from 1 to 2");
    expectRefused(`network show ${file("net.json")} --transpose`, "--transpose");
    expectRefused(`network show ${file("weights.csv")} --activation sin`, "expected relu");
    expectRefused(`network show ${file("weights.csv")} --transpose --bias ${file("bias.csv")}`, "expected 2");
  });
});
