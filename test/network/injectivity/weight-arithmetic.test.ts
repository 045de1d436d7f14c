/** Rounding to the formats of weights: representable numbers, ties, ranges, and collisions evaluated there. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkLayer } from "../../../network/injectivity/layer-check.js";
import { vectorNumbers, vectorTexts } from "../../../network/injectivity/rational-vector.js";
import { roundTo, unitRoundoff } from "../../../network/injectivity/weight-arithmetic.js";
import { roundedCollision } from "../../../network/injectivity/witness-doubles.js";
import { randomLayer } from "./layers.js";

describe("rounding", () => {
  it.each([
    ["float16", 1 + 2 ** -11, 1],
    ["float16", 1 + 3 * 2 ** -11, 1 + 2 ** -9],
    ["float16", 65519, 65504],
    ["float16", 65520, Number.POSITIVE_INFINITY],
    ["float16", 2 ** -25, 0],
    ["float16", 3 * 2 ** -25, 2 ** -23],
    ["bfloat16", 1 + 2 ** -8, 1],
    ["bfloat16", -(1 + 3 * 2 ** -8), -(1 + 2 ** -6)],
    ["bfloat16", 3.4e38, Number.POSITIVE_INFINITY],
    ["float32", 0.1, Math.fround(0.1)],
    ["float64", 0.1, 0.1],
  ] as const)("%s: %s", (type, value, expected) => {
    expect(roundTo(value, type)).toBe(expected);
  });

  it("is idempotent, odd, monotone and within half a unit", () => {
    const value = fc.double({ min: -6e4, max: 6e4, noNaN: true });
    fc.assert(
      fc.property(
        value,
        value,
        fc.constantFrom("float32" as const, "float16" as const, "bfloat16" as const),
        (x, y, type) => {
          const rounded = roundTo(x, type);
          expect(roundTo(rounded, type)).toBe(rounded);
          expect(roundTo(-x, type) + 0).toBe(-rounded + 0);
          expect(roundTo(Math.min(x, y), type)).toBeLessThanOrEqual(roundTo(Math.max(x, y), type));
          expect(Math.abs(rounded - x)).toBeLessThanOrEqual(Math.abs(x) * unitRoundoff(type) + 2 ** -25);
        },
      ),
    );
  });
});

describe("collisions", () => {
  it("have equal outputs to a few roundings of the format", () => {
    const distinct: unknown[] = [];
    for (const type of ["float64", "float32", "float16", "bfloat16"] as const) {
      for (let seed = 0; seed < 6; seed++) {
        const { weights } = randomLayer(seed, 8, 4, "gaussian", false);
        const layer = {
          weights: { ...weights, values: weights.values.map((entry) => roundTo(entry, type)) },
          bias: null,
          domain: { kind: "space" } as const,
        };
        const answer = checkLayer(layer);
        if (answer.verdict !== "not-injective") throw new Error("8 generic rows for 4 inputs");
        const rounded = roundedCollision(layer, answer.collision, type);
        expect(rounded?.outputGap).toBeLessThan(64 * unitRoundoff(type));
        // Narrower formats may round both points to the same one.
        if (type === "float64") distinct.push(rounded?.distinct);
      }
    }
    expect(distinct).toEqual(Array.from({ length: 6 }, () => true));
  });

  it("are approximated in doubles where the exact kernel is not computed", () => {
    const answer = checkLayer(randomLayer(1, 150, 200, "gaussian", false));
    if (answer.verdict !== "not-injective") throw new Error("fewer than 2n rows");
    const rounded = roundedCollision(
      randomLayer(1, 150, 200, "gaussian", false),
      answer.collision,
      "float64",
    );
    expect(rounded?.distinct).toBe(true);
    expect(rounded?.outputGap).toBeLessThan(1e-11);
  });
});

describe("rational vectors", () => {
  it("print in lowest terms and convert to the nearest doubles", () => {
    const vector = { numerators: [6n, -4n, 0n], denominator: 8n };
    expect(vectorTexts(vector)).toEqual(["3/4", "-1/2", "0"]);
    expect([...vectorNumbers(vector)]).toEqual([0.75, -0.5, 0]);
    expect(vectorNumbers({ numerators: [10n ** 400n + 1n], denominator: 3n * 10n ** 400n })[0]).toBeCloseTo(
      1 / 3,
      15,
    );
    expect(vectorNumbers({ numerators: [1n], denominator: 10n ** 310n })[0]).toBeCloseTo(1e-310, 320);
  });
});
