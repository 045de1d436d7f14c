/** Rational numbers of the exact subdivisions. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fractionText, fractionToNumber, parseFraction } from "../../network/index.js";

describe("fractions", () => {
  it.each([
    ["-1/3", "-1/3"],
    ["+6/4", "3/2"],
    ["0.1", "1/10"],
    ["-.5", "-1/2"],
    ["2.", "2"],
    ["1.5e-3", "3/2000"],
    ["2E2", "200"],
    ["0/7", "0"],
  ])("%s is %s", (text, value) => {
    expect(fractionText(parseFraction(text, "test"))).toBe(value);
  });

  it.each(["", "1/0", "1/-2", "x", "0x10", "Infinity", ".", "1e", "1 2", "-", "1e9999"])(
    "refuses '%s'",
    (text) => {
      expect(() => parseFraction(text, "--at")).toThrow(
        "in --at: expected a finite number or a fraction p/q",
      );
    },
  );

  it("reads every double as what it prints", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(fractionToNumber(parseFraction(String(value), "test"))).toBe(value === 0 ? 0 : value);
      }),
    );
  });

  it("divides to the nearest double, or the next", () => {
    const integer = fc.bigInt({ min: 1n, max: 10n ** 15n });
    fc.assert(
      fc.property(integer, integer, (p, q) => {
        const quotient = Number(p) / Number(q);
        const found = fractionToNumber(parseFraction(`${p}/${q}`, "test"));
        expect(Math.abs(found - quotient)).toBeLessThanOrEqual(Number.EPSILON * quotient);
      }),
    );
  });
});
