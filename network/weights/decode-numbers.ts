/** Stored numbers to doubles, exactly: float16, bfloat16, float32, float64 in either byte order. */
import type { WeightType } from "../model.js";

/** Bytes of one number. */
export const BYTES: Readonly<Record<WeightType, number>> = {
  float64: 8,
  float32: 4,
  float16: 2,
  bfloat16: 2,
};

/** The double that 16 bits of IEEE binary16 stand for. */
export function halfToDouble(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >>> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** The double that 16 bits of bfloat16 stand for: the upper half of a float32. */
export function bfloatToDouble(bits: number): number {
  SCRATCH.setUint32(0, bits << 16);
  return SCRATCH.getFloat32(0);
}

const SCRATCH = new DataView(new ArrayBuffer(4));

/**
 * The numbers in `bytes`, whose length the caller has checked to be `count` times the size of one.
 * @param littleEndian byte order as stored
 */
export function decodeNumbers(
  bytes: Uint8Array,
  count: number,
  type: WeightType,
  littleEndian = true,
): Float64Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const values = new Float64Array(count);
  switch (type) {
    case "float64":
      for (let i = 0; i < count; i++) values[i] = view.getFloat64(8 * i, littleEndian);
      return values;
    case "float32":
      for (let i = 0; i < count; i++) values[i] = view.getFloat32(4 * i, littleEndian);
      return values;
    case "float16":
      for (let i = 0; i < count; i++) values[i] = halfToDouble(view.getUint16(2 * i, littleEndian));
      return values;
    case "bfloat16":
      for (let i = 0; i < count; i++) values[i] = bfloatToDouble(view.getUint16(2 * i, littleEndian));
      return values;
  }
}
