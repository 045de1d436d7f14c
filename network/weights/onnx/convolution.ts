/** Convolutions as matrices: every output position a row, in the order in which Flatten lists them. */
import type { DenseMatrix } from "../../../src/matrix/dense-matrix.js";
import { InputError } from "../../../src/result.js";

/** Entries of an unrolled convolution, as doubles 128 MiB. */
export const LARGEST_UNROLLED = 2 ** 24;

/** Kernel entries times output positions: what the loops cost, also where padding is all that is read. */
const MOST_PLACEMENTS = 2 ** 26;

/** A cross-correlation, as frameworks define convolution, of any number of spatial axes. */
export interface Convolution {
  /** (outputs, inputs per group, kernel…), row-major. */
  readonly kernel: Float64Array;
  readonly kernelShape: readonly number[];
  readonly group: number;
  /** One entry a spatial axis. */
  readonly strides: readonly number[];
  readonly dilations: readonly number[];
  /** Zeros before and after each spatial axis. */
  readonly padsBefore: readonly number[];
  readonly padsAfter: readonly number[];
}

export interface UnrolledConvolution {
  readonly weights: DenseMatrix;
  /** (channels, spatial…). */
  readonly outputShape: readonly number[];
}

/**
 * The matrix of a convolution on inputs of shape (channels, spatial…).
 * @throws InputError when the shapes do not fit or the matrix has more than {@link LARGEST_UNROLLED} entries
 */
export function unrollConvolution(
  convolution: Convolution,
  inputShape: readonly number[],
  where: string,
): UnrolledConvolution {
  const { kernel, kernelShape, group, strides, dilations, padsBefore, padsAfter } = convolution;
  const [outputs, perGroup, ...taps] = kernelShape;
  const [channels, ...extent] = inputShape;
  if (extent.length !== taps.length || channels !== perGroup * group || outputs % group !== 0) {
    throw new InputError(
      `${where} has a kernel (${kernelShape.join(", ")}) in ${group} groups on inputs (${inputShape.join(", ")}): ` +
        "expected shapes that fit",
    );
  }
  const positions = extent.map(
    (length, k) =>
      Math.floor((length + padsBefore[k] + padsAfter[k] - dilations[k] * (taps[k] - 1) - 1) / strides[k]) + 1,
  );
  if (positions.some((count) => !(count >= 1))) {
    throw new InputError(
      `${where} has a kernel larger than its padded input: expected at least one position`,
    );
  }
  const [placed, read, tapCount] = [positions, extent, taps].map(product);
  const [rows, columns] = [outputs * placed, channels * read];
  const work = outputs * perGroup * placed * tapCount;
  if (!(rows * columns <= LARGEST_UNROLLED) || !(work <= MOST_PLACEMENTS)) {
    throw new InputError(
      `${where} unrolls to ${rows} x ${columns}: expected at most ${LARGEST_UNROLLED} entries in all`,
    );
  }
  const weights = { rows, columns, values: new Float64Array(rows * columns) };
  const outputsPerGroup = outputs / group;
  for (let place = 0; place < placed; place++) {
    const position = indexOf(place, positions);
    for (let tap = 0; tap < tapCount; tap++) {
      const offset = indexOf(tap, taps);
      let source = 0;
      let inside = true;
      for (let k = 0; k < extent.length; k++) {
        const at = position[k] * strides[k] - padsBefore[k] + offset[k] * dilations[k];
        inside &&= at >= 0 && at < extent[k];
        source = source * extent[k] + at;
      }
      if (!inside) continue;
      for (let output = 0; output < outputs; output++) {
        const first = Math.floor(output / outputsPerGroup) * perGroup;
        for (let channel = 0; channel < perGroup; channel++) {
          weights.values[(output * placed + place) * columns + (first + channel) * read + source] =
            kernel[(output * perGroup + channel) * tapCount + tap];
        }
      }
    }
  }
  return { weights, outputShape: [outputs, ...positions] };
}

function product(lengths: readonly number[]): number {
  return lengths.reduce((total, length) => total * length, 1);
}

function indexOf(place: number, lengths: readonly number[]): number[] {
  const index = lengths.map(() => 0);
  let rest = place;
  for (let k = lengths.length - 1; k >= 0; k--) {
    index[k] = rest % lengths[k];
    rest = Math.floor(rest / lengths[k]);
  }
  return index;
}
