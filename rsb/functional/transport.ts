/**
 * The Gaussian steps of the recursion between neighbouring levels, as one interface with two realisations:
 * positive sums on nested windows (relative accuracy, any y) and Fourier transforms on one sinc grid
 * (absolute accuracy, the published method).
 */

/** A function sampled on the grid of one level, with the limits it has reached outside that grid. */
export interface LevelFunction {
  readonly values: Float64Array;
  readonly left: number;
  readonly right: number;
}

/** Results on the grid of level i−1. */
interface DescendedPair {
  readonly f: Float64Array;
  readonly g: Float64Array;
  readonly varianceDerivative: Float64Array;
}

/** Sample points of one level: h = start + j·spacing. */
export interface LevelPoints {
  readonly start: number;
  readonly spacing: number;
  readonly count: number;
}

/**
 * Moves functions between the grids of the levels 0 … k−1. Step i (1 ≤ i ≤ k−1) joins levels i−1 and i and
 * has variance s_i.
 *
 * `weight` is e^{y_iφ_i} on level i: where it is small, the results downwards are wanted with an error that is small
 * against it, and upwards with one that is small against its inverse. Sums do not need it.
 */
export interface LevelTransport {
  readonly method: "direct" | "fft";
  readonly levels: readonly LevelPoints[];
  /** N(0, s_i) ⋆ f for f on level i, on the grid of level i−1. */
  descend(step: number, f: LevelFunction, out: Float64Array, weight?: Float64Array): void;
  /** What one step of the recursion needs of f and g on level i: N ⋆ f, N ⋆ g and ∂(N ⋆ f)/∂s_i. */
  descendWithDerivative(
    step: number,
    f: LevelFunction,
    g: LevelFunction,
    out: DescendedPair,
    weight?: Float64Array,
  ): void;
  /** N(0, s_i) ⋆ g for g on level i−1 (zero outside its grid), on the grid of level i. */
  ascend(step: number, g: Float64Array, out: Float64Array, weight?: Float64Array): void;
}
