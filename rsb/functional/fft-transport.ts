/**
 * Gaussian steps by fast Fourier transforms on the sinc grids of the levels: the published method, with relative
 * accuracy where e^{yφ} is small.
 */
import {
  ascendByFourier,
  descendByFourier,
  descendWithDerivativeByFourier,
} from "../../src/convolution/block-transforms.js";
import {
  type FourierBlock,
  fourierBlocks,
  fourierStep,
} from "../../src/convolution/nested-gaussian-fourier.js";
import type { KernelName } from "../../src/kernel/kernel.js";
import { type Ansatz, stepVariances } from "./ansatz.js";
import type { PerceptronCost } from "./cost.js";
import { type LevelGrid, levelGrids, type Resolution } from "./level-grids.js";
import type { LevelTransport } from "./transport.js";

/** The grids are laid out for `layout` and kept while the ansatz moves; the step variances are those of `ansatz`. */
export function fftTransport(
  ansatz: Ansatz,
  cost: PerceptronCost,
  resolution: Resolution,
  layout: Ansatz = ansatz,
  kernel?: KernelName,
): LevelTransport {
  return fftTransportOnGrids(
    levelGrids(layout, cost, resolution, "octaves"),
    stepVariances(ansatz),
    resolution.reach,
    kernel,
  );
}

/**
 * The transport of steps of the given variances s_0 … s_k on the grids of the levels 0 … k−1. Without the weight of a
 * step the accuracy is absolute, ε·max|f|.
 */
function fftTransportOnGrids(
  grids: readonly LevelGrid[],
  variances: Float64Array,
  reach: number,
  kernel?: KernelName,
): LevelTransport {
  const steps = grids.slice(1).map((grid, i) => fourierStep(grid, grids[i], variances[i + 1], reach, kernel));
  // Every function of a step comes with the same weight: its blocks are found once.
  const known = new Map<number, { weight: Float64Array | undefined; blocks: FourierBlock[] }>();
  const blocksOf = (step: number, weight: Float64Array | undefined): FourierBlock[] => {
    const kept = known.get(step);
    if (kept !== undefined && kept.weight === weight) return kept.blocks;
    const blocks = fourierBlocks(steps[step - 1], weight);
    known.set(step, { weight, blocks });
    return blocks;
  };
  return {
    method: "fft",
    levels: grids.map(({ spacing, first, count }) => ({ start: first * spacing, spacing, count })),
    descend: (step, f, out, weight) => descendByFourier(steps[step - 1], blocksOf(step, weight), f, out),
    descendWithDerivative: (step, f, g, out, weight) =>
      descendWithDerivativeByFourier(steps[step - 1], blocksOf(step, weight), f, g, out),
    ascend: (step, g, out, weight) => ascendByFourier(steps[step - 1], blocksOf(step, weight), g, out),
  };
}
