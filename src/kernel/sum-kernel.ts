/** The interface of the real-space sum kernel. */

/**
 * Where the sums of one pair of nested grids read: output a takes `row` samples from base + shift on, with the
 * weights of row `phase` of the table, (first + a)·stride = base·phases + phase. `row` is a multiple of four.
 */
export interface SumGeometry {
  readonly count: number;
  readonly first: number;
  readonly stride: number;
  readonly phases: number;
  readonly row: number;
  readonly shift: number;
}

/** Results of one pass over two functions. */
export interface SumTriple {
  readonly f: Float64Array;
  readonly g: Float64Array;
  readonly varianceDerivative: Float64Array;
}

export interface NestedSums {
  one(geometry: SumGeometry, weights: Float64Array, samples: Float64Array, out: Float64Array): void;
  /** weights·f, weights·g and derivatives·f. */
  three(
    geometry: SumGeometry,
    weights: Float64Array,
    derivatives: Float64Array,
    f: Float64Array,
    g: Float64Array,
    out: SumTriple,
  ): void;
}

/** Length of the sample buffers a geometry reads. */
export function samplesNeeded({ count, first, stride, phases, row, shift }: SumGeometry): number {
  return Math.floor(((first + count - 1) * stride) / phases) + shift + row;
}
