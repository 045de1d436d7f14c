/** Gemm, MatMul and BatchNormalization. */
import type { DenseMatrix } from "../../../src/matrix/dense-matrix.js";
import { InputError } from "../../../src/result.js";
import { diagonalMap } from "../../normalisation/batch-norm.js";
import { transposed } from "../orientation.js";
import { spread } from "./elementwise.js";
import {
  constantAt,
  dataAt,
  floatAttribute,
  integerAttribute,
  type Operation,
  type Operator,
  operandAt,
  optionalConstant,
} from "./operation.js";
import { shapeText, sizeOf, transposedIndices } from "./shapes.js";
import type { ConstantTensor, DataTensor } from "./tensors.js";

/** alpha A' B' + beta C, A' and B' transposed where the attributes say so; the data may be either of A and B. */
export const applyGemm: Operator = (operation) => {
  const { place, builder } = operation;
  const alpha = floatAttribute(operation, "alpha", 1);
  const beta = floatAttribute(operation, "beta", 1);
  const [turnA, turnB] = ["transA", "transB"].map((name) => integerAttribute(operation, name, 0) !== 0);
  const dataFirst = operandAt(operation, 0).kind === "data";
  const stored = matrixOf(constantAt(operation, dataFirst ? 1 : 0), place);
  const data = matrixData(operation, dataAt(operation, dataFirst ? 0 : 1), dataFirst ? turnA : turnB);
  const turned = dataFirst ? !turnB : turnA;
  const matrix = turned ? transposed(stored) : stored;
  const notes = alpha === 1 ? [] : [`${place}: weights times alpha = ${alpha}.`];
  const product = multiplied(operation, data, alpha === 1 ? matrix : scaled(matrix, alpha), dataFirst);
  const c = optionalConstant(operation, 2);
  let bias: Float64Array | null = null;
  if (c !== undefined) {
    const values = wholeBias(operation, c, product.shape);
    bias = beta === 1 ? values : values.map((entry) => entry * beta);
    if (beta !== 1) notes.push(`${place}: bias times beta = ${beta}.`);
  }
  return builder.linear(operation, data, product.map, product.shape, {
    bias,
    notes,
    folded: alpha !== 1 || (c !== undefined && beta !== 1) || c?.computed === true,
  });
};

/** The bias at every entry. @throws InputError unless it broadcasts to the shape itself */
function wholeBias(operation: Operation, bias: ConstantTensor, shape: readonly number[]): Float64Array {
  const fits = bias.shape.every((length, k) => {
    const target = shape[k + shape.length - bias.shape.length];
    return length === target || length === 1;
  });
  if (!fits || bias.shape.length > shape.length) {
    throw new InputError(
      `'${bias.name}' of shape ${shapeText(bias.shape)} in ${operation.place}: expected one that broadcasts to ${shapeText(shape)}`,
    );
  }
  return spread(operation, bias, shape).values;
}

/** A matrix operand as it is multiplied. */
function matrixData(operation: Operation, x: DataTensor, turn: boolean): DataTensor {
  if (x.shape.length !== 2) {
    throw new InputError(
      `${operation.place} on ${shapeText(x.shape)}: expected a matrix of examples, a Flatten before it`,
    );
  }
  if (!turn) return x;
  return operation.builder.rearranged(operation, x, [x.shape[1], x.shape[0]], () =>
    transposedIndices(x.shape, [1, 0]),
  );
}

/** X Mᵀ where the data comes first (rows of M are neurons), M X otherwise. */
function multiplied({ place }: Operation, { shape }: DataTensor, matrix: DenseMatrix, dataFirst: boolean) {
  const rank = shape.length;
  const axis = dataFirst || rank === 1 ? rank - 1 : rank - 2;
  if (shape[axis] !== matrix.columns) {
    const flat = sizeOf(shape) === matrix.columns ? " (a Flatten before it would give them)" : "";
    throw new InputError(
      `${place} takes ${matrix.columns} inputs: expected ${shape[axis]}, as examples are ${shapeText(shape)}${flat}`,
    );
  }
  const [outer, inner] = [sizeOf(shape.slice(0, axis)), sizeOf(shape.slice(axis + 1))];
  return {
    map: { kind: "matrix", matrix, outer, inner } as const,
    shape: shape.map((length, k) => (k === axis ? matrix.rows : length)),
  };
}

/** x W, or W x where the weights come first. MatMul itself transposes nothing. */
export const applyMatMul: Operator = (operation) => {
  const { place, builder } = operation;
  const dataFirst = operandAt(operation, 0).kind === "data";
  const given = constantAt(operation, dataFirst ? 1 : 0);
  const data = dataAt(operation, dataFirst ? 0 : 1);
  // A vector of weights is a column behind the data, a row before it; the product has one axis fewer.
  const vector = given.shape.length === 1;
  const leading = given.shape.slice(0, -2);
  if (leading.some((length) => length !== 1)) {
    throw new InputError(
      `'${given.name}' of shape ${shapeText(given.shape)} in ${place}: expected one matrix for all examples`,
    );
  }
  const sides = vector ? (dataFirst ? [given.shape[0], 1] : [1, given.shape[0]]) : given.shape.slice(-2);
  const stored = matrixOf({ ...given, shape: sides }, place);
  const { map, shape } = multiplied(operation, data, dataFirst ? transposed(stored) : stored, dataFirst);
  const axis = dataFirst || data.shape.length === 1 ? data.shape.length - 1 : data.shape.length - 2;
  const result = vector ? shape.filter((_, k) => k !== axis) : shape;
  const ahead = leading.slice(0, Math.max(0, given.shape.length - result.length));
  return builder.linear(operation, data, map, [...ahead, ...result], { folded: given.computed === true });
};

/** A batch normalisation at inference, one map a channel. */
export const applyBatchNorm: Operator = (operation) => {
  const { place, builder, node } = operation;
  const x = dataAt(operation, 0);
  if (integerAttribute(operation, "training_mode", 0) !== 0) {
    throw new InputError(`${place} in training mode: expected a model exported for inference`);
  }
  const [gamma, beta, mean, variance] = [1, 2, 3, 4].map((index) => constantAt(operation, index).values);
  const epsilon = floatAttribute(operation, "epsilon", 1e-5);
  const { scale, shift } = diagonalMap({ gamma, beta, mean, variance, epsilon }, place);
  const axis = x.shape.length === 1 ? 0 : 1;
  const features = x.shape[axis];
  if (features !== scale.length) {
    throw new InputError(`${scale.length} entries in gamma of ${place}: expected ${features}, one a channel`);
  }
  const size = sizeOf(x.shape);
  builder.claim(2 * size, place);
  const inner = sizeOf(x.shape.slice(axis + 1));
  const perEntry = (values: Float64Array): Float64Array =>
    Float64Array.from({ length: size }, (_, i) => values[Math.floor(i / inner) % features]);
  return [
    builder.linear(operation, x, { kind: "diagonal", scale: perEntry(scale) }, x.shape, {
      bias: perEntry(shift),
      folded: true,
    }),
    ...node.outputs.slice(1).map(() => null),
  ];
};

function matrixOf({ name, shape, values, type }: ConstantTensor, place: string): DenseMatrix {
  if (shape.length !== 2 || type === null || values.length === 0) {
    throw new InputError(`'${name}' of shape ${shapeText(shape)} in ${place}: expected a matrix of weights`);
  }
  return { rows: shape[0], columns: shape[1], values };
}

function scaled({ rows, columns, values }: DenseMatrix, factor: number): DenseMatrix {
  return { rows, columns, values: values.map((entry) => entry * factor) };
}
