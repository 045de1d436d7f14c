/** ONNX models as graphs, read from the wire format without running anything. */
import { InputError } from "../../../src/result.js";
import type { NetworkGraph } from "../../graph/graph.js";
import type { WeightType } from "../../model.js";
import { DATA_NORM_CAVEAT } from "../../normalisation/data-norms.js";
import { commonType } from "../common-type.js";
import { LARGEST_COUNT } from "../limits.js";
import type { GraphOptions } from "../read-options.js";
import { GraphBuilder } from "./graph-builder.js";
import { type InputReading, inputReadings } from "./input-shapes.js";
import {
  type OnnxGraph,
  type OnnxNode,
  type OnnxTensor,
  type OnnxValue,
  readModelProto,
} from "./messages.js";
import { nodesInOrder } from "./node-order.js";
import { OPERATORS } from "./operators.js";
import { shapeText, sizeOf } from "./shapes.js";
import { tensorConstant } from "./tensor-values.js";
import type { ConstantTensor, DataTensor, Tensor } from "./tensors.js";

/**
 * The network of an ONNX model.
 * @throws InputError for damaged files, external data, cycles, and operations that are not listed in {@link OPERATORS},
 *   by node and operator
 */
export function readOnnx(bytes: Uint8Array, where: string, options: GraphOptions = {}): NetworkGraph {
  const graph = readModelProto(bytes, where);
  const order = nodesInOrder(graph, where);
  const initialized = new Set(graph.initializers.map(({ name }) => name));
  const free = graph.inputs.filter(({ name }) => !initialized.has(name));
  const held = new Map<string, readonly number[]>(Object.entries(options.hold ?? {}));
  for (const name of held.keys()) {
    if (!free.some((input) => input.name === name)) {
      throw new InputError(
        `option 'hold' '${name}': expected an input of ${where} (${free.map((input) => `'${input.name}'`).join(", ")})`,
      );
    }
  }
  const inputs = free.filter(({ name }) => !held.has(name));
  if (inputs.length === 0) throw new InputError(`no input of ${where}: expected at least one that varies`);
  const constants = constantsOf(graph.initializers, where);
  let failure: unknown;
  for (const reading of inputReadings(graph, inputs, options.inputShape, where)) {
    try {
      return buildGraph({ graph, order, inputs, reading, constants, held, free, where });
    } catch (error) {
      // The first reading is the likeliest: its complaint is the one to show.
      if (!(error instanceof InputError)) throw error;
      failure ??= error;
    }
  }
  throw failure;
}

interface Plan {
  readonly graph: OnnxGraph;
  readonly order: readonly OnnxNode[];
  readonly inputs: readonly OnnxValue[];
  readonly free: readonly OnnxValue[];
  readonly reading: InputReading;
  readonly held: ReadonlyMap<string, readonly number[]>;
  readonly constants: ReadonlyMap<string, () => ConstantTensor>;
  readonly where: string;
}

function buildGraph({ graph, order, inputs, reading, constants, held, free, where }: Plan): NetworkGraph {
  const builder = new GraphBuilder(where);
  builder.batch = reading.batch;
  const types = new Set<WeightType>();
  const known = new Map<string, () => Tensor>(constants);
  for (const { name } of inputs) {
    const input = builder.input(name, reading.shapes.get(name) ?? []);
    known.set(name, () => input);
  }
  for (const [name, values] of held) {
    const tensor = heldTensor(name, values, free.find((input) => input.name === name)?.shape ?? null, where);
    known.set(name, () => tensor);
  }
  for (const node of order) step(node, { known, types, builder, opset: graph.opset, where });
  if (graph.outputs.length === 0) throw new InputError(`no output of ${where}: expected at least one`);
  const outputs = graph.outputs.map(({ name }) => {
    const tensor = known.get(name)?.();
    if (tensor?.kind === "data") return { name, node: tensor.node, shape: tensor.shape };
    throw new InputError(`output '${name}' of ${where} does not depend on the input: expected one that does`);
  });
  if (order.length === 0) {
    throw new InputError(`no layers in ${where}: expected at least one`);
  }
  return {
    nodes: builder.nodes,
    inputs: builder.inputs,
    outputs,
    weightType: commonType(types),
    notes: notesOf(inputs, reading, held, outputs),
  };
}

