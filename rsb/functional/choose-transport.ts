/**
 * Which realisation of the Gaussian steps suits an ansatz: the cheaper one, by a model of their cost (both are accurate
 * at every tolerance that is admitted). The model knows no clock, so that a choice repeats on every machine.
 *
 * Its constants are fits to processor times of value and gradient (`npm run bench -- fourier` prints model against
 * measurement): thresholds to k = 18, energies at α = 2.3 … 300, and ansätze of up to eight levels whose widths differ
 * up to three hundredfold. In all of them the choice cost at most 3 per cent more than the faster one.
 */
import { fourierBlocks, fourierStep } from "../../src/convolution/nested-gaussian-fourier.js";
import { sumShape } from "../../src/convolution/nested-gaussian-sum.js";
import type { KernelName } from "../../src/kernel/kernel.js";
import { convolutionKernelName } from "../../src/kernel/select.js";
import { isWasmAvailable } from "../../src/kernel/wasm-kernel.js";
import { roundingError } from "../../src/result.js";
import { type Ansatz, hasGrids, stepVariances } from "./ansatz.js";
import type { PerceptronCost } from "./cost.js";
import { type LevelGrid, levelGrids, type Resolution } from "./level-grids.js";

/** Nanoseconds of a grid point: its exponential, its logarithm, its share of the closed-form step. */
const PER_POINT = 130;
/** Of a product in a sum. */
const PER_PRODUCT = 0.16;
/** Of one point in one of the log₂N passes of a transform of length N, there and back. */
const PER_PASS: Readonly<Record<KernelName, number>> = { wasm: 0.63, fftjs: 2.6 };
/** Of a pair of blocks: tilts, copies and calls. */
const PER_BLOCK = 7100;

/**
 * What rounding costs, in units of the last place of the parts of the value. Between sums and transforms at the same
 * ansatz differences up to 15 were measured (k ≤ 40; thresholds, and α = 2.3 … 300 for k ≤ 12).
 */
const ROUNDING_ULPS = { direct: 16, fft: 32 } as const;

/** The choice, with what it rests on. */
export interface TransportChoice {
  readonly method: "direct" | "fft";
  /** Modelled microseconds of a value with its gradient; NaN for sums where the engine has none. */
  readonly directCost: number;
  readonly fftCost: number;
  /** In one sentence. */
  readonly reason: string;
}

/** Of an ansatz that no grid carries, and that no solver evaluates. */
const UNMODELLED = {
  directCost: Number.NaN,
  fftCost: Number.NaN,
  reason: "its levels are too unlike for grids",
};

/** The rounding of a value whose parts add up to `magnitude`. */
export function convolutionRounding(method: "direct" | "fft", magnitude: number): number {
  return roundingError(magnitude, ROUNDING_ULPS[method]);
}

/** @param kernel the kernel of the transforms; asking for fft.js asks for transforms, since sums have no such kernel */
export function chooseTransport(
  ansatz: Ansatz,
  cost: PerceptronCost,
  resolution: Resolution,
  kernel?: KernelName,
): TransportChoice {
  if (!hasGrids(ansatz))
    return { ...UNMODELLED, method: isWasmAvailable() && kernel !== "fftjs" ? "direct" : "fft" };
  const directCost = isWasmAvailable() ? sumCost(ansatz, cost, resolution) : Number.NaN;
  const fftCost = fourierCost(ansatz, cost, resolution, kernel);
  const chosen = (method: "direct" | "fft", reason: string): TransportChoice => ({
    ...{ method, directCost, fftCost, reason },
  });
  if (Number.isNaN(directCost)) return chosen("fft", "this engine has no WebAssembly SIMD, which sums need");
  if (kernel === "fftjs") return chosen("fft", "sums have no kernel fftjs");
  if (ansatz.breakingPoints.length === 1)
    return chosen("direct", "one level has no Gaussian step between grids");
  return fftCost < directCost
    ? chosen("fft", "transforms are cheaper, and accurate enough")
    : chosen("direct", "sums are cheaper, and accurate enough");
}

function sumCost(ansatz: Ansatz, cost: PerceptronCost, resolution: Resolution): number {
  const variances = stepVariances(ansatz);
  const grids = levelGrids(ansatz, cost, resolution);
  let products = 0;
  for (let i = 1; i < grids.length; i++) {
    const row = (input: LevelGrid, output: LevelGrid): number =>
      sumShape(input, output, variances[i], resolution.reach).row;
    // Downwards two functions and a derivative, upwards one.
    products += 3 * row(grids[i], grids[i - 1]) * grids[i - 1].count;
    products += row(grids[i - 1], grids[i]) * grids[i].count;
  }
  return 1e-3 * (PER_POINT * pointsOf(grids) + PER_PRODUCT * products);
}

function fourierCost(
  ansatz: Ansatz,
  cost: PerceptronCost,
  resolution: Resolution,
  kernel?: KernelName,
): number {
  const perPass = PER_PASS[convolutionKernelName(kernel)];
  let nanoseconds = PER_POINT * pointsOf(levelGrids(ansatz, cost, resolution, "octaves"));
  for (const { size, transforms } of fourierTransforms(ansatz, cost, resolution)) {
    nanoseconds += PER_BLOCK + perPass * transforms * size * Math.log2(size);
  }
  return 1e-3 * nanoseconds;
}

/**
 * The pairs of blocks of all steps of a value with its gradient, each with its number of transforms there and back. The
 * weights are those of the terminal φ, which is close to that of every level.
 */
export function fourierTransforms(
  ansatz: Ansatz,
  cost: PerceptronCost,
  resolution: Resolution,
): { readonly size: number; readonly transforms: number }[] {
  const variances = stepVariances(ansatz);
  const grids = levelGrids(ansatz, cost, resolution, "octaves");
  return grids.slice(1).flatMap((grid, below) => {
    const { spacing, first, count } = grid;
    const y = ansatz.breakingPoints[below];
    const weight = Float64Array.from({ length: count }, (_, j) =>
      Math.exp(y * cost.terminal((first + j) * spacing)),
    );
    const step = fourierStep(grid, grids[below], variances[below + 1], resolution.reach);
    // Two functions, a derivative and the way up; the derivative of a tilted block needs a moment.
    return fourierBlocks(step, weight).map(({ size, shift }) => ({ size, transforms: shift === 0 ? 4 : 5 }));
  });
}

function pointsOf(grids: readonly LevelGrid[]): number {
  return grids.reduce((sum, { count }) => sum + count, 0);
}
