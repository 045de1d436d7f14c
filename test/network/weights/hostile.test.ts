/** Damaged and hostile files of every format: one clear sentence or a model, never another error, never much memory. */
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { modelFromBytes } from "../../../network/weights/model-from-bytes.js";
import { InputError } from "../../../src/result.js";
import { floatBytes, npyFile, safetensorsFile, zipFile } from "./builders.js";
import { chainOf, onnxFile } from "./onnx-builder.js";
import { temporaryFolder } from "./temporary-file.js";

const folder = temporaryFolder();
afterAll(() => folder.remove());

/** No file here is larger than a few kilobytes; the largest honest consequence of one is a convolution's limit. */
const MOST_MEMORY = 2 ** 28;

const npy = npyFile("<f8", [2, 3], floatBytes([1, 2, 3, 4, 5, 6], "f8"));
const VALID: readonly (readonly [string, Uint8Array])[] = [
  ["net.npy", npy],
  ["stored.npz", zipFile([{ name: "W.npy", data: npy }])],
  ["deflated.npz", zipFile([{ name: "W.npy", data: npy, deflate: true }])],
  [
    "net.safetensors",
    safetensorsFile(
      {
        "a.weight": { dtype: "F32", shape: [2, 2], data_offsets: [0, 16] },
        "a.bias": { dtype: "F16", shape: [2], data_offsets: [16, 20] },
      },
      new Uint8Array(20),
    ),
  ],
  [
    "net.onnx",
    onnxFile({
      ...chainOf([
        { operation: "Conv", inputs: ["data", "K"], attributes: { pads: [1, 1], strides: [1] } },
        { operation: "Relu", inputs: ["data"] },
        { operation: "Flatten", inputs: ["data"] },
        { operation: "Gemm", inputs: ["data", "W", "B"], attributes: { alpha: 0.5, transB: { int: 1 } } },
      ]),
      tensors: [
        { name: "K", shape: [1, 1, 3], values: [1, 2, 3] },
        { name: "W", shape: [2, 4], values: [1, 2, 3, 4, 5, 6, 7, 8], as: "double" },
        { name: "B", shape: [2], values: [1, 2], as: "float" },
      ],
      input: ["N", 1, 4],
    }),
  ],
  ["net.json", Buffer.from('{"layers":[{"weights":[[1,2],[3,4]],"bias":[1,2],"activation":"clip:0:6"}]}')],
  ["net.csv", Buffer.from("1,2\n3,4\n")],
];

/** Reads; whatever is thrown must be one sentence for the user, and memory must not have jumped. */
function survives(name: string, bytes: Uint8Array): void {
  const before = process.memoryUsage().arrayBuffers;
  try {
    const { layers } = modelFromBytes({ path: name, bytes }, {});
    for (const { weights, bias } of layers) {
      expect(weights.values.length).toBe(weights.rows * weights.columns);
      expect(weights.values.every(Number.isFinite)).toBe(true);
      expect(bias?.every(Number.isFinite) ?? true).toBe(true);
    }
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    expect(error.message).not.toMatch(/[\n\r]/);
    expect(error.message).toContain("expected");
    expect(error.message.length).toBeLessThan(2000);
  }
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(MOST_MEMORY);
}

describe.each(VALID)("%s", (name, valid) => {
  it("is read when it is whole", () => {
    expect(() => modelFromBytes({ path: name, bytes: valid }, {})).not.toThrow();
  });

  it("truncated anywhere", () => {
    for (let length = 0; length < valid.length; length++) survives(name, valid.subarray(0, length));
  });

  it("with flipped bits", () => {
    const position = fc.tuple(fc.nat(valid.length - 1), fc.nat(7));
    fc.assert(
      fc.property(fc.array(position, { minLength: 1, maxLength: 6 }), (flips) => {
        const damaged = Uint8Array.from(valid);
        for (const [at, bit] of flips) damaged[at] ^= 1 << bit;
        survives(name, damaged);
      }),
      { numRuns: 500 },
    );
  });

  it("with bytes put in, taken out or replaced by extremes", () => {
    const extremes = [0x00, 0x01, 0x7f, 0x80, 0xff].map((byte) => Uint8Array.of(byte));
    const piece = fc.oneof(
      fc.uint8Array({ maxLength: 12 }),
      fc
        .constantFrom(...extremes)
        .chain((byte) => fc.integer({ min: 1, max: 10 }).map((n) => Buffer.alloc(n, byte))),
    );
    fc.assert(
      fc.property(fc.nat(valid.length), fc.nat(12), piece, (at, removed, inserted) => {
        survives(name, Buffer.concat([valid.subarray(0, at), inserted, valid.subarray(at + removed)]));
      }),
      { numRuns: 500 },
    );
  });
});

