/** Sums, differences, products and quotients, and n-ary minima and maxima, broadcast as NumPy does. */
import { InputError } from "../../../src/result.js";
import type { AffineTerm } from "../../graph/graph.js";
import { type Activation, curved } from "../../model.js";
import { type Operation, type Operator, operandAt, optionalConstant } from "./operation.js";
import { broadcastIndices, broadcastShape, everyPlace, type Shape, shapeText, sizeOf } from "./shapes.js";
import type { ConstantTensor, DataTensor, Tensor } from "./tensors.js";

const ARITHMETIC: Readonly<Record<string, (a: number, b: number) => number>> = {
  Add: (a, b) => a + b,
  Sub: (a, b) => a - b,
  Mul: (a, b) => a * b,
  Div: (a, b) => a / b,
};

/** Add, Sub, Mul and Div. */
export const applyArithmetic: Operator = (operation) => {
  const { node, place, builder } = operation;
  const [a, b] = aligned(operation);
  const combine = ARITHMETIC[node.operation];
  const shape = broadcastShape(a.shape, b.shape, place);
  if (a.kind === "constant" && b.kind === "constant") {
    const integers = a.type === null && b.type === null;
    const quotient = node.operation === "Div" && integers;
    return foldPair(operation, a, b, shape, (x, y) => (quotient ? Math.trunc(x / y) : combine(x, y)));
  }
  const [left, right] = [a, b].map((tensor) => spread(operation, tensor, shape));
  const difference = node.operation === "Sub";
  if (node.operation === "Add" || difference) {
    const terms: AffineTerm[] = [];
    let bias: Float64Array | null = null;
    for (const [i, tensor] of [left, right].entries()) {
      const negative = difference && i === 1;
      if (tensor.kind === "constant") bias = negative ? tensor.values.map((value) => -value) : tensor.values;
      else terms.push({ source: tensor.node, map: negative ? uniform(operation, sizeOf(shape), -1) : null });
    }
    // Adding zeros changes nothing.
    if (bias?.every((value) => value === 0) && terms.length === 1 && terms[0].map === null) {
      return { kind: "data", node: terms[0].source, shape };
    }
    return builder.affine(operation, shape, terms, { bias });
  }
  if (left.kind === "constant" && right.kind === "data") {
    if (node.operation === "Mul") return scaledBy(operation, right, left.values);
    return scaledBy(operation, reciprocal(operation, right), left.values);
  }
  if (left.kind === "data" && right.kind === "constant") {
    if (node.operation === "Mul") return scaledBy(operation, left, right.values);
    return scaledBy(
      operation,
      left,
      right.values.map((value) => {
        if (value === 0) throw new InputError(`${place} by '${right.name}' with a zero: expected none`);
        return 1 / value;
      }),
    );
  }
  const factor = node.operation === "Mul" ? right : reciprocal(operation, right as DataTensor);
  return builder.product(operation, left as DataTensor, factor as DataTensor);
};

/** The operands of old versions, whose second one is aligned at an axis. */
function aligned(operation: Operation): readonly [Tensor, Tensor] {
  const [a, b] = [operandAt(operation, 0), operandAt(operation, 1)];
  const axis = operation.node.attributes.get("axis")?.integer ?? null;
  if (operation.opset >= 7 || axis === null || axis < 0) return [a, b];
  const behind = a.shape.length - axis - b.shape.length;
  return [
    a,
    { ...b, shape: behind > 0 ? [...b.shape, ...new Array<number>(Math.min(behind, 64)).fill(1)] : b.shape },
  ];
}

/** A tensor at every place of a larger shape. */
export function spread<T extends Tensor>(operation: Operation, tensor: T, shape: Shape): T {
  if (sizeOf(tensor.shape) === sizeOf(shape)) return { ...tensor, shape };
  return operation.builder.rearranged(operation, tensor, shape, () => broadcastIndices(tensor.shape, shape));
}

/** One factor for every entry. */
function uniform({ builder, place }: Operation, size: number, factor: number) {
  builder.claim(size, place);
  return { kind: "diagonal", scale: new Float64Array(size).fill(factor) } as const;
}

/** Each entry times its factor. */
function scaledBy(operation: Operation, x: DataTensor, scale: Float64Array): DataTensor {
  if (scale.every((factor) => factor === 1)) return x;
  operation.builder.claim(scale.length, operation.place);
  const powers = scale.every((factor) => factor === 0 || Number.isInteger(Math.log2(Math.abs(factor))));
  return operation.builder.linear(operation, x, { kind: "diagonal", scale }, x.shape, { folded: !powers });
}

function reciprocal(operation: Operation, x: DataTensor): DataTensor {
  return operation.builder.activation(operation, x, curved({ kind: "reciprocal" }));
}

/** Two constants combined entry by entry. */
function foldPair(
  operation: Operation,
  a: ConstantTensor,
  b: ConstantTensor,
  shape: Shape,
  combine: (x: number, y: number) => number,
): ConstantTensor {
  const [left, right] = [a, b].map((tensor) => spread(operation, tensor, shape).values);
  operation.builder.claim(left.length, operation.place);
  const values = left.map((x, i) => combine(x, right[i]));
  return operation.builder.constant(operation, shape, values, a.type ?? b.type);
}

