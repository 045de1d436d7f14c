/** Ranges in exact decimals. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { looksLikeRange, parseRange } from "../../src/decimal-range.js";
import { parseAxis } from "../../sweep/axis-values.js";

const values = (text: string): string[] => {
  const axis = parseAxis(text, "--alpha");
  return Array.from({ length: axis.count }, (_, i) => axis.at(i));
};

describe("ranges", () => {
  it("hold the last value when it lies on the grid, in exact decimals", () => {
    expect(values("6:7:0.1").map(Number)).toEqual([6, 6.1, 6.2, 6.3, 6.4, 6.5, 6.6, 6.7, 6.8, 6.9, 7]);
    expect(values("0:1:0.3")).toEqual(["0", "0.3", "0.6", "0.9"]);
    expect(values("10:4:-2")).toEqual(["10", "8", "6", "4"]);
    expect(values("-1:1:.5")).toEqual(["-1", "-0.5", "0", "0.5", "1"]);
    expect(values("5:5:1")).toEqual(["5"]);
  });

  it("take exponents, and mix with single values", () => {
    expect(values("1e-3:3e-3:1e-3")).toEqual(["0.001", "0.002", "0.003"]);
    expect(values("1e3:2e3:5e2")).toEqual(["1000", "1500", "2000"]);
    expect(values("4:5:0.5, 6.698,7:8:1")).toEqual(["4", "4.5", "5", "6.698", "7", "8"]);
    expect(Number(values("1e-320:3e-320:1e-320")[2])).toBe(3e-320);
  });

  it("give the double nearest to the exact decimal, whatever the place", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1000, max: 1000 }),
        fc.integer({ min: 1, max: 99 }),
        fc.integer({ min: 0, max: 6 }),
        fc.integer({ min: 0, max: 200 }),
        (first, step, digits, count) => {
          const decimal = (units: number): string => {
            const text = String(Math.abs(units)).padStart(digits + 1, "0");
            const whole = text.slice(0, text.length - digits);
            return `${units < 0 ? "-" : ""}${whole}${digits > 0 ? `.${text.slice(text.length - digits)}` : ""}`;
          };
          const text = `${decimal(first)}:${decimal(first + count * step)}:${decimal(step)}`;
          const axis = parseRange(text, "--alpha");
          expect(axis.count).toBe(count + 1);
          for (let i = 0; i <= count; i++) {
            // Number() rounds a decimal correctly, and so does a quotient of two exact integers.
            expect(Number(axis.at(i))).toBe((first + i * step) / 10 ** digits);
          }
        },
      ),
    );
  });

  it("cost nothing, however long", () => {
    const axis = parseRange("0:1e15:1e-15", "--alpha");
    expect(axis.count).toBe(1e30);
    expect(axis.at(123)).toBe("0.000000000000123");
  });

  it.each([
    ["4:10", "first:last:step"],
    ["4:10:0.5:1", "first:last:step"],
    ["4:10:0", "a step that leads"],
    ["4:10:-1", "a step that leads"],
    ["1:1e401:1", "exponent"],
    ["4,,5", "separated by ','"],
    ["", "separated by ','"],
  ])("refuse %s", (text, expected) => {
    expect(() => parseAxis(text, "--alpha")).toThrow(expected);
  });

  it("leave words and single numbers alone", () => {
    expect(looksLikeRange("6.7")).toBe(false);
    expect(looksLikeRange("box:1")).toBe(false);
    expect(values("plain,2rsb,6.7")).toEqual(["plain", "2rsb", "6.7"]);
    expect(parseAxis("6.7,8.2;6.8,8.3", "--expansions", ";").count).toBe(2);
  });
});
