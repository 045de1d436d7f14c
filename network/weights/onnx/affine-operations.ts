/** Gemm, MatMul, Add, Conv and BatchNormalization as affine maps with one row per neuron. */
import type { DenseMatrix } from "../../../src/matrix/dense-matrix.js";
import { InputError } from "../../../src/result.js";
import { diagonalMap } from "../../normalisation/batch-norm.js";
import { transposed } from "../orientation.js";
import { LARGEST_UNROLLED, unrollConvolution } from "./convolution.js";
import { convolutionOf } from "./convolution-attributes.js";
import {
  type ChainState,
  constantAt,
  featuresOf,
  floatAttribute,
  flowThrough,
  integerAttribute,
  type Operation,
  requireColumns,
  requireRows,
} from "./state.js";
import type { Constant } from "./tensor-values.js";

/** alpha A' B' + beta C, A' and B' transposed where the attributes say so; the data may be either of A and B. */
export function applyGemm(operation: Operation, state: ChainState): void {
  const { operands, place } = operation;
  const alpha = floatAttribute(operation, "alpha", 1);
  const beta = floatAttribute(operation, "beta", 1);
  const [turnA, turnB] = ["transA", "transB"].map((name) => integerAttribute(operation, name, 0) !== 0);
  const dataFirst = operands[0] === "data";
  // The data is A (turned if transA) with one example per row of A', or B with one per column of B'.
  if (dataFirst !== turnedData(dataFirst, turnA, turnB)) requireRows(state, place);
  else requireColumns(state, place);
  if (state.layout === "vector") throw new InputError(`${place} on a vector: expected a matrix of examples`);
  const stored = matrixOf(constantAt(operation, dataFirst ? 1 : 0), place);
  const given = dataFirst ? turnB : turnA;
  const weights = dataFirst === given ? stored : transposed(stored);
  state.chain.claim(weights.rows, weights.columns);
  flowThrough(state, weights.columns, weights.rows, place);
  // What comes out has one example per row when the data was A.
  state.layout = dataFirst ? "rows" : "columns";
  state.chain.affine(alpha === 1 ? weights : scaled(weights, alpha), null);
  if (alpha !== 1 || (operands[2] != null && beta !== 1)) state.chain.folded = true;
  if (alpha !== 1) state.chain.notes.push(`${place}: weights times alpha = ${alpha}.`);
  if (operands[2] != null) {
    const bias = broadcast(constantAt(operation, 2), state, place);
    state.chain.add(beta === 1 ? bias : bias.map((entry) => entry * beta));
    if (beta !== 1) state.chain.notes.push(`${place}: bias times beta = ${beta}.`);
  }
}

/** Whether the stored data has one example per column: A with transA, or B without transB. */
function turnedData(dataFirst: boolean, turnA: boolean, turnB: boolean): boolean {
  return dataFirst ? turnA : turnB;
}

/** x W, or W x where the weights come first. MatMul itself transposes nothing. */
export function applyMatMul(operation: Operation, state: ChainState): void {
  const { operands, place } = operation;
  const dataFirst = operands[0] === "data";
  if (dataFirst) requireRows(state, place);
  else requireColumns(state, place);
  const stored = matrixOf(constantAt(operation, dataFirst ? 1 : 0), place);
  const weights = dataFirst ? transposed(stored) : stored;
  state.chain.claim(weights.rows, weights.columns);
  flowThrough(state, weights.columns, weights.rows, place);
  state.chain.affine(weights, null);
}

/** A bias, broadcast as NumPy does. */
export function applyAdd(operation: Operation, state: ChainState): void {
  const constant = constantAt(operation, operation.operands[0] === "data" ? 1 : 0);
  if (state.layout === null) requireRows(state, operation.place);
  state.chain.add(broadcast(constant, state, operation.place));
}

