/**
 * The Fourier multiplier of N(0, s) on a sinc grid, exp(−½ s ω²), kept by variance.
 *
 * One exponential a frequency costs about as much as the whole transform, and a recursion meets each variance
 * several times: downwards with two functions, for the variance derivative, and upwards.
 */
import type { SincGrid } from "./sinc-grid.js";

/** Numbers kept in tables by one instance, 8 MB; the tables used least recently go first. */
const KEPT_NUMBERS = 2 ** 20;

/** Beyond this exponent exp(−x) underflows to zero. */
const LARGEST_EXPONENT = 746;

export class GaussianMultipliers {
  readonly #size: number;
  /** ω at frequency index 1. */
  readonly #frequencyStep: number;
  readonly #capacity: number;
  readonly #byVariance = new Map<number, Float64Array>();
  #derivative: Float64Array | undefined;

  constructor({ size, spacing }: SincGrid) {
    this.#size = size;
    this.#frequencyStep = (2 * Math.PI) / (size * spacing);
    this.#capacity = Math.max(4, Math.floor(KEPT_NUMBERS / (size / 2 + 1)));
  }

  /** exp(−½ s ω_k²)/size, k = 0 … size/2 (the form the convolution kernels take). Not to be written to. */
  gaussian(variance: number): Float64Array {
    const kept = this.#byVariance.get(variance);
    if (kept !== undefined) {
      // A map iterates in order of insertion: reinserted, the entry is the youngest.
      this.#byVariance.delete(variance);
      this.#byVariance.set(variance, kept);
      return kept;
    }
    const table = this.#tabulate(variance);
    if (this.#byVariance.size >= this.#capacity) {
      const [oldest] = this.#byVariance.keys();
      this.#byVariance.delete(oldest);
    }
    this.#byVariance.set(variance, table);
    return table;
  }

  /** −½ ω_k² exp(−½ s ω_k²)/size; valid until the next call. */
  varianceDerivative(variance: number): Float64Array {
    const gaussian = this.gaussian(variance);
    this.#derivative ??= new Float64Array(gaussian.length);
    const table = this.#derivative;
    const scale = -0.5 * this.#frequencyStep * this.#frequencyStep;
    for (let k = 0; k < table.length; k++) table[k] = scale * k * k * gaussian[k];
    return table;
  }

  #tabulate(variance: number): Float64Array {
    const size = this.#size;
    const table = new Float64Array(size / 2 + 1);
    const rate = 0.5 * variance * this.#frequencyStep * this.#frequencyStep;
    for (let k = 0; k < table.length; k++) {
      const exponent = rate * k * k;
      if (exponent > LARGEST_EXPONENT) break;
      table[k] = Math.exp(-exponent) / size;
    }
    return table;
  }
}
