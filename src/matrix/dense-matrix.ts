/** Dense matrices as plain data. */

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

/** A matrix from its rows, which must have one length. */
export function matrixFromRows(rows: readonly ArrayLike<number>[]): DenseMatrix {
  const columns = rows.length === 0 ? 0 : rows[0].length;
  const values = new Float64Array(rows.length * columns);
  rows.forEach((row, i) => {
    values.set(row, i * columns);
  });
  return { rows: rows.length, columns, values };
}
