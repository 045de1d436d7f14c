/** ONNX models against their definition: each operation computed directly from the specification. */
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { evaluate, type NetworkModel } from "../../../network/index.js";
import { randomSource } from "../../../src/random/normal.js";
import { InputError } from "../../../src/result.js";
import { bytesField, chainOf, integerField, onnxFile, type TensorSpec } from "./onnx-builder.js";
import { rowsOf, temporaryFolder } from "./temporary-file.js";

const folder = temporaryFolder();
afterAll(() => folder.remove());

type Steps = Parameters<typeof chainOf>[0];

function chain(
  input: readonly (number | string)[],
  steps: Steps,
  tensors: readonly TensorSpec[] = [],
): NetworkModel {
  return folder.read("net.onnx", onnxFile({ ...chainOf(steps), tensors, input }));
}

const refusal =
  (input: readonly (number | string)[], steps: Steps, tensors: readonly TensorSpec[] = []) =>
  () =>
    chain(input, steps, tensors);

/** Numbers that float32 holds exactly, so that results can be compared exactly. */
function eighths(count: number, seed: number): number[] {
  const source = randomSource(seed, 7);
  return Array.from({ length: count }, () => (source.below(65) - 32) / 8);
}

const W: TensorSpec = { name: "W", shape: [3, 2], values: [1, 2, 3, 4, 5, -6] };
const B: TensorSpec = { name: "B", shape: [2], values: [10, 20] };

describe("models of the onnx package", () => {
  const cases = JSON.parse(readFileSync(new URL("../../fixtures/onnx.json", import.meta.url), "utf8")) as {
    name: string;
    model: string;
    input: number[];
    output: number[];
  }[];

  it.each(cases)("$name: the outputs of its reference evaluator, to the rounding of its type", (example) => {
    const model = folder.read("reference.onnx", Buffer.from(example.model, "base64"));
    const precision = model.weightType === "float64" ? 2 ** -52 : 2 ** -23;
    evaluate(model, example.input).forEach((value, i) => {
      expect(Math.abs(value - example.output[i])).toBeLessThan(64 * precision);
    });
    expect(example.output).toHaveLength(model.layers[model.layers.length - 1].weights.rows);
  });
});

