/** The numbers of an ONNX tensor, from raw bytes or from the typed lists. */
import { InputError } from "../../../src/result.js";
import type { WeightType } from "../../model.js";
import { BYTES, decodeNumbers } from "../decode-numbers.js";
import { countOf, finiteValues, shapeText } from "../tensor.js";
import type { OnnxTensor } from "./messages.js";
import type { ConstantTensor } from "./tensors.js";

const FLOATS: ReadonlyMap<number, WeightType> = new Map([
  [1, "float32"],
  [10, "float16"],
  [11, "float64"],
  [16, "bfloat16"],
]);
/** Bytes of the types that hold shapes, axes and switches: INT32, INT64, BOOL. */
const INTEGER_BYTES: ReadonlyMap<number, 1 | 4 | 8> = new Map([
  [6, 4],
  [7, 8],
  [9, 1],
]);

/**
 * The numbers of a tensor.
 * @throws InputError for data in other files, types that weights do not have, lengths that do not fit, and non-finite entries
 */
export function tensorConstant(tensor: OnnxTensor, where: string): ConstantTensor {
  const place = `'${tensor.name}' in ${where}`;
  if (tensor.external) {
    throw new InputError(`${place} keeps its data in another file: expected a model with its weights inside`);
  }
  const { shape, dataType, raw } = tensor;
  const count = countOf(shape, place);
  const type = FLOATS.get(dataType) ?? null;
  const integerBytes = INTEGER_BYTES.get(dataType);
  if (type === null && integerBytes === undefined) {
    throw new InputError(`data type ${dataType} of ${place}: expected FLOAT, DOUBLE, FLOAT16 or BFLOAT16`);
  }
  const requireCount = (held: number): void => {
    if (held === count) return;
    throw new InputError(`${held} numbers in ${place}: expected ${count} for shape ${shapeText(shape)}`);
  };
  if (type === null) {
    const integers = raw === null ? Float64Array.from(tensor.integers) : rawIntegers(raw, integerBytes ?? 8);
    requireCount(integers.length);
    return { kind: "constant", name: tensor.name, shape, values: integers, type };
  }
  const read = (): Float64Array => {
    if (raw !== null) {
      requireCount(raw.length / BYTES[type]);
      return decodeNumbers(raw, count, type);
    }
    if (type === "float32" || type === "float64") {
      const bytes = joined(type === "float32" ? tensor.floats : tensor.doubles);
      requireCount(bytes.length / BYTES[type]);
      return decodeNumbers(bytes, count, type);
    }
    // The 16-bit types keep their bit patterns in int32_data.
    requireCount(tensor.integers.length);
    const patterns = new DataView(new ArrayBuffer(2 * count));
    tensor.integers.forEach((bits, i) => {
      patterns.setUint16(2 * i, bits, true);
    });
    return decodeNumbers(new Uint8Array(patterns.buffer), count, type);
  };
  const values = finiteOrUnlimited({ name: tensor.name, shape, type, read }, where);
  return { kind: "constant", name: tensor.name, shape, values, type };
}

/** A scalar may be infinite, as the bound of a clip; a weight may not. */
function finiteOrUnlimited(tensor: Parameters<typeof finiteValues>[0], where: string): Float64Array {
  if (tensor.shape.length > 0) return finiteValues(tensor, where);
  const values = tensor.read();
  if (Number.isNaN(values[0])) throw new InputError(`NaN in '${tensor.name}' of ${where}: expected a number`);
  return values;
}

function rawIntegers(raw: Uint8Array, size: 1 | 4 | 8): Float64Array {
  const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength);
  return Float64Array.from({ length: Math.floor(raw.length / size) }, (_, i) =>
    size === 8 ? Number(view.getBigInt64(8 * i, true)) : size === 4 ? view.getInt32(4 * i, true) : raw[i],
  );
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  if (parts.length === 1) return parts[0];
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