function notesOf(
  inputs: readonly OnnxValue[],
  { shapes, batch }: InputReading,
  held: ReadonlyMap<string, readonly number[]>,
  outputs: readonly { readonly name: string; readonly shape: readonly number[] }[],
): string[] {
  const listed = (tensors: readonly { readonly name: string; readonly shape: readonly number[] }[]): string =>
    tensors.map(({ name, shape }) => `'${name}' ${shapeText(shape)}`).join(", ");
  const several = inputs.map(({ name }) => ({ name, shape: shapes.get(name) ?? [] }));
  return [
    ...(batch === null ? [] : [`One example of a batch of ${batch}: shapes begin with 1.`]),
    ...(inputs.length > 1 ? [`Inputs one after the other: ${listed(several)}.`] : []),
    ...(held.size > 0 ? [`Held constant: ${[...held.keys()].map((name) => `'${name}'`).join(", ")}.`] : []),
    ...(outputs.length > 1 ? [`Outputs one after the other: ${listed(outputs)}.`] : []),
  ];
}

/** An input that the user holds constant: all its numbers, or one for all of them. */
function heldTensor(
  name: string,
  values: readonly number[],
  shape: readonly (number | null)[] | null,
  where: string,
): ConstantTensor {
  const lengths = shape?.map((length) => length ?? 1) ?? [values.length];
  const count = sizeOf(lengths);
  if (count > LARGEST_COUNT || (values.length !== count && values.length !== 1)) {
    throw new InputError(
      `${values.length} numbers for '${name}' of ${where}: expected ${count} ${shapeText(lengths)}, or one for all`,
    );
  }
  const all = values.length === 1 ? new Float64Array(count).fill(values[0]) : Float64Array.from(values);
  return { kind: "constant", name, shape: lengths, values: all, type: "float64" };
}

/** Operations that divide by scalars of the data: no fixed affine map. */
const DATA_NORMS = new Set([
  "LayerNormalization",
  "InstanceNormalization",
  "GroupNormalization",
  "LpNormalization",
  "RMSNormalization",
  "MeanVarianceNormalization",
]);

/** Constants by name, decoded when first used; together they may hold the largest count. */
function constantsOf(tensors: readonly OnnxTensor[], where: string): Map<string, () => ConstantTensor> {
  let total = 0;
  const constants = new Map<string, () => ConstantTensor>();
  for (const tensor of tensors) {
    if (constants.has(tensor.name)) {
      throw new InputError(`'${tensor.name}' twice in ${where}: expected one tensor of each name`);
    }
    let decoded: ConstantTensor | undefined;
    constants.set(tensor.name, () => {
      if (decoded === undefined) {
        decoded = tensorConstant(tensor, where);
        total += decoded.values.length;
        if (total > LARGEST_COUNT) {
          throw new InputError(`${total} numbers in ${where}: expected at most ${LARGEST_COUNT}`);
        }
      }
      return decoded;
    });
  }
  return constants;
}

interface Reading {
  readonly known: Map<string, () => Tensor>;
  readonly types: Set<WeightType>;
  readonly builder: GraphBuilder;
  readonly opset: number;
  readonly where: string;
}

function step(node: OnnxNode, { known, types, builder, opset, where }: Reading): void {
  const { operation, inputs, outputs, domain } = node;
  const place = `${operation}${node.name === "" ? "" : ` '${node.name}'`} in ${where}`;
  const standard = domain === "" || domain === "ai.onnx";
  const operator = standard ? OPERATORS.get(operation) : undefined;
  if (standard && DATA_NORMS.has(operation)) {
    throw new InputError(`operation ${place}: expected a network without it. ${DATA_NORM_CAVEAT}`);
  }
  if (operator === undefined) {
    throw new InputError(
      `operation ${domain === "" ? "" : `${domain.slice(0, 40)}.`}${operation.slice(0, 40)}${node.name === "" ? "" : ` '${node.name.slice(0, 80)}'`} in ${where}: ` +
        "expected one of those in docs/networks.md; a model exported without it, or cut off before it, can be read",
    );
  }
  const operands = inputs.map((name): Tensor | null => (name === "" ? null : (known.get(name)?.() ?? null)));
  // Only numbers that meet the data say what format the network has.
  if (operands.some((operand) => operand?.kind === "data")) {
    for (const operand of operands)
      if (operand?.kind === "constant" && operand.type !== null) types.add(operand.type);
  }
  const made = operator({ node, operands, place, opset, builder });
  const tensors: readonly (Tensor | null)[] = Array.isArray(made)
    ? made
    : [made as ConstantTensor | DataTensor];
  outputs.forEach((name, i) => {
    const tensor = tensors[i] ?? null;
    if (tensor !== null) known.set(name, () => tensor);
    else if (name !== "") {
      known.set(name, () => {
        throw new InputError(`output ${i + 1} of ${place}: expected a network that uses only the first`);
      });
    }
  });
}