describe("affine operations", () => {
  it.each(
    [0, 1].flatMap((transA) =>
      [0, 1].flatMap((transB) => [true, false].map((first) => [transA, transB, first] as const)),
    ),
  )("Gemm with transA %i, transB %i, data first: %s", (transA, transB, dataFirst) => {
    const [inputs, outputs, alpha, beta] = [3, 2, 0.5, -2];
    const point = [1, -2, 0.25];
    const matrix = eighths(6, 1);
    // The definition: Y = alpha A' B' + beta C, with one example, for stored A and B.
    const turned = dataFirst ? transB === 1 : transA === 1;
    const tall = dataFirst !== turned;
    const shape = tall ? [inputs, outputs] : [outputs, inputs];
    const entry = (output: number, input: number): number =>
      tall ? matrix[input * outputs + output] : matrix[output * inputs + input];
    const byRows = dataFirst ? transA === 0 : transB === 1;
    const bias = dataFirst ? [1, 2] : [2];
    const model = chain(
      byRows ? ["N", inputs] : [inputs, "N"],
      [
        {
          operation: "Gemm",
          inputs: dataFirst ? ["data", "M", "C"] : ["M", "data", "C"],
          attributes: { alpha, beta, transA: { int: transA }, transB: { int: transB } },
        },
      ],
      [
        { name: "M", shape, values: matrix },
        { name: "C", shape: dataFirst ? [1, 2] : [1, 1], values: bias },
      ],
    );
    const expected = [0, 1].map(
      (i) =>
        alpha * point.reduce((sum, x, j) => sum + entry(i, j) * x, 0) +
        beta * (bias.length === 2 ? bias[i] : bias[0]),
    );
    expect([...evaluate(model, point)]).toEqual(expected);
    expect(model.notes.join(" ")).toContain("alpha = 0.5");
    expect(model.folded).toBe(true);
  });

  it("MatMul transposes nothing: x W and W x, with a bias added on either side", () => {
    const rowsFirst = chain(
      ["N", 3],
      [
        { operation: "MatMul", inputs: ["data", "W"] },
        { operation: "Add", inputs: ["B", "data"] },
      ],
      [W, B],
    );
    expect(rowsOf(rowsFirst.layers[0].weights)).toEqual([
      [1, 3, 5],
      [2, 4, -6],
    ]);
    expect([...(rowsFirst.layers[0].bias ?? [])]).toEqual([10, 20]);
    const weightsFirst = chain([2], [{ operation: "MatMul", inputs: ["W", "data"] }], [W]);
    expect(rowsOf(weightsFirst.layers[0].weights)).toEqual([
      [1, 2],
      [3, 4],
      [5, -6],
    ]);
    const columns = chain(
      [2, "N"],
      [
        { operation: "MatMul", inputs: ["W", "data"] },
        { operation: "Add", inputs: ["data", "C"] },
      ],
      [W, { name: "C", shape: [3, 1], values: [1, 2, 3] }],
    );
    expect([...(columns.layers[0].bias ?? [])]).toEqual([1, 2, 3]);
  });

  it("keeps affine maps in a row as layers of their own", () => {
    const model = chain(
      ["N", 3],
      [
        { operation: "MatMul", inputs: ["data", "W"] },
        { operation: "MatMul", inputs: ["data", "V"] },
      ],
      [W, { name: "V", shape: [2, 1], values: [1, 1] }],
    );
    expect(model.layers.map(({ activation }) => activation.name)).toEqual(["identity", "identity"]);
    expect([...evaluate(model, [1, 1, 1])]).toEqual([9]);
  });

  it("convolutions equal the direct sum, for random strides, pads, dilations and groups", () => {
    const arbitrary = fc.record({
      seed: fc.nat(1000),
      group: fc.integer({ min: 1, max: 2 }),
      perGroup: fc.integer({ min: 1, max: 2 }),
      outputsPerGroup: fc.integer({ min: 1, max: 2 }),
      extent: fc.array(fc.integer({ min: 3, max: 5 }), { minLength: 1, maxLength: 2 }),
      tap: fc.integer({ min: 1, max: 2 }),
      stride: fc.integer({ min: 1, max: 3 }),
      dilation: fc.integer({ min: 1, max: 2 }),
      pad: fc.tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 2 })),
    });
    fc.assert(
      fc.property(
        arbitrary,
        ({ seed, group, perGroup, outputsPerGroup, extent, tap, stride, dilation, pad }) => {
          const [channels, outputs] = [group * perGroup, group * outputsPerGroup];
          const taps = extent.map(() => tap);
          const size = (lengths: readonly number[]): number => lengths.reduce((a, b) => a * b, 1);
          const kernel = eighths(outputs * perGroup * size(taps), seed);
          const bias = eighths(outputs, seed + 1);
          const point = eighths(channels * size(extent), seed + 2);
          const model = chain(
            [1, channels, ...extent],
            [
              {
                operation: "Conv",
                inputs: ["data", "K", "C"],
                attributes: {
                  strides: extent.map(() => stride),
                  dilations: extent.map(() => dilation),
                  pads: [...extent.map(() => pad[0]), ...extent.map(() => pad[1])],
                  group: { int: group },
                },
              },
              { operation: "Flatten", inputs: ["data"] },
            ],
            [
              { name: "K", shape: [outputs, perGroup, ...taps], values: kernel },
              { name: "C", shape: [outputs], values: bias },
            ],
          );
          // Treat one axis as two, the second of length 1.
          const two = (lengths: readonly number[]): [number, number] => [lengths[0], lengths[1] ?? 1];
          const [height, width] = two(extent);
          const [tall, wide] = two(taps);
          const flat = extent.length === 1;
          const places = (length: number, t: number): number =>
            Math.floor((length + pad[0] + pad[1] - dilation * (t - 1) - 1) / stride) + 1;
          const expected: number[] = [];
          for (let o = 0; o < outputs; o++) {
            for (let r = 0; r < places(height, tall); r++) {
              for (let s = 0; s < (flat ? 1 : places(width, wide)); s++) {
                let sum = bias[o];
                for (let c = 0; c < perGroup; c++) {
                  for (let u = 0; u < tall; u++) {
                    for (let v = 0; v < wide; v++) {
                      const y = r * stride + u * dilation - pad[0];
                      const x = flat ? 0 : s * stride + v * dilation - pad[0];
                      if (y < 0 || y >= height || x < 0 || x >= width) continue;
                      const channel = Math.floor(o / outputsPerGroup) * perGroup + c;
                      sum +=
                        kernel[((o * perGroup + c) * tall + u) * wide + v] *
                        point[(channel * height + y) * width + x];
                    }
                  }
                }
                expected.push(sum);
              }
            }
          }
          expect([...evaluate(model, point)]).toEqual(expected);
        },
      ),
      { numRuns: 150 },
    );
  });

  it("SAME padding gives ceil(length / stride) positions, the odd zero at the end or the beginning", () => {
    const same = (auto_pad: string): number[][] =>
      rowsOf(
        chain(
          [1, 1, 4],
          [{ operation: "Conv", inputs: ["data", "K"], attributes: { auto_pad, strides: [1] } }],
          [{ name: "K", shape: [1, 1, 2], values: [1, 2] }],
        ).layers[0].weights,
      );
    expect(same("SAME_UPPER")[3]).toEqual([0, 0, 0, 1]);
    expect(same("SAME_LOWER")[0]).toEqual([2, 0, 0, 0]);
    expect(same("SAME_UPPER")).toHaveLength(4);
  });
});

