/** Convolutions and their transposes on tensors (channels, spatial…), of any number of spatial axes, never unrolled. */

/** A cross-correlation, as frameworks define convolution, or its transpose. */
export interface ConvolutionMap {
  readonly kind: "convolution";
  /** (outputs, inputs per group, kernel…), row-major; of the transpose those of the convolution it transposes. */
  readonly kernel: Float64Array;
  readonly kernelShape: readonly number[];
  readonly group: number;
  /** One entry a spatial axis. */
  readonly strides: readonly number[];
  readonly dilations: readonly number[];
  /** Zeros before each spatial axis. */
  readonly padsBefore: readonly number[];
  /** Examples, each convolved by itself. */
  readonly batch: number;
  /** (channels, spatial…) of what is read, and (outputs, positions…) of what comes out, before any transposition. */
  readonly readShape: readonly number[];
  readonly placedShape: readonly number[];
  readonly transposed: boolean;
}

/** Multiplications of one evaluation. */
export function multiplications({ kernel, placedShape, batch }: ConvolutionMap): number {
  return batch * placedShape.slice(1).reduce((total, length) => total * length, kernel.length);
}

/**
 * Adds K x to y, or Kᵀ x where `backwards`.
 * @param x as long as what the map reads (backwards: as what comes out), y the other
 */
export function addConvolution(
  map: ConvolutionMap,
  x: Float64Array,
  y: Float64Array,
  backwards: boolean,
): void {
  const scatter = map.transposed !== backwards;
  visitKernel(map, (weight, read, placed, count, stride) => {
    const w = map.kernel[weight];
    if (w === 0) return;
    if (scatter) for (let s = 0; s < count; s++) y[read + s * stride] += w * x[placed + s];
    else for (let s = 0; s < count; s++) y[placed + s] += w * x[read + s * stride];
  });
}

/**
 * Visits each kernel entry at each row of positions: `count` positions from `placed` on read entries from `read` on,
 * `stride` apart.
 */
export function visitKernel(
  { kernelShape, group, strides, dilations, padsBefore, batch, readShape, placedShape }: ConvolutionMap,
  visit: (weight: number, read: number, placed: number, count: number, stride: number) => void,
): void {
  const [outputs, perGroup, ...taps] = kernelShape;
  const [, ...extent] = readShape;
  const [, ...positions] = placedShape;
  const last = taps.length - 1;
  const [tapCount, readSize, placedSize] = [taps, extent, positions].map(product);
  const outputsPerGroup = outputs / group;
  const rowLength = positions[last];
  const rowCount = placedSize / rowLength;
  const reads = new Int32Array(rowCount);
  const places = new Int32Array(rowCount);
  for (let tap = 0; tap < tapCount; tap++) {
    const offset = indexOf(tap, taps);
    const shift = offset.map((entry, k) => entry * dilations[k] - padsBefore[k]);
    // Positions of the last axis whose reading lies inside.
    const first = Math.max(0, Math.ceil(-shift[last] / strides[last]));
    const beyond = Math.min(rowLength, Math.floor((extent[last] - 1 - shift[last]) / strides[last]) + 1);
    if (beyond <= first) continue;
    let rows = 0;
    const position = positions.slice(0, last).map(() => 0);
    for (let row = 0; row < rowCount; row++) {
      let at = 0;
      let inside = true;
      for (let k = 0; k < last; k++) {
        const index = position[k] * strides[k] + shift[k];
        inside &&= index >= 0 && index < extent[k];
        at = at * extent[k] + index;
      }
      if (inside) {
        reads[rows] = at * extent[last] + first * strides[last] + shift[last];
        places[rows] = row * rowLength + first;
        rows++;
      }
      for (let k = last - 1; k >= 0 && ++position[k] === positions[k]; k--) position[k] = 0;
    }
    for (let example = 0; example < batch; example++) {
      for (let output = 0; output < outputs; output++) {
        const firstChannel = Math.floor(output / outputsPerGroup) * perGroup;
        const placed = (example * outputs + output) * placedSize;
        for (let channel = 0; channel < perGroup; channel++) {
          const weight = (output * perGroup + channel) * tapCount + tap;
          const read = (example * perGroup * group + firstChannel + channel) * readSize;
          for (let row = 0; row < rows; row++) {
            visit(weight, read + reads[row], placed + places[row], beyond - first, strides[last]);
          }
        }
      }
    }
  }
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
