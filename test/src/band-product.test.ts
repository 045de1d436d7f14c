/** The banded product against its definition, compiled and plain. */
import { afterEach, describe, expect, it } from "vitest";
import { type BandMatrix, bandProduct, transposedBand } from "../../src/kernel/band-product.js";
import { KERNEL_VARIABLE } from "../../src/kernel/select.js";

/** A band that moves to the right, filled with numbers that no two places share. */
function band(rows: number, columns: number, width: number): BandMatrix {
  const first = Int32Array.from({ length: rows }, (_, i) => Math.floor((i * (columns - width)) / rows));
  const count = Int32Array.from({ length: rows }, (_, i) => Math.max(1, width - (i % 3)));
  const entries = Float64Array.from({ length: rows * width }, (_, i) => Math.sin(1 + i));
  return { rows, columns, stride: width, first, count, entries };
}

function dense({ rows, columns, stride, first, count, entries }: BandMatrix): number[][] {
  return Array.from({ length: rows }, (_, i) =>
    Array.from({ length: columns }, (__, a) => {
      const j = a - first[i];
      return j >= 0 && j < count[i] ? entries[i * stride + j] : 0;
    }),
  );
}

afterEach(() => {
  delete process.env[KERNEL_VARIABLE];
});

describe.each(["wasm", "fftjs"])("with the kernel %s", (kernel) => {
  it.each([
    [7, 11, 4, 1],
    [20, 13, 5, 8],
    [9, 40, 17, 13],
  ])("%d × %d, band of %d, %d columns", (rows, columns, width, across) => {
    process.env[KERNEL_VARIABLE] = kernel;
    const matrix = band(rows, columns, width);
    const x = Float64Array.from({ length: columns * across }, (_, i) => Math.cos(3 * i));
    const product = bandProduct(matrix, x, across);
    dense(matrix).forEach((row, i) => {
      for (let c = 0; c < across; c++) {
        const expected = row.reduce((sum, entry, a) => sum + entry * x[a * across + c], 0);
        expect(product[i * across + c]).toBeCloseTo(expected, 12);
      }
    });
  });
});

describe("the transpose", () => {
  it("has rows and columns exchanged", () => {
    const matrix = band(9, 14, 5);
    const transposed = dense(transposedBand(matrix));
    dense(matrix).forEach((row, i) => {
      row.forEach((entry, a) => {
        expect(transposed[a][i]).toBe(entry);
      });
    });
  });

  it("needs as many rows of the dense matrix as it has columns", () => {
    expect(() => bandProduct(band(9, 14, 5), new Float64Array(20), 2)).toThrow("expected 14 × 2");
  });
});
