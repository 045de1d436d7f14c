/** Scalar functions of each entry: piecewise linear ones, curves, and Softmax along an axis. */
import { InputError } from "../../../src/result.js";
import { type Curve, curveValue } from "../../curve.js";
import { activate } from "../../forward.js";
import { type Activation, clip, curved, leakyRelu, piecewiseLinear, RELU } from "../../model.js";
import { oneSided, spread } from "./elementwise.js";
import {
  constantAt,
  dataAt,
  floatAttribute,
  integerAttribute,
  type Operation,
  type Operator,
  operandAt,
  optionalConstant,
  textAttribute,
} from "./operation.js";
import { axisOf, sizeOf } from "./shapes.js";

/** Old exporters write the largest float32 for "no bound". */
const UNBOUNDED = 3.4e38;

/** A scalar function, the same for every entry; of a constant its values. */
function bentBy(activation: (operation: Operation) => Activation): Operator {
  return (operation) => {
    const x = operandAt(operation, 0);
    const chosen = activation(operation);
    if (x.kind === "data") return operation.builder.activation(operation, x, chosen);
    operation.builder.claim(x.values.length, operation.place);
    const values = x.values.map((value) => activate(chosen, value));
    return operation.builder.constant(operation, x.shape, values, x.type);
  };
}

const curve = (shape: Curve, name?: string): Operator => bentBy(() => curved(shape, name));

/** Bounds as inputs (from opset 11) or attributes; without one the function has a single kink. */
const applyClip: Operator = (operation) => {
  const { node, place, builder } = operation;
  const x = dataAt(operation, 0);
  const bound = (name: string, index: number, fallback: number): number => {
    const given = optionalConstant(operation, index);
    if (given === undefined) return node.attributes.get(name)?.float ?? fallback;
    if (given.values.length !== 1) throw new InputError(`${name} of ${place}: expected one number`);
    return given.values[0];
  };
  const low = bound("min", 1, Number.NEGATIVE_INFINITY);
  const high = bound("max", 2, Number.POSITIVE_INFINITY);
  if (!(low < high)) throw new InputError(`bounds ${low}, ${high} of ${place}: expected min < max`);
  const [below, above] = [low > -UNBOUNDED, high < UNBOUNDED];
  if (below && above) return builder.activation(operation, x, clip(low, high));
  if (below) return builder.activation(operation, x, oneSided(low, true));
  return above ? builder.activation(operation, x, oneSided(high, false)) : x;
};

/** max(0, min(1, alpha x + beta)). */
function hardSigmoid(operation: Operation): Activation {
  const alpha = floatAttribute(operation, "alpha", 0.2);
  const beta = floatAttribute(operation, "beta", 0.5);
  if (!(alpha > 0)) throw new InputError(`alpha ${alpha} of ${operation.place}: expected a positive number`);
  const [start, end] = [-beta / alpha, (1 - beta) / alpha];
  return { name: "hard-sigmoid", breakpoints: [start, end], slopes: [0, alpha, 0], anchor: [start, 0] };
}

/** x above alpha, 0 elsewhere: it jumps unless alpha is 0. */
function thresholded(operation: Operation): Activation {
  const alpha = floatAttribute(operation, "alpha", 1);
  if (alpha === 0) return RELU;
  throw new InputError(
    `operation ${operation.place} jumps at ${alpha}: expected a network of continuous functions`,
  );
}

/** x − lambda-ward shrinking: 0 within ±lambda where the bias is lambda. */
function shrink(operation: Operation): Activation {
  const lambda = floatAttribute(operation, "lambd", 0.5);
  const bias = floatAttribute(operation, "bias", 0);
  if (bias === lambda && lambda > 0) return piecewiseLinear([-lambda, lambda], [1, 0, 1]);
  throw new InputError(`operation ${operation.place} jumps at ${lambda}: expected a bias equal to lambd`);
}

/** Leaky ReLU with a slope for each entry: slope·x + (1 − slope)·max(x, 0). */
const applyPRelu: Operator = (operation) => {
  const { builder, place } = operation;
  const x = dataAt(operation, 0);
  const slope = constantAt(operation, 1);
  const first = slope.values[0];
  if (slope.values.every((value) => value === first))
    return builder.activation(operation, x, leakyRelu(first));
  // A vector of slopes belongs to the channels in old versions, to the last axis otherwise.
  const channels = slope.shape.length === 1 && x.shape.length > 2 && slope.shape[0] === x.shape[1];
  const last = x.shape[x.shape.length - 1];
  const aligned =
    channels && (operation.opset < 7 || slope.shape[0] !== last)
      ? { ...slope, shape: [slope.shape[0], ...x.shape.slice(2).map(() => 1)] }
      : slope;
  const { values } = spread(operation, aligned, x.shape);
  builder.claim(2 * values.length, place);
  const bent = builder.activation(operation, x, RELU);
  return builder.affine(
    operation,
    x.shape,
    [
      { source: x.node, map: { kind: "diagonal", scale: values } },
      { source: bent.node, map: { kind: "diagonal", scale: values.map((value) => 1 - value) } },
    ],
    { folded: true },
  );
};

