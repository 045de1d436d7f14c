/** How far independent unit rows are from being dependent, kept up while rows are added one at a time. */
import { dot } from "../../src/linear-algebra/vectors.js";

/** Orthonormal vectors of the rows so far, the columns of R⁻¹ of their triangular factor, and ‖R⁻¹‖_F². */
export interface Frame {
  readonly orthonormal: readonly Float64Array[];
  readonly inverse: readonly Float64Array[];
  readonly inverseSquare: number;
}

export const EMPTY_FRAME: Frame = { orthonormal: [], inverse: [], inverseSquare: 0 };

/** The frame with one more row (its weights part), by Gram–Schmidt. */
export function extendFrame(frame: Frame, row: Float64Array): Frame {
  const rest = row.slice();
  const count = frame.orthonormal.length;
  const column = new Float64Array(count + 1);
  frame.orthonormal.forEach((vector, k) => {
    const product = dot(vector, rest);
    for (let j = 0; j < rest.length; j++) rest[j] -= product * vector[j];
    for (let j = 0; j <= k; j++) column[j] -= product * frame.inverse[k][j];
  });
  const length = Math.sqrt(dot(rest, rest));
  column[count] = 1;
  for (let j = 0; j <= count; j++) column[j] /= length;
  return {
    orthonormal: [...frame.orthonormal, rest.map((entry) => entry / length)],
    inverse: [...frame.inverse, column],
    inverseSquare: frame.inverseSquare + dot(column, column),
  };
}

/**
 * A length ε such that rows changed by less than ε each stay independent: the change has Frobenius norm below ε√n, and
 * the least singular value is at least 1/‖R⁻¹‖_F.
 */
export function independenceRadius(frame: Frame): number {
  return 1 / Math.sqrt(frame.inverseSquare * frame.orthonormal.length);
}
