/** Rank and kernel of integer matrices by fraction-free elimination (Bareiss 1968); every division is exact. */

/** Rows in echelon form from the top, the pivot of row i in column `pivots[i]`. */
interface EchelonForm {
  readonly pivots: readonly number[];
  readonly rows: readonly (readonly bigint[])[];
  /** The first column without a pivot; the number of columns where there is none. */
  readonly free: number;
}

/** @param all whether to go on beyond the first column without a pivot */
function echelonForm(matrix: readonly (readonly bigint[])[], columns: number, all: boolean): EchelonForm {
  const rows = matrix.map((row) => [...row]);
  const pivots: number[] = [];
  let free = columns;
  let previous = 1n;
  for (let column = 0; column < columns; column++) {
    const rank = pivots.length;
    let found = rank;
    while (found < rows.length && rows[found][column] === 0n) found++;
    if (found >= rows.length) {
      free = Math.min(free, column);
      if (!all) break;
      continue;
    }
    [rows[rank], rows[found]] = [rows[found], rows[rank]];
    const head = rows[rank];
    const pivot = head[column];
    for (let i = rank + 1; i < rows.length; i++) {
      const row = rows[i];
      const factor = row[column];
      row[column] = 0n;
      for (let j = column + 1; j < columns; j++) row[j] = (row[j] * pivot - factor * head[j]) / previous;
    }
    previous = pivot;
    pivots.push(column);
  }
  return { pivots, rows, free };
}

/** Number of linearly independent rows. */
export function integerRank(matrix: readonly (readonly bigint[])[]): number {
  return echelonForm(matrix, matrix[0]?.length ?? 0, true).pivots.length;
}

/**
 * One nonzero integer vector x with M x = 0, from the first column that depends on those before it (by Cramer's rule:
 * its entry is their determinant); undefined where the columns are independent.
 */
export function kernelVector(matrix: readonly (readonly bigint[])[], columns: number): bigint[] | undefined {
  // One column more than rows is dependent already.
  const { rows, free } = echelonForm(matrix, Math.min(columns, matrix.length + 1), false);
  if (free === columns) return undefined;
  const vector = new Array<bigint>(columns).fill(0n);
  vector[free] = free === 0 ? 1n : rows[free - 1][free - 1];
  for (let i = free - 1; i >= 0; i--) {
    let sum = 0n;
    for (let j = i + 1; j <= free; j++) sum += rows[i][j] * vector[j];
    vector[i] = -sum / rows[i][i];
  }
  return vector;
}
