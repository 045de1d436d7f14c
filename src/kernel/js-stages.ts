/**
 * The stages of the typed-array transform: decimation in frequency forward, in time backward, radix 4, the
 * spectrum in bit-reversed order, real and imaginary parts in arrays of their own.
 *
 * Block t of every stage has the same factors ρ_t, ρ_t², ρ_t³, see `blockFactors`.
 */
import { FACTORS_PER_BLOCK } from "./bit-reversed.js";

/** First stage, which has no factors, from the interleaved samples. */
export function firstForward(values: Float64Array, re: Float64Array, im: Float64Array): void {
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
export function lastBackward(re: Float64Array, im: Float64Array, out: Float64Array): void {
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
export function stageForward(
  re: Float64Array,
  im: Float64Array,
  quarter: number,
  factors: Float64Array,
): void {
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
export function stageBackward(
  re: Float64Array,
  im: Float64Array,
  quarter: number,
  factors: Float64Array,
): void {
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
export function pairsForward(re: Float64Array, im: Float64Array, factors: Float64Array): void {
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
export function pairsBackward(re: Float64Array, im: Float64Array, factors: Float64Array): void {
  for (let j = 0, f = 2; j < re.length; j += 2, f += FACTORS_PER_BLOCK) {
    const dr = re[j] - re[j + 1];
    const di = im[j] - im[j + 1];
    re[j] += re[j + 1];
    im[j] += im[j + 1];
    re[j + 1] = factors[f] * dr - factors[f + 1] * di;
    im[j + 1] = factors[f] * di + factors[f + 1] * dr;
  }
}