/** A convolution, unrolled. */
export function applyConv(operation: Operation, state: ChainState): void {
  const { operands, place } = operation;
  requireRows(state, place);
  featuresOf(state, place);
  const inputShape = state.sample ?? [];
  const kernel = constantAt(operation, 1);
  const convolution = convolutionOf(operation, kernel, inputShape);
  const { weights, outputShape } = unrollConvolution(convolution, inputShape, place);
  state.chain.claim(weights.rows, weights.columns);
  state.chain.affine(weights, null);
  state.sample = outputShape;
  if (operands[2] != null) {
    const bias = constantAt(operation, 2);
    if (bias.values.length !== outputShape[0]) {
      throw new InputError(
        `${bias.values.length} biases of ${place}: expected ${outputShape[0]}, one a channel`,
      );
    }
    state.chain.add(perChannel(bias.values, outputShape));
  }
  state.chain.notes.push(
    `${place} unrolled: (${inputShape.join(", ")}) to (${outputShape.join(", ")}), row-major.`,
  );
}

/** A batch normalisation at inference, one map a channel. */
export function applyBatchNorm(operation: Operation, state: ChainState): void {
  const { place } = operation;
  requireRows(state, place);
  if (integerAttribute(operation, "training_mode", 0) !== 0) {
    throw new InputError(`${place} in training mode: expected a model exported for inference`);
  }
  const [gamma, beta, mean, variance] = [1, 2, 3, 4].map((index) => constantAt(operation, index).values);
  const epsilon = floatAttribute(operation, "epsilon", 1e-5);
  const { scale, shift } = diagonalMap({ gamma, beta, mean, variance, epsilon }, place);
  const features = state.sample === null ? scale.length : featuresOf(state, place);
  const sample = state.sample ?? [features];
  if (sample[0] !== scale.length) {
    throw new InputError(
      `${scale.length} entries in gamma of ${place}: expected ${sample[0]}, one a channel`,
    );
  }
  state.sample = sample;
  state.chain.normalise({ scale: perChannel(scale, sample), shift: perChannel(shift, sample) }, place);
}

/** Each channel's number at every place of the channel. */
function perChannel(values: Float64Array, [channels, ...extent]: readonly number[]): Float64Array {
  const places = extent.reduce((product, length) => product * length, 1);
  const spread = new Float64Array(channels * places);
  for (let channel = 0; channel < channels; channel++) {
    spread.fill(values[channel], channel * places, (channel + 1) * places);
  }
  return spread;
}

function matrixOf({ name, shape, values, type }: Constant, place: string): DenseMatrix {
  if (shape.length !== 2 || type === null || values.length === 0) {
    throw new InputError(
      `'${name}' of shape (${shape.join(", ")}) in ${place}: expected a matrix of weights`,
    );
  }
  return { rows: shape[0], columns: shape[1], values };
}

function scaled({ rows, columns, values }: DenseMatrix, factor: number): DenseMatrix {
  return { rows, columns, values: values.map((entry) => entry * factor) };
}

/** A constant at every feature of an example. @throws InputError unless its shape broadcasts to that of an example */
function broadcast(constant: Constant, state: ChainState, place: string): Float64Array {
  const features = featuresOf(state, place);
  const sample = state.sample ?? [];
  const target =
    state.layout === "columns" ? [features, 1] : state.layout === "rows" ? [1, ...sample] : [...sample];
  const { name, shape, values } = constant;
  const lengths = [...target.slice(shape.length).map(() => 1), ...shape];
  const fits =
    shape.length <= target.length && lengths.every((length, k) => length === 1 || length === target[k]);
  if (!fits || features > LARGEST_UNROLLED) {
    throw new InputError(
      `'${name}' of shape (${shape.join(", ")}) in ${place}: expected one that broadcasts to (${target.join(", ")})`,
    );
  }
  const spread = new Float64Array(features);
  const index = target.map(() => 0);
  for (let i = 0; i < features; i++) {
    let at = 0;
    for (let k = 0; k < target.length; k++) at = at * lengths[k] + (lengths[k] === 1 ? 0 : index[k]);
    spread[i] = values[at];
    for (let k = target.length - 1; k >= 0 && ++index[k] === target[k]; k--) index[k] = 0;
  }
  return spread;
}
