/** Convolution layers as plain data, and their matrices on a box of the signal. */
import type { DenseMatrix } from "../../src/matrix/dense-matrix.js";
import { InputError } from "../../src/result.js";

/**
 * Cross-correlation as in deep learning: output q at position J is Σ_{c,I} kernel_q[c, I] · x[c, s·J + I], positions
 * counted from 0 (reversing all kernels in space reverses the signal and changes no answer).
 */
export interface ConvolutionLayer {
  /** One row a kernel: channels first, then the kernel's box row by row. */
  readonly kernels: DenseMatrix;
  readonly channels: number;
  /** Sizes O_k of the kernel's box. */
  readonly shape: readonly number[];
  /** The same stride in every direction. */
  readonly stride: number;
  /** One entry a kernel, or null. */
  readonly bias: Float64Array | null;
}

/** A layer's matrix with one bias a row. */
export interface UnrolledLayer {
  readonly weights: DenseMatrix;
  readonly bias: Float64Array | null;
}

/** @throws InputError unless the kernels have channels · ΠO columns and all sizes are positive integers */
export function requireConvolution({ kernels, channels, shape, stride, bias }: ConvolutionLayer): void {
  const box = shape.reduce((product, size) => product * size, 1);
  for (const size of [...shape, channels, stride]) {
    if (!Number.isInteger(size) || size < 1)
      throw new InputError(`convolution with size ${size}: expected positive integers`);
  }
  if (kernels.columns !== channels * box) {
    throw new InputError(
      `kernels of ${kernels.columns} entries: expected ${channels * box}, ${channels} channels times the box ${shape.join("x")}`,
    );
  }
  if (bias !== null && bias.length !== kernels.rows) {
    throw new InputError(`bias of ${bias.length} entries for ${kernels.rows} kernels: expected one a kernel`);
  }
}

/**
 * Rows of all kernels at the given corners of a signal of `size`, entries outside the signal cut off (zero padding).
 * Columns: channel first, then position.
 */
export function placedKernels(
  { kernels, channels, shape, bias }: ConvolutionLayer,
  size: readonly number[],
  corners: readonly (readonly number[])[],
): UnrolledLayer {
  const positions = size.reduce((product, length) => product * length, 1);
  const offsets = boxPositions(shape);
  const columns = channels * positions;
  const values = new Float64Array(corners.length * kernels.rows * columns);
  const biases = new Float64Array(corners.length * kernels.rows);
  corners.forEach((corner, c) => {
    for (let q = 0; q < kernels.rows; q++) {
      const row = c * kernels.rows + q;
      biases[row] = bias?.[q] ?? 0;
      for (let channel = 0; channel < channels; channel++) {
        offsets.forEach((offset, o) => {
          const position = corner.map((start, k) => start + offset[k]);
          if (position.some((entry, k) => entry < 0 || entry >= size[k])) return;
          const column =
            channel * positions + position.reduce((index, entry, k) => index * size[k] + entry, 0);
          values[row * columns + column] = kernels.values[q * kernels.columns + channel * offsets.length + o];
        });
      }
    }
  });
  return {
    weights: { rows: corners.length * kernels.rows, columns, values },
    bias: bias === null ? null : biases,
  };
}

/** The corners s·J, J ≥ 0, from which the kernel lies inside a box of `size`. */
export function innerCorners({ shape, stride }: ConvolutionLayer, size: readonly number[]): number[][] {
  const counts = size.map((length, k) => Math.floor((length - shape[k]) / stride) + 1);
  return counts.some((count) => count < 1)
    ? []
    : boxPositions(counts).map((corner) => corner.map((entry) => entry * stride));
}

/** All positions of a box, the last coordinate fastest. */
export function boxPositions(shape: readonly number[]): number[][] {
  return shape.reduce<number[][]>(
    (positions, length) =>
      positions.flatMap((position) => Array.from({ length }, (_, entry) => [...position, entry])),
    [[]],
  );
}