describe("BatchNormalization", () => {
  const norm = [
    { name: "gamma", shape: [2], values: [2, -1] },
    { name: "beta", shape: [2], values: [0.5, 1] },
    { name: "mean", shape: [2], values: [3, 4] },
    { name: "var", shape: [2], values: [4, 1] },
  ];
  const step = {
    operation: "BatchNormalization",
    inputs: ["data", "gamma", "beta", "mean", "var"],
    attributes: { epsilon: 0 },
  };

  it("before an activation is folded into the layer, negative gamma reversing its row", () => {
    const model = chain(
      ["N", 3],
      [{ operation: "MatMul", inputs: ["data", "W"] }, step, { operation: "Relu", inputs: ["data"] }],
      [W, ...norm],
    );
    expect(model.layers).toHaveLength(1);
    expect(rowsOf(model.layers[0].weights)).toEqual([
      [1, 3, 5],
      [-2, -4, 6],
    ]);
    expect([...(model.layers[0].bias ?? [])]).toEqual([0.5 - 3, 1 + 4]);
    expect(model.notes.join(" ")).toContain("negative gamma reverses rows 2");
    expect(model.folded).toBe(true);
  });

  it("takes no tensor from two of one name", () => {
    const steps = [{ operation: "MatMul", inputs: ["data", "W"] }];
    expect(refusal(["N", 3], steps, [W, W])).toThrow("'W' twice in 'net.onnx'");
  });

  it("after an activation is a diagonal layer", () => {
    const model = chain(
      ["N", 3],
      [{ operation: "MatMul", inputs: ["data", "W"] }, { operation: "Relu", inputs: ["data"] }, step],
      [W, ...norm],
    );
    expect(rowsOf(model.layers[1].weights)).toEqual([
      [1, 0],
      [0, -1],
    ]);
    expect(model.notes.join(" ")).toContain("no gamma vanishes");
  });

  it("of a convolution acts on channels", () => {
    const model = chain(
      [1, 1, 3],
      [{ operation: "Conv", inputs: ["data", "K"] }, step],
      [{ name: "K", shape: [2, 1, 2], values: [1, 0, 0, 1] }, ...norm],
    );
    // (x - 3) + 1/2 on channel 1, -(x - 4) + 1 on channel 2.
    expect([...evaluate(model, [1, 2, 3])]).toEqual([-1.5, -0.5, 3, 2]);
  });

  it("gamma = 0 removes a row, and training mode is refused", () => {
    const zero = [{ ...norm[0], values: [0, 1] }, ...norm.slice(1)];
    const model = chain(["N", 3], [{ operation: "MatMul", inputs: ["data", "W"] }, step], [W, ...zero]);
    expect(model.notes.join(" ")).toContain("gamma = 0 removes rows 1");
    const training = { ...step, attributes: { training_mode: { int: 1 } } };
    expect(refusal(["N", 2], [training], norm)).toThrow("training mode");
    const broken = [...norm.slice(0, 3), { ...norm[3], values: [-1, 1] }];
    expect(refusal(["N", 2], [step], broken)).toThrow("expected a positive sum");
  });
});

