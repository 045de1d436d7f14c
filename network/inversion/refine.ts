/** A recovered input improved through the whole network at once: Gauss–Newton on its affine piece. */
import { rowOf } from "../../src/matrix/dense-matrix.js";
import { activate, evaluate, pieceOf, preActivation } from "../forward.js";
import type { NetworkModel } from "../model.js";
import { distance, norm } from "./invert-layer.js";
import { leastSquares } from "./least-squares.js";

/** The better input, its residual and the least singular value of the network's derivative there (0: rank short). */
export interface RefinedInput {
  readonly input: Float64Array;
  readonly residual: number;
  readonly leastSingular: number;
}

const MOST_STEPS = 20;

/** Steps as long as they lower |f(x) − y|; layer by layer inversion leaves the rounding of each layer, this one's only. */
export function refineInput(
  model: NetworkModel,
  start: Float64Array,
  output: ArrayLike<number>,
): RefinedInput {
  let best = { input: start, residual: distance(evaluate(model, start), output) };
  let factored = leastSquares(derivative(model, start), start.length);
  for (let step = 0; step < MOST_STEPS; step++) {
    const reached = evaluate(model, best.input);
    const change = factored.solve(reached.map((value, i) => output[i] - value));
    const input = best.input.map((value, j) => value + change[j]);
    const residual = distance(evaluate(model, input), output);
    if (!(residual < best.residual)) break;
    best = { input, residual };
    factored = leastSquares(derivative(model, input), input.length);
    if (norm(change) <= Number.EPSILON * norm(input)) break;
  }
  return { ...best, leastSingular: factored.rank === start.length ? factored.leastSingular : 0 };
}

/** The matrix of the affine piece at a point, one row an output. */
function derivative(model: NetworkModel, input: Float64Array): Float64Array[] {
  let rows = Array.from({ length: input.length }, (_, j) =>
    Float64Array.from({ length: input.length }, (_, k) => (j === k ? 1 : 0)),
  );
  let values: Float64Array = input;
  for (const layer of model.layers) {
    const { activation, weights } = layer;
    const before = preActivation(layer, values);
    rows = Array.from({ length: weights.rows }, (_, i) => {
      const slope = activation.slopes[pieceOf(activation.breakpoints, before[i])];
      const row = new Float64Array(input.length);
      if (slope === 0) return row;
      rowOf(weights, i).forEach((entry, k) => {
        for (let j = 0; j < row.length; j++) row[j] += slope * entry * rows[k][j];
      });
      return row;
    });
    values = before.map((value) => activate(activation, value));
  }
  return rows;
}
