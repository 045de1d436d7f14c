/** Dense matrices as plain data. */
import { requireList, requireNumbers, requireObject } from "../arguments.js";
import { InputError, shown } from "../result.js";

/** rows × columns numbers, row-major: entry (i, j) is `values[i * columns + j]`. */
export interface DenseMatrix {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float64Array;
}

/** A view of one row; writing to it writes to the matrix. */
export function rowOf(matrix: DenseMatrix, row: number): Float64Array {
  return matrix.values.subarray(row * matrix.columns, (row + 1) * matrix.columns);
}

/**
 * A matrix from its rows.
 * @param rows lists of finite numbers, all of one length
 * @returns the matrix, row-major
 * @throws InputError for rows of different lengths, and for entries that are not finite numbers
 * @example
 * import { matrixFromRows } from "relu-injectivity/network";
 * matrixFromRows([[1, 0], [0, 1], [-1, -1]]).rows; // 3
 */
export function matrixFromRows(rows: readonly ArrayLike<number>[]): DenseMatrix {
  requireList(rows, "the rows of a matrix");
  const columns = rows.length === 0 ? 0 : (rows[0]?.length ?? 0);
  const values = new Float64Array(rows.length * columns);
  rows.forEach((row, i) => {
    requireNumbers(row, `row ${i + 1} of a matrix`);
    if (row.length !== columns) {
      throw new InputError(
        `row ${i + 1} of a matrix has ${row.length} entries: expected ${columns}, as in row 1`,
      );
    }
    values.set(row, i * columns);
  });
  return { rows: rows.length, columns, values };
}

/** @throws InputError unless this is a matrix of at least one row and column with as many finite numbers as it should have. */
export function requireMatrix(matrix: DenseMatrix, name: string): void {
  requireObject(matrix, name, ["rows", "columns", "values"]);
  const { rows, columns, values } = matrix;
  if (![rows, columns].every((size) => Number.isInteger(size) && size >= 1)) {
    throw new InputError(
      `${name} of ${shown(rows)} x ${shown(columns)}: expected at least one row and one column`,
    );
  }
  if (!(values instanceof Float64Array) || values.length !== rows * columns) {
    const entries = values instanceof Float64Array ? `${values.length} entries` : shown(values);
    throw new InputError(
      `${name} of ${rows} x ${columns} with ${entries}: expected rows times columns in a Float64Array`,
    );
  }
  if (!values.every(Number.isFinite))
    throw new InputError(`${name} with an infinite entry or NaN: expected finite numbers`);
}
