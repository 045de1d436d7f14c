/** .npy, .npz, safetensors and text matrices: what is written by other code comes back. */
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { clip, evaluate, IDENTITY, leakyRelu, RELU } from "../../../network/index.js";
import { modelFromBytes } from "../../../network/weights/model-from-bytes.js";
import { InputError } from "../../../src/result.js";
import { floatBytes, npyFile, safetensorsFile, zipFile } from "./builders.js";
import { rowsOf, temporaryFolder } from "./temporary-file.js";

const folder = temporaryFolder();
afterAll(() => folder.remove());

const MATRIX = [
  [1, -2, 3],
  [0.5, 4, -0.125],
];
const FLAT = MATRIX.flat();
const BY_COLUMNS = [1, 0.5, -2, 4, 3, -0.125];

describe(".npy", () => {
  it.each([
    ["little endian", npyFile("<f8", [2, 3], floatBytes(FLAT, "f8")), "float64"],
    ["big endian", npyFile(">f4", [2, 3], floatBytes(FLAT, "f4", true)), "float32"],
    ["Fortran order", npyFile("<f8", [2, 3], floatBytes(BY_COLUMNS, "f8"), { fortran: true }), "float64"],
    ["version 2", npyFile("<f4", [2, 3], floatBytes(FLAT, "f4"), { version: 2 }), "float32"],
    ["version 3", npyFile("<f4", [2, 3], floatBytes(FLAT, "f4"), { version: 3 }), "float32"],
    [
      "float16",
      npyFile(
        "<f2",
        [2, 3],
        Buffer.from(Uint16Array.of(0x3c00, 0xc000, 0x4200, 0x3800, 0x4400, 0xb000).buffer),
      ),
      "float16",
    ],
  ])("%s", (_, bytes, type) => {
    const model = folder.read("w.npy", bytes);
    expect(rowsOf(model.layers[0].weights)).toEqual(MATRIX);
    expect(model.weightType).toBe(type);
    expect(model.layers[0].activation).toEqual(RELU);
  });

  it("reads integers as doubles and refuses those beyond 2^53", () => {
    const model = folder.read("w.npy", npyFile("<i8", [1, 2], Buffer.from(BigInt64Array.of(-3n, 7n).buffer)));
    expect(rowsOf(model.layers[0].weights)).toEqual([[-3, 7]]);
    const large = npyFile("<i8", [1, 1], Buffer.from(BigInt64Array.of(2n ** 53n + 2n).buffer));
    expect(() => folder.read("w.npy", large)).toThrow("2^53");
  });

  it.each([
    ["objects", npyFile("|O", [1, 1], Buffer.alloc(8)), "pickles"],
    ["complex numbers", npyFile("<c8", [1, 1], Buffer.alloc(8)), "expected f2, f4, f8"],
    ["too much data", npyFile("<f8", [1, 1], Buffer.alloc(16)), "16 bytes of data in 'w.npy': expected 8"],
    ["too little data", npyFile("<f8", [2, 1], Buffer.alloc(8)), "expected 16"],
    ["a vector", npyFile("<f8", [3], Buffer.alloc(24)), "expected matrices"],
    ["no rows", npyFile("<f8", [0, 3], Buffer.alloc(0)), "at least one row"],
    ["an infinite weight", npyFile("<f8", [1, 2], floatBytes([1, 1 / 0], "f8")), "Infinity at [0, 1]"],
    ["a huge claim", npyFile("<f8", [1e9, 1e9], Buffer.alloc(8)), "expected at most"],
    ["another version", npyFile("<f8", [1, 1], Buffer.alloc(8), { version: 4 }), "version 4.0"],
  ])("refuses %s", (_, bytes, message) => {
    expect(() => folder.read("w.npy", bytes)).toThrow(InputError);
    expect(() => folder.read("w.npy", bytes)).toThrow(message);
  });
});

const npy = (values: readonly number[], shape: readonly number[]): Uint8Array =>
  npyFile("<f8", shape, floatBytes(values, "f8"));

