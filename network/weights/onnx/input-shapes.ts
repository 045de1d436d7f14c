/** What one example of an input looks like: open lengths from the weights that meet them, the batch as one. */
import { InputError } from "../../../src/result.js";
import type { OnnxGraph, OnnxNode, OnnxTensor, OnnxValue } from "./messages.js";

/** Shapes that an input may be read with, the likelier first, and the batch length that was left out. */
export interface InputReading {
  readonly shapes: ReadonlyMap<string, readonly number[]>;
  readonly batch: number | null;
}

/** Integers, switches and texts cannot vary continuously. */
const FLOATING = new Set([0, 1, 10, 11, 16]);

/**
 * Readings of the inputs: one example per row, one per column, all of the tensor.
 * @param given shapes that the user names
 * @throws InputError where a length stays open
 */
export function inputReadings(
  graph: OnnxGraph,
  inputs: readonly OnnxValue[],
  given: readonly number[] | undefined,
  where: string,
): InputReading[] {
  for (const { name, elementType } of inputs) {
    if (FLOATING.has(elementType)) continue;
    throw new InputError(
      `input '${name}' of ${where} holds integers or switches: expected it held constant (option 'hold')`,
    );
  }
  if (given !== undefined) {
    if (inputs.length !== 1) {
      throw new InputError(`option 'inputShape' with ${inputs.length} inputs of ${where}: expected one`);
    }
    return [{ shapes: new Map([[inputs[0].name, given]]), batch: null }];
  }
  const lengths = inputs.map((input) => [input.name, lengthsOf(graph, input, where)] as const);
  const rows = readingOf(lengths, (shape) => (shape.length >= 2 ? [1, ...shape.slice(1)] : [...shape]));
  const columns = readingOf(lengths, (shape) =>
    shape.length === 2 && shape[0] > 1 ? [shape[0], 1] : [...shape],
  );
  const whole = readingOf(lengths, (shape) => [...shape]);
  const [first] = lengths[0]?.[1] ?? [];
  const different = (a: InputReading, b: InputReading): boolean =>
    JSON.stringify([...a.shapes]) !== JSON.stringify([...b.shapes]);
  const readings: InputReading[] = [{ ...rows, batch: first !== undefined && first > 1 ? first : null }];
  for (const reading of [columns, whole]) {
    if (readings.every((known) => different(known, reading))) readings.push(reading);
  }
  return readings;
}

function readingOf(
  lengths: readonly (readonly [string, readonly number[]])[],
  one: (shape: readonly number[]) => number[],
): InputReading {
  return { shapes: new Map(lengths.map(([name, shape]) => [name, one(shape)])), batch: null };
}

/** The lengths of an input, open ones from the first weights that meet it; an open batch is 1. */
function lengthsOf(graph: OnnxGraph, { name, shape }: OnnxValue, where: string): number[] {
  const met = firstWeights(graph, name);
  if (shape === null) {
    const features = met === undefined ? undefined : lengthAt(met, 1, 2);
    if (features === undefined) throw openShape(name, where);
    return [1, features];
  }
  if (shape.every((length) => length !== null)) return [...shape];
  const inferred = shape.map((length, axis) =>
    length !== null || met === undefined ? length : (lengthAt(met, axis, shape.length) ?? null),
  );
  return inferred.map((length, axis) => {
    if (length !== null) return length;
    // What counts the examples: the first axis, or the second of columns.
    if ((axis === 0 && shape.length > 1) || (shape.length === 2 && inferred[0] !== null)) return 1;
    throw openShape(name, where);
  });
}

function openShape(name: string, where: string): InputError {
  return new InputError(
    `input '${name}' of ${where} has an open shape: expected a model with the shape of its input, or option 'inputShape'`,
  );
}

/** A node that multiplies a tensor by weights, the place of the tensor among its inputs, the shape of the weights. */
interface MetWeights {
  readonly node: OnnxNode;
  readonly index: number;
  readonly weights: readonly number[];
}

