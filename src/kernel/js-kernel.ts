/**
 * The typed-array kernel: `size` real numbers as M = size/2 complex ones, z_j = x_2j + i x_(2j+1), transformed
 * forward by decimation in frequency into bit-reversed order, multiplied there, and transformed back from it.
 *
 * `assembly/index.ts` explains the algorithm and does the same arithmetic, operation by operation: the results of
 * the two kernels agree to the last bit.
 */
import { bitReversed, blockFactors, cosineAt, cosineTable, lastBlocks, sineAt } from "./bit-reversed.js";
import {
  firstForward,
  lastBackward,
  pairsBackward,
  pairsForward,
  stageBackward,
  stageForward,
} from "./js-stages.js";
import type { ConvolutionKernel } from "./kernel.js";

/** Split real and imaginary parts: typed-array loads of neighbours, no index arithmetic for pairs. */
export class JsKernel implements ConvolutionKernel {
  readonly name = "js";
  readonly size: number;
  readonly #re: Float64Array;
  readonly #im: Float64Array;
  readonly #factors: Float64Array;
  readonly #frequencies: Uint32Array;
  readonly #cosines: Float64Array;
  readonly #sines: Float64Array;

  constructor(size: number) {
    const half = size / 2;
    this.size = size;
    this.#re = new Float64Array(half);
    this.#im = new Float64Array(half);
    const table = cosineTable(half);
    this.#factors = blockFactors(lastBlocks(half), table);
    this.#frequencies = bitReversed(half);
    this.#cosines = Float64Array.from(this.#frequencies, (k) => cosineAt(table, k));
    this.#sines = Float64Array.from(this.#frequencies, (k) => sineAt(table, k));
  }

  convolve(values: Float64Array, multiplier: Float64Array, out: Float64Array): void {
    const re = this.#re;
    const im = this.#im;
    const factors = this.#factors;
    const half = this.size / 2;
    const odd = lastBlocks(half) === half / 2;
    firstForward(values, re, im);
    for (let quarter = half >> 4; quarter >= 1; quarter >>= 2) stageForward(re, im, quarter, factors);
    if (odd) pairsForward(re, im, factors);
    multiply(re, im, multiplier, this.#frequencies, this.#cosines, this.#sines);
    if (odd) pairsBackward(re, im, factors);
    for (let quarter = odd ? 2 : 1; quarter <= half >> 4; quarter <<= 2)
      stageBackward(re, im, quarter, factors);
    lastBackward(re, im, out);
  }
}

/**
 * Splits the spectrum of z into that of x, multiplies, and joins again:
 *
 *   Z_k' = (a − b sin(πk/M)) Z_k + i b cos(πk/M) conj Z_(M−k),   a = m_k + m_(M−k),  b = m_k − m_(M−k),
 *
 * with the ½/M of the inverse inside m. The mirror M−k of position p in [2ⁿ, 2ⁿ⁺¹) is at 3·2ⁿ − 1 − p.
 */
function multiply(
  re: Float64Array,
  im: Float64Array,
  multiplier: Float64Array,
  frequencies: Uint32Array,
  cosines: Float64Array,
  sines: Float64Array,
): void {
  const half = re.length;
  // Positions 0 and 1, the frequencies 0 (with M) and M/2, are their own mirrors.
  const a0 = multiplier[0] + multiplier[half];
  const b0 = multiplier[0] - multiplier[half];
  const r0 = re[0];
  re[0] = a0 * r0 + b0 * im[0];
  im[0] = a0 * im[0] + b0 * r0;
  re[1] *= 2 * multiplier[half / 2];
  im[1] *= 2 * multiplier[half / 2];
  for (let start = 2; start < half; start *= 2) {
    for (let p = start, q = 2 * start - 1; p < q; p++, q--) {
      const mz = multiplier[frequencies[p]];
      const my = multiplier[frequencies[q]];
      const a = mz + my;
      const b = mz - my;
      const bs = b * sines[p];
      const gamma = b * cosines[p];
      const zr = re[p];
      const zi = im[p];
      const yr = re[q];
      const yi = im[q];
      re[p] = (a - bs) * zr + gamma * yi;
      im[p] = (a - bs) * zi + gamma * yr;
      re[q] = (a + bs) * yr + gamma * zi;
      im[q] = (a + bs) * yi + gamma * zr;
    }
  }
}
