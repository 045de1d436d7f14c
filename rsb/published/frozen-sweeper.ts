/** Sweeps of the recursion with a grid kept from one to the next while it still fits, and counted. */
import { GaussianFftConvolver } from "../../src/convolution/gaussian-fft.js";
import type { KernelName } from "../../src/kernel/kernel.js";
import type { PerceptronCost } from "../functional/cost.js";
import type { Resolution } from "../functional/level-grids.js";
import { type FrozenSweep, frozenSweep } from "./frozen-functional.js";
import { recursionGrid, type StepSequence } from "./sinc-recursion.js";

/** A grid whose half-width has changed by more than this fraction is laid out anew. */
const LAYOUT_SLACK = 0.03;
/** Finest grid an iteration may ask for; a point that needs more is far from any solution. */
const LARGEST_GRID = 2 ** 16;

export class FrozenSweeper {
  readonly cost: PerceptronCost;
  readonly resolution: Resolution;
  readonly #kernel: KernelName | undefined;
  #convolver: GaussianFftConvolver | undefined;
  #evaluations = 0;

  /** @param kernel of the transforms; the best of the engine by default */
  constructor(cost: PerceptronCost, resolution: Resolution, kernel?: KernelName) {
    this.cost = cost;
    this.resolution = resolution;
    this.#kernel = kernel;
  }

  /** Sweeps so far. */
  get evaluations(): number {
    return this.#evaluations;
  }

  /** Points of the grid in use. */
  get gridPoints(): number {
    return this.#convolver?.grid.size ?? 0;
  }

  /** A sweep on the grid in use, or on a new one where that no longer fits. */
  sweep(steps: StepSequence): FrozenSweep {
    const needed = recursionGrid(steps, this.cost, this.resolution);
    const kept = this.#convolver;
    if (kept === undefined || needed.size !== kept.grid.size || !fits(needed.spacing, kept.grid.spacing)) {
      return this.fresh(steps);
    }
    this.#evaluations++;
    return frozenSweep(steps, this.cost, kept);
  }

  /** A sweep on the grid laid out for this very point, at this or another resolution. */
  fresh(steps: StepSequence, resolution: Resolution = this.resolution): FrozenSweep {
    this.#evaluations++;
    const grid = recursionGrid(steps, this.cost, resolution);
    const convolver = new GaussianFftConvolver(
      grid.size > LARGEST_GRID
        ? { size: LARGEST_GRID, spacing: (grid.size / LARGEST_GRID) * grid.spacing }
        : grid,
      this.#kernel,
    );
    if (resolution === this.resolution) this.#convolver = convolver;
    return frozenSweep(steps, this.cost, convolver);
  }
}

function fits(needed: number, kept: number): boolean {
  return Math.abs(needed / kept - 1) <= LAYOUT_SLACK;
}
