/** A node with its operands, and what operators ask of them. */
import { InputError } from "../../../src/result.js";
import type { GraphBuilder } from "./graph-builder.js";
import type { OnnxNode } from "./messages.js";
import { axisOf, shapeText } from "./shapes.js";
import type { ConstantTensor, DataTensor, Tensor } from "./tensors.js";

export interface Operation {
  readonly node: OnnxNode;
  readonly operands: readonly (Tensor | null)[];
  /** What to call it in messages. */
  readonly place: string;
  /** Version of the operators. */
  readonly opset: number;
  readonly builder: GraphBuilder;
}

/** What a node gives, one tensor an output; null for an output that nobody can use here. */
export type Operator = (operation: Operation) => Tensor | readonly (Tensor | null)[];

/** An operand. @throws InputError where it is missing */
export function operandAt({ operands, place }: Operation, index: number): Tensor {
  const operand = operands[index] ?? null;
  if (operand === null) throw new InputError(`${place} without input ${index + 1}: expected one`);
  return operand;
}

/** A constant operand. @throws InputError where it is missing or computed from the input */
export function constantAt(operation: Operation, index: number): ConstantTensor {
  const { operands, place } = operation;
  const operand = operands[index] ?? null;
  if (operand?.kind !== "constant") {
    throw new InputError(
      `${place} without constant input ${index + 1}: expected its weights, axes or lengths in the file` +
        (operand === null ? "" : ", not computed from the input of the network"),
    );
  }
  return operand;
}

/** A constant operand, or undefined where it is left out. */
export function optionalConstant(operation: Operation, index: number): ConstantTensor | undefined {
  return (operation.operands[index] ?? null) === null ? undefined : constantAt(operation, index);
}

/** An operand that is computed from the input. @throws InputError for a constant */
export function dataAt(operation: Operation, index: number): DataTensor {
  const operand = operandAt(operation, index);
  if (operand.kind === "data") return operand;
  throw new InputError(
    `${operation.place} of the constant '${operand.name}': expected a tensor computed from the input, or the constant itself in the file`,
  );
}

/** An integer attribute, or its default. */
export function integerAttribute({ node }: Operation, name: string, fallback: number): number {
  return node.attributes.get(name)?.integer ?? fallback;
}

/** A text attribute, or its default. */
export function textAttribute({ node }: Operation, name: string, fallback: string): string {
  return (node.attributes.get(name)?.text ?? fallback).slice(0, 40);
}

/** A float attribute, or its default. @throws InputError when it is not finite */
export function floatAttribute({ node, place }: Operation, name: string, fallback: number): number {
  const value = node.attributes.get(name)?.float ?? fallback;
  if (!Number.isFinite(value)) throw new InputError(`${name} ${value} of ${place}: expected a finite number`);
  return value;
}

/** Integers that stand in an attribute or, in later versions, in an input; undefined where in neither. */
export function integersOf(
  operation: Operation,
  attribute: string,
  index: number,
): readonly number[] | undefined {
  const listed = operation.node.attributes.get(attribute)?.integers ?? [];
  const given = optionalConstant(operation, index);
  if (given !== undefined) {
    if (given.values.length > MOST_AXES) {
      throw new InputError(
        `${given.values.length} numbers in '${given.name}' of ${operation.place}: expected at most ${MOST_AXES}`,
      );
    }
    return [...given.values];
  }
  return listed.length > 0 ? listed : undefined;
}

/** Axes of a tensor; so many that no honest file has more. */
const MOST_AXES = 64;

/** Axes from an attribute or an input, counted from the front, each once. */
export function axesOf(operation: Operation, rank: number, index: number): number[] | undefined {
  const axes = integersOf(operation, "axes", index)?.map((axis) => axisOf(axis, rank, operation.place));
  if (axes !== undefined && new Set(axes).size !== axes.length) {
    throw new InputError(`axes ${shapeText(axes)} of ${operation.place}: expected each axis once`);
  }
  return axes;
}
