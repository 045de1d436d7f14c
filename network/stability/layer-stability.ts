/**
 * How well the inverse of an injective layer is conditioned: |f(p) − f(q)| ≥ L |p − q|.
 *
 * With σ the least over the cells of the n-th singular value of the active rows, σ/√2 ≤ L ≤ σ for the best L; the lower
 * bound holds on any convex domain and with any bias and is attained by (1, −1). Puthawala et al. 2020 state σ/√(2m).
 */

import { extremeSingularValues } from "../../src/linear-algebra/singular-values.js";
import { combinedStatus, type Quantity, quantity } from "../../src/result.js";
import { halfspaceSystem, type LayerQuestion } from "../injectivity/halfspaces.js";
import { type CellSummary, cellBound, enumerateCells } from "./cells.js";
import { sampledStability } from "./sampled-stability.js";
import { singularQuantity } from "./singular-values.js";

/** Layers with more cells than this are sampled instead; a few seconds. */
export const LARGEST_CELL_BOUND = 3000;

/** Lower bounds are null where the cells were not enumerated; sampled values are upper bounds, never guarantees. */
export interface LayerStability {
  readonly cells: CellSummary | null;
  /** The least n-th singular value of the active rows over all cells. */
  readonly sigmaMin: Quantity | null;
  /** σ/√2, a lower bound of |f(p) − f(q)| / |p − q|, and σ/√(2m). */
  readonly inverseLipschitz: Quantity | null;
  readonly inverseLipschitzSlides: Quantity | null;
  /** Upper bounds found by sampling: of σ, and of the best constant L. */
  readonly sigmaSampled: number;
  readonly inverseLipschitzSampled: number;
  /** |W|₂, an upper bound of |f(p) − f(q)| / |p − q|. */
  readonly forwardLipschitz: Quantity;
}

export interface StabilityOptions {
  readonly samples: number;
  readonly seed: number;
  /** Cells are enumerated only where their bound is at most this. */
  readonly largestCellBound?: number;
  readonly stop?: () => boolean;
}

/** The stability of one ReLU layer on its domain. */
export function layerStability(question: LayerQuestion, options: StabilityOptions): LayerStability {
  const { weights } = question;
  const size = Math.max(weights.rows, weights.columns);
  const { largest } = extremeSingularValues(weights);
  const exact = sigmaOverCells(question, options);
  const sampled = sampledStability(question, options);
  const sigma =
    exact?.sigma === undefined
      ? null
      : singularOrZero(exact.sigma, exact.cells, weights.columns, largest, size);
  return {
    cells: exact?.cells ?? null,
    sigmaMin: sigma,
    inverseLipschitz: sigma === null ? null : scaled(sigma, 1 / Math.SQRT2),
    inverseLipschitzSlides: sigma === null ? null : scaled(sigma, 1 / Math.sqrt(2 * weights.rows)),
    sigmaSampled: sampled.sigma,
    inverseLipschitzSampled: sampled.ratio,
    forwardLipschitz: singularQuantity(largest, largest, size),
  };
}

/** A quantity times an exact factor. */
export function scaled({ value, error, status }: Quantity, factor: number): Quantity {
  return quantity(value * factor, error * factor + Number.EPSILON * Math.abs(value * factor), status);
}

/** The product of two nonnegative quantities. */
export function product(a: Quantity, b: Quantity): Quantity {
  const error = a.error * b.value + b.error * a.value + a.error * b.error;
  return quantity(
    a.value * b.value,
    error + Number.EPSILON * a.value * b.value,
    combinedStatus(a.status, b.status),
  );
}

function sigmaOverCells(
  question: LayerQuestion,
  { largestCellBound = LARGEST_CELL_BOUND, stop }: StabilityOptions,
): { sigma: number; cells: CellSummary } | undefined {
  const system = halfspaceSystem(question);
  if (cellBound(system.layerRows, system.columns, system.lifted) > largestCellBound) return undefined;
  let sigma = Number.POSITIVE_INFINITY;
  const cells = enumerateCells(
    system,
    (active) => {
      sigma = Math.min(sigma, extremeSingularValues(question.weights, active).least);
    },
    stop,
  );
  return cells === undefined ? undefined : { sigma, cells };
}

/** Where a cell is rank-deficient, exactly zero. */
function singularOrZero(
  sigma: number,
  cells: CellSummary,
  columns: number,
  largest: number,
  size: number,
): Quantity {
  return cells.minimumRank < columns ? quantity(0, 0) : singularQuantity(sigma, largest, size);
}
