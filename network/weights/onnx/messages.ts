/** The parts of an ONNX model that say what a network computes (onnx.proto, IR versions 3 to 13). */
import { InputError } from "../../../src/result.js";
import { LARGEST_TENSORS } from "../limits.js";
import { type Field, readFields, type WireContext, wireContext } from "./wire.js";

/** A TensorProto, its numbers still as stored. */
export interface OnnxTensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dataType: number;
  readonly raw: Uint8Array | null;
  readonly floats: readonly Uint8Array[];
  readonly doubles: readonly Uint8Array[];
  /** int32_data and int64_data. */
  readonly integers: readonly number[];
  readonly external: boolean;
}

/** An AttributeProto; the field that belongs to its type is set. */
interface OnnxAttribute {
  readonly name: string;
  readonly float: number | null;
  readonly integer: number | null;
  readonly text: string | null;
  readonly tensor: OnnxTensor | null;
  readonly floats: readonly number[];
  readonly integers: readonly number[];
}

export interface OnnxNode {
  readonly operation: string;
  readonly name: string;
  readonly domain: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: ReadonlyMap<string, OnnxAttribute>;
}

/** An input or output; a length that the model leaves open is null, an absent shape is null. */
export interface OnnxValue {
  readonly name: string;
  /** The code of its numbers' format; 0 where it is not said. */
  readonly elementType: number;
  readonly shape: readonly (number | null)[] | null;
}

export interface OnnxGraph {
  readonly nodes: readonly OnnxNode[];
  readonly initializers: readonly OnnxTensor[];
  readonly inputs: readonly OnnxValue[];
  readonly outputs: readonly OnnxValue[];
  /** Version of the standard operators. */
  readonly opset: number;
}

/** The graph of a ModelProto. @throws InputError when the bytes are not such a message or hold no graph */
export function readModelProto(bytes: Uint8Array, where: string): OnnxGraph {
  const context = wireContext(where);
  let graph: Omit<OnnxGraph, "opset"> | undefined;
  let opset: number | undefined;
  readFields(bytes, context, (field) => {
    if (field.number === 7) graph = readGraph(field.bytes(), context);
    else if (field.number === 8) opset = standardVersion(field.bytes(), context) ?? opset;
  });
  if (graph === undefined) throw new InputError(`no graph in ${where}: expected an ONNX model`);
  return { ...graph, opset: opset ?? 1 };
}

/** The version of an OperatorSetId of the standard domain. */
function standardVersion(bytes: Uint8Array, context: WireContext): number | undefined {
  let domain = "";
  let version = 1;
  readFields(bytes, context, (field) => {
    if (field.number === 1) domain = field.text();
    else if (field.number === 2) version = field.integer();
  });
  return domain === "" || domain === "ai.onnx" ? version : undefined;
}

function readGraph(bytes: Uint8Array, context: WireContext): Omit<OnnxGraph, "opset"> {
  const nodes: OnnxNode[] = [];
  const initializers: OnnxTensor[] = [];
  const inputs: OnnxValue[] = [];
  const outputs: OnnxValue[] = [];
  const bounded = <T>(list: T[], item: T): void => {
    if (list.push(item) > LARGEST_TENSORS) {
      throw new InputError(
        `more than ${LARGEST_TENSORS} nodes or tensors in ${context.where}: expected fewer`,
      );
    }
  };
  readFields(bytes, context, (field) => {
    if (field.number === 1) bounded(nodes, readNode(field.bytes(), context));
    else if (field.number === 5) bounded(initializers, readTensor(field.bytes(), context));
    else if (field.number === 11) bounded(inputs, readValue(field.bytes(), context));
    else if (field.number === 12) bounded(outputs, readValue(field.bytes(), context));
    else if (field.number === 15) {
      throw new InputError(`sparse initializers in ${context.where}: expected dense ones`);
    }
  });
  return { nodes, initializers, inputs, outputs };
}

