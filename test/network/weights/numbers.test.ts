/** All 65,536 patterns of the 16-bit formats, and both byte orders of the others. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bfloatToDouble, decodeNumbers, halfToDouble } from "../../../network/weights/decode-numbers.js";
import { floatBytes } from "./builders.js";

/** The value of a pattern from its digits: sign, exponent and fraction as text. */
function fromDigits(bits: number, exponentBits: number, fractionBits: number): number {
  const digits = bits.toString(2).padStart(16, "0");
  const exponent = Number.parseInt(digits.slice(1, 1 + exponentBits), 2);
  const fraction = digits.slice(1 + exponentBits);
  const bias = 2 ** (exponentBits - 1) - 1;
  const magnitude = ((): number => {
    if (exponent === 2 ** exponentBits - 1)
      return fraction.includes("1") ? Number.NaN : Number.POSITIVE_INFINITY;
    const leading = exponent === 0 ? "0" : "1";
    return Number.parseInt(leading + fraction, 2) * 2 ** (Math.max(exponent, 1) - bias - fractionBits);
  })();
  return digits[0] === "1" ? -magnitude : magnitude;
}

describe("16-bit numbers", () => {
  it("binary16 is decoded exactly for every pattern", () => {
    for (let bits = 0; bits < 65536; bits++) {
      if (!Object.is(halfToDouble(bits), fromDigits(bits, 5, 10))) throw new Error(`pattern ${bits}`);
    }
    expect(halfToDouble(0x3c00)).toBe(1);
    expect(halfToDouble(0x7bff)).toBe(65504);
    expect(halfToDouble(0x0001)).toBe(2 ** -24);
    expect(halfToDouble(0x8000)).toBe(-0);
  });

  it("bfloat16 is decoded exactly for every pattern", () => {
    for (let bits = 0; bits < 65536; bits++) {
      if (!Object.is(bfloatToDouble(bits), fromDigits(bits, 8, 7))) throw new Error(`pattern ${bits}`);
    }
    expect(bfloatToDouble(0x3f80)).toBe(1);
    expect(bfloatToDouble(0xff80)).toBe(Number.NEGATIVE_INFINITY);
  });

  it("float32 and float64 come back in both byte orders, from unaligned places too", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ noNaN: true }), { maxLength: 20 }),
        fc.boolean(),
        (values, bigEndian) => {
          const doubles = Buffer.concat([Buffer.of(0), floatBytes(values, "f8", bigEndian)]).subarray(1);
          expect([...decodeNumbers(doubles, values.length, "float64", !bigEndian)]).toEqual(values);
          const singles = Buffer.concat([Buffer.of(0), floatBytes(values, "f4", bigEndian)]).subarray(1);
          expect([...decodeNumbers(singles, values.length, "float32", !bigEndian)]).toEqual(
            values.map(Math.fround),
          );
        },
      ),
    );
  });
});