/** exp x / Σ exp x along an axis; before version 13 along all axes from the given one on. */
const applySoftmax: Operator = (operation) => {
  const { node, opset, place, builder } = operation;
  const x = dataAt(operation, 0);
  const rank = x.shape.length;
  const axis = axisOf(integerAttribute(operation, "axis", opset < 13 ? 1 : -1), rank, place);
  const outer = sizeOf(x.shape.slice(0, axis));
  const whole = opset < 13;
  const length = whole ? sizeOf(x.shape.slice(axis)) : x.shape[axis];
  const inner = whole ? 1 : sizeOf(x.shape.slice(axis + 1));
  return builder.softmax(operation, x, { outer, length, inner }, node.operation === "LogSoftmax");
};

/** A function of constants only. */
function ofConstants(compute: (value: number) => number): Operator {
  return (operation) => {
    const x = constantAt(operation, 0);
    operation.builder.claim(x.values.length, operation.place);
    return operation.builder.constant(operation, x.shape, x.values.map(compute), x.type);
  };
}

/** −x is linear, so that it stays a map. */
const applyNegation: Operator = (operation) => {
  const x = operandAt(operation, 0);
  operation.builder.claim(sizeOf(x.shape), operation.place);
  if (x.kind === "constant") return { ...x, values: x.values.map((value) => -value) };
  const scale = new Float64Array(sizeOf(x.shape)).fill(-1);
  return operation.builder.linear(operation, x, { kind: "diagonal", scale }, x.shape);
};

export const ACTIVATION_OPERATORS: Readonly<Record<string, Operator>> = {
  Relu: bentBy(() => RELU),
  LeakyRelu: bentBy((operation) => leakyRelu(floatAttribute(operation, "alpha", 0.01))),
  PRelu: applyPRelu,
  Clip: applyClip,
  Abs: bentBy(() => ({ name: "abs", breakpoints: [0], slopes: [-1, 1], anchor: [0, 0] })),
  Neg: applyNegation,
  HardSigmoid: bentBy(hardSigmoid),
  HardSwish: curve({ kind: "hard-swish" }),
  ThresholdedRelu: bentBy(thresholded),
  Shrink: bentBy(shrink),
  Elu: bentBy((operation) => elu(floatAttribute(operation, "alpha", 1), 1, 1)),
  Celu: bentBy((operation) => {
    const alpha = floatAttribute(operation, "alpha", 1);
    return elu(alpha, 1, alpha);
  }),
  Selu: bentBy((operation) =>
    elu(
      floatAttribute(operation, "alpha", 1.6732632423543772),
      floatAttribute(operation, "gamma", 1.0507009873554805),
      1,
    ),
  ),
  Tanh: curve({ kind: "tanh" }),
  Sigmoid: curve({ kind: "sigmoid" }),
  Softplus: curve({ kind: "softplus" }),
  Softsign: curve({ kind: "softsign" }),
  Exp: curve({ kind: "exp" }),
  Erf: curve({ kind: "erf" }),
  Gelu: bentBy((operation) =>
    curved({ kind: textAttribute(operation, "approximate", "none") === "tanh" ? "gelu-tanh" : "gelu" }),
  ),
  Mish: curve({ kind: "mish" }),
  Sin: curve({ kind: "sin" }),
  Cos: curve({ kind: "cos" }),
  Sqrt: curve({ kind: "sqrt" }),
  Log: curve({ kind: "log" }),
  Sign: curve({ kind: "sign" }),
  Reciprocal: curve({ kind: "reciprocal" }),
  Softmax: applySoftmax,
  LogSoftmax: applySoftmax,
  Floor: ofConstants(Math.floor),
  Ceil: ofConstants(Math.ceil),
  Not: ofConstants((value) => Number(value === 0)),
};

function elu(alpha: number, scale: number, width: number): Activation {
  const shape: Curve = { kind: "elu", alpha, scale, width };
  if (width === 0 || !Number.isFinite(curveValue(shape, -1))) {
    throw new InputError(`elu of alpha ${alpha}: expected a number other than 0`);
  }
  const plain = scale === 1 && width === 1;
  return curved(shape, plain ? `elu(${alpha})` : `elu(${alpha}, ${scale}, ${width})`);
}
