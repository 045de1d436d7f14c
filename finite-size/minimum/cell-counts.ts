/** How many cells of a small arrangement have how many positive rows, by collecting the cells around every vertex. */

import { integerDot, integerRows } from "../../src/exact/integers.js";
import type { DenseMatrix } from "../../src/matrix/dense-matrix.js";
import { enumerationCost, rayOf, requireTallMatrix } from "./exact-minimum.js";
import { visitVertices } from "./vertices.js";

/** The most vertices times their cells that are collected. */
const LARGEST_COLLECTION = 300_000;

/**
 * Entry k is the number of open cells with k positive inner products, for k < `below`. In general position 2^{n−1}
 * cells meet at either ray of a vertex, and every cell has one. All signs are exact.
 * @returns undefined where n rows or more are dependent (other than by m < n), or there are too many cells to collect
 * @throws InputError unless m ≥ n ≥ 1 and entries are finite
 */
export function cellCounts(matrix: DenseMatrix, below: number): number[] | undefined {
  requireTallMatrix(matrix);
  const { rows, columns } = matrix;
  const vertices = enumerationCost(rows, columns) / (rows - columns + 1);
  if (vertices * 2 ** columns > LARGEST_COLLECTION) return undefined;
  const integers = integerRows(matrix);
  const cells = new Map<bigint, number>();
  let general = true;
  visitVertices(matrix, (chosen, positive, negative) => {
    if (positive >= below && negative >= below) return true;
    const ray = rayOf(integers, chosen, columns);
    const signs = integers.map((row) => integerDot(row, ray));
    general = signs.filter((sign) => sign === 0n).length === columns - 1;
    if (!general) return false;
    collect(signs, chosen, below, cells);
    collect(
      signs.map((sign) => -sign),
      chosen,
      below,
      cells,
    );
    return true;
  });
  if (!general) return undefined;
  const counts = Array<number>(below).fill(0);
  for (const positives of cells.values()) counts[positives]++;
  return counts;
}

/** Adds the cells around one ray: every choice of signs for the rows that vanish on it. */
function collect(
  signs: readonly bigint[],
  chosen: Int32Array,
  below: number,
  cells: Map<bigint, number>,
): void {
  let pattern = 0n;
  let positives = 0;
  signs.forEach((sign, i) => {
    if (sign <= 0n) return;
    pattern |= 1n << BigInt(i);
    positives++;
  });
  for (let choice = 0; choice < 2 ** chosen.length; choice++) {
    let [cell, count] = [pattern, positives];
    chosen.forEach((row, bit) => {
      if (((choice >> bit) & 1) === 0) return;
      cell |= 1n << BigInt(row);
      count++;
    });
    if (count < below) cells.set(cell, count);
  }
}
