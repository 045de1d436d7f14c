/** Which real-space sum kernel runs. */
import { jsSums } from "./js-sums.js";
import { convolutionKernelName } from "./select.js";
import type { NestedSums } from "./sum-kernel.js";
import { wasmSums } from "./wasm-sums.js";

let chosen: { readonly name: string; readonly sums: NestedSums } | undefined;

/** The kernel that goes with the convolution kernel in use: WebAssembly with it, typed arrays otherwise. */
export function nestedSums(): NestedSums {
  const name = convolutionKernelName();
  if (chosen?.name !== name) {
    const sums = name === "wasm" ? wasmSums() : undefined;
    chosen = { name, sums: sums ?? jsSums };
  }
  return chosen.sums;
}
