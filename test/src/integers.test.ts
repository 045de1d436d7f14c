/** Integers beside doubles, and kernels of integer matrices. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bitLength, integerDot, integerRow, magnitude, primitiveLine } from "../../src/exact/integers.js";
import { integerRank, kernelVector } from "../../src/exact/kernel-vector.js";

describe("integers", () => {
  it("hold doubles exactly", () => {
    const double = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 });
    fc.assert(
      fc.property(fc.array(double, { minLength: 1, maxLength: 4 }), (row) => {
        const { entries, exponent } = integerRow(row);
        entries.forEach((value, k) => {
          const {
            entries: [own],
            exponent: ownExponent,
          } = integerRow([row[k]]);
          expect(own << BigInt(Math.max(0, exponent - ownExponent))).toBe(
            value << BigInt(Math.max(0, ownExponent - exponent)),
          );
        });
      }),
    );
    expect(integerRow([0.5, -3, 0])).toEqual({ entries: [1n, -6n, 0n], exponent: 1 });
    expect(integerRow([Number.MIN_VALUE])).toEqual({ entries: [1n], exponent: 1074 });
    expect(integerRow([4])).toEqual({ entries: [1n], exponent: -2 });
    expect(() => integerRow([Number.NaN])).toThrow(RangeError);
  });

  it("have kernels and ranks", () => {
    const matrix = fc
      .integer({ min: 1, max: 5 })
      .chain((columns) =>
        fc.array(
          fc.array(fc.integer({ min: -2, max: 2 }).map(BigInt), { minLength: columns, maxLength: columns }),
          { minLength: 1, maxLength: 6 },
        ),
      );
    fc.assert(
      fc.property(matrix, (rows) => {
        const columns = rows[0].length;
        const vector = kernelVector(rows, columns);
        expect(vector === undefined).toBe(integerRank(rows) === columns);
        if (vector === undefined) return;
        expect(vector.some((value) => value !== 0n)).toBe(true);
        for (const row of rows) expect(integerDot(row, vector)).toBe(0n);
        const transposed = vector.map((_, k) => rows.map((row) => row[k]));
        expect(integerRank(transposed)).toBe(integerRank(rows));
      }),
      { numRuns: 300 },
    );
  });

  it("have lengths in bits and lines through them", () => {
    const integer = fc.bigInt({ min: -(2n ** 200n), max: 2n ** 200n });
    fc.assert(
      fc.property(integer, (value) => {
        const bits = BigInt(bitLength(value));
        expect(2n ** bits > magnitude(value)).toBe(true);
        expect(value === 0n ? bits === 0n : 2n ** (bits - 1n) <= magnitude(value)).toBe(true);
      }),
    );
    fc.assert(
      fc.property(fc.array(integer, { minLength: 1, maxLength: 4 }), (row) => {
        const line = primitiveLine(row);
        expect(primitiveLine(row.map((entry) => -6n * entry))).toEqual(line);
        expect((line.find((entry) => entry !== 0n) ?? 1n) > 0n).toBe(true);
        row.forEach((entry, i) => {
          expect(entry * line[0]).toBe(row[0] * line[i]);
        });
      }),
    );
    expect(primitiveLine([0n, -4n, 6n])).toEqual([0n, 2n, -3n]);
  });
});
