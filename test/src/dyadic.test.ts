import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  dyadic,
  dyadicQuantity,
  dyadicText,
  dyadicToNumber,
  equalDyadic,
  log2Dyadic,
  log2Quantity,
  signOf,
  subtractDyadic,
} from "../../src/exact/dyadic.js";

describe("dyadic rationals", () => {
  test("lowest terms and text", () => {
    expect(dyadicText(dyadic(12n, 4))).toBe("3/4");
    expect(dyadicText(dyadic(-12n, 2))).toBe("-3");
    expect(dyadicText(dyadic(3n, -2))).toBe("12");
    expect(dyadicText(dyadic(0n, 9))).toBe("0");
    expect(equalDyadic(dyadic(6n, 3), dyadic(3n, 2))).toBe(true);
    expect(dyadicText(subtractDyadic(dyadic(1n, 1), dyadic(3n, 3)))).toBe("1/8");
  });

  test("doubles come back exactly, subnormal ones included", () => {
    const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(finite, (value) => {
        // Every double is an integer multiple of 2^−1074; split so that no factor leaves the range.
        const exponent = value === 0 ? 0 : Math.max(-1022, Math.floor(Math.log2(Math.abs(value)))) - 53;
        const half = Math.trunc(exponent / 2);
        const significand = (value / 2 ** half / 2 ** (exponent - half)) * 4;
        const exact = dyadic(BigInt(significand), 2 - exponent);
        // Compared with ===, as -0 is 0.
        expect(dyadicToNumber(exact) === value).toBe(true);
        expect(dyadicQuantity(exact).error).toBe(0);
      }),
    );
  });

  test("rounds as the engine rounds integers: to nearest, ties to even", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 200n), max: 2n ** 200n }), (integer) => {
        expect(dyadicToNumber(dyadic(integer)) === Number(integer)).toBe(true);
      }),
    );
    const tie = 2n ** 53n + 1n;
    expect(dyadicToNumber(dyadic(tie, 60))).toBe(2 ** -7);
    expect(dyadicToNumber(dyadic(tie + 2n, 60))).toBe((2 ** 53 + 4) / 2 ** 60);
    expect(dyadicToNumber(dyadic((tie << 80n) + 1n, 140))).toBe((2 ** 53 + 2) / 2 ** 60);
  });

  test("one rounding only below the normal range, and infinity beyond it", () => {
    expect(dyadicToNumber(dyadic(3n, 1075))).toBe(2 ** -1073);
    expect(dyadicToNumber(dyadic(1n, 1075))).toBe(0);
    expect(dyadicToNumber(dyadic((1n << 60n) + 1n, 1135))).toBe(Number.MIN_VALUE);
    expect(dyadicToNumber(dyadic(-(1n << 1024n)))).toBe(Number.NEGATIVE_INFINITY);
    expect(dyadicToNumber(dyadic((1n << 1024n) - 1n))).toBe(Number.POSITIVE_INFINITY);
    expect(dyadicToNumber(dyadic((1n << 1024n) - (1n << 971n)))).toBe(Number.MAX_VALUE);
  });

  test("the error of a quantity is its rounding", () => {
    const { value, error } = dyadicQuantity(dyadic(2n ** 60n + 3n));
    expect(value).toBe(2 ** 60);
    expect(error).toBeGreaterThanOrEqual(3);
    expect(error).toBeLessThan(3.001);
    expect(dyadicQuantity(dyadic(1n, 5000))).toEqual({
      value: 0,
      error: Number.MIN_VALUE,
      status: "converged",
    });
    expect(dyadicQuantity(dyadic(1n, -5000)).error).toBe(Number.POSITIVE_INFINITY);
  });

  test("logarithm and sign beyond the range of doubles", () => {
    expect(log2Dyadic(dyadic(3n, 100_000))).toBeCloseTo(Math.log2(3) - 100_000, 9);
    expect(log2Dyadic(dyadic(-(3n ** 2000n)))).toBeCloseTo(2000 * Math.log2(3), 9);
    expect(log2Dyadic(dyadic(0n))).toBe(Number.NEGATIVE_INFINITY);
    expect([signOf(-5n), signOf(0n), signOf(7n)]).toEqual([-1, 0, 1]);
  });
});

describe("logarithms near 1 and values beyond doubles", () => {
  test("keep the digits of 1 - p: P(86, 72), against 40 digits", () => {
    const { value, error, status } = log2Quantity(dyadic(4835703278346604651616801n, 82));
    const exact = -3.33881022526073e-11;
    expect(status).toBe("converged");
    expect(Math.abs(value - exact)).toBeLessThanOrEqual(error + 4e-26);
    expect(error).toBeLessThan(1e-25);
  });

  test("are exact at powers of two and continuous across the switch of the power", () => {
    expect(log2Quantity(dyadic(1n << 4000n)).value).toBe(4000);
    expect(log2Quantity(dyadic(3n, 2)).value).toBeCloseTo(Math.log2(0.75), 15);
    expect(log2Quantity(dyadic(5n, 3)).value).toBeCloseTo(Math.log2(0.625), 15);
  });

  test("say that infinity with an infinite error is no value", () => {
    expect(dyadicQuantity(dyadic(1n << 4000n)).status).toBe("overflow");
  });
});