describe(".npz", () => {
  const files = [
    { name: "W2.npy", data: npy([1, -1], [1, 2]) },
    { name: "b1.npy", data: npy([7, 8], [2]) },
    { name: "W1.npy", data: npy(FLAT, [2, 3]) },
  ];

  it.each([false, true])("pairs matrices and biases by name (deflated: %s)", (deflate) => {
    const model = folder.read("net.npz", zipFile(files.map((file) => ({ ...file, deflate }))));
    expect(model.layers.map(({ weights }) => rowsOf(weights))).toEqual([MATRIX, [[1, -1]]]);
    expect(model.layers.map(({ bias }) => bias && [...bias])).toEqual([[7, 8], null]);
    expect(model.layers.map(({ activation }) => activation)).toEqual([RELU, IDENTITY]);
    expect(model.notes.join(" ")).toContain("1, 2");
  });

  it("takes arrays without names in order: matrices, each with the vector after it", () => {
    const arrays = [npy(FLAT, [2, 3]), npy([7, 8], [2]), npy([1, -1], [1, 2])];
    const model = folder.read("net.npz", zipFile(arrays.map((data, i) => ({ name: `arr_${i}.npy`, data }))));
    expect(model.layers.map(({ bias }) => bias && [...bias])).toEqual([[7, 8], null]);
  });

  it("orders names as people count", () => {
    const square = npy([1, 0, 0, 1], [2, 2]);
    const names = ["layer10.weight", "layer9.weight", "layer1.weight"];
    const model = folder.read(
      "net.npz",
      zipFile(names.map((name) => ({ name: `${name}.npy`, data: square }))),
    );
    expect(model.notes.join(" ")).toContain("layer1, layer9, layer10");
  });

  it.each([
    ["a wrong checksum", [{ ...files[2], claimedChecksum: 1 }], "checksum"],
    [
      "a size beyond deflate's ratio",
      [{ ...files[2], deflate: true, claimedSize: 1e8 }],
      "100000000 bytes out of",
    ],
    ["a total beyond the limit", [{ ...files[2], claimedSize: 2 ** 31 }], "expected at most"],
    [
      "an archive of something else",
      [{ name: "model.xml", data: Buffer.of(1) }],
      "expected an archive of .npy files",
    ],
    ["a PyTorch archive", [{ name: "archive/data.pkl", data: Buffer.of(1) }], "safetensors"],
  ])("refuses %s", (_, entries, message) => {
    expect(() => folder.read("net.npz", zipFile(entries))).toThrow(message);
  });

  it("refuses a bomb while inflating: more bytes than the directory states", () => {
    const bomb = { name: "W.npy", data: new Uint8Array(50_000_000), deflate: true, claimedSize: 1000 };
    const before = process.memoryUsage().arrayBuffers;
    const archive = zipFile([{ ...bomb, claimedChecksum: 0 }]);
    expect(() => folder.read("bomb.npz", archive)).toThrow("more than the 1000 bytes");
    expect(archive.length).toBeLessThan(60_000);
    expect(before).toBeGreaterThan(0);
  });

  it("refuses a name that occurs twice", () => {
    const data = npyFile("<f8", [1, 1], floatBytes([1], "f8"));
    const twice = zipFile([
      { name: "W.npy", data },
      { name: "W.npy", data },
    ]);
    expect(() => modelFromBytes({ path: "net.npz", bytes: twice }, {})).toThrow("'W.npy' twice in 'net.npz'");
  });

  it("refuses entries that share their data", () => {
    const archive = Buffer.from(zipFile([{ name: "W.npy", data: new Uint8Array(1000) }]));
    const end = archive.length - 22;
    const start = archive.readUInt32LE(end + 16);
    const entry = archive.subarray(start, end);
    const directory = Buffer.concat(Array.from({ length: 5 }, () => entry));
    const tail = Buffer.from(archive.subarray(end));
    tail.writeUInt16LE(5, 10);
    tail.writeUInt32LE(directory.length, 12);
    const shared = Buffer.concat([archive.subarray(0, start), directory, tail]);
    expect(() => folder.read("shared.npz", shared)).toThrow("share their data");
  });
});

