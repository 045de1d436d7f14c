/**
 * Fourier transforms against positive sums, for each k: a value with its gradient at the optimum, measured and by the model
 * that chooses, and the transforms alone against those of FFTW.
 */
import {
  type Ansatz,
  chooseTransport,
  DEFAULT_RESOLUTION,
  directTransport,
  errorCount,
  evaluateFunctional,
  fftTransport,
  fourierTransforms,
  type LevelTransport,
  solveKrsbChain,
} from "../rsb/index.js";
import type { KernelName } from "../src/kernel/kernel.js";
import { convolutionKernel } from "../src/kernel/select.js";
import { type FftwProgram, openFftw } from "./fftw.js";
import type { BenchmarkRow } from "./report.js";
import { leastProcessorMilliseconds } from "./timing.js";

const STEPS = [2, 4, 8, 12, 20];
const THRESHOLD = { kind: "threshold" } as const;
const SUMS = "sums";
const WASM_TRANSFORMS = "WebAssembly";
const FFTW_BATCHES = 20;

export function fourierBenchmark(): BenchmarkRow[] {
  const fftw = openFftw();
  try {
    const optima = [...solveKrsbChain(THRESHOLD, Math.max(...STEPS))];
    return STEPS.flatMap((k) => {
      const { ansatz } = optima[k];
      return [...gradientRows(k, ansatz), ...transformRows(k, ansatz, fftw)];
    });
  } finally {
    if (typeof fftw !== "string") fftw.close();
  }
}

/** Value and gradient at the optimum of k levels. */
function gradientRows(k: number, ansatz: Ansatz): BenchmarkRow[] {
  const time = (transport: () => LevelTransport): number =>
    leastProcessorMilliseconds(() => evaluateFunctional(THRESHOLD, ansatz, errorCount, transport()));
  const fourier = (kernel: KernelName) =>
    time(() => fftTransport(ansatz, errorCount, DEFAULT_RESOLUTION, ansatz, kernel));
  const model = (kernel: KernelName) => chooseTransport(ansatz, errorCount, DEFAULT_RESOLUTION, kernel);
  const sums = time(() => directTransport(ansatz, errorCount, DEFAULT_RESOLUTION));
  const row = (way: string, milliseconds: number, modelled: number, yardstick: string): BenchmarkRow => ({
    name: `value and gradient, k = ${k}, ${way}`,
    milliseconds,
    ratio: milliseconds / sums,
    yardstick,
    remark: `model ${(1e-3 * modelled).toPrecision(3)} ms`,
  });
  const { directCost, fftCost } = model("wasm");
  return [
    row("sums", sums, directCost, "itself"),
    row("transforms, WebAssembly", fourier("wasm"), fftCost, SUMS),
    row("transforms, fft.js", fourier("fftjs"), model("fftjs").fftCost, SUMS),
  ];
}

/** Its transforms alone, there and back with the multiplication between. */
function transformRows(k: number, ansatz: Ansatz, fftw: FftwProgram | string): BenchmarkRow[] {
  const counts = new Map<number, number>();
  for (const { size, transforms } of fourierTransforms(ansatz, errorCount, DEFAULT_RESOLUTION)) {
    counts.set(size, (counts.get(size) ?? 0) + transforms);
  }
  const total = (milliseconds: (size: number) => number): number =>
    Array.from(counts, ([size, count]) => count * milliseconds(size)).reduce((sum, part) => sum + part, 0);
  const byKernel = (name: KernelName): number =>
    total((size) => {
      const kernel = convolutionKernel(size, name);
      const [values, multiplier] = [new Float64Array(size).fill(1), new Float64Array(size / 2 + 1)];
      return leastProcessorMilliseconds(() => kernel.convolve(values, multiplier, values));
    });
  const wasm = byKernel("wasm");
  const remark = Array.from(counts, ([size, count]) => `${count} of ${size} points`).join(", ");
  const row = (way: string, milliseconds: number, yardstick: string, more?: string): BenchmarkRow => ({
    name: `its transforms alone, k = ${k}, ${way}`,
    milliseconds,
    ratio: milliseconds / wasm,
    yardstick,
    ...(more === undefined ? {} : { remark: more }),
  });
  return [
    row("WebAssembly", wasm, "itself", remark),
    row("fft.js", byKernel("fftjs"), WASM_TRANSFORMS),
    typeof fftw === "string"
      ? row("FFTW (C)", Number.NaN, WASM_TRANSFORMS, fftw)
      : row(
          "FFTW (C)",
          total((size) => 1e-3 * fftw.medianMicroseconds(size, FFTW_BATCHES)),
          WASM_TRANSFORMS,
        ),
  ];
}
