/**
 * The interface of the convolution kernels: multiplication of a spectrum by a real even function, for real
 * samples whose number is a power of two.
 */

/**
 * - `wasm`: WebAssembly SIMD in double precision, the fastest;
 * - `fftjs`: the transforms of fft.js, an independent reference, and what engines without SIMD use.
 */
export const KERNEL_NAMES = ["wasm", "fftjs"] as const;

export type KernelName = (typeof KERNEL_NAMES)[number];

/** The smallest and largest number of samples. */
export const SMALLEST_SIZE = 16;
export const LARGEST_SIZE = 2 ** 22;

/**
 * Buffers and tables of one size, and the one operation on them.
 *
 * The multiplier has size/2 + 1 entries, m_k/size at frequency index k = 0 … size/2; the division, exact for a
 * power of two, is the normalisation of the inverse transform. Inputs and outputs have `size` entries and may be
 * the same arrays; nothing of them is kept.
 *
 * Accuracy: absolute, below 1e-15 of max|f| · max|m| up to size 65536.
 */
export interface ConvolutionKernel {
  readonly name: KernelName;
  readonly size: number;
  /** out = F⁻¹[m F[values]]. */
  convolve(values: Float64Array, multiplier: Float64Array, out: Float64Array): void;
}
