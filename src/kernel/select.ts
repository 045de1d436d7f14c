/** Which kernel runs: the best this engine has, unless the caller or the environment names another. */
import { InputError, requireInteger } from "../result.js";
import { FftJsKernel } from "./fftjs-kernel.js";
import {
  type ConvolutionKernel,
  KERNEL_NAMES,
  type KernelName,
  LARGEST_SIZE,
  SMALLEST_SIZE,
} from "./kernel.js";
import { isWasmAvailable, WasmKernel } from "./wasm-kernel.js";

/** The environment variable that forces a kernel. */
export const KERNEL_VARIABLE = "RELU_INJECTIVITY_KERNEL";

/**
 * The name of the kernel convolutions run on.
 *
 * @param requested a kernel name; without it {@link KERNEL_VARIABLE} decides, without that the engine: `wasm` where
 * it has WebAssembly SIMD, else `fftjs`.
 * @throws InputError for an unknown name, and for `wasm` where it is not available.
 */
export function convolutionKernelName(requested?: string): KernelName {
  const [name, origin] =
    requested === undefined ? [environmentChoice(), KERNEL_VARIABLE] : [requested, "convolution kernel"];
  if (name === undefined) return isWasmAvailable() ? "wasm" : "fftjs";
  const known = KERNEL_NAMES.find((kernel) => kernel === name);
  if (known === undefined) {
    throw new InputError(`${origin} is "${name}": expected one of ${KERNEL_NAMES.join(", ")}`);
  }
  if (known === "wasm" && !isWasmAvailable()) {
    throw new InputError(`${origin} is "wasm": this engine has no WebAssembly SIMD, expected fftjs`);
  }
  return known;
}

/** The variable's value; an empty one counts as unset. There is no `process` in a browser. */
function environmentChoice(): string | undefined {
  const { process } = globalThis as { process?: { env?: Record<string, string | undefined> } };
  return process?.env?.[KERNEL_VARIABLE] || undefined;
}

const kernels = new Map<string, ConvolutionKernel>();

/**
 * The kernel for one size. All users of a size in a thread share one: a convolution runs to its end before
 * another starts, and nothing is kept in between; a kernel lives as long as the thread.
 *
 * @throws InputError for a size that is not a power of two in range, and as {@link convolutionKernelName}.
 */
export function convolutionKernel(size: number, requested?: string): ConvolutionKernel {
  const name = convolutionKernelName(requested);
  const key = `${name} ${size}`;
  let kernel = kernels.get(key);
  if (kernel === undefined) {
    requireInteger(size, "convolution size", SMALLEST_SIZE, LARGEST_SIZE);
    if (!Number.isInteger(Math.log2(size))) {
      throw new InputError(`convolution size is ${size}: expected a power of two`);
    }
    kernel = CONSTRUCTORS[name](size);
    kernels.set(key, kernel);
  }
  return kernel;
}

const CONSTRUCTORS: Record<KernelName, (size: number) => ConvolutionKernel> = {
  wasm: (size) => new WasmKernel(size),
  fftjs: (size) => new FftJsKernel(size),
};
