/** Nodes whose inputs are all constant: Constant itself, and what exporters put between an initialiser and its use. */
import { InputError } from "../../../src/result.js";
import { transposed } from "../orientation.js";
import type { OnnxNode } from "./messages.js";
import { type Constant, tensorConstant } from "./tensor-values.js";

/** The constant that such a node makes; undefined for operations that are not among them. */
export function constantOf(
  node: OnnxNode,
  constants: ReadonlyMap<string, () => Constant>,
  place: string,
  where: string,
): Constant | undefined {
  const [input] = node.inputs;
  const source = (): Constant => {
    const found = constants.get(input ?? "");
    if (found === undefined) throw new InputError(`${place} without an input: expected one`);
    return found();
  };
  switch (node.operation) {
    case "Constant":
      return constantValue(node, place, where);
    case "Identity":
      return source();
    case "Transpose": {
      const { name, shape, values, type } = source();
      const permutation = node.attributes.get("perm")?.integers ?? [1, 0];
      if (shape.length !== 2 || permutation.length !== 2 || permutation[0] !== 1) {
        throw new InputError(`${place} of shape (${shape.join(", ")}): expected a matrix and perm (1, 0)`);
      }
      const turned = transposed({ rows: shape[0], columns: shape[1], values });
      return { name, shape: [shape[1], shape[0]], values: turned.values, type };
    }
    default:
      return undefined;
  }
}

function constantValue(node: OnnxNode, place: string, where: string): Constant {
  const tensor = node.attributes.get("value")?.tensor;
  if (tensor != null) return tensorConstant(tensor, where);
  const name = node.outputs[0] ?? "";
  for (const [attribute, { float, integer, floats, integers }] of node.attributes) {
    if (attribute === "value_float" && float !== null) {
      return { name, shape: [], values: Float64Array.of(float), type: "float32" };
    }
    if (attribute === "value_int" && integer !== null) {
      return { name, shape: [], values: Float64Array.of(integer), type: null };
    }
    const list = attribute === "value_floats" ? floats : attribute === "value_ints" ? integers : undefined;
    if (list !== undefined) {
      const type = attribute === "value_floats" ? "float32" : null;
      if (!list.every(Number.isFinite)) throw new InputError(`${place}: expected finite numbers`);
      return { name, shape: [list.length], values: Float64Array.from(list), type };
    }
  }
  throw new InputError(`${place} without a dense value: expected numbers`);
}
