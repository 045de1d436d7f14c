/** Layers as files of weights that the readers of this program read back to the same numbers. */
import { rowOf } from "../../src/matrix/dense-matrix.js";
import { InputError } from "../../src/result.js";
import type { NetworkModel, WeightType } from "../model.js";

const FORMATS = [".json", ".npy", ".safetensors", ".csv"] as const;
type ModelFormat = (typeof FORMATS)[number];

/** @throws InputError for a name that ends otherwise */
export function modelFormat(path: string, place: string): ModelFormat {
  const format = FORMATS.find((end) => path.toLowerCase().endsWith(end));
  if (format !== undefined) return format;
  throw new InputError(`'${path}' in ${place}: expected a name that ends in ${FORMATS.join(", ")}`);
}

/**
 * The bytes or the text of a file.
 * @param model whose weights are numbers of its format
 * @throws InputError where the file format has no place for a bias, several layers, an activation or the number format
 */
export function modelFile(model: NetworkModel, format: ModelFormat): Uint8Array | string {
  if (format === ".json") return jsonText(model);
  if (format === ".safetensors") return safetensors(model);
  const [{ weights, bias }] = model.layers;
  if (model.layers.length > 1 || bias !== null)
    throw new InputError(`a ${format} file holds one matrix: expected .json or .safetensors for this layer`);
  if (format === ".csv")
    return Array.from({ length: weights.rows }, (_, i) => `${rowOf(weights, i).join(",")}\n`).join("");
  return npy(weights.values, [weights.rows, weights.columns], model.weightType);
}

function jsonText({ layers }: NetworkModel): string {
  const stored = layers.map(({ weights, bias, activation }) => ({
    weights: Array.from({ length: weights.rows }, (_, i) => [...rowOf(weights, i)]),
    ...(bias === null ? {} : { bias: [...bias] }),
    activation: activation.name,
  }));
  return `${JSON.stringify({ layers: stored })}\n`;
}

const NPY_TYPES: Readonly<Partial<Record<WeightType, string>>> = {
  float64: "<f8",
  float32: "<f4",
  float16: "<f2",
};

function npy(values: Float64Array, shape: readonly number[], type: WeightType): Uint8Array {
  const descr = NPY_TYPES[type];
  if (descr === undefined) throw new InputError(`.npy has no ${type}: expected .safetensors or .json`);
  const dictionary = `{'descr': '${descr}', 'fortran_order': False, 'shape': (${shape.join(", ")}), }`;
  const length = 64 * Math.ceil((dictionary.length + 11) / 64) - 10;
  const magic = new TextEncoder().encode("NUMPY");
  const preamble = Uint8Array.of(0x93, ...magic, 1, 0, length & 255, length >> 8);
  const text = new TextEncoder().encode(`${dictionary.padEnd(length - 1)}\n`);
  return joined([preamble, text, encoded(values, type)]);
}

const TENSOR_TYPES: Readonly<Record<WeightType, string>> = {
  float64: "F64",
  float32: "F32",
  float16: "F16",
  bfloat16: "BF16",
};

/** Activations are not stored: ReLU after all layers but the last of several is what the reader supposes. */
function safetensors({ layers, weightType }: NetworkModel): Uint8Array {
  const header: Record<string, unknown> = {};
  const parts: Uint8Array[] = [];
  let start = 0;
  const add = (name: string, shape: number[], values: Float64Array): void => {
    const bytes = encoded(values, weightType);
    header[name] = {
      dtype: TENSOR_TYPES[weightType],
      shape,
      data_offsets: [start, start + bytes.length],
    };
    parts.push(bytes);
    start += bytes.length;
  };
  layers.forEach(({ weights, bias }, i) => {
    add(`layer${i + 1}.weight`, [weights.rows, weights.columns], weights.values);
    if (bias !== null) add(`layer${i + 1}.bias`, [bias.length], bias);
  });
  const plain = JSON.stringify(header);
  const text = new TextEncoder().encode(plain.padEnd(8 * Math.ceil(plain.length / 8)));
  const length = new Uint8Array(8);
  new DataView(length.buffer).setUint32(0, text.length, true);
  return joined([length, text, ...parts]);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Little-endian. The values are numbers of the format: nothing is rounded. */
function encoded(values: Float64Array, type: WeightType): Uint8Array {
  const size = type === "float64" ? 8 : type === "float32" ? 4 : 2;
  const bytes = new DataView(new ArrayBuffer(size * values.length));
  const single = new DataView(new ArrayBuffer(4));
  values.forEach((value, i) => {
    if (type === "float64") bytes.setFloat64(8 * i, value, true);
    else if (type === "float32") bytes.setFloat32(4 * i, value, true);
    else if (type === "float16") bytes.setUint16(2 * i, halfBits(value), true);
    else {
      single.setFloat32(0, value);
      bytes.setUint16(2 * i, single.getUint16(0), true);
    }
  });
  return new Uint8Array(bytes.buffer);
}

/** Sign, exponent and fraction of a number of float16. */
function halfBits(value: number): number {
  const sign = value < 0 || Object.is(value, -0) ? 0x8000 : 0;
  const size = Math.abs(value);
  // Subnormal ones are multiples of 2^-24.
  if (size < 2 ** -14) return sign | (size * 2 ** 24);
  const exponent = Math.floor(Math.log2(size));
  const fraction = size / 2 ** exponent;
  const [e, f] =
    fraction >= 2
      ? [exponent + 1, fraction / 2]
      : fraction < 1
        ? [exponent - 1, fraction * 2]
        : [exponent, fraction];
  return sign | ((e + 15) << 10) | ((f - 1) * 1024);
}