/** Sum and Mean of any number of tensors. */
export const applySum: Operator = (operation) => {
  const { node, place, builder, operands } = operation;
  const tensors = operands.map((_, i) => operandAt(operation, i));
  if (tensors.length === 0) throw new InputError(`${place} of nothing: expected an input`);
  const shape = tensors.reduce<Shape>((joint, tensor) => broadcastShape(joint, tensor.shape, place), []);
  const size = sizeOf(shape);
  const factor = node.operation === "Mean" ? 1 / tensors.length : 1;
  builder.claim(size, place);
  const bias = new Float64Array(size);
  const terms: AffineTerm[] = [];
  for (const tensor of tensors) {
    const whole = spread(operation, tensor, shape);
    if (whole.kind === "constant") for (let i = 0; i < size; i++) bias[i] += factor * whole.values[i];
    else terms.push({ source: whole.node, map: factor === 1 ? null : uniform(operation, size, factor) });
  }
  if (terms.length === 0) return builder.constant(operation, shape, bias, "float64");
  return builder.affine(operation, shape, terms, { bias: bias.every((value) => value === 0) ? null : bias });
};

/** x to a constant power: powers of two tensors are no function of one. */
export const applyPower: Operator = (operation) => {
  const { builder, place } = operation;
  const base = operandAt(operation, 0);
  const exponent = optionalConstant(operation, 1);
  if (base.kind === "constant" && exponent !== undefined) {
    const shape = broadcastShape(base.shape, exponent.shape, place);
    return foldPair(operation, base, exponent, shape, (x, y) => x ** y);
  }
  const first = exponent?.values[0];
  if (base.kind !== "data" || first === undefined || !exponent?.values.every((value) => value === first)) {
    throw new InputError(`${place}: expected one constant exponent`);
  }
  if (first === 1) return base;
  return builder.activation(operation, base, curved({ kind: "power", alpha: first }, `power(${first})`));
};

/** Min and Max: with constants scalar functions, of several tensors maxima. */
export const applyExtremum: Operator = (operation) => {
  const { node, place, builder, operands } = operation;
  const largest = node.operation === "Max";
  const pick = largest ? Math.max : Math.min;
  const tensors = operands.map((_, i) => operandAt(operation, i));
  const shape = tensors.reduce<Shape>((joint, tensor) => broadcastShape(joint, tensor.shape, place), []);
  const constants = tensors.filter((tensor) => tensor.kind === "constant");
  const data = tensors.filter((tensor) => tensor.kind === "data");
  const bound = constants.reduce<ConstantTensor | undefined>(
    (joint, tensor) => (joint === undefined ? tensor : foldPair(operation, joint, tensor, shape, pick)),
    undefined,
  );
  if (data.length === 0) {
    if (bound === undefined) throw new InputError(`${place} of nothing: expected an input`);
    return bound;
  }
  let joint = data
    .map((tensor) => spread(operation, tensor, shape))
    .reduce((a, b) => larger(operation, a, b, largest));
  if (bound === undefined) return joint;
  // max(x, c) = c + max(x − c, 0), one breakpoint for all entries.
  const { values } = spread(operation, bound, shape);
  const single = values.every((value) => value === values[0]) ? values[0] : undefined;
  if (single !== undefined) return builder.activation(operation, joint, oneSided(single, largest));
  joint = builder.linear(operation, joint, null, shape, { bias: values.map((value) => -value) });
  const bent = builder.activation(operation, joint, oneSided(0, largest));
  return builder.linear(operation, bent, null, shape, { bias: values });
};

/** max(x, bound), or min. */
export function oneSided(bound: number, largest: boolean): Activation {
  if (largest && bound === 0) return { name: "relu", breakpoints: [0], slopes: [0, 1], anchor: [0, 0] };
  const name = `${largest ? "max" : "min"}(x, ${bound})`;
  return { name, breakpoints: [bound], slopes: largest ? [0, 1] : [1, 0], anchor: [bound, bound] };
}

/** The larger (or smaller) of two tensors of one shape: min(a, b) = −max(−a, −b). */
function larger(operation: Operation, a: DataTensor, b: DataTensor, largest: boolean): DataTensor {
  const { builder, place } = operation;
  const size = sizeOf(a.shape);
  builder.claim(8 * size, place);
  const half = (first: boolean) => {
    const indices = new Int32Array(2 * size).fill(-1);
    indices.set(everyPlace(size), first ? 0 : size);
    return { kind: "rearrangement", inputs: size, indices } as const;
  };
  const sign = (x: DataTensor): DataTensor =>
    largest ? x : builder.linear(operation, x, uniform(operation, size, -1), x.shape);
  const both = builder.affine(
    operation,
    [2, size],
    [
      { source: sign(a).node, map: half(true) },
      { source: sign(b).node, map: half(false) },
    ],
  );
  const offsets = Int32Array.from({ length: size + 1 }, (_, i) => 2 * i);
  const entries = Int32Array.from({ length: 2 * size }, (_, k) => (k >> 1) + (k % 2) * size);
  return sign(builder.maximum(operation, both, a.shape, offsets, entries));
}

/** A comparison or a choice among constants. @throws InputError where the input of the network decides */
export const applyComparison: Operator = (operation) => {
  const { node, place } = operation;
  const [a, b] = [operandAt(operation, 0), operandAt(operation, 1)];
  if (a.kind === "data" || b.kind === "data") {
    throw new InputError(
      `operation ${place} compares tensors computed from the input (${shapeText(a.shape)}): expected a network without it, as its output jumps`,
    );
  }
  const shape = broadcastShape(a.shape, b.shape, place);
  const compare = COMPARISONS[node.operation];
  return { ...foldPair(operation, a, b, shape, (x, y) => Number(compare(x, y))), type: null };
};

const COMPARISONS: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  Equal: (a, b) => a === b,
  Greater: (a, b) => a > b,
  GreaterOrEqual: (a, b) => a >= b,
  Less: (a, b) => a < b,
  LessOrEqual: (a, b) => a <= b,
  And: (a, b) => a !== 0 && b !== 0,
  Or: (a, b) => a !== 0 || b !== 0,
};
