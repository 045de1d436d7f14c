// Makes the sample weights of examples/: npm run examples writes them, a test compares what is committed.
//
// Everything is seeded, and only +, -, *, / and rounding are used, so that every engine writes the same bytes. Seeds are
// chosen for the verdicts, which the tests check.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { csv, jsonNetwork, npy, onnx, safetensors } from "./example-formats.mjs";

/** Uniform numbers in [0, 1): Mulberry32. */
function uniformNumbers(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Nearly normal: twelve uniform numbers have variance 1, without a logarithm. */
const normalNumber = (uniform) => {
  let sum = -6;
  for (let i = 0; i < 12; i++) sum += uniform();
  return sum;
};
const rounded = (value, digits) => Math.round(value * 10 ** digits) / 10 ** digits;
const matrix = (rows, columns, entry) => Array.from({ length: rows }, () => vector(columns, entry));
const vector = (length, entry) => Array.from({ length }, () => entry());
const dot = (a, b) => a.reduce((sum, value, i) => sum + value * b[i], 0);
const activate = (weights, bias, x) => weights.map((row, i) => Math.max(0, dot(row, x) + bias[i]));

/** 16 Gaussian rows of three inputs, injective as they are; with the bias, not. */
function oneLayer() {
  const uniform = uniformNumbers(15);
  const weights = matrix(16, 3, () => rounded(normalNumber(uniform), 2));
  const bias = vector(16, () => rounded(0.5 * normalNumber(uniform), 2));
  return { weights, bias };
}

/** 16 kernels of 2 x 2 pixels: all placements in a window of 3 x 3 are injective together, hence on every picture. */
function kernels() {
  const uniform = uniformNumbers(2);
  return matrix(16, 4, () => rounded(normalNumber(uniform), 2));
}

/** A network 2-8-8 in single precision, injective layer by layer. */
function encoder() {
  const uniform = uniformNumbers(4);
  const single = (deviation) => () => Math.fround(rounded(deviation * normalNumber(uniform), 3));
  return {
    first: { weights: matrix(8, 2, single(1)), bias: vector(8, single(0.1)) },
    second: { weights: matrix(8, 8, single(0.5)), bias: vector(8, single(0.1)) },
  };
}

/**
 * A generator 2-8-4 of small integers that folds: no region loses a dimension, but two pairs of inputs, far apart, have
 * equal outputs. The rows of its last layer are drawn among those that do not tell either pair apart.
 */
function generator() {
  const uniform = uniformNumbers(4964);
  const integer = (largest) => Math.floor(uniform() * (2 * largest + 1)) - largest;
  const weights = matrix(8, 2, () => integer(3));
  const bias = vector(8, () => integer(2));
  const point = () => vector(2, () => integer(4) / 4);
  const differences = [0, 1].map(() => {
    const [p, q] = [point(), point()].map((x) => activate(weights, bias, x));
    return p.map((value, i) => value - q[i]);
  });
  const rows = [];
  while (rows.length < 4) {
    const row = vector(8, () => integer(2));
    if (differences.every((difference) => dot(row, difference) === 0)) rows.push(row);
  }
  return [
    { weights, bias, activation: "relu" },
    { weights: rows, bias: [0, 0, 0, 0], activation: "identity" },
  ];
}

/** A network 2-8-3 trained by gradient descent to lift the square [-1, 1]^2 onto the saddle (x, y, x^2 - y^2). */
function trained() {
  const uniform = uniformNumbers(3);
  const spread = (width) => () => width * (2 * uniform() - 1);
  const hidden = 8;
  const first = { weights: matrix(hidden, 2, spread(1.5)), bias: vector(hidden, spread(0.5)) };
  const last = { weights: matrix(3, hidden, spread(0.5)), bias: [0, 0, 0] };
  const ticks = Array.from({ length: 11 }, (_, i) => (i - 5) / 5);
  const points = ticks.flatMap((x) => ticks.map((y) => ({ input: [x, y], target: [x, y, x * x - y * y] })));
  for (let step = 0; step < 1500; step++) descend(first, last, points, 0.2);
  const stored = ({ weights, bias }, activation) => ({
    weights: weights.map((row) => row.map((value) => rounded(value, 3))),
    bias: bias.map((value) => rounded(value, 3)),
    activation,
  });
  return [stored(first, "relu"), stored(last, "identity")];
}

/** One step of gradient descent on half the mean squared error, in place. */
function descend(first, last, points, rate) {
  const step = rate / points.length;
  const before = {
    first: first.weights.map((row) => [...row]),
    bias: [...first.bias],
    last: last.weights.map((row) => [...row]),
    shift: [...last.bias],
  };
  for (const { input, target } of points) {
    const hidden = activate(before.first, before.bias, input);
    const errors = before.last.map((row, k) => dot(row, hidden) + before.shift[k] - target[k]);
    for (const [k, error] of errors.entries()) {
      last.bias[k] -= step * error;
      for (const [i, value] of hidden.entries()) last.weights[k][i] -= step * error * value;
    }
    for (const [i, value] of hidden.entries()) {
      if (value === 0) continue;
      const slope = errors.reduce((sum, error, k) => sum + error * before.last[k][i], 0);
      first.bias[i] -= step * slope;
      for (const [j, coordinate] of input.entries()) first.weights[i][j] -= step * slope * coordinate;
    }
  }
}

/** A matrix of 4 rows to follow the encoder, of small integers. */
function projection() {
  const uniform = uniformNumbers(1);
  return matrix(4, 8, () => Math.floor(uniform() * 7) - 3);
}

/** A curve: one layer of 6 units on one input. */
function curve() {
  const uniform = uniformNumbers(1);
  const entry = () => rounded(normalNumber(uniform), 2);
  return [{ weights: matrix(6, 1, entry), bias: vector(6, entry), activation: "relu" }];
}

/** Outputs of the trained network at three inputs, as they might be measured: three digits. */
function measured([first, last]) {
  return [
    [0.5, -0.25],
    [-0.75, 0.5],
    [0, 0.875],
  ].map((x) => {
    const hidden = activate(first.weights, first.bias, x);
    return last.weights.map((row, k) => rounded(dot(row, hidden) + last.bias[k], 3));
  });
}

/** Every sample file by its name in examples/. */
export function exampleFiles() {
  const layer = oneLayer();
  const network = trained();
  const { first, second } = encoder();
  const tensors = [
    { name: "fc1.weight", shape: [8, 2], values: first.weights.flat() },
    { name: "fc1.bias", shape: [8], values: first.bias },
    { name: "fc2.weight", shape: [8, 8], values: second.weights.flat() },
    { name: "fc2.bias", shape: [8], values: second.bias },
  ];
  const nodes = [
    { operation: "Gemm", inputs: ["x", "fc1.weight", "fc1.bias"], output: "z", transB: true },
    { operation: "Relu", inputs: ["z"], output: "h" },
    { operation: "Gemm", inputs: ["h", "fc2.weight", "fc2.bias"], output: "y", transB: true },
  ];
  return {
    "weights.csv": csv(layer.weights),
    "bias.csv": csv(layer.bias.map((value) => [value])),
    "weights.npy": npy(layer.weights),
    "kernels.csv": csv(kernels()),
    "trained.json": jsonNetwork(network),
    "outputs.csv": csv(measured(network)),
    "curve.json": jsonNetwork(curve()),
    "projection.csv": csv(projection()),
    "generator.json": jsonNetwork(generator()),
    "encoder.onnx": onnx({ nodes, tensors, inputs: 2, outputs: 8 }),
    "encoder.safetensors": safetensors(tensors),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = join(dirname(dirname(fileURLToPath(import.meta.url))), "examples");
  mkdirSync(folder, { recursive: true });
  for (const [name, content] of Object.entries(exampleFiles())) writeFileSync(join(folder, name), content);
}
