// test/fixtures/onnx-operators.json: one tiny ONNX model for each operator and setting that is read, an input, and the
// output that onnxruntime computes (node scripts/onnx-operators.mjs FOLDER, in which onnxruntime-node is installed).
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";

function varint(value) {
  const bytes = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  for (; rest > 127n; rest >>= 7n) bytes.push(Number(rest & 127n) + 128);
  return Buffer.from([...bytes, Number(rest)]);
}
const int = (number, value) => Buffer.concat([varint(8 * number), varint(value)]);
const float = (number, value) =>
  Buffer.concat([varint(8 * number + 5), Buffer.from(Float32Array.of(value).buffer)]);
const field = (number, body) =>
  Buffer.concat([varint(8 * number + 2), varint(Buffer.from(body).length), Buffer.from(body)]);

function tensor(name, { shape, values, integers = false }) {
  const data = integers ? BigInt64Array.from(values, BigInt) : Float32Array.from(values);
  return Buffer.concat([
    ...shape.map((length) => int(1, length)),
    int(2, integers ? 7 : 1),
    field(8, name),
    field(9, Buffer.from(data.buffer)),
  ]);
}

// Attributes: { f }, { i }, { s }, { is }, { fs }, { t }.
function attribute(name, { f, i, s, is, fs, t }) {
  const parts =
    f !== undefined
      ? [float(2, f), int(20, 1)]
      : i !== undefined
        ? [int(3, i), int(20, 2)]
        : s !== undefined
          ? [field(4, s), int(20, 3)]
          : is !== undefined
            ? [...is.map((value) => int(8, value)), int(20, 7)]
            : fs !== undefined
              ? [...fs.map((value) => float(7, value)), int(20, 6)]
              : [field(5, tensor("", t)), int(20, 4)];
  return Buffer.concat([field(1, name), ...parts]);
}

function valueInfo(name, shape) {
  const dimensions = shape.map((length) =>
    field(1, typeof length === "number" ? int(1, length) : field(2, length)),
  );
  return Buffer.concat([
    field(1, name),
    field(2, field(1, Buffer.concat([int(1, 1), field(2, Buffer.concat(dimensions))]))),
  ]);
}

function model({ nodes, tensors = {}, inputs, outputs, opset = 17 }) {
  const graph = Buffer.concat([
    ...nodes.map(([operation, reads, writes, attributes = {}], k) =>
      field(
        1,
        Buffer.concat([
          ...reads.map((name) => field(1, name)),
          ...writes.map((name) => field(2, name)),
          field(3, `${operation}_${k}`),
          field(4, operation),
          ...Object.entries(attributes).map(([name, value]) => field(5, attribute(name, value))),
        ]),
      ),
    ),
    field(2, "g"),
    ...Object.entries(tensors).map(([name, value]) => field(5, tensor(name, value))),
    ...Object.entries(inputs).map(([name, shape]) => field(11, valueInfo(name, shape))),
    ...outputs.map((name) => field(12, Buffer.concat([field(1, name), field(2, field(1, int(1, 1)))]))),
  ]);
  return Buffer.concat([int(1, 8), field(7, graph), field(8, int(2, opset))]);
}

// Numbers that float32 holds, from a generator of its own.
let state = 12345;
const next = () => {
  state = (Math.imul(state, 1103515245) + 12345) >>> 0;
  return (((state >>> 16) % 129) - 64) / 32;
};
const size = (shape) => shape.reduce((product, length) => product * length, 1);
const random = (...shape) => ({ shape, values: Array.from({ length: size(shape) }, next) });
const list = (...values) => ({ shape: [values.length], values, integers: true });
const numbers = (...values) => ({ shape: [values.length], values });
const scalar = (value) => ({ shape: [], values: [value] });

const cases = [];
/** One node on x, or several. */
function add(name, input, nodes, tensors = {}, more = {}) {
  const chain = nodes.map(([operation, reads, attributes, writes], k) => [
    operation,
    reads,
    writes ?? [k === nodes.length - 1 ? "y" : `t${k}`],
    attributes,
  ]);
  cases.push({ name, nodes: chain, tensors, inputs: { x: input }, outputs: ["y"], ...more });
}