describe("activations and shapes", () => {
  const names = (steps: Steps, tensors: readonly TensorSpec[] = []): string[] =>
    chain(["N", 3], [{ operation: "MatMul", inputs: ["data", "W"] }, ...steps], [W, ...tensors]).layers.map(
      ({ activation }) => activation.name,
    );

  it("reads Relu, LeakyRelu with its float32 slope, and Clip by inputs, attributes or one bound", () => {
    const bound = (name: string, value: number): TensorSpec => ({ name, shape: [], values: [value] });
    expect(names([{ operation: "Relu", inputs: ["data"] }])).toEqual(["relu"]);
    expect(names([{ operation: "LeakyRelu", inputs: ["data"], attributes: { alpha: 0.1 } }])).toEqual([
      `leaky-relu(${Math.fround(0.1)})`,
    ]);
    expect(
      names([{ operation: "Clip", inputs: ["data", "lo", "hi"] }], [bound("lo", 0), bound("hi", 6)]),
    ).toEqual(["clip(0, 6)"]);
    expect(names([{ operation: "Clip", inputs: ["data"], attributes: { min: -1, max: 1 } }])).toEqual([
      "clip(-1, 1)",
    ]);
    expect(names([{ operation: "Clip", inputs: ["data", "lo"] }], [bound("lo", 0)])).toEqual(["relu"]);
    expect(names([{ operation: "Clip", inputs: ["data", "", "hi"] }], [bound("hi", 2)])).toEqual([
      "min(x, 2)",
    ]);
    expect(names([{ operation: "Clip", inputs: ["data"] }])).toEqual(["identity"]);
  });

  it("passes Identity, Dropout, Flatten and Reshape, and constants however they are written", () => {
    const model = chain(
      [1, 1, 2, 2],
      [
        { operation: "Identity", inputs: ["data"] },
        { operation: "Reshape", inputs: ["data", "shape"] },
        { operation: "Dropout", inputs: ["data"] },
        { operation: "Gemm", inputs: ["data", "M"] },
      ],
      [
        { name: "shape", shape: [2], values: [-1, 4], as: "int64" },
        { name: "M", shape: [4, 1], values: [1, 2, 3, 4], as: "float" },
      ],
    );
    expect([...evaluate(model, [1, 1, 1, 1])]).toEqual([10]);
    expect(model.layers).toHaveLength(1);
  });

  it("takes constants from Constant nodes, turned or passed on", () => {
    const nodes = [
      {
        operation: "Constant",
        inputs: [],
        outputs: ["c"],
        attributes: { value: { tensor: { shape: [1, 2], values: [3, 4] } } },
      },
      { operation: "Transpose", inputs: ["c"], outputs: ["d"], attributes: { perm: [1, 0] } },
      { operation: "Identity", inputs: ["d"], outputs: ["e"] },
      { operation: "MatMul", inputs: ["x", "e"], outputs: ["y"] },
    ];
    const model = folder.read("c.onnx", onnxFile({ nodes, input: ["N", 2], output: "y" }));
    expect(rowsOf(model.layers[0].weights)).toEqual([[3, 4]]);
  });

  it("reports the number format", () => {
    const kinds = [
      ["raw", "float32", [1, -2]],
      ["double", "float64", [1, -2]],
      ["raw-double", "float64", [1, -2]],
      ["half-bits", "float16", [0x3c00, 0xc000]],
      ["bfloat-raw", "bfloat16", [0x3f80, 0xc000]],
    ] as const;
    for (const [as, type, values] of kinds) {
      const model = chain(
        ["N", 2],
        [{ operation: "MatMul", inputs: ["data", "M"] }],
        [{ name: "M", shape: [2, 1], values, as }],
      );
      expect(model.weightType).toBe(type);
      expect(rowsOf(model.layers[0].weights)).toEqual([[1, -2]]);
    }
  });
});

