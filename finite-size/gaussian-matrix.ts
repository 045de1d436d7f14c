/** Seeded Gaussian matrices: the random layer that every experiment of this folder is about. */
import type { DenseMatrix } from "../src/matrix/dense-matrix.js";
import { randomSource } from "../src/random/normal.js";
import { requireInteger } from "../src/result.js";

/** Largest numbers of rows and of columns. */
export const MATRIX_LIMITS = { rows: 1_000_000, columns: 100_000 } as const;

/** Entries, 400 MB. */
const LARGEST_SIZE = 50_000_000;

/**
 * Independent standard normal entries, row by row from stream `stream` of the seed: matrices of one seed, stream and
 * number of columns are nested, more rows appending to fewer.
 *
 * @throws InputError unless rows ≥ 1 and columns ≥ 1 are integers with at most 5e7 entries, and seed and stream integers ≥ 0
 * @param rows m
 * @param columns n
 * @param seed an integer ≥ 0
 * @param stream which of the independent streams of the seed
 * @returns the matrix
 * @example
 * import { gaussianMatrix } from "relu-injectivity/finite-size";
 * gaussianMatrix(6, 2, 1).values.length; // 12
 */
export function gaussianMatrix(rows: number, columns: number, seed: number, stream = 0): DenseMatrix {
  requireRandomMatrix(rows, columns, seed, stream);
  const { normal } = randomSource(seed, stream);
  const values = new Float64Array(rows * columns);
  for (let i = 0; i < values.length; i++) values[i] = normal();
  return { rows, columns, values };
}

/** @throws InputError for sizes, seeds and streams that no random matrix has */
export function requireRandomMatrix(rows: number, columns: number, seed: number, stream: number): void {
  requireInteger(rows, "rows", 1, MATRIX_LIMITS.rows);
  requireInteger(columns, "columns", 1, MATRIX_LIMITS.columns);
  requireInteger(rows * columns, "rows times columns", 1, LARGEST_SIZE);
  requireInteger(seed, "seed", 0, Number.MAX_SAFE_INTEGER);
  requireInteger(stream, "stream", 0, Number.MAX_SAFE_INTEGER);
}