const image = [1, 2, 4, 5];
add(
  "Gemm with transposes, alpha and beta",
  [1, 3],
  [["Gemm", ["x", "w", "c"], { alpha: { f: 0.5 }, beta: { f: 2 }, transB: { i: 1 } }]],
  { w: random(4, 3), c: random(4) },
);
add("Gemm without bias", [1, 3], [["Gemm", ["x", "w"]]], { w: random(3, 4) });
add("MatMul on the last axis", [1, 2, 3], [["MatMul", ["x", "w"]]], { w: random(3, 4) });
add("MatMul of a matrix before the data", [1, 3, 2], [["MatMul", ["w", "x"]]], { w: random(4, 3) });
add("MatMul by a vector", [1, 2, 3], [["MatMul", ["x", "w"]]], { w: random(3) });
for (const operation of ["Add", "Sub", "Mul", "Div"]) {
  const w = { shape: [3, 1], values: [0.5, -2, 1.5] };
  add(`${operation} of a constant`, [1, 3, 2], [[operation, ["x", "w"]]], { w });
  add(`${operation} to a constant`, [1, 3, 2], [[operation, ["w", "x"]]], { w });
  add(`${operation} that broadcasts the data`, [1, 1, 2], [[operation, ["x", "w"]]], { w });
}
add(
  "residual Add",
  [1, 3],
  [
    ["Gemm", ["x", "w"]],
    ["Relu", ["t0"]],
    ["Gemm", ["t1", "v"]],
    ["Add", ["t2", "x"]],
  ],
  { w: random(3, 4), v: random(4, 3) },
);
add(
  "Sub of branches",
  [1, 3],
  [
    ["Gemm", ["x", "w"]],
    ["Sub", ["x", "t0"]],
    ["Relu", ["t1"]],
  ],
  { w: random(3, 3) },
);
add(
  "Mul of branches",
  [1, 3],
  [
    ["Sigmoid", ["x"]],
    ["Mul", ["x", "t0"]],
  ],
);
add(
  "Div of branches",
  [1, 3],
  [
    ["Exp", ["x"]],
    ["Div", ["x", "t0"]],
  ],
);
add(
  "Sum and Mean",
  [1, 3],
  [
    ["Sum", ["x", "w", "x"]],
    ["Mean", ["t0", "x"]],
  ],
  { w: random(1, 3) },
);
add(
  "Max and Min of branches",
  [1, 4],
  [
    ["Neg", ["x"]],
    ["Max", ["x", "t0"]],
    ["Gemm", ["t1", "w"]],
    ["Min", ["t2", "x"]],
  ],
  { w: random(4, 4) },
);
add(
  "Max and Min of constants",
  [1, 4],
  [
    ["Max", ["x", "lo"]],
    ["Min", ["t0", "hi"]],
  ],
  { lo: random(1, 4), hi: scalar(1) },
);
add("Pow", [1, 3], [["Pow", ["x", "two"]]], { two: scalar(2) });
add(
  "Conv",
  image,
  [
    [
      "Conv",
      ["x", "k", "b"],
      { strides: { is: [2, 1] }, pads: { is: [1, 0, 1, 2] }, dilations: { is: [1, 2] } },
    ],
  ],
  { k: random(3, 2, 3, 2), b: random(3) },
);
add("Conv in groups", image, [["Conv", ["x", "k"], { group: { i: 2 } }]], { k: random(4, 1, 2, 2) });
add(
  "Conv SAME_UPPER",
  image,
  [["Conv", ["x", "k"], { auto_pad: { s: "SAME_UPPER" }, strides: { is: [2, 2] } }]],
  { k: random(2, 2, 3, 2) },
);
add("Conv on one axis", [1, 2, 6], [["Conv", ["x", "k"], { pads: { is: [1, 1] } }]], { k: random(3, 2, 3) });
add("Conv on three axes", [1, 1, 3, 3, 3], [["Conv", ["x", "k"]]], { k: random(2, 1, 2, 2, 2) });
add(
  "ConvTranspose",
  [1, 2, 3, 2],
  [
    [
      "ConvTranspose",
      ["x", "k", "b"],
      { strides: { is: [2, 2] }, pads: { is: [1, 0, 1, 1] }, output_padding: { is: [1, 0] } },
    ],
  ],
  { k: random(2, 3, 3, 2), b: random(3) },
);
add(
  "ConvTranspose in groups, dilated",
  [1, 4, 3, 2],
  [["ConvTranspose", ["x", "k"], { group: { i: 2 }, dilations: { is: [2, 1] } }]],
  { k: random(4, 2, 2, 2) },
);
add(
  "ConvTranspose to a shape",
  [1, 1, 3, 3],
  [["ConvTranspose", ["x", "k"], { strides: { is: [2, 2] }, output_shape: { is: [6, 5] } }]],
  { k: random(1, 2, 3, 3) },
);
add(
  "ConvTranspose SAME_UPPER",
  [1, 1, 3, 3],
  [["ConvTranspose", ["x", "k"], { strides: { is: [2, 2] }, auto_pad: { s: "SAME_UPPER" } }]],
  { k: random(1, 2, 3, 3) },
);
add(
  "BatchNormalization of channels",
  image,
  [["BatchNormalization", ["x", "g", "b", "m", "v"], { epsilon: { f: 0.25 } }]],
  { g: random(2), b: random(2), m: random(2), v: numbers(0.5, 2) },
);
add("BatchNormalization of features", [1, 3], [["BatchNormalization", ["x", "g", "b", "m", "v"]]], {
  g: random(3),
  b: random(3),
  m: random(3),
  v: numbers(0.5, 2, 1),
});
add("MaxPool", image, [["MaxPool", ["x"], { kernel_shape: { is: [2, 2] }, strides: { is: [2, 2] } }]]);
add("MaxPool, padded, dilated", image, [
  ["MaxPool", ["x"], { kernel_shape: { is: [2, 2] }, pads: { is: [1, 0, 0, 1] }, dilations: { is: [2, 2] } }],
]);
add("MaxPool, ceil_mode", image, [
  ["MaxPool", ["x"], { kernel_shape: { is: [3, 2] }, strides: { is: [2, 2] }, ceil_mode: { i: 1 } }],
]);
add("AveragePool", image, [
  [
    "AveragePool",
    ["x"],
    { kernel_shape: { is: [2, 3] }, strides: { is: [2, 1] }, pads: { is: [1, 1, 1, 0] } },
  ],
]);
add("AveragePool with the padding", image, [
  [
    "AveragePool",
    ["x"],
    { kernel_shape: { is: [3, 3] }, pads: { is: [1, 1, 1, 1] }, count_include_pad: { i: 1 } },
  ],
]);
add("AveragePool, ceil_mode", image, [
  ["AveragePool", ["x"], { kernel_shape: { is: [3, 2] }, strides: { is: [2, 2] }, ceil_mode: { i: 1 } }],
]);
add("GlobalAveragePool", image, [["GlobalAveragePool", ["x"]]]);
add("GlobalMaxPool", image, [["GlobalMaxPool", ["x"]]]);
add("ReduceMean of axes", image, [["ReduceMean", ["x"], { axes: { is: [2, 3] }, keepdims: { i: 0 } }]]);
add("ReduceSum of input axes", image, [["ReduceSum", ["x", "axes"]]], { axes: list(-1, 1) });
add("ReduceMax", image, [["ReduceMax", ["x"], { axes: { is: [1] } }]]);
for (const [transform, rounding] of [
  ["asymmetric", "floor"],
  ["half_pixel", "round_prefer_floor"],
  ["half_pixel", "round_prefer_ceil"],
  ["align_corners", "ceil"],
  ["pytorch_half_pixel", "floor"],
]) {
  add(
    `Resize nearest ${transform} ${rounding}`,
    [1, 1, 3, 2],
    [
      [
        "Resize",
        ["x", "", "s"],
        {
          mode: { s: "nearest" },
          coordinate_transformation_mode: { s: transform },
          nearest_mode: { s: rounding },
        },
      ],
    ],
    { s: numbers(1, 1, 2, 2.5) },
  );
}
for (const transform of ["half_pixel", "align_corners", "asymmetric"]) {
  add(
    `Resize linear ${transform}`,
    [1, 1, 3, 2],
    [
      [
        "Resize",
        ["x", "", "", "n"],
        { mode: { s: "linear" }, coordinate_transformation_mode: { s: transform } },
      ],
    ],
    { n: list(1, 1, 5, 4) },
  );
}
add(
  "Upsample",
  [1, 2, 2, 2],
  [["Upsample", ["x", "s"], { mode: { s: "nearest" } }]],
  { s: numbers(1, 1, 2, 3) },
  { opset: 9 },
);
add(
  "Upsample bilinear",
  [1, 2, 2, 2],
  [["Upsample", ["x", "s"], { mode: { s: "linear" } }]],
  { s: numbers(1, 1, 2, 2) },
  { opset: 9 },
);
add(
  "Resize of version 10",
  [1, 1, 3, 2],
  [["Resize", ["x", "s"], { mode: { s: "nearest" } }]],
  { s: numbers(1, 1, 1.5, 2) },
  { opset: 10 },
);
add("DepthToSpace DCR", [1, 8, 2, 2], [["DepthToSpace", ["x"], { blocksize: { i: 2 } }]]);
add("DepthToSpace CRD", [1, 8, 2, 2], [["DepthToSpace", ["x"], { blocksize: { i: 2 }, mode: { s: "CRD" } }]]);
add("SpaceToDepth", [1, 2, 4, 4], [["SpaceToDepth", ["x"], { blocksize: { i: 2 } }]]);
add(
  "Transpose, Reshape, Gemm",
  [1, 2, 3, 4],
  [
    ["Transpose", ["x"], { perm: { is: [0, 2, 3, 1] } }],
    ["Reshape", ["t0", "n"]],
    ["Gemm", ["t1", "w"]],
  ],
  { n: list(-1, 24), w: random(24, 3) },
);
add("Reshape with 0 and -1", image, [["Reshape", ["x", "n"]]], { n: list(0, -1, 5) });
add("Flatten of any axis", image, [["Flatten", ["x"], { axis: { i: 2 } }]]);
add("Flatten of a negative axis", image, [["Flatten", ["x"], { axis: { i: -1 } }]]);
add(
  "Squeeze and Unsqueeze",
  [1, 3, 1, 2],
  [
    ["Squeeze", ["x", "two"]],
    ["Unsqueeze", ["t0", "ends"]],
  ],
  { two: list(2), ends: list(0, -1) },
);
add(
  "Squeeze of attributes",
  [1, 3, 1, 2],
  [
    ["Squeeze", ["x"], { axes: { is: [2] } }],
    ["Unsqueeze", ["t0"], { axes: { is: [0, 3] } }],
  ],
  {},
  { opset: 11 },
);
add("Slice with steps", image, [["Slice", ["x", "from", "to", "axes", "steps"]]], {
  from: list(-1, 0),
  to: list(-100, "9223372036854775807"),
  axes: list(3, 2),
  steps: list(-2, 3),
});
add(
  "Slice of attributes",
  image,
  [["Slice", ["x"], { starts: { is: [1] }, ends: { is: [4] }, axes: { is: [3] } }]],
  {},
  { opset: 9 },
);
add("Gather", image, [["Gather", ["x", "i"], { axis: { i: 3 } }]], {
  i: { shape: [2, 2], values: [0, -1, 2, 0], integers: true },
});
add(
  "Split and Concat",
  [1, 6],
  [
    ["Split", ["x", "parts"], { axis: { i: 1 } }, ["a", "b"]],
    ["Relu", ["b"]],
    ["Concat", ["t1", "a", "c"], { axis: { i: 1 } }],
  ],
  { parts: list(2, 4), c: random(1, 2) },
);
add(
  "Expand and Tile",
  [1, 3, 1],
  [
    ["Expand", ["x", "n"]],
    ["Tile", ["t0", "r"]],
  ],
  { n: list(2, 1, 4), r: list(1, 2, 1) },
);
add("Pad with a constant", image, [["Pad", ["x", "p", "c"]]], {
  p: list(0, 0, 1, 2, 0, 0, -1, 1),
  c: scalar(0.5),
});
add("Pad by reflection", image, [["Pad", ["x", "p"], { mode: { s: "reflect" } }]], {
  p: list(0, 0, 2, 1, 0, 0, 1, 3),
});
add("Pad from the edge", image, [["Pad", ["x", "p"], { mode: { s: "edge" } }]], {
  p: list(0, 0, 2, 1, 0, 0, 1, 3),
});
add(
  "Pad of attributes",
  image,
  [["Pad", ["x"], { pads: { is: [0, 0, 1, 1, 0, 0, 1, 1] } }]],
  {},
  { opset: 2 },
);
add(
  "Identity, Dropout, Cast",
  [1, 3],
  [
    ["Identity", ["x"]],
    ["Dropout", ["t0"]],
    ["Cast", ["t1"], { to: { i: 1 } }],
    ["Mul", ["t2", "two"]],
  ],
  { two: scalar(2) },
);
for (const [operation, attributes] of [
  ["Relu"],
  ["LeakyRelu", { alpha: { f: 0.25 } }],
  ["Elu", { alpha: { f: 0.5 } }],
  ["Selu"],
  ["Celu", { alpha: { f: 2 } }],
  ["Tanh"],
  ["Sigmoid"],
  ["HardSigmoid", { alpha: { f: 0.25 } }],
  ["HardSwish"],
  ["Softplus"],
  ["Softsign"],
  ["Abs"],
  ["Neg"],
  ["Exp"],
  ["Erf"],
  ["Sin"],
  ["Cos"],
  ["Sign"],
  ["Mish"],
]) {
  add(operation, [1, 4], [[operation, ["x"], attributes]], {}, operation === "Mish" ? { opset: 18 } : {});
}
add(
  "Gelu written out",
  [1, 4],
  [
    ["Div", ["x", "r"]],
    ["Erf", ["t0"]],
    ["Add", ["t1", "one"]],
    ["Mul", ["x", "t2"]],
    ["Mul", ["t3", "half"]],
  ],
  { r: scalar(Math.SQRT2), one: scalar(1), half: scalar(0.5) },
);
add("PRelu of channels", image, [["PRelu", ["x", "s"]]], { s: random(2, 1, 1) });
add("Clip of inputs", [1, 4], [["Clip", ["x", "lo", "hi"]]], { lo: scalar(-0.5), hi: scalar(1) });
add("Softmax of the last axis", [1, 2, 3], [["Softmax", ["x"]]]);
add("Softmax of an inner axis", [1, 3, 2], [["Softmax", ["x"], { axis: { i: 1 } }]]);
add("Softmax of version 11", [1, 2, 3], [["Softmax", ["x"]]], {}, { opset: 11 });
add("LogSoftmax", [1, 4], [["LogSoftmax", ["x"]]]);
add(
  "shape arithmetic",
  [1, 2, 3, 4],
  [
    ["Shape", ["x"]],
    ["Gather", ["t0", "zero"], { axis: { i: 0 } }],
    ["Unsqueeze", ["t1", "zero1"]],
    ["Slice", ["t0", "two", "four"]],
    ["ReduceProd", ["t3"], { keepdims: { i: 1 } }],
    ["Concat", ["t2", "minus", "t4"], { axis: { i: 0 } }],
    ["Reshape", ["x", "t5"]],
  ],
  {
    zero: { shape: [], values: [0], integers: true },
    zero1: list(0),
    two: list(2),
    four: list(4),
    minus: list(-1),
  },
);
add(
  "shapes by Cast, Mul, Div, Floor",
  [1, 2, 4, 4],
  [
    ["Shape", ["x"]],
    ["Slice", ["t0", "two", "four"]],
    ["Cast", ["t1"], { to: { i: 1 } }],
    ["Mul", ["t2", "scale"]],
    ["Floor", ["t3"]],
    ["Cast", ["t4"], { to: { i: 7 } }],
    ["Slice", ["t0", "zero", "two"]],
    ["Concat", ["t6", "t5"], { axis: { i: 0 } }],
    [
      "Resize",
      ["x", "", "", "t7"],
      {
        mode: { s: "nearest" },
        coordinate_transformation_mode: { s: "asymmetric" },
        nearest_mode: { s: "floor" },
      },
    ],
  ],
  { zero: list(0), two: list(2), four: list(4), scale: numbers(1.5) },
);
add(
  "ConstantOfShape, Range, Where, Equal",
  [1, 3],
  [
    ["Shape", ["x"]],
    ["ConstantOfShape", ["t0"], { value: { t: { shape: [1], values: [2] } } }],
    ["Mul", ["x", "t1"]],
    ["Equal", ["mask", "one"]],
    ["Where", ["t3", "t2", "x"]],
  ],
  { mask: numbers(1, 0, 1), one: scalar(1) },
);
add(
  "Constant nodes",
  [1, 3],
  [
    ["Constant", [], { value: { t: { shape: [3, 2], values: [1, 2, 3, 4, 5, 6] } } }],
    ["Transpose", ["t0"]],
    ["Transpose", ["t1"]],
    ["MatMul", ["x", "t2"]],
  ],
);
cases.push({
  name: "two inputs, two outputs",
  nodes: [
    ["Concat", ["x", "z"], ["c"], { axis: { i: 1 } }],
    ["Gemm", ["c", "w"], ["h"]],
    ["Relu", ["h"], ["r"]],
    ["Gemm", ["r", "v"], ["y"]],
  ],
  tensors: { w: random(5, 4), v: random(4, 2) },
  inputs: { x: [1, 3], z: [1, 2] },
  outputs: ["y", "r"],
});
cases.push({
  name: "an open batch and open features",
  nodes: [
    ["Flatten", ["x"], ["f"]],
    ["Gemm", ["f", "w"], ["y"]],
  ],
  tensors: { w: random(3, 2) },
  inputs: { x: ["N", 3] },
  outputs: ["y"],
});
add(
  "residual block of a convolution",
  [1, 2, 3, 3],
  [
    ["Conv", ["x", "k"], { pads: { is: [1, 1, 1, 1] } }],
    ["Relu", ["t0"]],
    ["Conv", ["t1", "l"], { pads: { is: [1, 1, 1, 1] } }],
    ["Add", ["t2", "x"]],
    ["Relu", ["t3"]],
    ["MaxPool", ["t4"], { kernel_shape: { is: [3, 3] } }],
    ["Flatten", ["t5"]],
    ["Gemm", ["t6", "w"]],
  ],
  { k: random(2, 2, 3, 3), l: random(2, 2, 3, 3), w: random(2, 2) },
);
add(
  "decoder",
  [1, 3],
  [
    ["Gemm", ["x", "w"]],
    ["Relu", ["t0"]],
    ["Reshape", ["t1", "n"]],
    ["ConvTranspose", ["t2", "k"], { strides: { is: [2, 2] } }],
    ["Relu", ["t3"]],
    [
      "Resize",
      ["t4", "", "s"],
      {
        mode: { s: "nearest" },
        coordinate_transformation_mode: { s: "asymmetric" },
        nearest_mode: { s: "floor" },
      },
    ],
    ["Conv", ["t5", "l"]],
    ["Sigmoid", ["t6"]],
  ],
  {
    w: random(3, 8),
    n: list(-1, 2, 2, 2),
    k: random(2, 2, 2, 2),
    s: numbers(1, 1, 2, 2),
    l: random(1, 2, 3, 3),
  },
);