function readNode(bytes: Uint8Array, context: WireContext): OnnxNode {
  let [operation, name, domain] = ["", "", ""];
  const inputs: string[] = [];
  const outputs: string[] = [];
  const attributes = new Map<string, OnnxAttribute>();
  readFields(bytes, context, (field) => {
    if (field.number === 1) inputs.push(field.text());
    else if (field.number === 2) outputs.push(field.text());
    else if (field.number === 3) name = field.text();
    else if (field.number === 4) operation = field.text();
    else if (field.number === 7) domain = field.text();
    else if (field.number === 5) {
      const attribute = readAttribute(field.bytes(), context);
      attributes.set(attribute.name, attribute);
    }
  });
  return { operation, name, domain, inputs, outputs, attributes };
}

function readAttribute(bytes: Uint8Array, context: WireContext): OnnxAttribute {
  let name = "";
  let [float, integer, text]: [number | null, number | null, string | null] = [null, null, null];
  let tensor: OnnxTensor | null = null;
  const floats: number[] = [];
  const integers: number[] = [];
  readFields(bytes, context, (field) => {
    if (field.number === 1) name = field.text();
    else if (field.number === 2) float = field.float();
    else if (field.number === 3) integer = field.integer();
    else if (field.number === 4) text = field.text();
    else if (field.number === 5) tensor = readTensor(field.bytes(), context);
    else if (field.number === 7) for (const value of floatsOf(field)) floats.push(value);
    else if (field.number === 8) for (const value of field.integers()) integers.push(value);
  });
  return { name, float, integer, text, tensor, floats, integers };
}

function floatsOf(field: Field): number[] {
  const bytes = field.floatBytes();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: bytes.length / 4 }, (_, i) => view.getFloat32(4 * i, true));
}

function readTensor(bytes: Uint8Array, context: WireContext): OnnxTensor {
  let [name, dataType, external] = ["", 0, false];
  let raw: Uint8Array | null = null;
  const shape: number[] = [];
  const floats: Uint8Array[] = [];
  const doubles: Uint8Array[] = [];
  const integers: number[] = [];
  readFields(bytes, context, (field) => {
    if (field.number === 1) for (const length of field.integers()) shape.push(length);
    else if (field.number === 2) dataType = field.integer();
    else if (field.number === 4) floats.push(field.floatBytes());
    else if (field.number === 5 || field.number === 7) {
      for (const value of field.integers()) integers.push(value);
    } else if (field.number === 8) name = field.text();
    else if (field.number === 9) raw = field.bytes();
    else if (field.number === 10) doubles.push(field.doubleBytes());
    else if (field.number === 13) external = true;
    else if (field.number === 14) external ||= field.integer() === 1;
  });
  return { name, shape, dataType, raw, floats, doubles, integers, external };
}

/** ValueInfoProto, down to TypeProto.Tensor.shape.dim. */
function readValue(bytes: Uint8Array, context: WireContext): OnnxValue {
  let [name, elementType] = ["", 0];
  let shape: (number | null)[] | null = null;
  const dimension = (message: Uint8Array): number | null => {
    let length: number | null = null;
    readFields(message, context, (field) => {
      if (field.number === 1) length = field.integer();
    });
    // Old exporters write 0 or -1 for a length that is left open.
    return length !== null && length >= 1 ? length : null;
  };
  const within = (message: Uint8Array, number: number, use: (inner: Uint8Array) => void): void =>
    readFields(message, context, (field) => {
      if (field.number === number) use(field.bytes());
    });
  readFields(bytes, context, (field) => {
    if (field.number === 1) name = field.text();
    else if (field.number === 2) {
      within(field.bytes(), 1, (tensorType) =>
        readFields(tensorType, context, (part) => {
          if (part.number === 1) elementType = part.integer();
          else if (part.number === 2) {
            const lengths: (number | null)[] = [];
            within(part.bytes(), 1, (message) => lengths.push(dimension(message)));
            shape = lengths;
          }
        }),
      );
    }
  });
  return { name, shape, elementType };
}
