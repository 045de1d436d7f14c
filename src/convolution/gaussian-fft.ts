/**
 * Convolution with N(0, s) of functions on a sinc grid: exactly a multiplication of their DFT by exp(−½ s ω²).
 *
 * Accuracy: absolute, a few 1e-16 of max|f|. The grid is periodic; the caller keeps what matters a few √s
 * away from its ends.
 */
import FFT from "fft.js";
import type { SincGrid } from "./sinc-grid.js";

/** Transforms of two real functions at once (one complex DFT), with reusable buffers. */
export class GaussianFftConvolver {
  readonly grid: SincGrid;
  readonly #fft: FFT;
  readonly #packed: Float64Array;
  readonly #spectrum: Float64Array;
  readonly #squaredFrequencies: Float64Array;

  constructor(grid: SincGrid) {
    const { size, spacing } = grid;
    this.grid = grid;
    this.#fft = new FFT(size);
    this.#packed = new Float64Array(2 * size);
    this.#spectrum = new Float64Array(2 * size);
    this.#squaredFrequencies = Float64Array.from({ length: size }, (_, j) => {
      const frequency = (2 * Math.PI * Math.min(j, size - j)) / (size * spacing);
      return frequency * frequency;
    });
  }

  /**
   * N(0, variance) ⋆ f into `outFirst` and N(0, variance) ⋆ g into `outSecond`.
   *
   * The multiplier is real and even, so packing f + i g into one complex transform keeps the two apart.
   * Inputs and outputs may be the same arrays.
   */
  convolvePair(
    first: Float64Array,
    second: Float64Array,
    variance: number,
    outFirst: Float64Array,
    outSecond: Float64Array,
  ): void {
    this.#multiplyPair(first, second, (omega2) => Math.exp(-0.5 * variance * omega2));
    this.#unpack(outFirst, outSecond);
  }

  /** N(0, variance) ⋆ f. */
  convolve(values: Float64Array, variance: number, out: Float64Array): void {
    this.#multiplyPair(values, undefined, (omega2) => Math.exp(-0.5 * variance * omega2));
    this.#unpack(out, undefined);
  }

  /** ∂_s [N(0, s) ⋆ f] = ½ ∂²_h [N(0, s) ⋆ f]. */
  convolveVarianceDerivative(values: Float64Array, variance: number, out: Float64Array): void {
    this.#multiplyPair(values, undefined, (omega2) => -0.5 * omega2 * Math.exp(-0.5 * variance * omega2));
    this.#unpack(out, undefined);
  }

  #multiplyPair(
    first: Float64Array,
    second: Float64Array | undefined,
    multiplier: (omega2: number) => number,
  ): void {
    const packed = this.#packed;
    const spectrum = this.#spectrum;
    const size = this.grid.size;
    for (let j = 0; j < size; j++) {
      packed[2 * j] = first[j];
      packed[2 * j + 1] = second === undefined ? 0 : second[j];
    }
    this.#fft.transform(spectrum, packed);
    for (let j = 0; j <= size / 2; j++) {
      const factor = multiplier(this.#squaredFrequencies[j]);
      spectrum[2 * j] *= factor;
      spectrum[2 * j + 1] *= factor;
      if (j > 0 && j < size / 2) {
        const mirror = 2 * (size - j);
        spectrum[mirror] *= factor;
        spectrum[mirror + 1] *= factor;
      }
    }
    this.#fft.inverseTransform(packed, spectrum);
  }

  #unpack(outFirst: Float64Array, outSecond: Float64Array | undefined): void {
    const packed = this.#packed;
    for (let j = 0; j < outFirst.length; j++) {
      outFirst[j] = packed[2 * j];
      if (outSecond !== undefined) outSecond[j] = packed[2 * j + 1];
    }
  }
}
