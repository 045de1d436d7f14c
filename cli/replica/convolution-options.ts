/** How the Gaussian steps of the replica equations are computed: the options, what they answer, and the other route. */
import { FOURIER_LIMITS } from "../../rsb/index.js";
import { KERNEL_NAMES, type KernelName } from "../../src/kernel/kernel.js";
import { InputError } from "../../src/result.js";
import type { OtherRoute } from "../../sweep/index.js";
import { field } from "../definition/command.js";
import { choice } from "../definition/option.js";

export const CONVOLUTION_OPTIONS = {
  convolution: choice(
    `Gaussian steps: direct (positive sums), fft (Fourier transforms on sinc grids, k <= ${FOURIER_LIMITS.steps}), or auto, the cheaper one`,
    ["auto", "direct", "fft"],
    { default: "auto", placeholder: "method" },
  ),
  kernel: choice("what computes Fourier transforms: wasm (WebAssembly) or fftjs (fft.js)", KERNEL_NAMES, {
    defaultText: "wasm where the engine has it",
    placeholder: "name",
  }),
} as const;

export const CONVOLUTION_FIELDS = {
  convolution: field(
    "How the Gaussian steps were computed: direct (positive sums) or fft (Fourier transforms on sinc grids).",
    "text",
  ),
  convolutionReason: field(
    "Why they were computed that way: asked for, or what the model of costs says, whose constants are fits to measured times.",
    "text",
  ),
  kernel: field(
    "What computed them: wasm (WebAssembly; sums always) or fftjs (fft.js); null where nothing is convolved.",
    ["text", "null"],
  ),
};

/** The values of {@link CONVOLUTION_OPTIONS}. */
export interface ConvolutionChoice {
  readonly convolution: "auto" | "direct" | "fft";
  readonly kernel: KernelName | undefined;
}

/** The options of a solver, and what the envelope repeats. @throws InputError for sums by fft.js */
export function convolutionRequest({ convolution, kernel }: ConvolutionChoice): {
  readonly convolution: ConvolutionChoice["convolution"];
  readonly kernel?: KernelName;
} {
  if (convolution === "direct" && kernel === "fftjs") {
    throw new InputError(
      "--kernel fftjs with --convolution direct: expected --convolution fft, sums run in WebAssembly alone",
    );
  }
  return { convolution, ...(kernel === undefined ? {} : { kernel }) };
}

/** @throws InputError where either option was given to what has no use for it */
export function requireNoConvolution({ convolution, kernel }: ConvolutionChoice, place: string): void {
  if (convolution === "auto" && kernel === undefined) return;
  throw new InputError(`--convolution or --kernel with ${place}: expected neither, they are for one layer`);
}

/** Sums are repeated by the transforms of fft.js, which share no code with them, and transforms by sums. */
export function otherConvolution(results: readonly unknown[]): OtherRoute {
  const [result] = results as { readonly convolution?: unknown }[];
  return result?.convolution === "fft"
    ? { name: "positive sums", changes: { convolution: "direct", kernel: undefined } }
    : { name: "Fourier transforms by fft.js", changes: { convolution: "fft", kernel: "fftjs" } };
}
