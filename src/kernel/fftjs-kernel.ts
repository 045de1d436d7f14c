/** The reference kernel, on the transforms of fft.js in natural order. */
import FFT from "fft.js";
import type { ConvolutionKernel } from "./kernel.js";

/** A real transform forward and, as fft.js has no real inverse, a complex one back. */
export class FftJsKernel implements ConvolutionKernel {
  readonly name = "fftjs";
  readonly size: number;
  readonly #fft: FFT;
  readonly #packed: Float64Array;
  readonly #spectrum: Float64Array;

  constructor(size: number) {
    this.size = size;
    this.#fft = new FFT(size);
    this.#packed = new Float64Array(2 * size);
    this.#spectrum = new Float64Array(2 * size);
  }

  convolve(values: Float64Array, multiplier: Float64Array, out: Float64Array): void {
    const { size } = this;
    const packed = this.#packed;
    const spectrum = this.#spectrum;
    this.#fft.realTransform(spectrum, values);
    for (let k = 0; k <= size / 2; k++) {
      // The inverse of fft.js divides by the size itself.
      const factor = multiplier[k] * size;
      spectrum[2 * k] *= factor;
      spectrum[2 * k + 1] *= factor;
    }
    this.#fft.completeSpectrum(spectrum);
    this.#fft.inverseTransform(packed, spectrum);
    for (let j = 0; j < size; j++) out[j] = packed[2 * j];
  }
}
