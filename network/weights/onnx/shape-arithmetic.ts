/** What exporters compute about shapes: all of it is known when the file is read. */
import { InputError } from "../../../src/result.js";
import { spread } from "./elementwise.js";
import {
  constantAt,
  integerAttribute,
  integersOf,
  type Operator,
  operandAt,
  optionalConstant,
} from "./operation.js";
import { broadcastShape, shapeText, sizeOf } from "./shapes.js";
import { tensorConstant } from "./tensor-values.js";

/** The lengths of a tensor, or some of them. */
const applyShape: Operator = ({ node, operands, place, builder, ...rest }) => {
  const { shape } = operandAt({ node, operands, place, builder, ...rest }, 0);
  const at = (name: string, fallback: number): number => {
    const value = node.attributes.get(name)?.integer ?? fallback;
    return Math.min(Math.max(value < 0 ? value + shape.length : value, 0), shape.length);
  };
  const lengths = shape.slice(at("start", 0), at("end", shape.length));
  return {
    kind: "constant",
    name: node.outputs[0] ?? "",
    shape: [lengths.length],
    values: Float64Array.from(lengths),
    type: null,
  };
};

const applySize: Operator = ({ node, ...operation }) => ({
  kind: "constant",
  name: node.outputs[0] ?? "",
  shape: [],
  values: Float64Array.of(sizeOf(operandAt({ node, ...operation }, 0).shape)),
  type: null,
});

/** One number at every entry. */
const applyConstantOfShape: Operator = (operation) => {
  const { node, place, builder } = operation;
  const shape = integersOf(operation, "", 0) ?? [];
  if (!shape.every((length) => Number.isInteger(length) && length >= 0)) {
    throw new InputError(`shape ${shapeText(shape)} of ${place}: expected lengths from 0`);
  }
  builder.claim(sizeOf(shape), place);
  const tensor = node.attributes.get("value")?.tensor;
  const one = tensor == null ? undefined : tensorConstant(tensor, builder.where);
  const values = new Float64Array(sizeOf(shape)).fill(one?.values[0] ?? 0);
  return {
    kind: "constant",
    name: node.outputs[0] ?? "",
    shape,
    values,
    type: one === undefined ? "float32" : one.type,
  };
};

const applyRange: Operator = (operation) => {
  const { place, builder, node } = operation;
  const [start, limit, step] = [0, 1, 2].map((index) => constantAt(operation, index).values[0]);
  const count = Math.max(0, Math.ceil((limit - start) / step));
  if (!Number.isFinite(count)) throw new InputError(`step ${step} of ${place}: expected another than 0`);
  builder.claim(count, place);
  const values = Float64Array.from({ length: count }, (_, i) => start + i * step);
  return {
    kind: "constant",
    name: node.outputs[0] ?? "",
    shape: [count],
    values,
    type: constantAt(operation, 0).type,
  };
};

/** One of two tensors at each entry, by constants. */
const applyWhere: Operator = (operation) => {
  const { place, builder, node } = operation;
  const condition = constantAt(operation, 0);
  const [yes, no] = [operandAt(operation, 1), operandAt(operation, 2)];
  const shape = broadcastShape(broadcastShape(condition.shape, yes.shape, place), no.shape, place);
  const chosen = spread(operation, condition, shape).values;
  const [whole, other] = [spread(operation, yes, shape), spread(operation, no, shape)];
  builder.claim(3 * chosen.length, place);
  if (whole.kind === "constant" && other.kind === "constant") {
    const values = chosen.map((flag, i) => (flag !== 0 ? whole.values[i] : other.values[i]));
    return { kind: "constant", name: node.outputs[0] ?? "", shape, values, type: whole.type ?? other.type };
  }
  const bias = new Float64Array(chosen.length);
  const terms = [whole, other].flatMap((tensor, side) => {
    const taken = (flag: number): boolean => (flag !== 0) === (side === 0);
    if (tensor.kind === "constant") {
      chosen.forEach((flag, i) => {
        if (taken(flag)) bias[i] = tensor.values[i];
      });
      return [];
    }
    const scale = chosen.map((flag) => Number(taken(flag)));
    return [{ source: tensor.node, map: { kind: "diagonal", scale } as const }];
  });
  return builder.affine(operation, shape, terms, { bias });
};

/** The number format of computed tensors stays; constants become integers or floating-point numbers. */
const applyCast: Operator = (operation) => {
  const { place } = operation;
  const x = operandAt(operation, 0);
  const to = integerAttribute(operation, "to", 1);
  const format = FLOATS[to];
  if (x.kind === "data") {
    if (format !== undefined) return x;
    throw new InputError(
      `operation ${place} turns a computed tensor into integers: expected a network without it, as its output jumps`,
    );
  }
  if (format !== undefined) return { ...x, type: format };
  const whole = to === 9 ? (value: number) => Number(value !== 0) : Math.trunc;
  return { ...x, type: null, values: x.type === null && to !== 9 ? x.values : x.values.map(whole) };
};

const FLOATS: Readonly<Record<number, "float32" | "float16" | "float64" | "bfloat16">> = {
  1: "float32",
  10: "float16",
  11: "float64",
  16: "bfloat16",
};

/** A tensor of the file: dense, or a number or list in an attribute. */
const applyConstant: Operator = ({ node, place, builder }) => {
  const tensor = node.attributes.get("value")?.tensor;
  if (tensor != null) return tensorConstant(tensor, builder.where);
  const name = node.outputs[0] ?? "";
  for (const [attribute, { float, integer, floats, integers }] of node.attributes) {
    if (attribute === "value_float" && float !== null) {
      return { kind: "constant", name, shape: [], values: Float64Array.of(float), type: "float32" };
    }
    if (attribute === "value_int" && integer !== null) {
      return { kind: "constant", name, shape: [], values: Float64Array.of(integer), type: null };
    }
    const list = attribute === "value_floats" ? floats : attribute === "value_ints" ? integers : undefined;
    if (list !== undefined) {
      const type = attribute === "value_floats" ? "float32" : null;
      if (!list.every(Number.isFinite)) throw new InputError(`${place}: expected finite numbers`);
      return { kind: "constant", name, shape: [list.length], values: Float64Array.from(list), type };
    }
  }
  throw new InputError(`${place} without a dense value: expected numbers`);
};

/** The left operand where a choice of the file's own numbers is made at every entry. */
export const SHAPE_OPERATORS: Readonly<Record<string, Operator>> = {
  Constant: applyConstant,
  Shape: applyShape,
  Size: applySize,
  ConstantOfShape: applyConstantOfShape,
  Range: applyRange,
  Where: applyWhere,
  Cast: applyCast,
  CastLike: (operation) => {
    const like = optionalConstant(operation, 1)?.type;
    const x = operandAt(operation, 0);
    return x.kind === "constant" && like !== undefined ? { ...x, type: like } : x;
  },
};
