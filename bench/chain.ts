/** The k-RSB chain against the same chain through fft.js, and one Gaussian step against its yardsticks. */
import { type KrsbSolution, solveFixedPoint, solveFullRsb, solveKrsbChain } from "../rsb/index.js";
import { GaussianFftConvolver } from "../src/convolution/gaussian-fft.js";
import { gridPoints, sincGrid } from "../src/convolution/sinc-grid.js";
import { normalDensity } from "../src/special/normal.js";
import type { BenchmarkRow } from "./report.js";
import { medianMilliseconds, timed } from "./timing.js";

const STEPS = 8;

/** One full cold chain k = 1 … 8: positive sums against the FFT path. */
export function chainBenchmark(): BenchmarkRow[] {
  const solve = (convolution: "direct" | "fft"): KrsbSolution => {
    let last: KrsbSolution | undefined;
    for (const solution of solveKrsbChain({ kind: "threshold" }, STEPS, { convolution })) last = solution;
    if (last === undefined) throw new Error("empty chain");
    return last;
  };
  const direct = timed(() => solve("direct"));
  const fft = timed(() => solve("fft"));
  const gap = Math.abs(direct.result.value.value - fft.result.value.value);
  return [
    {
      name: `chain k = 1 … ${STEPS}, positive sums, cold`,
      milliseconds: direct.milliseconds,
      ratio: direct.milliseconds / fft.milliseconds,
      yardstick: "same chain by FFT",
      remark: `${direct.result.evaluations} evaluations, error ${direct.result.value.error.toExponential(1)}`,
    },
    {
      name: `chain k = 1 … ${STEPS}, FFT`,
      milliseconds: fft.milliseconds,
      ratio: 1,
      yardstick: "itself",
      remark: `${fft.result.evaluations} evaluations, values differ by ${gap.toExponential(1)}`,
    },
  ];
}

/** One convolution at N = 4096 through fft.js against the direct O(N²) sum, with their difference. */
export function directSumBenchmark(): BenchmarkRow[] {
  const grid = sincGrid(32, 64 / 4096);
  const points = gridPoints(grid);
  const values = points.map((h) => normalDensity(h));
  const variance = 0.25;
  const convolver = new GaussianFftConvolver(grid);
  const out = new Float64Array(grid.size);
  const fast = medianMilliseconds(() => convolver.convolve(values, variance, out), 200);
  const kernel = points.map(
    (h) => (normalDensity(h / Math.sqrt(variance)) * grid.spacing) / Math.sqrt(variance),
  );
  const slow = timed(() => points.map((_, i) => directSum(values, kernel, i)));
  const gap = slow.result.reduce((most, value, i) => Math.max(most, Math.abs(value - out[i])), 0);
  return [
    {
      name: `one convolution, N = ${grid.size}`,
      milliseconds: fast,
      ratio: fast / slow.milliseconds,
      yardstick: "direct O(N²) sum",
      remark: `largest difference ${gap.toExponential(1)}`,
    },
  ];
}

function directSum(values: Float64Array, kernel: Float64Array, i: number): number {
  const centre = kernel.length / 2;
  let sum = 0;
  for (let j = Math.max(0, i - centre + 1); j < Math.min(values.length, i + centre + 1); j++) {
    sum += values[j] * kernel[centre + i - j];
  }
  return sum;
}

/** Full RSB at several tolerances against the loosest, and the published iteration at its published size. */
export function fullRsbBenchmark(): BenchmarkRow[] {
  const problem = { kind: "threshold" } as const;
  const timings = [1e-5, 1e-9, 1e-10, 1e-11].map((tolerance) => ({
    tolerance,
    ...timed(() => solveFullRsb(problem, { tolerance })),
  }));
  const fixed = timed(() => solveFixedPoint({ problem, k: 200, yMax: 10 }));
  const [{ milliseconds: loosest }] = timings;
  return [
    ...timings.map(({ tolerance, milliseconds, result }) => ({
      name: `full RSB, tolerance ${tolerance}`,
      milliseconds,
      ratio: milliseconds / loosest,
      yardstick: "tolerance 1e-5",
      remark: `error ${result.value.error.toExponential(1)}, ${result.evaluations} evaluations`,
    })),
    {
      name: "fixed point, k = 200, y_max = 10",
      milliseconds: fixed.milliseconds,
      ratio: fixed.milliseconds / loosest,
      yardstick: "full RSB, tolerance 1e-5",
      remark: `residual ${fixed.result.residual.toExponential(1)}`,
    },
  ];
}