describe("safetensors", () => {
  const entry = (dtype: string, shape: number[], begin: number, end: number): object => ({
    dtype,
    shape,
    data_offsets: [begin, end],
  });
  const data = Buffer.concat([
    floatBytes(FLAT, "f8"),
    floatBytes([7, 8], "f4"),
    Buffer.from(Uint16Array.of(0x3f80, 0xbf80).buffer),
  ]);
  const header = {
    "net.0.weight": entry("F64", [2, 3], 0, 48),
    "net.0.bias": entry("F32", [2], 48, 56),
    "net.2.weight": entry("BF16", [1, 2], 56, 60),
    __metadata__: { format: "pt" },
  };

  it("reads all layers in natural order", () => {
    const model = folder.read("net.safetensors", safetensorsFile(header, data));
    expect(model.layers.map(({ weights }) => rowsOf(weights))).toEqual([MATRIX, [[1, -1]]]);
    expect([...(model.layers[0].bias ?? [])]).toEqual([7, 8]);
    expect(model.weightType).toBe("float64");
  });

  it("reads the layers that are named, with their activations, whatever the file is called", () => {
    const options = { layers: ["net.0", "net.2"], activations: [leakyRelu(0.5), clip(0, 6)] };
    const model = folder.read("unnamed", safetensorsFile(header, data), options);
    expect(model.layers.map(({ activation }) => activation.name)).toEqual(["leaky-relu(0.5)", "clip(0, 6)"]);
    const one = folder.read("net.safetensors", safetensorsFile(header, data), { layers: ["net.2.weight"] });
    expect(one.weightType).toBe("bfloat16");
  });

  it.each<[string, object | string, string]>([
    [
      "overlaps",
      { "a.weight": entry("F64", [2, 3], 0, 48), "b.weight": entry("F32", [3], 44, 56) },
      "overlaps",
    ],
    ["gaps", { "a.weight": entry("F32", [1], 4, 8) }, "gap"],
    ["ranges beyond the data", { "a.weight": entry("F64", [2, 4], 0, 64) }, "expected at most 60"],
    ["bytes left over", { "a.weight": entry("F64", [2, 3], 0, 48) }, "12 bytes after the last tensor"],
    ["lengths that do not fit", { "a.weight": entry("F64", [2, 2], 0, 48) }, "expected shape (2, 2)"],
    ["begin after end", { "a.weight": entry("F64", [2, 3], 48, 0) }, "expected begin before end"],
    ["shapes that overflow", { "a.weight": entry("F64", [2 ** 30, 2 ** 30], 0, 48) }, "fill them"],
    ["entries of another form", { "a.weight": [1, 2] }, 'expected { "dtype"'],
    ["a header that is not an object", "[1, 2]", "not an object"],
    ["a header that is not JSON", "{,,}", "not JSON"],
    ["nesting", `${"[".repeat(100_000)}`, "nests deeper"],
  ])("refuses %s", (_, damaged, message) => {
    expect(() => folder.read("net.safetensors", safetensorsFile(damaged, data))).toThrow(message);
  });

  it("refuses a name that occurs twice, however the header is spaced", () => {
    const entry = '{"dtype":"F64","shape":[1,1],"data_offsets":[0,8]}';
    for (const space of ["", " \n\t "]) {
      const header = Buffer.from(`{"w"${space}:${entry},"w"${space}:${entry}}`);
      const length = Buffer.alloc(8);
      length.writeUInt32LE(header.length);
      const bytes = Buffer.concat([length, header, new Uint8Array(8)]);
      expect(() => modelFromBytes({ path: "net.safetensors", bytes }, {})).toThrow("'w' twice in one object");
    }
  });

  it("lists integers but does not take them for weights", () => {
    const file = safetensorsFile({ "a.weight": entry("I64", [1, 1], 0, 8) }, Buffer.alloc(8));
    expect(() => folder.read("net.safetensors", file)).toThrow("no floating-point numbers");
  });

  it("does not take a vector of another name for a bias", () => {
    const odd = { "a.weight": entry("F64", [2, 3], 0, 48), n: entry("F32", [2], 48, 56) };
    const file = safetensorsFile(odd, data.subarray(0, 56));
    expect(() => folder.read("net.safetensors", file)).toThrow("tensor 'n' of shape (2)");
    expect(folder.read("net.safetensors", file, { layers: ["a"] }).layers[0].bias).toBeNull();
  });

  it("refuses tensors that are not layers, and orders that do not fit", () => {
    expect(() => folder.read("n.safetensors", safetensorsFile(header, data), { layers: ["net.1"] })).toThrow(
      "expected one of 'net.0', 'net.2'",
    );
    expect(() =>
      folder.read("n.safetensors", safetensorsFile(header, data), { layers: ["net.2", "net.0"] }),
    ).toThrow("takes 3 inputs where 'net.2' gives 1");
  });
});

