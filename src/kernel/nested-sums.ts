/** The real-space sum kernel. */
import { InputError } from "../result.js";
import type { NestedSums } from "./sum-kernel.js";
import { wasmSums } from "./wasm-sums.js";

/** @throws InputError where the engine has no WebAssembly SIMD: Fourier transforms by fft.js do without it. */
export function nestedSums(): NestedSums {
  const sums = wasmSums();
  if (sums === undefined) {
    throw new InputError(
      "this engine has no WebAssembly SIMD: expected Gaussian steps by Fourier transforms (fft)",
    );
  }
  return sums;
}
