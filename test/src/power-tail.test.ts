/** Extrapolation of algebraic tails. */
import { describe, expect, it } from "vitest";
import { powerTailLimit } from "../../src/extrapolation/power-tail.js";

const sequence = (length: number, tail: (k: number) => number, error = 1e-14) =>
  Array.from({ length }, (_, i) => ({ index: i + 1, value: 2 + tail(i + 1), error }));

describe("powerTailLimit", () => {
  it("is exact on a finite tail of its own form", () => {
    const { limit, coefficients } = powerTailLimit(
      sequence(12, (k) => 0.1 * k ** -4 - 0.3 * k ** -5),
      4,
    );
    expect(limit.value).toBeCloseTo(2, 12);
    expect(coefficients[0]).toBeCloseTo(0.1, 5);
    expect(Math.abs(limit.value - 2)).toBeLessThanOrEqual(limit.error);
  });

  it("covers the true error on tails it cannot represent", () => {
    const tails = [
      (k: number) => 0.1 / (k + 0.7) ** 4,
      (k: number) => 0.2 / (k ** 4 + 3 * k ** 2 + 1),
      (k: number) => 0.1 * k ** -4 * Math.log(1 + k) ** 0.2,
    ];
    for (const tail of tails) {
      for (let length = 7; length <= 20; length++) {
        const { limit } = powerTailLimit(sequence(length, tail), 4);
        expect(Math.abs(limit.value - 2)).toBeLessThanOrEqual(limit.error);
      }
    }
  });

  it("carries the errors of the terms", () => {
    const tail = (k: number) => 0.1 * k ** -4;
    const clean = powerTailLimit(sequence(12, tail, 1e-14), 4);
    const noisy = powerTailLimit(sequence(12, tail, 1e-8), 4);
    expect(noisy.limit.error).toBeGreaterThan(1e-8);
    expect(clean.limit.error).toBeLessThan(1e-10);
  });

  it("refuses sequences too short to judge", () => {
    expect(
      powerTailLimit(
        sequence(3, (k) => k ** -4),
        4,
      ).limit.status,
    ).toBe("domain-error");
  });
});
