/** A recovered input improved through the whole network at once: Gauss–Newton on its affine piece. */
import { rowOf } from "../../src/matrix/dense-matrix.js";
import { randomSource } from "../../src/random/normal.js";
import { activate, evaluate, preActivation, slopeAt } from "../forward.js";
import type { Domain } from "../injectivity/domain.js";
import type { NetworkModel } from "../model.js";
import { distance, MOST_FREE, norm } from "./invert-layer.js";
import { leastSquares } from "./least-squares.js";
import { type Descent, descend, stepWork } from "./levenberg.js";

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
  // Far fewer outputs than inputs: the kernel of the derivative is large, and nothing determines the input.
  if (start.length > output.length + MOST_FREE)
    return { ...descend(model, start, output, 0), leastSingular: 0 };
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

const SEED = 1;
/** Descents, multiplications of all of them, and steps that one takes on average. */
const MOST_STARTS = 500;
const MOST_SEARCH = 2 ** 32;
const STEPS_OF_A_DESCENT = 60;
const GAIN = 1e-6;

/** Fresh starts before the best one is disturbed, and the sizes of the disturbances, in turn. */
const FRESH = 4;
const HOPS = [1, 0.5, 0.25, 0.1, 0.03];

/**
 * The best of many descents: from the start, from points of unit scale in the domain, then from the best one disturbed
 * at several scales; ends at the first whose residual is at most `goal`, or when the multiplications are used up. Where
 * a hidden layer is not injective, what layerwise inversion picks for it need not be an output of the layers before;
 * this finds inputs in spite of that. It is no proof that there is none.
 */
export function searchInput(
  model: NetworkModel,
  start: Float64Array,
  output: ArrayLike<number>,
  goal: (input: Float64Array) => number,
  domain: Domain,
): RefinedInput {
  const finish = (input: Float64Array): RefinedInput => refineInput(model, input, output);
  let best = finish(start);
  const { normal } = randomSource(SEED, 6);
  const most = Math.min(MOST_STARTS, MOST_SEARCH / (STEPS_OF_A_DESCENT * stepWork(model)));
  let near: Descent | undefined;
  for (let trial = 0; trial < Math.max(FRESH, most) && !(best.residual <= goal(best.input)); trial++) {
    const scale = HOPS[trial % HOPS.length];
    const from = near === undefined || trial < FRESH ? undefined : near.input;
    const drawn = start.map((_, j) => (from === undefined ? normal() : from[j] + scale * normal()));
    const found = descend(model, drawnInto(domain, drawn), output, goal(drawn));
    if (near !== undefined && !(found.residual < near.residual)) continue;
    near = found;
    if (found.residual < best.residual * (1 - GAIN)) {
      const refined = finish(found.input);
      // Where no input fits, equally good ones differ by rounding: the first stands.
      if (refined.residual < best.residual * (1 - GAIN)) best = refined;
    }
  }
  return best;
}

/** A point moved into the domain. */
function drawnInto(domain: Domain, point: Float64Array): Float64Array {
  if (domain.kind === "orthant") return point.map(Math.abs);
  if (domain.kind === "box") {
    const { radius } = domain;
    return point.map((entry) => Math.min(Math.max(entry, -radius), radius));
  }
  if (domain.kind !== "ball") return point;
  const length = norm(point);
  return length <= domain.radius ? point : point.map((entry) => (entry * domain.radius) / length);
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
