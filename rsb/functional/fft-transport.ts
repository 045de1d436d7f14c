/** Gaussian steps by fast Fourier transforms on one sinc grid shared by all levels: the published method. */
import { GaussianFftConvolver } from "../../src/convolution/gaussian-fft.js";
import { type SincGrid, sincGrid } from "../../src/convolution/sinc-grid.js";
import { type Ansatz, stepVariances } from "./ansatz.js";
import { marginShift, type PerceptronCost } from "./cost.js";
import type { Resolution } from "./level-grids.js";
import type { LevelTransport } from "./transport.js";

/**
 * The grid covers `reach` standard deviations of the whole path (variance Σ s_i = 1/(2χ)) beyond the
 * transition region; its spacing resolves the narrowest step. Absolute accuracy ε·max|f|: e^{yφ} is lost where
 * it falls below ~1e-16, so results degrade like ε·e^{y} beyond y ≈ 30.
 */
export function fftTransport(
  ansatz: Ansatz,
  cost: PerceptronCost,
  resolution: Resolution,
  layout: Ansatz = ansatz,
): LevelTransport {
  const grid = fftSincGrid(layout, cost, resolution);
  const convolver = new GaussianFftConvolver(grid);
  const variances = stepVariances(ansatz);
  const points = { start: -(grid.size / 2) * grid.spacing, spacing: grid.spacing, count: grid.size };
  return {
    method: "fft",
    levels: Array.from({ length: variances.length - 1 }, () => points),
    descend: (step, f, out) => convolver.convolve(f.values, variances[step], out),
    descendWithDerivative(step, f, g, out) {
      convolver.convolvePair(f.values, g.values, variances[step], out.f, out.g);
      convolver.convolveVarianceDerivative(f.values, variances[step], out.varianceDerivative);
    },
    ascend: (step, g, out) => convolver.convolve(g, variances[step], out),
  };
}

/**
 * What the value loses to the absolute accuracy of the transforms: the weight e^{yφ} spans e^{−y} … 1, and the loss
 * was measured at ε·e^{y_k/2}/8 (5e-13 at y_k = 19.5, 5e-11 at y_k = 29, against positive sums).
 */
export function fftRounding(ansatz: Ansatz): number {
  return (Number.EPSILON * Math.exp(0.5 * ansatz.breakingPoints[ansatz.breakingPoints.length - 1])) / 8;
}

/** Half width and largest spacing of the sinc grid for an ansatz. */
function fftGrid(ansatz: Ansatz, cost: PerceptronCost, resolution: Resolution): [number, number] {
  const variances = stepVariances(ansatz);
  const total = variances.reduce((sum, variance) => sum + variance, 0);
  const last = variances.length - 1;
  const smoothed = cost.smoothedTransition?.(ansatz.breakingPoints[last - 1], variances[last]);
  const narrowest = Math.min(
    Math.sqrt(Math.min(...variances.slice(1))),
    smoothed?.width ?? Number.POSITIVE_INFINITY,
  );
  const edge = Math.max(Math.abs(cost.transition[0]), smoothed?.end ?? Math.abs(cost.transition[1]));
  const away = Math.abs(marginShift(cost, ansatz.chi));
  return [edge + away + resolution.reach * Math.sqrt(total), resolution.spacing * narrowest];
}

/**
 * The sinc grid of a resolution. Sizes are powers of two, so a refinement halves the spacing of the unrefined grid (two
 * of them quarter it): a smaller step could round to the same size.
 */
export function fftSincGrid(ansatz: Ansatz, cost: PerceptronCost, resolution: Resolution): SincGrid {
  const grid = sincGrid(...fftGrid(ansatz, cost, resolution));
  const factor = 2 ** Math.ceil(-Math.log2(resolution.refinement ?? 1));
  return { size: factor * grid.size, spacing: grid.spacing / factor };
}
