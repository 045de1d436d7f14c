/** A recovered input improved through the whole network at once: Gauss–Newton on its affine piece. */
import { rowOf } from "../../src/matrix/dense-matrix.js";
import { randomSource } from "../../src/random/normal.js";
import { activate, evaluate, preActivation, slopeAt } from "../forward.js";
import type { NetworkModel } from "../model.js";
import { distance, norm } from "./invert-layer.js";
import { leastSquares } from "./least-squares.js";

/** The better input, its residual and the least singular value of the network's derivative there (0: rank short). */
export interface RefinedInput {
  readonly input: Float64Array;
  readonly residual: number;
  readonly leastSingular: number;
}

const MOST_STEPS = 40;
const MOST_HALVINGS = 10;

/**
 * Steps as long as they lower |f(x) − y|, halved where a whole one crosses into pieces on which it does not. Inversion
 * layer by layer leaves the rounding of each layer, this only that of the network.
 */
function refineInput(model: NetworkModel, start: Float64Array, output: ArrayLike<number>): RefinedInput {
  let input = start;
  let residual = distance(evaluate(model, start), output);
  let factored = leastSquares(derivative(model, start), start.length);
  for (let step = 0; step < MOST_STEPS; step++) {
    const reached = evaluate(model, input);
    const change = factored.solve(reached.map((value, i) => output[i] - value));
    const next = shorterStep(model, input, change, output, residual);
    if (next === undefined) break;
    // A whole step that no longer halves the residual has reached its rounding.
    const done = next.whole && !(next.residual < residual / 2);
    input = next.input;
    residual = next.residual;
    factored = leastSquares(derivative(model, input), input.length);
    if (done) break;
  }
  return { input, residual, leastSingular: factored.rank === start.length ? factored.leastSingular : 0 };
}

/** The longest of the step, its half, its quarter … that lowers the residual. */
function shorterStep(
  model: NetworkModel,
  from: Float64Array,
  change: Float64Array,
  output: ArrayLike<number>,
  residual: number,
): { readonly input: Float64Array; readonly residual: number; readonly whole: boolean } | undefined {
  for (let halving = 0; halving <= MOST_HALVINGS; halving++) {
    const input = from.map((value, j) => value + change[j] * 2 ** -halving);
    const reached = distance(evaluate(model, input), output);
    if (reached < residual) return { input, residual: reached, whole: halving === 0 };
  }
  return undefined;
}

/** Random starts of the search and their seed; with many inputs they meet nothing and are left out. */
const STARTS = 64;
const MOST_SEARCHED_INPUTS = 16;
const SEED = 1;

/**
 * The best of many refinements, from the start and from random points around the origin at several scales; ends at the
 * first whose residual is at most `goal`. Where a hidden layer is not injective, what layerwise inversion picks for it
 * need not be an output of the layers before; this finds inputs in spite of that, for few inputs.
 */
export function searchInput(
  model: NetworkModel,
  start: Float64Array,
  output: ArrayLike<number>,
  goal: (input: Float64Array) => number,
): RefinedInput {
  let best = refineInput(model, start, output);
  const { normal } = randomSource(SEED, 6);
  const starts = start.length <= MOST_SEARCHED_INPUTS ? STARTS : 0;
  for (let trial = 0; trial < starts && !(best.residual <= goal(best.input)); trial++) {
    const scale = (1 + norm(start)) * 2 ** ((trial % 7) - 4);
    const found = refineInput(
      model,
      start.map(() => scale * normal()),
      output,
    );
    if (found.residual < best.residual) best = found;
  }
  return best;
}

/** The matrix of the affine piece at a point, one row per output. */
function derivative(model: NetworkModel, input: Float64Array): Float64Array[] {
  let rows = Array.from({ length: input.length }, (_, j) =>
    Float64Array.from({ length: input.length }, (_, k) => (j === k ? 1 : 0)),
  );
  let values: Float64Array = input;
  for (const layer of model.layers) {
    const { activation, weights } = layer;
    const before = preActivation(layer, values);
    rows = Array.from({ length: weights.rows }, (_, i) => {
      const slope = slopeAt(activation, before[i]);
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