describe("orientation and biases", () => {
  it("the transpose of the transpose is the matrix", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }), (rows, columns) => {
        const values = Array.from({ length: rows * columns }, (_, i) => i - 3.5);
        const turned = Array.from(
          { length: columns * rows },
          (_, i) => values[(i % rows) * columns + Math.floor(i / rows)],
        );
        const straight = folder.read("a.npy", npy(values, [rows, columns]));
        const transposed = folder.read("b.npy", npy(turned, [columns, rows]), { transpose: true });
        expect(transposed.layers[0].weights).toEqual(straight.layers[0].weights);
      }),
      { numRuns: 25 },
    );
  });

  it("a bias as a file, as a column, or in any tensor format is the same bias", () => {
    const bias = folder.write("bias.npy", npy([7, 8], [2, 1]));
    const text = folder.write("bias.csv", "7, 8");
    const expected = {
      weights: { rows: 2, columns: 3, values: Float64Array.from(FLAT) },
      bias: Float64Array.of(7, 8),
    };
    const csv = MATRIX.map((row) => row.join(",")).join("\n");
    for (const biasFile of [bias, text]) {
      expect(folder.read("w.csv", csv, { biasFile }).layers[0]).toMatchObject(expected);
    }
    const flagged = folder.read("wb.csv", "1 -2 3 7\n0.5 4 -0.125 8\n", { biasColumn: true });
    expect(flagged.layers[0]).toMatchObject(expected);
  });

  it("refuses biases that do not fit, or twice", () => {
    const biasFile = folder.write("three.csv", "1\n2\n3");
    const csv = "1,2,3\n4,5,6\n";
    expect(() => folder.read("w.csv", csv, { biasFile })).toThrow(
      "expected 2, one per row of the weights, or option 'transpose'",
    );
    const square = folder.write("square.csv", "1,2\n3,4");
    expect(() => folder.read("w.csv", csv, { biasFile: square })).toThrow("one row or one column");
    expect(() => folder.read("w.csv", csv, { biasFile, biasColumn: true })).toThrow("bias already");
    expect(() => folder.read("w.csv", "1\n2\n", { biasColumn: true })).toThrow("expected 2 or more");
  });
});

describe("batch normalisations of a state dictionary", () => {
  const vectors = {
    "1.weight": [2, -1],
    "1.bias": [1, 1],
    "1.running_mean": [3, 4],
    "1.running_var": [4 - 1e-5, 1 - 1e-5],
  };
  const files = (rename: (name: string) => string): Uint8Array =>
    zipFile(
      [
        ["0.weight", FLAT, [2, 3]] as const,
        ...Object.entries(vectors).map(([name, values]) => [name, values, [2]] as const),
        ["3.weight", [1, 1], [1, 2]] as const,
      ].map(([name, values, shape]) => ({ name: `${rename(name)}.npy`, data: npy(values, shape) })),
    );

  it("are folded where numbers say their place", () => {
    const { layers, notes, folded } = folder.read(
      "net.npz",
      files((name) => name),
    );
    expect(folded).toBe(true);
    expect(layers).toHaveLength(2);
    rowsOf(layers[0].weights).forEach((row, i) => {
      row.forEach((entry, j) => {
        expect(entry).toBeCloseTo([1, -1][i] * MATRIX[i][j], 14);
      });
    });
    expect(layers[0].bias?.[1]).toBeCloseTo(5, 14);
    expect(notes.join(" ")).toContain("negative gamma reverses rows 2");
    expect(notes.join(" ")).toContain("epsilon 0.00001");
  });

  it("need --layers where names do not say their place, and cannot come first", () => {
    const named = files((name) => name.replace("0.", "fc.").replace("1.", "bn.").replace("3.", "out."));
    expect(() => folder.read("net.npz", named)).toThrow("option 'layers' fc1,bn1");
    expect(folder.read("net.npz", named, { layers: ["fc", "bn", "out"] }).layers).toHaveLength(2);
    expect(() => folder.read("net.npz", named, { layers: ["bn", "out"] })).toThrow("before any matrix");
  });
});

describe("weight normalisation of a state dictionary", () => {
  it.each([
    ["weight_g", "weight_v"],
    ["parametrizations.weight.original0", "parametrizations.weight.original1"],
  ])("%s and %s make rows g v/|v|", (gain, direction) => {
    const files = [
      { name: `fc.${gain}.npy`, data: npy([10, -1], [2, 1]) },
      { name: `fc.${direction}.npy`, data: npy([3, 4, 0, 2], [2, 2]) },
      { name: "fc.bias.npy", data: npy([1, 2], [2]) },
    ];
    const { layers, notes, folded } = folder.read("net.npz", zipFile(files));
    expect(folded).toBe(true);
    expect(rowsOf(layers[0].weights)).toEqual([
      [6, 8],
      [-0, -1],
    ]);
    expect([...(layers[0].bias ?? [])]).toEqual([1, 2]);
    expect(notes.join(" ")).toContain("Weight normalisation of 'fc' folded");
    expect(() => folder.read("net.npz", zipFile([files[1]]))).toThrow("expected matrices");
  });
});

