/**
 * Which realisation of the Gaussian steps suits an ansatz: the cheaper of the two that are accurate enough.
 *
 * Positive sums are accurate for every breaking point; their cost is points times taps, which explodes where a
 * level is so narrow that its grid must be fine. Fourier transforms cost the same whatever the widths, as long as
 * the grid resolves the narrowest one, but have absolute accuracy.
 */
import { isWasmAvailable } from "../../src/kernel/wasm-kernel.js";
import { type Ansatz, stepVariances } from "./ansatz.js";
import type { PerceptronCost } from "./cost.js";
import { fftRounding, fftSincGrid } from "./fft-transport.js";
import { levelGrids, type Resolution } from "./level-grids.js";

/** Multiplications of one butterfly pass per point, against one of a tap. */
const FFT_PASS_COST = 4;
/** Sums, in taps, that a step of value and gradient takes: three downwards and one upwards. */
const SUMS_PER_STEP = 4;
/** Real transforms that it takes: two functions and a derivative downwards, one upwards, there and back. */
const TRANSFORMS_PER_STEP = 8;

/** The choice, with what it rests on. */
export interface TransportChoice {
  readonly method: "direct" | "fft";
  /** Estimated multiplications of one evaluation. */
  readonly directCost: number;
  readonly fftCost: number;
  /** Estimated loss of the Fourier path to rounding. */
  readonly fftError: number;
}

/** Compares costs and the rounding of the Fourier path with the tolerance. */
export function chooseTransport(
  ansatz: Ansatz,
  cost: PerceptronCost,
  resolution: Resolution,
  tolerance: number,
): TransportChoice {
  const variances = stepVariances(ansatz);
  const grids = levelGrids(ansatz, cost, resolution);
  let directCost = 0;
  for (let i = 1; i < grids.length; i++) {
    const taps = (2 * resolution.reach * Math.sqrt(variances[i])) / grids[i].spacing;
    directCost += (SUMS_PER_STEP * taps * (grids[i - 1].count + grids[i].count)) / 2;
  }
  const { size } = fftSincGrid(ansatz, cost, resolution);
  const fftCost = (grids.length - 1) * TRANSFORMS_PER_STEP * FFT_PASS_COST * size * Math.log2(size);
  const fftError = fftRounding(ansatz);
  // Without WebAssembly there are no sums, and fft.js does what it can.
  const fourier = !isWasmAvailable() || (fftError <= tolerance && fftCost < directCost);
  const method = fourier ? "fft" : "direct";
  return { method, directCost, fftCost, fftError };
}