/** Operations that keep a shape. */
const KEEPING = new Set([
  "Identity",
  "Cast",
  "Dropout",
  "Relu",
  "Tanh",
  "Sigmoid",
  "Clip",
  "LeakyRelu",
  "Neg",
]);
const MULTIPLYING = new Set([
  "MatMul",
  "Gemm",
  "Conv",
  "ConvTranspose",
  "BatchNormalization",
  "Add",
  "Sub",
  "Mul",
  "Div",
]);
const MOST_STEPS = 32;

function firstWeights(graph: OnnxGraph, input: string): MetWeights | undefined {
  const consumers = new Map<string, OnnxNode>();
  const producers = new Map<string, OnnxNode>();
  for (const node of graph.nodes) {
    for (const name of node.inputs) if (!consumers.has(name)) consumers.set(name, node);
    for (const name of node.outputs) producers.set(name, node);
  }
  const tensors = new Map(graph.initializers.map((tensor) => [tensor.name, tensor]));
  let name = input;
  for (let step = 0; step < MOST_STEPS; step++) {
    const node = consumers.get(name);
    if (node === undefined) return undefined;
    const index = node.inputs.indexOf(name);
    if (MULTIPLYING.has(node.operation)) {
      const weights = constantShape(node.inputs[index === 0 ? 1 : 0], tensors, producers, MOST_STEPS);
      if (weights !== undefined && weights.length > 0 && !weights.every((length) => length === 1)) {
        return { node, index, weights };
      }
    }
    if (!KEEPING.has(node.operation) && !["Add", "Sub", "Mul", "Div"].includes(node.operation))
      return undefined;
    name = node.outputs[0] ?? "";
  }
  return undefined;
}

/** The shape of an initialiser, or of one that is passed on or turned. */
function constantShape(
  name: string | undefined,
  tensors: ReadonlyMap<string, OnnxTensor>,
  producers: ReadonlyMap<string, OnnxNode>,
  steps: number,
): readonly number[] | undefined {
  const stored = tensors.get(name ?? "");
  if (stored !== undefined) return stored.shape;
  const node = producers.get(name ?? "");
  if (node === undefined || steps === 0) return undefined;
  if (node.operation === "Constant") return node.attributes.get("value")?.tensor?.shape;
  if (node.operation !== "Identity" && node.operation !== "Transpose") return undefined;
  const shape = constantShape(node.inputs[0], tensors, producers, steps - 1);
  return node.operation === "Transpose" && shape?.length === 2 ? [shape[1], shape[0]] : shape;
}

/** The length that the weights ask of an axis; undefined for the axis that counts examples. */
function lengthAt({ node, index, weights }: MetWeights, axis: number, rank: number): number | undefined {
  const attribute = (name: string, fallback: number): number =>
    node.attributes.get(name)?.integer ?? fallback;
  switch (node.operation) {
    case "MatMul":
    case "Gemm": {
      const turned = attribute(index === 0 ? "transB" : "transA", 0) !== 0;
      const own = attribute(index === 0 ? "transA" : "transB", 0) !== 0;
      const inner = index === 0 ? (own ? rank - 2 : rank - 1) : own ? rank - 1 : rank - 2;
      const [rows, columns] = weights.length === 1 ? [weights[0], weights[0]] : weights.slice(-2);
      const asked = index === 0 ? (turned ? columns : rows) : turned ? rows : columns;
      return axis === (rank === 1 ? 0 : inner) ? asked : undefined;
    }
    case "Conv":
      return axis === 1 ? weights[1] * attribute("group", 1) : undefined;
    case "ConvTranspose":
      return axis === 1 ? weights[0] : undefined;
    case "BatchNormalization":
      return axis === Math.min(1, rank - 1) ? weights[0] : undefined;
    default: {
      const length = weights[axis - rank + weights.length];
      return length > 1 ? length : undefined;
    }
  }
}
