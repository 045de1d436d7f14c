/** Rank and kernel of integer matrices by fraction-free elimination (Bareiss 1968). */

/** The reduced form: pivot columns, and rows with `denominator` in their pivot column and 0 in the other pivot columns. */
interface EchelonForm {
  readonly pivots: readonly number[];
  readonly rows: readonly (readonly bigint[])[];
  /** Nonzero; the determinant of the pivot minor up to sign. */
  readonly denominator: bigint;
}

/** The fraction-free Gauss–Jordan form of the rows; every division in it is exact. */
function echelonForm(matrix: readonly (readonly bigint[])[]): EchelonForm {
  const rows = matrix.map((row) => [...row]);
  const columns = rows[0]?.length ?? 0;
  const pivots: number[] = [];
  let denominator = 1n;
  for (let column = 0; column < columns && pivots.length < rows.length; column++) {
    const rank = pivots.length;
    const found = rows.findIndex((row, i) => i >= rank && row[column] !== 0n);
    if (found < 0) continue;
    [rows[rank], rows[found]] = [rows[found], rows[rank]];
    const pivotRow = rows[rank];
    const pivot = pivotRow[column];
    for (let i = 0; i < rows.length; i++) {
      if (i === rank) continue;
      const row = rows[i];
      const factor = row[column];
      for (let j = 0; j < columns; j++) {
        row[j] = (row[j] * pivot - factor * pivotRow[j]) / denominator;
      }
    }
    denominator = pivot;
    pivots.push(column);
  }
  return { pivots, rows: rows.slice(0, pivots.length), denominator };
}

/** Number of linearly independent rows. */
export function integerRank(matrix: readonly (readonly bigint[])[]): number {
  return echelonForm(matrix).pivots.length;
}

/**
 * One nonzero integer vector x with M x = 0, from the first column without a pivot; undefined where the columns are
 * independent.
 */
export function kernelVector(matrix: readonly (readonly bigint[])[], columns: number): bigint[] | undefined {
  const { pivots, rows, denominator } = echelonForm(matrix);
  const free = Array.from({ length: columns }, (_, j) => j).find((j) => !pivots.includes(j));
  if (free === undefined) return undefined;
  const vector = new Array<bigint>(columns).fill(0n);
  vector[free] = denominator;
  pivots.forEach((column, i) => {
    vector[column] = -rows[i][free];
  });
  return vector;
}
