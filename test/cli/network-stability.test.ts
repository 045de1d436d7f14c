/** `network stability`: bounds of layers and networks, and that they hold. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { applyLayer } from "../../network/forward.js";
import { IDENTITY, leakyRelu, RELU } from "../../network/model.js";
import { matrixFromRows } from "../../src/matrix/dense-matrix.js";
import { randomSource } from "../../src/random/normal.js";
import { expectRefused, results } from "./command-line.js";

let folder: string;
const file = (name: string): string => join(folder, name);
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "network-stability-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("network stability", () => {
  it("gives the sharp bound for (1, -1)", () => {
    writeFileSync(file("pair.csv"), "1\n-1\n");
    const [layer] = results(`network stability ${file("pair.csv")}`);
    expect(layer.inverseLipschitz.value).toBeCloseTo(Math.SQRT1_2, 14);
    expect(layer.inverseLipschitzSlides.value).toBeCloseTo(0.5, 14);
    expect(layer.inverseLipschitzSampledUpperBound).toBeCloseTo(Math.SQRT1_2, 8);
    expect(layer.forwardLipschitz.value).toBeCloseTo(Math.SQRT2, 14);
  });

  it("bounds a network with several kinds of layers from both sides", () => {
    const random = randomSource(4, 4);
    const rows = (m: number, n: number): number[][] =>
      Array.from({ length: m }, () => Array.from({ length: n }, () => random.normal()));
    const [first, second, third] = [rows(8, 2), rows(9, 8), rows(10, 9)];
    const layers = [
      { weights: first, bias: [0.1, -0.2, 0.3, 0, 0.2, -0.1, 0, 0.4], activation: "relu" },
      { weights: second, activation: "leaky-relu:0.5" },
      { weights: third, activation: "identity" },
    ];
    writeFileSync(file("net.json"), JSON.stringify({ layers }));
    const [network, one] = results(`network stability ${file("net.json")} --samples 20`);
    expect(one.sigmaMin.value).toBeGreaterThan(0);
    const activations = [RELU, leakyRelu(0.5), IDENTITY];
    const forward = (x: Float64Array): Float64Array =>
      layers.reduce(
        (value, { weights, bias }, i) =>
          applyLayer(
            {
              weights: matrixFromRows(weights),
              bias: bias === undefined ? null : Float64Array.from(bias),
              activation: activations[i],
            },
            value,
          ),
        x,
      );
    for (let trial = 0; trial < 200; trial++) {
      const p = Float64Array.of(random.normal(), random.normal());
      const q = p.map((entry) => entry + 10 ** (1 - (trial % 4)) * random.normal());
      const [fp, fq] = [forward(p), forward(q)];
      const ratio = Math.hypot(...fp.map((entry, k) => entry - fq[k])) / Math.hypot(p[0] - q[0], p[1] - q[1]);
      expect(ratio).toBeGreaterThanOrEqual(network.inverseLipschitz.value);
      expect(ratio).toBeLessThanOrEqual(network.forwardLipschitz.value);
    }
  });

  it("leaves out what is not known", () => {
    const random = randomSource(1, 1);
    writeFileSync(
      file("wide.csv"),
      Array.from({ length: 60 }, () => Array.from({ length: 6 }, () => random.normal()).join(",")).join("\n"),
    );
    expect(results(`network stability ${file("wide.csv")} --samples 5`)[0]).toMatchObject({
      sigmaMin: null,
      inverseLipschitz: null,
    });
  });

  it("refuses bad input in one line", () => {
    writeFileSync(file("pair.csv"), "1\n-1\n");
    expectRefused(
      `network stability ${file("pair.csv")} --samples 0`,
      "--samples: expected an integer from 1 to 100000",
    );
    expectRefused(`network stability ${file("pair.csv")} --domain box:0`, "with numbers R > 0");
    expectRefused(`network stability ${file("pair.csv")} --seed -1`, "--seed");
    const wide = Array.from({ length: 400 }, (_, i) =>
      Array.from({ length: 400 }, (_, k) => (i + k) % 7).join(","),
    ).join("\n");
    writeFileSync(file("large.csv"), wide);
    expectRefused(
      `network stability ${file("large.csv")} --samples 200`,
      "--samples 200 with a layer of 400 x 400: expected at most 78",
    );
  });
});