const folder = process.argv[2];
if (folder === undefined) throw new Error("expected the folder in which onnxruntime-node is installed");
const { InferenceSession, Tensor } = createRequire(join(resolve(folder), "x.js"))("onnxruntime-node");
const written = [];
for (const one of cases) {
  const bytes = model(one);
  const feeds = {};
  const input = [];
  for (const [name, shape] of Object.entries(one.inputs)) {
    const lengths = shape.map((length) => (typeof length === "number" ? length : 1));
    const values = Array.from({ length: size(lengths) }, next);
    input.push(...values);
    feeds[name] = new Tensor("float32", Float32Array.from(values), lengths);
  }
  try {
    const session = await InferenceSession.create(bytes, { graphOptimizationLevel: "disabled" });
    const results = await session.run(feeds);
    const outputs = one.outputs.map((name) => results[name]);
    written.push({
      name: one.name,
      model: bytes.toString("base64"),
      input,
      shapes: outputs.map(({ dims }) => [...dims]),
      output: outputs.flatMap(({ data }) => Array.from(data)),
    });
  } catch (error) {
    process.stderr.write(`${one.name}: ${error.message}\n`);
  }
}
const path = new URL("../test/fixtures/onnx-operators.json", import.meta.url);
writeFileSync(path, `[\n${written.map((one) => JSON.stringify(one)).join(",\n")}\n]\n`);
process.stdout.write(`${written.length} of ${cases.length} models\n`);