describe("networks in JSON", () => {
  const reference = {
    widths: [2, 3, 1],
    denominator: 4,
    weights_numerators: [
      [
        [-6, -6],
        [5, 0],
        [2, 2],
      ],
      [[-6, -2, 7]],
    ],
    bias_numerators: [[2, -4, 0], [0]],
  };

  it("numerators over a denominator are the same network in both forms", () => {
    const short = folder.read("short.json", JSON.stringify(reference));
    const layers = reference.weights_numerators.map((weights, i) => ({
      weights,
      bias: reference.bias_numerators[i],
      activation: i === 0 ? "relu" : "identity",
    }));
    const long = folder.read("long.json", JSON.stringify({ denominator: 4, layers }));
    expect(long.layers).toEqual(short.layers);
    // By hand at (1, -1): hidden (1/2, 1/4, 0), output -6/4 · 1/2 - 2/4 · 1/4.
    expect([...evaluate(short, [1, -1])]).toEqual([-0.875]);
  });

  it.each<[string, unknown, string]>([
    ["ragged rows", { layers: [{ weights: [[1, 2], [3]] }] }, "1 entries in weights[1] of layers[0]"],
    [
      "a bias of another length",
      { layers: [{ weights: [[1]], bias: [1, 2] }] },
      "2 entries in bias of layers[0]",
    ],
    ["layers that do not fit", { layers: [{ weights: [[1]] }, { weights: [[1, 2]] }] }, "layers[1]"],
    ["no layers", { layers: [] }, "at layers of"],
    ["another kind of object", { name: "package" }, "is JSON of another kind"],
    [
      "unknown activations",
      { layers: [{ weights: [[1]], activation: "step" }] },
      "activation 'step' in layers[0]",
    ],
    ["unknown fields", { layers: [{ weights: [[1]], kernel: 1 }] }, "layers[0]"],
    ["words for numbers", { layers: [{ weights: [["1"]] }] }, "layers[0].weights[0][0]"],
    ["a denominator of 0", { denominator: 0, layers: [{ weights: [[1]] }] }, "denominator"],
    ["an array", [1], "top level"],
    [
      "more layers than are sensible",
      { layers: Array.from({ length: 10_001 }, () => ({ weights: [[1]] })) },
      "10001 layers in 'n.json': expected at most 10000",
    ],
  ])("refuses %s", (_, network, message) => {
    expect(() => folder.read("n.json", JSON.stringify(network))).toThrow(InputError);
    expect(() => folder.read("n.json", JSON.stringify(network))).toThrow(message);
  });

  it("refuses a member that occurs twice, and takes equal names in different objects and equal values", () => {
    const read = (text: string): unknown =>
      modelFromBytes({ path: "net.json", bytes: Buffer.from(text) }, {}).layers;
    const layer = '{"weights":[[1]],"activation":"relu"}';
    expect(read(`{"layers":[${layer},${layer}]}`)).toHaveLength(2);
    expect(() => read('{"layers":[{"weights":[[1]],"weights":[[2]]}]}')).toThrow("'weights' twice");
  });

  it("refuses numbers beyond doubles, deep nesting, and options that contradict the file", () => {
    expect(() => folder.read("n.json", '{"layers":[{"weights":[[1e999]]}]}')).toThrow(
      "layers[0].weights[0][0]",
    );
    expect(() => folder.read("n.json", `{"layers":${"[".repeat(1e6)}`)).toThrow("nests deeper");
    expect(() => folder.read("n.json", JSON.stringify(reference), { transpose: true })).toThrow(
      "option 'transpose'",
    );
  });
});

describe("formats that are not read", () => {
  it.each<[string, Uint8Array, string]>([
    ["pickles", Buffer.from([0x80, 4, 0x95, 0, 0]), "safetensors.torch.save_file"],
    ["old pickles", Buffer.from("(dp0\nVa\np1\n"), "pickle"],
    ["HDF5", Buffer.from([0x89, 0x48, 0x44, 0x46, 0x0d]), "numpy.savez"],
    ["gzip", Buffer.from([0x1f, 0x8b, 8]), "gzip"],
    ["nothing", Buffer.alloc(0), "is empty"],
    ["zeros", Buffer.alloc(40), "no known format"],
    ["bytes that are not text", Buffer.from([0xff, 0xfe, 0x41]), "not UTF-8 text"],
  ])("refuses %s", (_, bytes, message) => {
    expect(() => folder.read("file.pt", bytes)).toThrow(InputError);
    expect(() => folder.read("file.pt", bytes)).toThrow(message);
  });
});
