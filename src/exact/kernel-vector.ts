/** Kernels of small integer matrices, by fraction-free elimination (Bareiss 1968). */

/**
 * A vector v ≠ 0 of integers without common factor with a_i · v = 0 for every row, its first non-zero entry positive.
 * @param rows of one length n ≥ 1; none of them is changed
 * @returns undefined when the rows span everything; where the kernel has several dimensions, one of its vectors
 */
export function kernelVector(rows: readonly (readonly bigint[])[], columns: number): bigint[] | undefined {
  const { reduced, pivots } = eliminated(rows, columns);
  const free = Array.from({ length: columns }, (_, j) => j).find((j) => !pivots.includes(j));
  if (free === undefined) return undefined;
  // Back substitution with v[free] = the last pivot: all fractions clear.
  let v: bigint[] = Array.from({ length: columns }, () => 0n);
  v[free] = 1n;
  for (let r = pivots.length - 1; r >= 0; r--) {
    const pivot = reduced[r][pivots[r]];
    let sum = 0n;
    for (let j = pivots[r] + 1; j < columns; j++) sum += reduced[r][j] * v[j];
    if (sum === 0n) continue;
    const divisor = commonDivisor(sum, pivot);
    const factor = pivot / divisor;
    v = v.map((entry) => entry * factor);
    v[pivots[r]] = -sum / divisor;
  }
  return primitive(v);
}

/** The number of linearly independent rows. */
export function integerRank(rows: readonly (readonly bigint[])[], columns: number): number {
  return eliminated(rows, columns).pivots.length;
}

/** Echelon form; `pivots[r]` is the column of the first non-zero entry of row r. */
function eliminated(
  rows: readonly (readonly bigint[])[],
  columns: number,
): { readonly reduced: bigint[][]; readonly pivots: number[] } {
  const work = rows.map((row) => [...row]);
  const pivots: number[] = [];
  let previous = 1n;
  for (let column = 0; column < columns && pivots.length < work.length; column++) {
    const r = pivots.length;
    const found = work.findIndex((row, i) => i >= r && row[column] !== 0n);
    if (found < 0) continue;
    [work[r], work[found]] = [work[found], work[r]];
    const pivot = work[r][column];
    for (let i = r + 1; i < work.length; i++) {
      const factor = work[i][column];
      for (let j = column + 1; j < columns; j++) {
        // Bareiss: the division leaves no remainder.
        work[i][j] = (work[i][j] * pivot - work[r][j] * factor) / previous;
      }
      work[i][column] = 0n;
    }
    previous = pivot;
    pivots.push(column);
  }
  return { reduced: work, pivots };
}

/** Divided by the greatest common divisor, the first non-zero entry positive. */
function primitive(v: readonly bigint[]): bigint[] {
  const divisor = v.reduce(commonDivisor, 0n);
  const first = v.find((entry) => entry !== 0n) ?? 1n;
  return v.map((entry) => (first < 0n ? -entry : entry) / divisor);
}

function commonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}
