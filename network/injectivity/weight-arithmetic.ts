/**
 * A layer evaluated in the number format of its weights, each operation correctly rounded (to nearest, ties to even),
 * the sum in the order of the columns. Doubles hold every product of two such numbers exactly and their sums closely
 * enough that rounding twice is rounding once (more than twice the digits plus two); for float64 it is double arithmetic.
 */
import type { DenseMatrix } from "../../src/matrix/dense-matrix.js";
import type { WeightType } from "../model.js";

/** Significant bits, exponent of the smallest normal number, and the largest finite number. */
const FORMATS: Readonly<Record<WeightType, { digits: number; smallest: number; largest: number }>> = {
  float64: { digits: 53, smallest: -1022, largest: Number.MAX_VALUE },
  float32: { digits: 24, smallest: -126, largest: (2 - 2 ** -23) * 2 ** 127 },
  float16: { digits: 11, smallest: -14, largest: 65504 },
  bfloat16: { digits: 8, smallest: -126, largest: (2 - 2 ** -7) * 2 ** 127 },
};

/** The relative rounding of one operation: half a unit of the last place of 1. */
export function unitRoundoff(type: WeightType): number {
  return 2 ** -FORMATS[type].digits;
}

/** The nearest number of the format, ±Infinity beyond its range. */
export function roundTo(value: number, type: WeightType): number {
  if (type === "float64" || value === 0 || !Number.isFinite(value)) return value;
  if (type === "float32") return Math.fround(value);
  const { digits, smallest, largest } = FORMATS[type];
  const exponent = Math.max(binaryExponent(value), smallest);
  const unit = 2 ** (exponent - digits + 1);
  const rounded = roundHalfEven(value / unit) * unit;
  return Math.abs(rounded) > largest ? Math.sign(value) * Number.POSITIVE_INFINITY : rounded;
}

/** max(Wx + b, 0) with every product and sum rounded to the format; x and the weights must be numbers of it. */
export function evaluateRounded(
  weights: DenseMatrix,
  bias: Float64Array | null,
  input: Float64Array,
  type: WeightType,
): Float64Array {
  return Float64Array.from({ length: weights.rows }, (_, i) => {
    let sum = 0;
    for (let k = 0; k < weights.columns; k++) {
      sum = roundTo(sum + roundTo(weights.values[i * weights.columns + k] * input[k], type), type);
    }
    return Math.max(0, roundTo(sum + (bias?.[i] ?? 0), type));
  });
}

const VIEW = new DataView(new ArrayBuffer(8));

/** floor(log2|value|) of a normal double; below every format's range for a subnormal one. */
function binaryExponent(value: number): number {
  VIEW.setFloat64(0, value);
  return ((VIEW.getUint16(0) >>> 4) & 0x7ff) - 1023;
}

function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest !== 0.5) return rest < 0.5 ? floor : floor + 1;
  return floor % 2 === 0 ? floor : floor + 1;
}
