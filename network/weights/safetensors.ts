/** The safetensors format: a JSON header with names, types, shapes and offsets, then the numbers, little endian. */
import * as z from "zod";
import { InputError } from "../../src/result.js";
import type { WeightType } from "../model.js";
import { BYTES, decodeNumbers } from "./decode-numbers.js";
import { decodeText } from "./decode-text.js";
import { LARGEST_TENSORS } from "./limits.js";
import { parseShallowJson } from "./shallow-json.js";
import { countOf, type StoredTensor, shapeText } from "./tensor.js";

const LONGEST_HEADER = 2 ** 25;
const LONGEST_NAME = 1000;

const ENTRY = z.strictObject({
  dtype: z.string().max(20),
  shape: z.array(z.number().int().nonnegative()).max(32),
  data_offsets: z.tuple([z.number().int().nonnegative(), z.number().int().nonnegative()]),
});

const TYPES: ReadonlyMap<string, WeightType> = new Map([
  ["F64", "float64"],
  ["F32", "float32"],
  ["F16", "float16"],
  ["BF16", "bfloat16"],
]);

const EXPECTED = 'a safetensors header { "name": { "dtype", "shape", "data_offsets" }, … }';

/** Whether bytes may begin a safetensors file: a length that fits, then an object. */
export function isSafetensors(bytes: Uint8Array): boolean {
  if (bytes.length < 10 || bytes[8] !== 0x7b) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return view.getUint32(4, true) === 0 && view.getUint32(0, true) <= bytes.length - 8;
}

/**
 * The tensors of a safetensors file. Other types than F64, F32, F16 and BF16 are listed but cannot be read.
 * @throws InputError for a damaged header, ranges beyond the data, of the wrong length, overlapping or leaving gaps
 */
export function readSafetensors(bytes: Uint8Array, where: string): StoredTensor[] {
  if (bytes.length < 8) throw new InputError(`only ${bytes.length} bytes in ${where}: expected ${EXPECTED}`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = view.getUint32(0, true) + view.getUint32(4, true) * 2 ** 32;
  if (length > bytes.length - 8 || length > LONGEST_HEADER) {
    throw new InputError(
      `a header of ${length} bytes in ${where}: expected at most ${Math.min(bytes.length - 8, LONGEST_HEADER)}`,
    );
  }
  const header = parseShallowJson(decodeText(bytes.subarray(8, 8 + length), where), where, EXPECTED);
  if (typeof header !== "object" || header === null || Array.isArray(header)) {
    throw new InputError(`header of ${where} is not an object: expected ${EXPECTED}`);
  }
  const data = bytes.subarray(8 + length);
  const named = Object.entries(header).filter(([name]) => name !== "__metadata__");
  if (named.length > LARGEST_TENSORS) {
    throw new InputError(`${named.length} tensors in ${where}: expected at most ${LARGEST_TENSORS}`);
  }
  const tensors = named.map(([name, raw]) => describe(name, raw, where));
  requireCover(tensors, data.length, where);
  return tensors.map(({ name, shape, dtype, begin, end }): StoredTensor => {
    const type = TYPES.get(dtype) ?? null;
    const place = `'${name}' in ${where}`;
    return {
      name,
      shape,
      type,
      read: () => {
        if (type === null) throw new InputError(`type ${dtype} of ${place}: expected F64, F32, F16 or BF16`);
        return decodeNumbers(data.subarray(begin, end), countOf(shape, place), type);
      },
    };
  });
}

interface Described {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly begin: number;
  readonly end: number;
}

function describe(fullName: string, raw: unknown, where: string): Described {
  const place = `'${fullName.slice(0, LONGEST_NAME)}' in ${where}`;
  if (fullName.length > LONGEST_NAME) {
    throw new InputError(`name ${place}…: expected at most ${LONGEST_NAME} characters`);
  }
  const entry = ENTRY.safeParse(raw);
  if (!entry.success) throw new InputError(`entry ${place}: expected { "dtype", "shape", "data_offsets" }`);
  const { dtype, shape, data_offsets } = entry.data;
  const [begin, end] = data_offsets;
  const type = TYPES.get(dtype);
  if (begin > end)
    throw new InputError(`data_offsets ${begin}, ${end} of ${place}: expected begin before end`);
  if (type !== undefined && shape.reduce((product, side) => product * side, BYTES[type]) !== end - begin) {
    throw new InputError(
      `${end - begin} bytes of ${place}: expected shape ${shapeText(shape)} of ${dtype} to fill them`,
    );
  }
  return { name: fullName, shape, dtype, begin, end };
}

/** The ranges, sorted, must tile the data: what overlaps or is left over is damage or something hidden. */
function requireCover(tensors: readonly Described[], length: number, where: string): void {
  let reached = 0;
  for (const { name, begin, end } of [...tensors].sort((a, b) => a.begin - b.begin || a.end - b.end)) {
    if (end > length)
      throw new InputError(`'${name}' in ${where} ends at ${end}: expected at most ${length}`);
    if (begin !== reached) {
      const fault = begin < reached ? "overlaps the tensor before it" : "leaves a gap before it";
      throw new InputError(`'${name}' in ${where} ${fault}: expected it to begin at ${reached}`);
    }
    reached = end;
  }
  if (reached !== length) {
    throw new InputError(`${length - reached} bytes after the last tensor of ${where}: expected none`);
  }
}
