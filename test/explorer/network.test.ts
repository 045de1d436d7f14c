/** The view of a network from a file: verdicts with certificates that verify, regions, and stated limits. */
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { describe, expect, it } from "vitest";
import type { DroppedFile } from "../../explorer/block.js";
import { readModel, subdividePlane, verifyCertificate } from "../../network/index.js";
import { lastOf, postedBy } from "./blocks.js";

/** A file as the page hands it over. */
function dropped(name: string, bytes: Uint8Array): DroppedFile {
  return { name, size: bytes.length, arrayBuffer: async () => Uint8Array.from(bytes).buffer };
}
const example = (name: string): DroppedFile => dropped(basename(name), readFileSync(`examples/${name}`));

describe("the verdict", () => {
  it("comes with two inputs that collide, and a certificate that verifies", async () => {
    const posted = await postedBy("network-check");
    expect(lastOf(posted, "verdict", "sentence").tone).toBe("no");
    const { numbers } = lastOf(posted, "answer", "numbers");
    expect(numbers[4].value).toBe(numbers[5].value);
    const [{ text }] = lastOf(posted, "certificate", "files").files;
    const verified = verifyCertificate(JSON.parse(text));
    expect(verified.length).toBeGreaterThan(0);
    for (const statement of verified)
      expect(statement).toMatchObject({ problem: null, claim: "not-injective" });
    expect(lastOf(posted, "layers", "table").rows.map((row) => row[1])).toEqual(["6 × 2", "4 × 6"]);
  });

  it("is given for every format, as the file says it", async () => {
    for (const name of [
      "weights.csv",
      "weights.npy",
      "encoder.safetensors",
      "encoder.onnx",
      "trained.json",
    ]) {
      const { rows } = lastOf(
        await postedBy("network-check", { seconds: 5 }, example(name)),
        "layers",
        "table",
      );
      const { layers } = readModel(`examples/${name}`);
      expect(rows.map((row) => row[1])).toEqual(
        layers.map(({ weights }) => `${weights.rows} × ${weights.columns}`),
      );
      expect(["injective", "not-injective", "undecided"]).toContain(rows[0][4]);
    }
  });

  it("is left to the program beyond the stated number of parameters", async () => {
    const line = `${new Array(500).fill("1").join(",")}\n`;
    const file = dropped("large.csv", new TextEncoder().encode(line.repeat(500)));
    const posted = await postedBy("network-check", {}, file);
    expect(lastOf(posted, "verdict", "sentence").text).toContain(
      "250000 parameters in 1 layers: this page decides networks of at most 200000",
    );
  });

  it("is an error in a sentence for what is no file of weights", async () => {
    const file = dropped("x.csv", new TextEncoder().encode("hello"));
    await expect(postedBy("network-check", {}, file)).rejects.toThrow(/'x.csv'/);
    await expect(postedBy("network-check", { domain: "ball" }, file)).rejects.toThrow(
      /expected space, orthant/,
    );
  });
});

describe("regions", () => {
  it("in a square are those of the library, each with its active set", async () => {
    const posted = await postedBy("network-regions", { radius: 3 }, example("generator.json"));
    const { polygons, texts } = lastOf(posted, "regions", "regions");
    const polygon = [
      [-1, -1],
      [1, -1],
      [1, 1],
      [-1, 1],
    ] as const;
    const domain = { origin: [0, 0], u: [3, 0], v: [0, 3], polygon };
    expect(polygons.length).toBe(
      subdividePlane(readModel("examples/generator.json"), domain).activationRegions,
    );
    expect(new Set(texts.map((text) => text.split("\n")[1])).size).toBe(polygons.length);
  });

  it("on a segment through a shifted centre partition it", async () => {
    const { polygons } = lastOf(
      await postedBy("network-regions", { shape: "segment", s: 0.5 }),
      "regions",
      "regions",
    );
    expect(polygons.length).toBeGreaterThan(3);
    polygons.slice(1).forEach((corners, i) => {
      expect(corners[0]).toBe(polygons[i][2]);
    });
    expect([polygons[0][0], polygons[polygons.length - 1][2]]).toEqual([-1, 1]);
  });

  it("need directions with one number per input at most", async () => {
    await expect(postedBy("network-regions", { u: "1 2 3" })).rejects.toThrow(
      /u: expected at most 2 numbers/,
    );
  });
});