describe("refusals", () => {
  const matmul = { operation: "MatMul", inputs: ["data", "W"] };
  it.each<[string, () => unknown, string]>([
    [
      "operations that are not listed, by name",
      refusal(["N", 3], [matmul, { operation: "TopK", inputs: ["data"] }], [W]),
      "operation TopK 'TopK_node'",
    ],
    [
      "operations of other domains",
      refusal(["N", 3], [{ ...matmul, domain: "com.microsoft" }], [W]),
      "com.microsoft.MatMul",
    ],
    [
      "norms of the data, with the caveat",
      refusal(["N", 3], [matmul, { operation: "LayerNormalization", inputs: ["data", "B"] }], [W, B]),
      "injective given its scalars",
    ],
    [
      "branches that do not fit",
      refusal(["N", 3], [matmul, { operation: "Add", inputs: ["data", "x"] }], [W]),
      "expected shapes that broadcast to each other",
    ],
    ["external data", refusal(["N", 3], [matmul], [{ ...W, external: true }]), "in another file"],
    ["weights that do not fit", refusal(["N", 4], [matmul], [W]), "takes 3 inputs: expected 4"],
    ["too few numbers", refusal(["N", 3], [matmul], [{ ...W, values: [1] }]), "1 numbers in 'W'"],
    ["huge shapes", refusal(["N", 3], [matmul], [{ ...W, shape: [1e9, 1e9] }]), "expected at most"],
    ["negative shapes", refusal(["N", 3], [matmul], [{ ...W, shape: [-3, -2] }]), "expected lengths"],
    [
      "infinite weights",
      refusal(["N", 3], [matmul], [{ ...W, values: [1, 2, 3, 4, 5, 1 / 0] }]),
      "Infinity at [2, 1] of 'W'",
    ],
    [
      "images without Flatten",
      refusal(
        [1, 3],
        [
          { operation: "Reshape", inputs: ["data", "S"] },
          { operation: "Gemm", inputs: ["data", "W"] },
        ],
        [W, { name: "S", shape: [3], values: [1, 1, 3], as: "int64" }],
      ),
      "expected a matrix of examples, a Flatten before it",
    ],
    [
      "a kernel larger than its input",
      refusal(
        [1, 1, 2],
        [{ operation: "Conv", inputs: ["data", "K"] }],
        [{ name: "K", shape: [1, 1, 3], values: [1, 1, 1] }],
      ),
      "larger than its padded input",
    ],
    [
      "convolutions too large to unroll",
      refusal(
        [1, 1, 3000, 3000],
        [{ operation: "Conv", inputs: ["data", "K"] }],
        [{ name: "K", shape: [1, 1, 1, 1], values: [1] }],
      ),
      "unrolls to 9000000 x 9000000",
    ],
    [
      "an output that is not the end",
      () => folder.read("o.onnx", onnxFile({ nodes: [], input: ["N", 2], output: "y" })),
      "which an output of",
    ],
    [
      "no layers",
      () => folder.read("o.onnx", onnxFile({ nodes: [], input: ["N", 2], output: "x" })),
      "no layers",
    ],
    ["files without a graph", () => folder.read("o.onnx", integerField(1, 8)), "no graph"],
    [
      "lengths beyond the file",
      () => folder.read("o.onnx", Buffer.from([0x3a, 0xff, 0xff, 0xff, 0x7f])),
      "damaged",
    ],
    [
      "nested lengths beyond their message",
      () => folder.read("o.onnx", bytesField(7, Buffer.from([0x0a, 0x7f]))),
      "damaged",
    ],
    ["text", () => folder.read("o.onnx", "1,2\n3,4\n"), "damaged"],
  ])("%s", (_, read, message) => {
    expect(read).toThrow(InputError);
    expect(read).toThrow(message);
  });
});
