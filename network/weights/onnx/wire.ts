/** Protobuf messages field by field, on pbf, with the checks that it leaves out: lengths, wire types, fields 0. */
import { PbfReader } from "pbf";
import { InputError } from "../../../src/result.js";

const VARINT = 0;
const FIXED64 = 1;
const BYTES = 2;
const FIXED32 = 5;

/** Fields of one file, and integers of one packed list: far more than models have, far less than memory. */
const MOST_FIELDS = 2 ** 22;
const MOST_INTEGERS = 2 ** 24;
/** Names and words; documentation is skipped. */
const LONGEST_TEXT = 4096;

/** One file being read: what to call it, and how many fields it may still have. */
export interface WireContext {
  readonly where: string;
  remaining: number;
}

/** The context of a new file. */
export function wireContext(where: string): WireContext {
  return { where, remaining: MOST_FIELDS };
}

/** One field of a message, read by the accessor of its type. */
export interface Field {
  readonly number: number;
  readonly bytes: () => Uint8Array;
  readonly text: () => string;
  /** A signed 64-bit integer; beyond 2^53, where exporters write "to the end", the last safe one. */
  readonly integer: () => number;
  readonly float: () => number;
  /** Repeated integers, packed or one by one. */
  readonly integers: () => number[];
  /** Repeated floats, packed or one by one, as their little-endian bytes. */
  readonly floatBytes: () => Uint8Array;
  readonly doubleBytes: () => Uint8Array;
}

/**
 * Calls `visit` for each field of a message. A nested message is visited through `bytes()`, which lie within this one.
 * @throws InputError for anything but a well-formed message
 */
export function readFields(message: Uint8Array, context: WireContext, visit: (field: Field) => void): void {
  const malformed = (): never => {
    throw new InputError(`${context.where} is damaged: expected a complete ONNX model`);
  };
  const reader = new PbfReader(message);
  const require = (type: number): void => {
    if (reader.type !== type) malformed();
  };
  const bytes = (): Uint8Array => {
    require(BYTES);
    const length = reader.readVarint();
    if (!(length <= message.length - reader.pos)) malformed();
    const start = reader.pos;
    reader.pos += length;
    return message.subarray(start, reader.pos);
  };
  const fixed = (type: number, size: number): Uint8Array => {
    if (reader.type === BYTES) {
      const packed = bytes();
      return packed.length % size === 0 ? packed : malformed();
    }
    require(type);
    if (reader.pos + size > message.length) malformed();
    reader.pos += size;
    return message.subarray(reader.pos - size, reader.pos);
  };
  const integer = (): number => {
    require(VARINT);
    return saturated(reader.readVarint(true));
  };
  const accessors = {
    bytes,
    text: () => new TextDecoder().decode(bytes().subarray(0, LONGEST_TEXT)),
    integer,
    float: () => {
      const four = fixed(FIXED32, 4);
      return four.length === 4 ? new DataView(four.buffer, four.byteOffset).getFloat32(0, true) : malformed();
    },
    integers: () => (reader.type === BYTES ? packedIntegers(bytes(), malformed) : [integer()]),
    floatBytes: () => fixed(FIXED32, 4),
    doubleBytes: () => fixed(FIXED64, 8),
  };
  try {
    for (let number = reader.nextField(); number !== 0; number = reader.nextField()) {
      if (--context.remaining < 0) malformed();
      visit({ number, ...accessors });
      if (!(reader.pos <= message.length)) malformed();
    }
  } catch (error) {
    if (error instanceof InputError) throw error;
    // pbf throws plain errors and RangeErrors for what it cannot read.
    malformed();
  }
  if (reader.pos !== message.length) malformed();
}

function saturated(value: number): number {
  return Math.min(Math.max(value, Number.MIN_SAFE_INTEGER), Number.MAX_SAFE_INTEGER);
}

function packedIntegers(bytes: Uint8Array, malformed: () => never): number[] {
  const reader = new PbfReader(bytes);
  const values: number[] = [];
  while (reader.pos < bytes.length) {
    if (values.length >= MOST_INTEGERS) malformed();
    values.push(saturated(reader.readVarint(true)));
  }
  return reader.pos === bytes.length ? values : malformed();
}
