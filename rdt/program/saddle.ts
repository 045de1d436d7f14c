/** Whether a stationary point of a nested max–min–max program is the saddle it should be. */
import { invert, type SquareMatrix, symmetricEigen } from "../../src/linear-algebra/symmetric.js";

/** Extreme eigenvalues of the three reduced Hessians, in relative variables x∂/∂x. */
export interface SaddleSignature {
  /** Largest eigenvalue over the inner maximum: negative when concave there. */
  readonly innerMaximum: number;
  /** Least eigenvalue over the minimum after the inner maximum is eliminated: positive when right. */
  readonly minimum: number;
  /** Largest eigenvalue over the outer maximum after the rest is eliminated; absent when nothing is left. */
  readonly outerMaximum?: number;
  readonly correct: boolean;
}

/** The places of the variables in each of the nested optimisations. */
export interface SaddleBlocks {
  readonly innerMaximum: readonly number[];
  readonly minimum: readonly number[];
  readonly outerMaximum: readonly number[];
}

/**
 * Signature by Schur complements: max over `innerMaximum` first, then min, then the outer max.
 * The Hessian is scaled by the point, H_ij x_i x_j, so that the eigenvalues compare across variables of
 * different size; by Sylvester's law of inertia the signs do not depend on that.
 */
export function saddleSignature(
  hessian: SquareMatrix,
  point: ArrayLike<number>,
  blocks: SaddleBlocks,
): SaddleSignature {
  const scaled = (rows: readonly number[], columns: readonly number[]): Float64Array[] =>
    rows.map((i) => Float64Array.from(columns, (j) => hessian[i][j] * point[i] * point[j]));
  const { innerMaximum: inner, minimum: middle, outerMaximum: outer } = blocks;
  const innerMaximum = largest(scaled(inner, inner));
  const minimum = -largest(negative(schur(scaled, middle, inner)));
  const signs = innerMaximum < 0 && minimum > 0;
  if (outer.length === 0) return { innerMaximum, minimum, correct: signs };
  const outerMaximum = largest(schur(scaled, outer, [...middle, ...inner]));
  return { innerMaximum, minimum, outerMaximum, correct: signs && outerMaximum < 0 };
}

/** Largest eigenvalue, NaN for a matrix with entries that are not finite. */
function largest(matrix: SquareMatrix): number {
  if (!matrix.every((row) => row.every(Number.isFinite))) return Number.NaN;
  const { values } = symmetricEigen(matrix);
  return values[values.length - 1];
}

function negative(matrix: SquareMatrix): Float64Array[] {
  return matrix.map((row) => row.map((x) => -x));
}

type Block = (rows: readonly number[], columns: readonly number[]) => Float64Array[];

/** H_kk − H_ke H_ee⁻¹ H_ek, the Hessian over `kept` once `eliminated` follows its stationary value. */
function schur(block: Block, kept: readonly number[], eliminated: readonly number[]): Float64Array[] {
  const result = block(kept, kept);
  const inverse = invert(block(eliminated, eliminated));
  const coupling = block(kept, eliminated);
  for (let i = 0; i < kept.length; i++) {
    for (let j = 0; j < kept.length; j++) {
      let sum = 0;
      for (let p = 0; p < eliminated.length; p++) {
        for (let q = 0; q < eliminated.length; q++) {
          sum += coupling[i][p] * (inverse?.[p][q] ?? Number.NaN) * coupling[j][q];
        }
      }
      result[i][j] -= sum;
    }
  }
  return result;
}
