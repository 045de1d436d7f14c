/**
 * Timings of one convolution of a real signal: the kernels, fft.js by hand, and FFTW in C.
 *
 * Everything is measured in turns, batch after batch, so that a change of the machine's speed meets all alike;
 * the figures are medians, to be compared as ratios.
 */
import FFT from "fft.js";
import type { KernelName } from "../src/kernel/kernel.js";
import { convolutionKernel } from "../src/kernel/select.js";
import { isWasmAvailable } from "../src/kernel/wasm-kernel.js";
import { openFftw } from "./fftw.js";

/** One row of the table. */
interface ConvolutionTiming {
  readonly name: string;
  readonly size: number;
  /** Median time of forward transform, multiplication and inverse. */
  readonly microseconds: number;
  /** Time over that of the `fftjs` kernel; below 1 is faster. */
  readonly ratioToFftJs: number;
  /** Time over that of FFTW, where FFTW was measured. */
  readonly ratioToFftw?: number;
}

export interface ConvolutionBenchmark {
  readonly rows: readonly ConvolutionTiming[];
  /** Largest difference of any kernel from the direct O(N²) sum at the smallest size, relative to max|f|. */
  readonly largestError: number;
  /** What was left out, and why. */
  readonly notes: readonly string[];
}

type Convolve = (values: Float64Array, multiplier: Float64Array, out: Float64Array) => void;

const CONVOLUTION_SIZES: readonly number[] = [4096, 8192, 16384];
const BATCH = 10;
const ROUNDS = 5;
/** Batches before the first measured one: the engine optimises both JavaScript and WebAssembly meanwhile. */
const WARM_UP = 50;

/**
 * Runs the benchmark (a few seconds).
 * @param repetitions batches measured for each kernel and size.
 * @throws Error when a kernel differs from the direct sum: timings of wrong results are worthless.
 */
export function benchmarkConvolution(
  sizes: readonly number[] = CONVOLUTION_SIZES,
  repetitions = 100,
): ConvolutionBenchmark {
  const notes: string[] = [];
  const fftw = openFftw();
  if (typeof fftw === "string") notes.push(fftw);
  if (!isWasmAvailable()) notes.push("wasm skipped: this engine has no WebAssembly SIMD");
  const largestError = verify(candidates(sizes[0]), sizes[0]);
  const rows: ConvolutionTiming[] = [];
  const batches = Math.ceil(repetitions / ROUNDS);
  try {
    for (const size of sizes) {
      const times = new Map<string, number[]>();
      const functions = candidates(size);
      measure(functions, size, WARM_UP, new Map());
      for (let round = 0; round < ROUNDS; round++) {
        measure(functions, size, batches, times);
        if (typeof fftw !== "string") append(times, "FFTW (C)", fftw.medianMicroseconds(size, batches));
      }
      rows.push(...tabulate(size, times));
    }
  } finally {
    if (typeof fftw !== "string") fftw.close();
  }
  return { rows, largestError, notes };
}

function candidates(size: number): Map<string, Convolve> {
  const names: KernelName[] = isWasmAvailable() ? ["wasm", "fftjs"] : ["fftjs"];
  const functions = new Map<string, Convolve>();
  for (const name of names) {
    const kernel = convolutionKernel(size, name);
    functions.set(name, (values, multiplier, out) => kernel.convolve(values, multiplier, out));
  }
  functions.set("fft.js, half size and own split", halfSizeFftJs(size));
  return functions;
}

