/**
 * Gaussian convolution by positive real-space sums between two nested uniform grids.
 *
 * The trapezoidal rule of an analytic, Gaussian-windowed integrand converges exponentially in the spacing
 * (aliasing error exp(−2π²s/Δ²)), and a sum of positive terms keeps the *relative* accuracy of every value,
 * however small. A DFT convolution has only absolute accuracy ε·max|f|; the price here is O(N·taps).
 */

/** A uniform grid h = (first + j)·spacing, j = 0 … count − 1, whose spacing is a power of two. */
export interface NestedGrid {
  readonly spacing: number;
  readonly first: number;
  readonly count: number;
}

/** Precomputed weights of N(0, variance) from the samples on `input` to the points of `output`. */
export interface NestedGaussianSum {
  readonly input: NestedGrid;
  readonly output: NestedGrid;
  readonly variance: number;
  /** Taps on either side of the base point; inputs are padded by `padding` limits on each side. */
  readonly taps: number;
  readonly padding: readonly [number, number];
  /** Number of output points in one input cell (1 when the output grid is the coarser). */
  readonly phases: number;
  /** `phases` rows of 2·taps + 1 weights Δ·N(jΔ − offset; s), j = −taps … taps. */
  readonly weights: Float64Array;
  /** The derivative of `weights` in the variance. */
  readonly varianceWeights: Float64Array;
}

/** Builds the weight tables; tails beyond `reach` standard deviations are dropped. */
export function nestedGaussianSum(
  input: NestedGrid,
  output: NestedGrid,
  variance: number,
  reach: number,
): NestedGaussianSum {
  const { spacing } = input;
  const phases = Math.max(1, Math.round(spacing / output.spacing));
  const taps = Math.ceil((reach * Math.sqrt(variance)) / spacing) + (phases > 1 ? 1 : 0);
  const row = 2 * taps + 1;
  const weights = new Float64Array(phases * row);
  const varianceWeights = new Float64Array(phases * row);
  const norm = spacing / Math.sqrt(2 * Math.PI * variance);
  for (let phase = 0; phase < phases; phase++) {
    for (let j = -taps; j <= taps; j++) {
      const x = (j - phase / phases) * spacing;
      const weight = norm * Math.exp((-0.5 * x * x) / variance);
      weights[phase * row + j + taps] = weight;
      varianceWeights[phase * row + j + taps] = (0.5 * weight * ((x * x) / variance - 1)) / variance;
    }
  }
  const stride = output.spacing / spacing;
  const lowest = Math.floor(output.first * stride) - taps;
  const highest = Math.floor((output.first + output.count - 1) * stride) + taps;
  const padding: [number, number] = [
    Math.max(0, input.first - lowest),
    Math.max(0, highest - (input.first + input.count - 1)),
  ];
  return { input, output, variance, taps, padding, phases, weights, varianceWeights };
}

/** Copies samples into a buffer extended on both sides by the limits the function has reached there. */
export function padded(
  plan: NestedGaussianSum,
  values: Float64Array,
  left: number,
  right: number,
): Float64Array {
  const [before, after] = plan.padding;
  const buffer = new Float64Array(before + values.length + after);
  buffer.fill(left, 0, before);
  buffer.set(values, before);
  buffer.fill(right, before + values.length);
  return buffer;
}

/** out[a] = Σ_j weights_j · samples: one weight table applied to one padded function. */
export function applyWeights(
  plan: NestedGaussianSum,
  weights: Float64Array,
  samples: Float64Array,
  out: Float64Array,
): void {
  const { input, output, taps, phases } = plan;
  const row = 2 * taps + 1;
  const stride = phases > 1 ? 0 : Math.round(output.spacing / input.spacing);
  // Index of the first tap inside the padded buffer for output point a.
  const shift = plan.padding[0] - input.first - taps;
  for (let a = 0; a < output.count; a++) {
    const n = output.first + a;
    const base = stride > 0 ? n * stride : Math.floor(n / phases);
    const table = stride > 0 ? 0 : (n - base * phases) * row;
    const start = base + shift;
    let sum = 0;
    for (let j = 0; j < row; j++) sum += weights[table + j] * samples[start + j];
    out[a] = sum;
  }
}
