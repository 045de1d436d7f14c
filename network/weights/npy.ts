/** The .npy format of NumPy (NEP 1): one array with a header in the notation of a Python dictionary. */
import { InputError } from "../../src/result.js";
import type { WeightType } from "../model.js";
import { BYTES, decodeNumbers } from "./decode-numbers.js";
import { countOf, type StoredTensor, shapeText } from "./tensor.js";

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];
/** NumPy itself reads headers up to 10,000 characters. */
const LONGEST_HEADER = 65_536;
const MOST_DIMENSIONS = 32;

const FLOATS: Readonly<Record<string, WeightType>> = { f2: "float16", f4: "float32", f8: "float64" };
const INTEGER_BYTES: Readonly<Record<string, number>> = {
  b1: 1,
  i1: 1,
  u1: 1,
  i2: 2,
  u2: 2,
  i4: 4,
  u4: 4,
  i8: 8,
  u8: 8,
};

/** Whether bytes begin as a .npy file does. */
export function isNpy(bytes: Uint8Array): boolean {
  return MAGIC.every((byte, i) => bytes[i] === byte);
}

/**
 * The array of a .npy file of format version 1 to 3, little or big endian, C or Fortran order. Integers are read as
 * doubles. Object arrays, which are pickles, structured, complex and extended types are refused.
 * @param name what to call the array
 */
export function readNpy(bytes: Uint8Array, name: string, where: string): StoredTensor {
  const { header, start } = headerOf(bytes, where);
  const { descr, fortran, shape } = parseHeader(header, where);
  const { code, littleEndian } = parseType(descr, where);
  const count = countOf(shape, where);
  const size = code in FLOATS ? BYTES[FLOATS[code]] : INTEGER_BYTES[code];
  if (bytes.length - start !== count * size) {
    throw new InputError(
      `${bytes.length - start} bytes of data in ${where}: expected ${count * size} for shape ${shapeText(shape)} of '${descr}'`,
    );
  }
  const data = bytes.subarray(start);
  const read = (): Float64Array => {
    const values =
      code in FLOATS
        ? decodeNumbers(data, count, FLOATS[code], littleEndian)
        : decodeIntegers(data, count, code, littleEndian, where);
    return fortran ? toRowMajor(values, shape) : values;
  };
  return { name, shape, type: FLOATS[code] ?? "float64", read };
}

function headerOf(bytes: Uint8Array, where: string): { header: string; start: number } {
  const refuse = (what: string): never => {
    throw new InputError(`${what} in ${where}: expected a .npy file of format version 1, 2 or 3`);
  };
  if (bytes.length < 10) return refuse(`only ${bytes.length} bytes`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const version = bytes[6];
  if (version < 1 || version > 3 || bytes[7] !== 0) return refuse(`format version ${version}.${bytes[7]}`);
  const start = version === 1 ? 10 : 12;
  if (bytes.length < start) return refuse(`only ${bytes.length} bytes`);
  const length = version === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  if (length > LONGEST_HEADER || start + length > bytes.length) return refuse(`a header of ${length} bytes`);
  const header = new TextDecoder(version === 3 ? "utf-8" : "latin1").decode(
    bytes.subarray(start, start + length),
  );
  return { header, start: start + length };
}

/** The three keys of the header, in any order, each once. */
function parseHeader(
  header: string,
  where: string,
): { readonly descr: string; readonly fortran: boolean; readonly shape: number[] } {
  const refuse = (): never => {
    const shown = header.trim().slice(0, 60);
    throw new InputError(
      `header ${JSON.stringify(shown)} in ${where}: expected { 'descr': '<f4', 'fortran_order': False, 'shape': (m, n) }, ` +
        "an array of plain numbers",
    );
  };
  const body = /^\s*\{(.*)\}\s*$/s.exec(header)?.[1];
  if (body === undefined) return refuse();
  const found = new Map<string, string>();
  const entry = /\s*(['"])(\w+)\1\s*:\s*('[^']*'|"[^"]*"|True|False|\([^()]*\))\s*(?:,|$)/suy;
  while (entry.lastIndex < body.length && body.slice(entry.lastIndex).trim() !== "") {
    const match = entry.exec(body);
    if (match === null || found.has(match[2])) return refuse();
    found.set(match[2], match[3]);
  }
  const [descr, order, shape] = ["descr", "fortran_order", "shape"].map((key) => found.get(key));
  if (found.size !== 3 || !/^['"]/.test(descr ?? "") || !/^(?:True|False)$/.test(order ?? ""))
    return refuse();
  const lengths = /^\(\s*((?:\d+\s*,\s*)*\d*)\s*\)$/.exec(shape ?? "")?.[1];
  if (lengths === undefined) return refuse();
  const dimensions = lengths.split(",").flatMap((part) => (part.trim() === "" ? [] : [Number(part)]));
  if (dimensions.length > MOST_DIMENSIONS) return refuse();
  return { descr: (descr ?? "").slice(1, -1), fortran: order === "True", shape: dimensions };
}

/** The NumPy type string: byte order, kind and bytes of one number. */
function parseType(descr: string, where: string): { code: string; littleEndian: boolean } {
  const match = /^([<>|=]?)([a-zA-Z])(\d*)$/.exec(descr);
  const code = match === null ? "" : `${match[2]}${match[3]}`;
  if (match !== null && (code in FLOATS || code in INTEGER_BYTES)) {
    return { code, littleEndian: match[1] !== ">" };
  }
  const object = match?.[2] === "O";
  throw new InputError(
    `type '${descr.slice(0, 40)}' in ${where}: expected f2, f4, f8 or integers` +
      (object ? "; object arrays are pickles and are never loaded" : ""),
  );
}

/** Integers as doubles. @throws InputError beyond 2^53, where a double would round */
function decodeIntegers(
  data: Uint8Array,
  count: number,
  code: string,
  littleEndian: boolean,
  where: string,
): Float64Array {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const readers: Readonly<Record<string, (at: number) => number>> = {
    b1: (at) => view.getUint8(at),
    i1: (at) => view.getInt8(at),
    u1: (at) => view.getUint8(at),
    i2: (at) => view.getInt16(at, littleEndian),
    u2: (at) => view.getUint16(at, littleEndian),
    i4: (at) => view.getInt32(at, littleEndian),
    u4: (at) => view.getUint32(at, littleEndian),
    i8: (at) => Number(view.getBigInt64(at, littleEndian)),
    u8: (at) => Number(view.getBigUint64(at, littleEndian)),
  };
  const read = readers[code];
  const values = Float64Array.from({ length: count }, (_, i) => read(i * INTEGER_BYTES[code]));
  const large = values.findIndex((value) => Math.abs(value) > Number.MAX_SAFE_INTEGER);
  if (large !== -1) {
    throw new InputError(`${values[large]} in ${where}: expected integers up to 2^53 in magnitude`);
  }
  return values;
}

/** Fortran order to C order, for any number of axes. */
function toRowMajor(values: Float64Array, shape: readonly number[]): Float64Array {
  const turned = new Float64Array(values.length);
  const strides = shape.map((_, axis) =>
    shape.slice(0, axis).reduce((product, length) => product * length, 1),
  );
  const index = shape.map(() => 0);
  let from = 0;
  for (let to = 0; to < values.length; to++) {
    turned[to] = values[from];
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      index[axis]++;
      from += strides[axis];
      if (index[axis] < shape[axis]) break;
      from -= strides[axis] * shape[axis];
      index[axis] = 0;
    }
  }
  return turned;
}
