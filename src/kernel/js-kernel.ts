/**
 * The typed-array kernel: `size` real numbers as M = size/2 complex ones, z_j = x_2j + i x_(2j+1), transformed
 * forward by decimation in frequency into bit-reversed order, multiplied there, and transformed back from it.
 *
 * `assembly/index.ts` explains the algorithm and does the same arithmetic, operation by operation: the results of
 * the two kernels agree to the last bit.
 */
import {
  bitReversed,
  blockFactors,
  cosineOfQuarterTurns,
  FACTORS_PER_BLOCK,
  lastBlocks,
} from "./bit-reversed.js";
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
    this.#factors = blockFactors(lastBlocks(half));
    this.#frequencies = bitReversed(half);
    this.#cosines = Float64Array.from(this.#frequencies, (k) => cosineOfQuarterTurns((2 * k) / half));
    this.#sines = Float64Array.from(this.#frequencies, (k) => cosineOfQuarterTurns((2 * k) / half - 1));
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

/** First stage, which has no factors, from the interleaved samples. */
function firstForward(values: Float64Array, re: Float64Array, im: Float64Array): void {
  const quarter = re.length / 4;
  for (let j = 0; j < quarter; j++) {
    const j1 = j + quarter;
    const j2 = j1 + quarter;
    const j3 = j2 + quarter;
    const sr = values[2 * j] + values[2 * j2];
    const si = values[2 * j + 1] + values[2 * j2 + 1];
    const dr = values[2 * j] - values[2 * j2];
    const di = values[2 * j + 1] - values[2 * j2 + 1];
    const ur = values[2 * j1] + values[2 * j3];
    const ui = values[2 * j1 + 1] + values[2 * j3 + 1];
    const vr = values[2 * j1] - values[2 * j3];
    const vi = values[2 * j1 + 1] - values[2 * j3 + 1];
    re[j] = sr + ur;
    im[j] = si + ui;
    re[j1] = sr - ur;
    im[j1] = si - ui;
    re[j2] = dr + vi;
    im[j2] = di - vr;
    re[j3] = dr - vi;
    im[j3] = di + vr;
  }
}

/** The inverse of {@link firstForward}, times 4. */
function lastBackward(re: Float64Array, im: Float64Array, out: Float64Array): void {
  const quarter = re.length / 4;
  for (let j = 0; j < quarter; j++) {
    const j1 = j + quarter;
    const j2 = j1 + quarter;
    const j3 = j2 + quarter;
    const sr = re[j] + re[j1];
    const si = im[j] + im[j1];
    const dr = re[j] - re[j1];
    const di = im[j] - im[j1];
    const ur = re[j2] + re[j3];
    const ui = im[j2] + im[j3];
    const vr = re[j2] - re[j3];
    const vi = im[j2] - im[j3];
    out[2 * j] = sr + ur;
    out[2 * j + 1] = si + ui;
    out[2 * j1] = dr - vi;
    out[2 * j1 + 1] = di + vr;
    out[2 * j2] = sr - ur;
    out[2 * j2 + 1] = si - ui;
    out[2 * j3] = dr + vi;
    out[2 * j3 + 1] = di - vr;
  }
}

/** One stage on blocks of 4·quarter numbers. */
function stageForward(re: Float64Array, im: Float64Array, quarter: number, factors: Float64Array): void {
  for (let start = 0, f = 0; start < re.length; start += 4 * quarter, f += FACTORS_PER_BLOCK) {
    const c1 = factors[f];
    const s1 = factors[f + 1];
    const c2 = factors[f + 2];
    const s2 = factors[f + 3];
    const c3 = factors[f + 4];
    const s3 = factors[f + 5];
    for (let j = start; j < start + quarter; j++) {
      const j1 = j + quarter;
      const j2 = j1 + quarter;
      const j3 = j2 + quarter;
      const xr = c2 * re[j2] + s2 * im[j2];
      const xi = c2 * im[j2] - s2 * re[j2];
      const sr = re[j] + xr;
      const si = im[j] + xi;
      const dr = re[j] - xr;
      const di = im[j] - xi;
      const yr = c1 * re[j1] + s1 * im[j1];
      const yi = c1 * im[j1] - s1 * re[j1];
      const zr = c3 * re[j3] + s3 * im[j3];
      const zi = c3 * im[j3] - s3 * re[j3];
      const ur = yr + zr;
      const ui = yi + zi;
      const vr = yr - zr;
      const vi = yi - zi;
      re[j] = sr + ur;
      im[j] = si + ui;
      re[j1] = sr - ur;
      im[j1] = si - ui;
      re[j2] = dr + vi;
      im[j2] = di - vr;
      re[j3] = dr - vi;
      im[j3] = di + vr;
    }
  }
}

/** The inverse of {@link stageForward}, times 4. */
function stageBackward(re: Float64Array, im: Float64Array, quarter: number, factors: Float64Array): void {
  for (let start = 0, f = 0; start < re.length; start += 4 * quarter, f += FACTORS_PER_BLOCK) {
    const c1 = factors[f];
    const s1 = factors[f + 1];
    const c2 = factors[f + 2];
    const s2 = factors[f + 3];
    const c3 = factors[f + 4];
    const s3 = factors[f + 5];
    for (let j = start; j < start + quarter; j++) {
      const j1 = j + quarter;
      const j2 = j1 + quarter;
      const j3 = j2 + quarter;
      const sr = re[j] + re[j1];
      const si = im[j] + im[j1];
      const dr = re[j] - re[j1];
      const di = im[j] - im[j1];
      const ur = re[j2] + re[j3];
      const ui = im[j2] + im[j3];
      const vr = re[j2] - re[j3];
      const vi = im[j2] - im[j3];
      const xr = sr - ur;
      const xi = si - ui;
      const yr = dr - vi;
      const yi = di + vr;
      const zr = dr + vi;
      const zi = di - vr;
      re[j] = sr + ur;
      im[j] = si + ui;
      re[j1] = c1 * yr - s1 * yi;
      im[j1] = c1 * yi + s1 * yr;
      re[j2] = c2 * xr - s2 * xi;
      im[j2] = c2 * xi + s2 * xr;
      re[j3] = c3 * zr - s3 * zi;
      im[j3] = c3 * zi + s3 * zr;
    }
  }
}

/** The last stage when log₂ M is odd: blocks of two numbers, block t with the factor ρ_t². */
function pairsForward(re: Float64Array, im: Float64Array, factors: Float64Array): void {
  for (let j = 0, f = 2; j < re.length; j += 2, f += FACTORS_PER_BLOCK) {
    const xr = factors[f] * re[j + 1] + factors[f + 1] * im[j + 1];
    const xi = factors[f] * im[j + 1] - factors[f + 1] * re[j + 1];
    re[j + 1] = re[j] - xr;
    im[j + 1] = im[j] - xi;
    re[j] += xr;
    im[j] += xi;
  }
}

/** The inverse of {@link pairsForward}, times 2. */
function pairsBackward(re: Float64Array, im: Float64Array, factors: Float64Array): void {
  for (let j = 0, f = 2; j < re.length; j += 2, f += FACTORS_PER_BLOCK) {
    const dr = re[j] - re[j + 1];
    const di = im[j] - im[j + 1];
    re[j] += re[j + 1];
    im[j] += im[j + 1];
    re[j + 1] = factors[f] * dr - factors[f + 1] * di;
    im[j + 1] = factors[f] * di + factors[f + 1] * dr;
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
