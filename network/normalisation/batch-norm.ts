/** Batch normalisation at inference: a fixed affine map of each unit, folded into the layer it meets. */
import type { DenseMatrix } from "../../src/matrix/dense-matrix.js";
import { InputError } from "../../src/result.js";

/** The four vectors of a batch normalisation, one entry per unit, and the number added to the variance. */
export interface BatchNorm {
  readonly gamma: ArrayLike<number>;
  readonly beta: ArrayLike<number>;
  readonly mean: ArrayLike<number>;
  readonly variance: ArrayLike<number>;
  /** ≥ 0; frameworks use 1e-5 (PyTorch, ONNX) or 1e-3 (Keras). */
  readonly epsilon: number;
}

/** z ↦ scale·z + shift, entry by entry. */
export interface DiagonalMap {
  readonly scale: Float64Array;
  readonly shift: Float64Array;
}

/** What the signs of gamma do to injectivity. */
export interface GammaSigns {
  /** Units whose row is reversed when the normalisation comes before the ReLU: that changes the answer. */
  readonly negative: readonly number[];
  /** Units that become constant: their rows are lost. */
  readonly zero: readonly number[];
}

/**
 * scale = γ/√(v + ε), shift = β − scale·mean.
 * @throws InputError for vectors of different lengths, negative v + ε or ε, and numbers that are not finite
 */
export function diagonalMap({ gamma, beta, mean, variance, epsilon }: BatchNorm, where: string): DiagonalMap {
  const count = gamma.length;
  for (const [name, vector] of Object.entries({ beta, mean, variance })) {
    if (vector.length !== count) {
      throw new InputError(`${vector.length} entries in ${name} of ${where}: expected ${count} as in gamma`);
    }
  }
  const scale = new Float64Array(count);
  const shift = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const deviation = Math.sqrt(variance[i] + epsilon);
    if (!(deviation > 0)) {
      throw new InputError(
        `variance ${variance[i]} of unit ${i} with epsilon ${epsilon} in ${where}: expected a positive sum`,
      );
    }
    scale[i] = gamma[i] / deviation;
    shift[i] = beta[i] - scale[i] * mean[i];
    if (!Number.isFinite(scale[i]) || !Number.isFinite(shift[i])) {
      throw new InputError(`unit ${i} of ${where} is ${scale[i]} z + ${shift[i]}: expected finite numbers`);
    }
  }
  return { scale, shift };
}

/** Units (from 0) with negative and with vanishing scale. */
export function gammaSigns({ scale }: DiagonalMap): GammaSigns {
  const units = (test: (value: number) => boolean): number[] =>
    [...scale.keys()].filter((i) => test(scale[i]));
  return { negative: units((value) => value < 0), zero: units((value) => value === 0) };
}

/**
 * The normalisation of W x + b as one affine map: rows times scale, scale·b + shift. Before a ReLU this is exactly the
 * layer to be judged: a negative scale reverses its row, a vanishing one removes it.
 */
export function foldBefore(
  weights: DenseMatrix,
  bias: Float64Array | null,
  { scale, shift }: DiagonalMap,
): { readonly weights: DenseMatrix; readonly bias: Float64Array } {
  const { rows, columns } = weights;
  const values = weights.values.slice();
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) values[i * columns + j] *= scale[i];
  }
  return {
    weights: { rows, columns, values },
    bias: shift.map((constant, i) => constant + scale[i] * (bias?.[i] ?? 0)),
  };
}

/** The diagonal matrix of a map that stands alone, as after a ReLU: injective iff no scale vanishes. */
export function diagonalMatrix({ scale }: DiagonalMap): DenseMatrix {
  const count = scale.length;
  const values = new Float64Array(count * count);
  for (let i = 0; i < count; i++) values[i * (count + 1)] = scale[i];
  return { rows: count, columns: count, values };
}

/** What folding did, as a sentence: the rows (from 1) that were reversed or removed. */
export function foldingNote(name: string, map: DiagonalMap): string {
  const { negative, zero } = gammaSigns(map);
  const effects = [
    negative.length === 0 ? [] : [`negative gamma reverses rows ${listed(negative)}`],
    zero.length === 0 ? [] : [`gamma = 0 removes rows ${listed(zero)}`],
  ].flat();
  return `${[`${name} folded into the layer before it, in double precision`, ...effects].join("; ")}.`;
}

function listed(units: readonly number[]): string {
  const shown = units.slice(0, 8).map((unit) => unit + 1);
  return units.length > 8 ? `${shown.join(", ")}, … (${units.length})` : shown.join(", ");
}
