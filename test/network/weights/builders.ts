/** Files of weights written by code that shares nothing with the readers. */
import { deflateRawSync } from "node:zlib";

/** .npy: descr and order as given; the data are bytes already. */
export function npyFile(
  descr: string,
  shape: readonly number[],
  data: Uint8Array,
  { fortran = false, version = 1 } = {},
): Uint8Array {
  const shapeText = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(", ")})`;
  const dictionary = `{'descr': '${descr}', 'fortran_order': ${fortran ? "True" : "False"}, 'shape': ${shapeText}, }`;
  const preamble = version === 1 ? 10 : 12;
  const padded = `${dictionary.padEnd(64 * Math.ceil((preamble + dictionary.length + 1) / 64) - preamble - 1)}\n`;
  const length = Buffer.alloc(version === 1 ? 2 : 4);
  if (version === 1) length.writeUInt16LE(padded.length);
  else length.writeUInt32LE(padded.length);
  return Buffer.concat([
    Buffer.from([0x93]),
    Buffer.from("NUMPY"),
    Buffer.from([version, 0]),
    length,
    Buffer.from(padded),
    data,
  ]);
}

/** Numbers as bytes; "f4" and so on, big endian where asked for. */
export function floatBytes(values: readonly number[], type: "f4" | "f8", bigEndian = false): Uint8Array {
  const size = type === "f4" ? 4 : 8;
  const buffer = Buffer.alloc(size * values.length);
  values.forEach((value, i) => {
    if (type === "f4") bigEndian ? buffer.writeFloatBE(value, 4 * i) : buffer.writeFloatLE(value, 4 * i);
    else bigEndian ? buffer.writeDoubleBE(value, 8 * i) : buffer.writeDoubleLE(value, 8 * i);
  });
  return buffer;
}

/** A table-free CRC-32, bit by bit. */
function checksum(bytes: Uint8Array): number {
  let remainder = 0xffffffff;
  for (const byte of bytes) {
    remainder ^= byte;
    for (let bit = 0; bit < 8; bit++)
      remainder = remainder & 1 ? (remainder >>> 1) ^ 0xedb88320 : remainder >>> 1;
  }
  return ~remainder >>> 0;
}

export interface ZipFile {
  readonly name: string;
  readonly data: Uint8Array;
  readonly deflate?: boolean;
  /** What the directory claims instead of the truth. */
  readonly claimedSize?: number;
  readonly claimedChecksum?: number;
}

/** A ZIP archive. */
export function zipFile(files: readonly ZipFile[]): Uint8Array {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, data, deflate = false, claimedSize, claimedChecksum } of files) {
    const stored = deflate ? deflateRawSync(data) : Buffer.from(data);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(deflate ? 8 : 0, 4);
    common.writeUInt32LE(claimedChecksum ?? checksum(data), 10);
    common.writeUInt32LE(stored.length, 14);
    common.writeUInt32LE(claimedSize ?? data.length, 18);
    common.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from("PK\x03\x04"), common, Buffer.from(name), stored]);
    const entry = Buffer.concat([
      Buffer.from("PK\x01\x02"),
      Buffer.from([20, 0]),
      common,
      Buffer.alloc(10),
      Buffer.from(Uint32Array.of(offset).buffer),
      Buffer.from(name),
    ]);
    parts.push(local);
    directory.push(entry);
    offset += local.length;
  }
  const size = directory.reduce((sum, entry) => sum + entry.length, 0);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, ...directory, end]);
}

/** safetensors: the header as an object or as text, then the data. */
export function safetensorsFile(header: object | string, data: Uint8Array): Uint8Array {
  const text = Buffer.from(typeof header === "string" ? header : JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(text.length));
  return Buffer.concat([length, text, data]);
}