/** The fastest use of fft.js known to us: half-size complex transforms, split and joined by hand. */
function halfSizeFftJs(size: number): Convolve {
  const half = size / 2;
  const fft = new FFT(half);
  const spectrum = new Float64Array(size);
  const cosines = Float64Array.from({ length: half }, (_, k) => Math.cos((Math.PI * k) / half));
  const sines = Float64Array.from({ length: half }, (_, k) => Math.sin((Math.PI * k) / half));
  return (values, multiplier, out) => {
    fft.transform(spectrum, values);
    for (let k = 0; k <= half / 2; k++) {
      const mirror = k === 0 ? 0 : half - k;
      // The inverse divides by half itself: a and b carry the other factors.
      const a = half * (multiplier[k] + multiplier[half - k]);
      const b = half * (multiplier[k] - multiplier[half - k]);
      const [alpha, beta, gamma] = [a - b * sines[k], a + b * sines[k], b * cosines[k]];
      const [zr, zi] = [spectrum[2 * k], spectrum[2 * k + 1]];
      const [yr, yi] = [spectrum[2 * mirror], spectrum[2 * mirror + 1]];
      spectrum[2 * mirror] = beta * yr + gamma * zi;
      spectrum[2 * mirror + 1] = beta * yi + gamma * zr;
      spectrum[2 * k] = alpha * zr + gamma * yi;
      spectrum[2 * k + 1] = alpha * zi + gamma * yr;
    }
    fft.inverseTransform(out, spectrum);
  };
}

const signal = (size: number): Float64Array =>
  Float64Array.from({ length: size }, (_, j) => Math.sin(0.1 * j * j));

/** In units of the spacing: wide enough for the Gaussian to be resolved to the last digit. */
const VARIANCE = 16;

const gaussianMultiplier = (size: number): Float64Array => {
  const rate = 0.5 * VARIANCE * ((2 * Math.PI) / size) ** 2;
  return Float64Array.from({ length: size / 2 + 1 }, (_, k) => Math.exp(-rate * k * k) / size);
};

function measure(
  functions: Map<string, Convolve>,
  size: number,
  batches: number,
  times: Map<string, number[]>,
): void {
  const [values, multiplier, out] = [signal(size), gaussianMultiplier(size), new Float64Array(size)];
  for (let i = 0; i < batches; i++) {
    for (const [name, convolve] of functions) {
      const start = performance.now();
      for (let j = 0; j < BATCH; j++) convolve(values, multiplier, out);
      append(times, name, (1e3 * (performance.now() - start)) / BATCH);
    }
  }
}

function append(times: Map<string, number[]>, name: string, time: number): void {
  const kept = times.get(name);
  if (kept === undefined) times.set(name, [time]);
  else kept.push(time);
}

function tabulate(size: number, times: Map<string, number[]>): ConvolutionTiming[] {
  const medians = new Map(Array.from(times, ([name, all]) => [name, median(all)]));
  const reference = medians.get("fftjs") ?? Number.NaN;
  const fftw = medians.get("FFTW (C)");
  return Array.from(medians, ([name, microseconds]) => ({
    name,
    size,
    microseconds,
    ratioToFftJs: microseconds / reference,
    ...(fftw === undefined ? {} : { ratioToFftw: microseconds / fftw }),
  }));
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1];
}

/** Every function against the direct sum with the Gaussian itself, periodic on `size` points. */
function verify(functions: Map<string, Convolve>, size: number): number {
  const [values, multiplier, out] = [signal(size), gaussianMultiplier(size), new Float64Array(size)];
  const weights = Float64Array.from({ length: size }, (_, j) => {
    const distance = Math.min(j, size - j);
    return Math.exp((-0.5 * distance * distance) / VARIANCE) / Math.sqrt(2 * Math.PI * VARIANCE);
  });
  const direct = values.map((_, i) => {
    let sum = 0;
    for (let j = 0; j < size; j++) sum += values[j] * weights[(i - j + size) % size];
    return sum;
  });
  let largest = 0;
  for (const [name, convolve] of functions) {
    convolve(values, multiplier, out);
    const error = out.reduce((most, x, i) => Math.max(most, Math.abs(x - direct[i])), 0);
    if (!(error < 1e-13)) throw new Error(`${name} differs from the direct sum by ${error}`);
    largest = Math.max(largest, error);
  }
  return largest;
}
