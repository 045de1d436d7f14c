/** Weight normalisation: rows g·v/|v|. Positive gains leave injectivity as it is, but not its stability. */
import { type DenseMatrix, rowOf } from "../../src/matrix/dense-matrix.js";
import { InputError } from "../../src/result.js";
import type { DiagonalMap } from "./batch-norm.js";

/**
 * W with rows gain·v/|v|.
 * @param gains one per row
 * @throws InputError for a gain too few or too many, and for a row v = 0
 */
export function weightNorm(directions: DenseMatrix, gains: ArrayLike<number>, where: string): DenseMatrix {
  const { rows, columns } = directions;
  if (gains.length !== rows) {
    throw new InputError(`${gains.length} gains in ${where}: expected ${rows}, one per row`);
  }
  const values = directions.values.slice();
  for (let i = 0; i < rows; i++) {
    const size = Math.hypot(...rowOf(directions, i));
    if (!(size > 0)) throw new InputError(`row ${i} of ${where} is 0: expected a direction`);
    for (let j = 0; j < columns; j++) values[i * columns + j] *= gains[i] / size;
  }
  return { rows, columns, values };
}

/** Rows that a scaling keeps, reverses or removes; only if all are kept, injectivity of the layer cannot change. */
export function keepsInjectivity({ scale }: DiagonalMap): boolean {
  return scale.every((factor) => factor > 0);
}
