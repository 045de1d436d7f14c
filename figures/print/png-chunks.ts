/** Resolution and texts inside a PNG file (W3C PNG, 11.3). */

const SIGNATURE = 8;
/** Length, type and checksum around the data of a chunk. */
const AROUND = 12;
const METRE = 1;
const POLYNOMIAL = 0xedb88320;

/**
 * The same picture with its resolution and its texts behind the first chunk, where readers look for them.
 * @param perMetre pixels per metre
 */
export function withChunks(
  png: Uint8Array,
  perMetre: number,
  texts: Readonly<Record<string, string>>,
): Uint8Array {
  const head = SIGNATURE + AROUND + new DataView(png.buffer, png.byteOffset).getUint32(SIGNATURE);
  const physical = new DataView(new ArrayBuffer(9));
  physical.setUint32(0, perMetre);
  physical.setUint32(4, perMetre);
  physical.setUint8(8, METRE);
  const chunks = [
    chunk("pHYs", new Uint8Array(physical.buffer)),
    // Keyword, not compressed, no language, no translated keyword, text in UTF-8.
    ...Object.entries(texts).map(([keyword, text]) =>
      chunk("iTXt", new TextEncoder().encode(`${keyword}\0\0\0\0\0${text}`)),
    ),
  ];
  return Buffer.concat([png.subarray(0, head), ...chunks, png.subarray(head)]);
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(AROUND + data.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, data.length);
  bytes.set(new TextEncoder().encode(type), 4);
  bytes.set(data, 8);
  view.setUint32(8 + data.length, checksum(bytes.subarray(4, 8 + data.length)));
  return bytes;
}

/** CRC-32 as PNG has it, bit by bit: chunks of text are short. */
function checksum(bytes: Uint8Array): number {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? POLYNOMIAL : 0);
  }
  return (sum ^ 0xffffffff) >>> 0;
}
