/** Seeded Gaussian matrices: the random layer that every experiment of this folder is about. */
import type { DenseMatrix } from "../src/matrix/dense-matrix.js";
import { randomSource } from "../src/random/normal.js";
import { requireInteger } from "../src/result.js";

/** Entries, 400 MB. */
const LARGEST_SIZE = 50_000_000;

/**
 * Independent standard normal entries, row by row from stream `stream` of the seed: matrices of one seed, stream and
 * number of columns are nested, more rows appending to fewer.
 * @throws InputError unless rows ≥ 1 and columns ≥ 1 are integers with at most 5e7 entries
 */
export function gaussianMatrix(rows: number, columns: number, seed: number, stream = 0): DenseMatrix {
  requireInteger(rows, "rows", 1, 1_000_000);
  requireInteger(columns, "columns", 1, 100_000);
  requireInteger(rows * columns, "rows times columns", 1, LARGEST_SIZE);
  const { normal } = randomSource(seed, stream);
  const values = new Float64Array(rows * columns);
  for (let i = 0; i < values.length; i++) values[i] = normal();
  return { rows, columns, values };
}
