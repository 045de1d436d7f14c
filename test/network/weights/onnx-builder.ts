/** ONNX models written by a protobuf writer of its own: tag, length, bytes. */

/** An unsigned varint; negative integers in two's complement of 64 bits. */
function varint(value: number | bigint): Buffer {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  do {
    bytes.push(Number(rest & 0x7fn) | (rest > 0x7fn ? 0x80 : 0));
    rest >>= 7n;
  } while (rest > 0n);
  return Buffer.from(bytes);
}

const field = (number: number, type: number, body: Uint8Array): Buffer =>
  Buffer.concat([varint(number * 8 + type), body]);
export const integerField = (number: number, value: number | bigint): Buffer =>
  field(number, 0, varint(value));
export const bytesField = (number: number, bytes: Uint8Array | string): Buffer => {
  const body = Buffer.from(bytes as string);
  return field(number, 2, Buffer.concat([varint(body.length), body]));
};
const floatField = (number: number, value: number): Buffer =>
  field(number, 5, Buffer.from(Float32Array.of(value).buffer));

export interface TensorSpec {
  readonly name?: string;
  readonly shape: readonly number[];
  readonly values: readonly number[];
  /** How the numbers are kept; "raw" ones are FLOAT. */
  readonly as?: "raw" | "float" | "double" | "raw-double" | "int64" | "half-bits" | "bfloat-raw";
  readonly external?: boolean;
}

/** A TensorProto. */
function tensor({ name = "", shape, values, as = "raw", external = false }: TensorSpec): Buffer {
  const bits16 = (): Buffer => Buffer.from(Uint16Array.from(values).buffer);
  const [dataType, body] = {
    raw: () => [1, bytesField(9, Buffer.from(Float32Array.from(values).buffer))] as const,
    float: () => [1, bytesField(4, Buffer.from(Float32Array.from(values).buffer))] as const,
    double: () => [11, bytesField(10, Buffer.from(Float64Array.from(values).buffer))] as const,
    "raw-double": () => [11, bytesField(9, Buffer.from(Float64Array.from(values).buffer))] as const,
    int64: () => [7, bytesField(7, Buffer.concat(values.map((value) => varint(value))))] as const,
    "half-bits": () => [10, bytesField(5, Buffer.concat(values.map((value) => varint(value))))] as const,
    "bfloat-raw": () => [16, bytesField(9, bits16())] as const,
  }[as]();
  return Buffer.concat([
    bytesField(1, Buffer.concat(shape.map((length) => varint(length)))),
    integerField(2, dataType),
    bytesField(8, name),
    body,
    ...(external ? [bytesField(13, bytesField(1, "location")), integerField(14, 1)] : []),
  ]);
}

type AttributeValue =
  | number
  | { readonly int: number }
  | readonly number[]
  | string
  | { readonly tensor: TensorSpec };

function attribute(name: string, value: AttributeValue): Buffer {
  const body = (): Buffer => {
    if (typeof value === "number") return floatField(2, value);
    if (typeof value === "string") return bytesField(4, value);
    if ("int" in value) return integerField(3, value.int);
    if ("tensor" in value) return bytesField(5, tensor(value.tensor));
    return Buffer.concat(value.map((entry) => integerField(8, entry)));
  };
  return Buffer.concat([bytesField(1, name), body()]);
}

export interface NodeSpec {
  readonly operation: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes?: Readonly<Record<string, AttributeValue>>;
  readonly domain?: string;
}

function node({ operation, inputs, outputs, attributes = {}, domain }: NodeSpec): Buffer {
  return Buffer.concat([
    ...inputs.map((name) => bytesField(1, name)),
    ...outputs.map((name) => bytesField(2, name)),
    bytesField(3, `${operation}_node`),
    bytesField(4, operation),
    ...Object.entries(attributes).map(([name, value]) => bytesField(5, attribute(name, value))),
    ...(domain === undefined ? [] : [bytesField(7, domain)]),
  ]);
}

function value(name: string, shape: readonly (number | string)[]): Buffer {
  const dimensions = shape.map((length) =>
    bytesField(1, typeof length === "number" ? integerField(1, length) : bytesField(2, length)),
  );
  const type = bytesField(1, Buffer.concat([integerField(1, 1), bytesField(2, Buffer.concat(dimensions))]));
  return Buffer.concat([bytesField(1, name), bytesField(2, type)]);
}

export interface GraphSpec {
  readonly nodes: readonly NodeSpec[];
  readonly tensors?: readonly TensorSpec[];
  /** Shape of the input `x`; a text is an open length. */
  readonly input: readonly (number | string)[];
  readonly output: string;
}

/** A ModelProto. */
export function onnxFile({ nodes, tensors = [], input, output }: GraphSpec): Uint8Array {
  const graph = Buffer.concat([
    ...nodes.map((spec) => bytesField(1, node(spec))),
    bytesField(2, "graph"),
    ...tensors.map((spec) => bytesField(5, tensor(spec))),
    bytesField(11, value("x", input)),
    bytesField(12, value(output, [])),
  ]);
  return Buffer.concat([
    integerField(1, 8),
    bytesField(2, "test"),
    bytesField(7, graph),
    bytesField(8, integerField(2, 17)),
  ]);
}

/** Nodes in a row, x → t1 → t2 …; "data" stands for the tensor that flows. */
export function chainOf(steps: readonly Omit<NodeSpec, "outputs">[]): { nodes: NodeSpec[]; output: string } {
  const name = (i: number): string => (i === 0 ? "x" : `t${i}`);
  const nodes = steps.map((step, i) => ({
    ...step,
    inputs: step.inputs.map((input) => (input === "data" ? name(i) : input)),
    outputs: [name(i + 1)],
  }));
  return { nodes, output: name(steps.length) };
}
