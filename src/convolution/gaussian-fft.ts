/**
 * Convolution with N(0, s) of functions on a sinc grid: exactly a multiplication of their DFT by exp(−½ s ω²).
 *
 * Accuracy: absolute, a few 1e-16 of max|f|. The grid is periodic; the caller keeps what matters a few √s
 * away from its ends.
 */
import type { ConvolutionKernel, KernelName } from "../kernel/kernel.js";
import { convolutionKernel } from "../kernel/select.js";
import { InputError } from "../result.js";
import { GaussianMultipliers } from "./gaussian-multiplier.js";
import type { SincGrid } from "./sinc-grid.js";

/**
 * Convolutions on one grid. All arrays have `grid.size` entries; inputs and outputs may be the same arrays.
 * Convolvers are cheap: the tables of the transform are shared by all of one size, only the multipliers are own.
 */
export class GaussianFftConvolver {
  readonly grid: SincGrid;
  readonly #kernel: ConvolutionKernel;
  readonly #multipliers: GaussianMultipliers;

  /**
   * @param grid its size a power of two from 16 to 2^22.
   * @param kernel forces a kernel; by default the fastest available, see `convolutionKernelName`.
   * @throws InputError for another size, and for a kernel that is unknown or not available.
   */
  constructor(grid: SincGrid, kernel?: KernelName) {
    this.grid = grid;
    this.#kernel = convolutionKernel(grid.size, kernel);
    this.#multipliers = new GaussianMultipliers(grid);
  }

  /** The kernel in use. */
  get kernelName(): KernelName {
    return this.#kernel.name;
  }

  /**
   * N(0, variance) ⋆ f into `outFirst` and N(0, variance) ⋆ g into `outSecond`.
   *
   * Two transforms of real functions, each of half the length: they are as fast as one complex transform of
   * f + i g, and neither function feels the rounding errors of the other.
   */
  convolvePair(
    first: Float64Array,
    second: Float64Array,
    variance: number,
    outFirst: Float64Array,
    outSecond: Float64Array,
  ): void {
    this.#requireLengths(first, second, outFirst, outSecond);
    const multiplier = this.#multipliers.gaussian(variance);
    // The first output may overwrite the second input.
    const untouched = outFirst.buffer === second.buffer ? second.slice() : second;
    this.#kernel.convolve(first, multiplier, outFirst);
    this.#kernel.convolve(untouched, multiplier, outSecond);
  }

  /** N(0, variance) ⋆ f. */
  convolve(values: Float64Array, variance: number, out: Float64Array): void {
    this.#requireLengths(values, out);
    this.#kernel.convolve(values, this.#multipliers.gaussian(variance), out);
  }

  /** ∂_s [N(0, s) ⋆ f] = ½ ∂²_h [N(0, s) ⋆ f]. */
  convolveVarianceDerivative(values: Float64Array, variance: number, out: Float64Array): void {
    this.#requireLengths(values, out);
    this.#kernel.convolve(values, this.#multipliers.varianceDerivative(variance), out);
  }

  #requireLengths(...arrays: readonly Float64Array[]): void {
    for (const { length } of arrays) {
      if (length !== this.grid.size) {
        throw new InputError(`${length} samples given to a convolution on a grid of ${this.grid.size}`);
      }
    }
  }
}
