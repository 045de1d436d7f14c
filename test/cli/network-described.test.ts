/** Every key and every printed header of `network` has a meaning. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, it } from "vitest";
import { runAsync } from "./command-line.js";
import { expectDescribed } from "./described.js";

let folder: string;
const file = (name: string): string => join(folder, name);
const net = (layers: unknown[]): string => JSON.stringify({ layers });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "network-described-"));
  const pentagon = [0, 1, 2, 3, 4].map((k) => [
    Math.cos((2 * Math.PI * k) / 5),
    Math.sin((2 * Math.PI * k) / 5),
  ]);
  const blocks = [...pentagon.map((row) => [...row, 0, 0]), ...pentagon.map((row) => [0, 0, ...row])];
  const files: Readonly<Record<string, string>> = {
    "pentagon.csv": pentagon.join("\n"),
    "blocks.csv": blocks.join("\n"),
    "pairs.csv": "1,0\n0,1\n-1,0\n0,-1",
    "triangle.csv": "1,0\n0,1\n-1,-1",
    "line.csv": "1\n-1",
    "kernels.csv": "1,0\n-1,0\n0,1\n0,-1",
    "narrow.json": net([
      { weights: pentagon, bias: [0.1, 0, 0, 0.2, 0], activation: "relu" },
      { weights: [[1, 2, 3, 4, 5]], activation: "identity" },
    ]),
    "wide.json": net([
      { weights: pentagon, activation: "relu" },
      { weights: [[1, 0, 0, 0, 0]], activation: "relu6" },
    ]),
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(file(name), text);
  await runAsync(`network check ${file("narrow.json")} --save ${file("proof.json")}`);
});

afterAll(() => rmSync(folder, { recursive: true }));

describe("network", () => {
  it.each([
    "show narrow.json",
    "check pentagon.csv",
    "check blocks.csv",
    "check pairs.csv",
    "check triangle.csv",
    "check triangle.csv --activation identity",
    "check narrow.json",
    "check wide.json",
    "check kernels.csv --kernel 2",
    "check pentagon.csv --kernel 2 --signal 4 --padding same",
    "check triangle.csv --kernel 2",
    "verify proof.json narrow.json",
    "stability narrow.json --samples 5",
    "invert pentagon.csv --value 1,0,0,0,0 --noise 1",
    "invert narrow.json --value 1 --no-guarantee",
    "projection line.csv --dimension 1 --trials 5",
    "projection pentagon.csv --dimension 1",
    "regions narrow.json --segment -1,-1:1,2",
    "regions narrow.json --segment -1,-1:1,2 --exact",
    "regions narrow.json --square -1:1",
    "regions narrow.json --square -1:1 --exact",
    "distance narrow.json --at 1,2",
    "expected --widths 2,4,1 --segment -1,1/2:1,1/2 --samples 5",
    "expected --widths 2,4,1 --square -1:1 --samples 3",
  ])("%s", async (line) => {
    const words = line.split(" ").map((word) => (/\.(csv|json)$/.test(word) ? file(word) : word));
    await expectDescribed(["network", ...words]);
  });
});
