/** ONNX models that are a chain of layers, read from the wire format without running anything. */
import { InputError } from "../../../src/result.js";
import type { NetworkModel, WeightType } from "../../model.js";
import { DATA_NORM_CAVEAT } from "../../normalisation/data-norms.js";
import { commonType } from "../common-type.js";
import { LARGEST_COUNT } from "../limits.js";
import { LayerChain } from "./chain.js";
import { constantOf } from "./constants.js";
import { type OnnxGraph, type OnnxNode, type OnnxTensor, readModelProto } from "./messages.js";
import { OPERATIONS } from "./operations.js";
import type { ChainState } from "./state.js";
import { type Constant, tensorConstant } from "./tensor-values.js";

/**
 * The network of an ONNX model.
 * @throws InputError for damaged files, external data, graphs that are not a chain, and operations that are not listed
 * in {@link OPERATIONS}, by name
 */
export function readOnnx(bytes: Uint8Array, where: string): NetworkModel {
  const graph = readModelProto(bytes, where);
  const state = initialState(graph, where);
  const types = new Set<WeightType>();
  const constants = constantsOf(graph.initializers, types, where);
  for (const node of graph.nodes) step(node, state, constants, where);
  const outputs = graph.outputs.map(({ name }) => name);
  if (outputs.length !== 1 || outputs[0] !== state.current) {
    throw new InputError(
      `outputs ${outputs.map((name) => `'${name}'`).join(", ")} of ${where}: expected one, the end of a chain of layers`,
    );
  }
  state.chain.flush();
  const { layers, folded, notes } = state.chain;
  if (layers.length === 0) throw new InputError(`no layers in ${where}: expected at least one`);
  return {
    layers,
    weightType: commonType(types),
    folded,
    notes: ["ONNX: Gemm and MatMul turned so that rows are neurons.", ...notes],
  };
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
type Constants = Map<string, () => Constant>;

function constantsOf(tensors: readonly OnnxTensor[], types: Set<WeightType>, where: string): Constants {
  let total = 0;
  const constants: Constants = new Map();
  for (const tensor of tensors) {
    if (constants.has(tensor.name)) {
      throw new InputError(`'${tensor.name}' twice in ${where}: expected one tensor of each name`);
    }
    let decoded: Constant | undefined;
    constants.set(tensor.name, () => {
      if (decoded === undefined) {
        decoded = tensorConstant(tensor, where);
        total += decoded.values.length;
        if (decoded.type !== null) types.add(decoded.type);
        if (total > LARGEST_COUNT) {
          throw new InputError(`${total} numbers in ${where}: expected at most ${LARGEST_COUNT}`);
        }
      }
      return decoded;
    });
  }
  return constants;
}

function initialState(graph: OnnxGraph, where: string): ChainState {
  const initialized = new Set(graph.initializers.map(({ name }) => name));
  const inputs = graph.inputs.filter(({ name }) => !initialized.has(name));
  if (inputs.length !== 1) {
    throw new InputError(
      `${inputs.length} inputs of ${where}: expected one, the beginning of a chain of layers`,
    );
  }
  const [{ name, shape }] = inputs;
  const chain = new LayerChain(where);
  if (shape?.length === 1) {
    return { chain, current: name, layout: "vector", sample: shape[0] === null ? null : [shape[0]] };
  }
  return { chain, current: name, layout: null, sample: null, inputShape: shape ?? undefined };
}

function step(node: OnnxNode, state: ChainState, constants: Constants, where: string): void {
  const { operation, inputs, outputs, domain } = node;
  const place = `${operation}${node.name === "" ? "" : ` '${node.name}'`} in ${where}`;
  const computed = inputs.filter((name) => name !== "" && !constants.has(name));
  const standard = domain === "" || domain === "ai.onnx";
  if (computed.length === 0 && standard) {
    const constant = constantOf(node, constants, place, where);
    if (constant !== undefined) {
      constants.set(outputs[0], () => constant);
      return;
    }
  }
  const apply = standard ? OPERATIONS.get(operation) : undefined;
  if (standard && DATA_NORMS.has(operation)) {
    throw new InputError(`operation ${place}: expected a network without it. ${DATA_NORM_CAVEAT}`);
  }
  if (apply === undefined) {
    throw new InputError(
      `operation ${domain === "" ? "" : `${domain}.`}${place}: expected only ${[...OPERATIONS.keys()].join(", ")}`,
    );
  }
  if (computed.length !== 1 || computed[0] !== state.current || outputs.length === 0) {
    throw new InputError(
      `${place} does not continue the tensor before it: expected a chain of layers, no branches`,
    );
  }
  const operands = inputs.map((name) =>
    name === state.current ? "data" : name === "" ? null : constants.get(name)?.(),
  );
  apply({ node, operands: operands.map((operand) => operand ?? null), place }, state);
  state.current = outputs[0];
}
