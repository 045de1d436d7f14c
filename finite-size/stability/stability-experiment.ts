/** Stability of Gaussian layers of finite size: singular values over the cells, Lipschitz constants, condition numbers. */
import { requireCallback } from "../../src/arguments.js";
import { extremeSingularValues } from "../../src/linear-algebra/singular-values.js";
import { randomSource } from "../../src/random/normal.js";
import { type Quantity, quantity, requireInteger } from "../../src/result.js";
import { sampleMean } from "../../src/statistics/sample-mean.js";
import { gaussianMatrix, MATRIX_LIMITS } from "../gaussian-matrix.js";
import { cellExtremes, isEnumerable } from "./extreme-cells.js";
import { searchWeakCell, type WeakCell } from "./weak-cell-search.js";
import { weakPairRatio } from "./weak-pair.js";

/** One size and its samples. */
export interface StabilitySize {
  readonly rows: number;
  readonly columns: number;
  readonly samples: number;
  /** Restarts of the search in each sample. */
  readonly restarts: number;
  readonly seed: number;
}

/** All constants are over √n, weights being standard normal; errors are standard errors of the means. */
export interface StabilityPoint {
  readonly rows: number;
  readonly columns: number;
  readonly samples: number;
  /** Mean of σ, the least σ_n(W_S) over the cells: exact by rays, or the least that a search met. */
  readonly sigma: Quantity;
  readonly sigmaLeast: number;
  /** `exact`: all cells; `upper`: cells that a search met, so that σ may be smaller. */
  readonly kind: "exact" | "upper";
  /** Layers with σ = 0: not injective. */
  readonly singular: number;
  /** Mean of the least |f(p) − f(q)|/|p − q| met, σ at most: an upper bound on the inverse Lipschitz constant L ≥ σ/√2. */
  readonly inverseLipschitz: Quantity;
  /** Mean of U = max |W_S|, the Lipschitz constant: exact, or |W|₂, an upper bound. */
  readonly lipschitz: Quantity;
  /**
   * Means of the lower and upper end of the condition number U/L over the injective layers; the upper end is √2 U/σ.
   * Where `kind` is `upper` both ends are estimates: U is not attained and σ not certain.
   */
  readonly condition: readonly [Quantity, Quantity];
}

/** Restarts at most. */
export const MOST_STABILITY_RESTARTS = 1000;
/** Stream of the searches; those of the matrices lie below. */
const SEARCH_STREAMS = 1_048_576;

/**
 * Sample i is the Gaussian matrix of stream i.
 * @param onSample told after every sample
 * @throws InputError for sizes out of range
 */
export function stabilityExperiment(
  size: StabilitySize,
  onSample: (done: number) => void = () => undefined,
): StabilityPoint {
  const { rows, columns, samples, restarts } = size;
  requireInteger(columns, "columns", 1, 500);
  requireInteger(rows, "rows", columns, MATRIX_LIMITS.rows);
  requireInteger(samples, "samples", 1, 1_000_000);
  requireInteger(restarts, "restarts", 1, MOST_STABILITY_RESTARTS);
  requireCallback(onSample, "onSample");
  const exact = isEnumerable(rows, columns);
  const found = Array.from({ length: samples }, (_, i) => {
    const sample = oneLayer(size, exact, i);
    onSample(i + 1);
    return sample;
  });
  const mean = (values: readonly number[]): Quantity =>
    values.length === 0 ? quantity(Number.NaN, Number.NaN) : sampleMean(values).mean;
  const injective = found.filter(({ sigma }) => sigma > 0);
  return {
    rows,
    columns,
    samples,
    sigma: mean(found.map(({ sigma }) => sigma)),
    sigmaLeast: Math.min(...found.map(({ sigma }) => sigma)),
    kind: exact ? "exact" : "upper",
    singular: samples - injective.length,
    inverseLipschitz: mean(found.map(({ ratio }) => ratio)),
    lipschitz: mean(found.map(({ lipschitz }) => lipschitz)),
    condition: [
      mean(injective.map(({ lipschitz, ratio }) => lipschitz / ratio)),
      mean(injective.map(({ lipschitz, sigma }) => (Math.SQRT2 * lipschitz) / sigma)),
    ],
  };
}

function oneLayer(
  { rows, columns, restarts, seed }: StabilitySize,
  exact: boolean,
  index: number,
): { sigma: number; ratio: number; lipschitz: number } {
  const matrix = gaussianMatrix(rows, columns, seed, index);
  const random = randomSource(seed, SEARCH_STREAMS + index);
  const scale = 1 / Math.sqrt(columns);
  if (!exact) {
    const cell = searchWeakCell(matrix, restarts, random);
    const all = Array.from({ length: rows }, (_, i) => i);
    return {
      sigma: scale * cell.sigma,
      ratio: scale * Math.min(cell.sigma, weakPairRatio(matrix, cell)),
      lipschitz: scale * extremeSingularValues(matrix, all).largest,
    };
  }
  const { least, largest, weakest, ray } = cellExtremes(matrix);
  const cell: WeakCell = {
    sigma: least,
    point: ray,
    direction: extremeSingularValues(matrix, weakest).direction,
  };
  const ratio = least === 0 ? 0 : Math.min(least, weakPairRatio(matrix, cell));
  return { sigma: scale * least, ratio: scale * ratio, lipschitz: scale * largest };
}
