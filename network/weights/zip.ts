/** ZIP archives in memory: the directory, and entries inflated under a limit and held to their checksum. */
import { Inflate } from "fflate";
import { InputError } from "../../src/result.js";
import { LARGEST_FILE, LARGEST_TENSORS } from "./limits.js";

/** One file of an archive. */
export interface ZipEntry {
  readonly name: string;
  /** The contents. @throws InputError when they do not have the stated size and checksum */
  readonly read: () => Uint8Array;
}

interface Record32 {
  readonly name: string;
  readonly method: number;
  readonly checksum: number;
  readonly packed: number;
  readonly size: number;
  readonly offset: number;
}

const END_OF_DIRECTORY = 0x06054b50;
const ZIP64_LOCATOR = 0x07064b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;
const LONGEST_COMMENT = 65_535;
/** Deflate cannot do better than 1032 : 1; an entry that claims more lies. */
const BEST_RATIO = 1032;

/** Whether bytes begin as an archive does. */
export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04;
}

/**
 * The entries of an archive. Sizes are held against the file before anything is inflated: the packed data must fit
 * into it without being shared, and all contents together may have the size of the largest file.
 * @throws InputError for a damaged directory, encryption, methods other than stored and deflated, and too large contents
 */
export function zipEntries(bytes: Uint8Array, where: string): ZipEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const records = readDirectory(bytes, view, where);
  const packed = records.reduce((sum, record) => sum + record.packed, 0);
  const size = records.reduce((sum, record) => sum + record.size, 0);
  if (packed > bytes.length) throw damaged(where, "entries share their data");
  if (size > LARGEST_FILE) {
    throw new InputError(`${where} inflates to ${size} bytes: expected at most ${LARGEST_FILE}`);
  }
  return records.map((record) => ({
    name: record.name,
    read: () => contents(record, bytes, view, `'${record.name}' in ${where}`),
  }));
}

function damaged(where: string, what: string): InputError {
  return new InputError(`${where} is damaged (${what}): expected a complete ZIP archive`);
}

function readDirectory(bytes: Uint8Array, view: DataView, where: string): Record32[] {
  let end = bytes.length - 22;
  const earliest = Math.max(0, end - LONGEST_COMMENT);
  while (end >= earliest && view.getUint32(end, true) !== END_OF_DIRECTORY) end--;
  if (end < earliest) throw damaged(where, "no end of the directory");
  if (
    end >= 20 &&
    view.getUint32(end - 20, true) === ZIP64_LOCATOR &&
    view.getUint32(end + 16, true) === 0xffffffff
  ) {
    throw damaged(where, "larger than 4 GB");
  }
  const count = view.getUint16(end + 10, true);
  if (count > LARGEST_TENSORS) throw damaged(where, `${count} entries`);
  let at = view.getUint32(end + 16, true);
  const records: Record32[] = [];
  for (let i = 0; i < count; i++) {
    if (at + 46 > end || view.getUint32(at, true) !== DIRECTORY_ENTRY)
      throw damaged(where, "directory entry");
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) =>
      view.getUint16(at + field, true),
    );
    if (at + 46 + nameLength > end) throw damaged(where, "name of an entry");
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength));
    if ((view.getUint16(at + 8, true) & 1) === 1) throw damaged(where, "encrypted entry");
    const [checksum, packed, size] = [16, 20, 24].map((field) => view.getUint32(at + field, true));
    records.push({
      name: name.slice(0, 200),
      method: view.getUint16(at + 10, true),
      checksum,
      packed,
      size,
      offset: view.getUint32(at + 42, true),
    });
    at += 46 + nameLength + extraLength + commentLength;
  }
  return records;
}

function contents(record: Record32, bytes: Uint8Array, view: DataView, where: string): Uint8Array {
  const { method, packed, size, offset, checksum } = record;
  if (offset + 30 > bytes.length || view.getUint32(offset, true) !== LOCAL_HEADER) {
    throw damaged(where, "no local header");
  }
  const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  if (start + packed > bytes.length) throw damaged(where, "data beyond the end");
  const data = bytes.subarray(start, start + packed);
  if (method !== 0 && method !== 8) throw damaged(where, `compression method ${method}`);
  const plain = method === 0 ? data : inflate(data, size, where);
  if (plain.length !== size) throw damaged(where, `${plain.length} bytes where ${size} were stated`);
  if (crc32(plain) !== checksum) throw damaged(where, "checksum");
  return plain;
}

const CHUNK = 65_536;

/** Inflates into memory of the stated size, and stops at the first byte beyond it. */
function inflate(data: Uint8Array, size: number, where: string): Uint8Array {
  if (size > data.length * BEST_RATIO) throw damaged(where, `${size} bytes out of ${data.length}`);
  const plain = new Uint8Array(size);
  let filled = 0;
  let over = false;
  const stream = new Inflate((chunk) => {
    if (filled + chunk.length > size) over = true;
    else plain.set(chunk, filled);
    filled += chunk.length;
  });
  try {
    for (let at = 0; at < data.length && !over; at += CHUNK) {
      stream.push(data.subarray(at, at + CHUNK), at + CHUNK >= data.length);
    }
  } catch {
    throw damaged(where, "deflated data");
  }
  if (over) throw damaged(where, `more than the ${size} bytes that were stated`);
  return plain.subarray(0, filled);
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value >>> 0;
});

/** The CRC-32 of ZIP and PNG. */
export function crc32(bytes: Uint8Array): number {
  let value = 0xffffffff;
  for (let i = 0; i < bytes.length; i++) value = CRC_TABLE[(value ^ bytes[i]) & 0xff] ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
}
