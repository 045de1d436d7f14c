/** How often a network followed by a Gaussian matrix is not injective. */
import { type Quantity, requireInteger, requirePositive } from "../../src/result.js";
import { decideOnBox } from "../end-to-end/index.js";
import type { NetworkModel } from "../model.js";
import { curvePieces } from "./curve.js";
import { gaussianProjection, projected } from "./project.js";
import { selfIntersection } from "./self-intersection.js";

export interface FailureOptions {
  readonly seed: number;
  readonly trials: number;
  /** More than one input: the inputs compared are those in [−box, box]^n. */
  readonly box: number;
}

export interface ProjectionFailures {
  /** Of the decided trials; the standard error as error. `domain-error` where none was decided. */
  readonly rate: Quantity;
  readonly undecided: number;
}

/**
 * The share of matrices B with `rows` rows of independent standard normal entries for which x ↦ B f(x) is not injective:
 * on the whole line, in doubles, for one input; exactly in the box for more.
 * @throws InputError for numbers of rows and trials below 1 and a box that is not positive
 */
export function projectionFailures(
  model: NetworkModel,
  rows: number,
  { seed, trials, box }: FailureOptions,
): ProjectionFailures {
  requireInteger(rows, "rows", 1, Number.MAX_SAFE_INTEGER);
  requireInteger(trials, "trials", 1, Number.MAX_SAFE_INTEGER);
  requirePositive(box, "box");
  const outputs = model.layers[model.layers.length - 1].weights.rows;
  const curve = model.layers[0].weights.columns === 1;
  let [failed, decided] = [0, 0];
  for (let trial = 1; trial <= trials; trial++) {
    const composed = projected(model, gaussianProjection(rows, outputs, seed, trial));
    const verdict = curve
      ? selfIntersection(curvePieces(composed)) === undefined
        ? "injective"
        : "not-injective"
      : decideOnBox(composed, box).verdict;
    if (verdict !== "undecided") decided++;
    if (verdict === "not-injective") failed++;
  }
  const rate = decided === 0 ? Number.NaN : failed / decided;
  // Laplace's rule keeps the error of a rate of 0 or 1 above 0.
  const smoothed = (failed + 1) / (decided + 2);
  const error = Math.sqrt((smoothed * (1 - smoothed)) / (decided + 2));
  return {
    rate: { value: rate, error, status: decided === 0 ? "domain-error" : "converged" },
    undecided: trials - decided,
  };
}