describe("files of nothing but hostility", () => {
  const extensions = fc.constantFrom("a.npy", "a.npz", "a.safetensors", "a.onnx", "a.json", "a.csv", "a");
  const beginnings = fc.constantFrom("", "\x93NUMPY\x01\x00", "PK\x03\x04", '{"layers":', "(1, 2", "\x0a");

  it("random bytes under every extension and after every beginning", () => {
    fc.assert(
      fc.property(extensions, beginnings, fc.uint8Array({ maxLength: 200 }), (name, beginning, bytes) => {
        survives(name, Buffer.concat([Buffer.from(beginning, "latin1"), bytes]));
      }),
      { numRuns: 1000 },
    );
  });

  it("shapes of any size in every header", () => {
    const length = fc.oneof(fc.nat(10), fc.constantFrom(2 ** 31, 2 ** 32, 2 ** 53, 2 ** 60, -1, -(2 ** 31)));
    fc.assert(
      fc.property(fc.array(length, { maxLength: 5 }), fc.nat(64), (shape, size) => {
        const data = new Uint8Array(size);
        survives("a.npy", npyFile("<f4", shape, data));
        survives("a.npz", zipFile([{ name: "W.npy", data: npyFile("<f4", shape, data), deflate: true }]));
        const entry = { dtype: "F32", shape, data_offsets: [0, size] };
        survives("a.safetensors", safetensorsFile({ w: entry }, data));
        const steps = [{ operation: "MatMul", inputs: ["data", "W"] }];
        survives(
          "a.onnx",
          onnxFile({
            ...chainOf(steps),
            tensors: [{ name: "W", shape, values: [1] }],
            input: ["N", ...shape],
          }),
        );
        const convolution = [{ operation: "Conv", inputs: ["data", "W"], attributes: { pads: shape } }];
        survives(
          "a.onnx",
          onnxFile({
            ...chainOf(convolution),
            tensors: [{ name: "W", shape: [1, 1, 1], values: [1] }],
            input: ["N", ...shape],
          }),
        );
      }),
      { numRuns: 300 },
    );
  });

  it("deep nesting, long names and long lines", () => {
    const deep = 1_000_000;
    survives("a.json", Buffer.from(`{"layers":${"[".repeat(deep)}${"]".repeat(deep)}}`));
    survives("a.json", Buffer.from('{"a":'.repeat(deep)));
    survives("a.safetensors", safetensorsFile(`{"a":${"{".repeat(deep)}`, new Uint8Array(0)));
    survives("a.safetensors", safetensorsFile({ ["n".repeat(deep)]: {} }, new Uint8Array(0)));
    survives("a.csv", Buffer.from("x".repeat(deep)));
    survives("a.npy", npyFile("<f8", [1], Buffer.alloc(8), { version: 2 }).fill(0x28, 40, 60));
    let message = Buffer.from([0x0a, 0x00]);
    for (let level = 0; level < 50; level++)
      message = Buffer.concat([Buffer.of(0x3a, message.length), message]);
    survives("a.onnx", message);
    const name = "n".repeat(100_000);
    survives(
      "a.onnx",
      onnxFile({ nodes: [{ operation: name, inputs: ["x"], outputs: ["y"] }], input: ["N", 2], output: "y" }),
    );
    survives("a.npz", zipFile([{ name: "n".repeat(60_000), data: npy }]));
  });

  it("leaves nothing behind in the folder of the file", () => {
    expect(() => folder.read("a.npy", VALID[0][1].subarray(0, 20))).toThrow(InputError);
    expect(() => folder.read("b.npz", VALID[2][1].subarray(0, 90))).toThrow(InputError);
    expect(folder.names().sort()).toEqual(["a.npy", "b.npz"]);
  });
});
