/** Upper bounds of the stability constants by sampling points and pairs of points; never guarantees. */

import { extremeSingularValues } from "../../src/linear-algebra/singular-values.js";
import { dot } from "../../src/linear-algebra/vectors.js";
import { rowOf } from "../../src/matrix/dense-matrix.js";
import { type RandomSource, randomSource } from "../../src/random/normal.js";
import { boundsOf } from "../injectivity/domain.js";
import type { LayerQuestion } from "../injectivity/halfspaces.js";

/** The least singular value and the least ratio |f(p) − f(q)| / |p − q| that were met. */
export interface SampledStability {
  readonly sigma: number;
  readonly ratio: number;
}

/** Steps of the search that shrinks the ratio of the best pair. */
const REFINEMENTS = 400;

/**
 * Samples points of the domain; at each, σ_n of the active rows and the ratio of the pair x ± t d along its weakest
 * direction, with t from within the cell to far beyond it; then moves the best pair at random while the ratio falls.
 */
export function sampledStability(
  question: LayerQuestion,
  options: { samples: number; seed: number },
): SampledStability {
  const random = randomSource(options.seed, 1);
  const { weights } = question;
  let sigma = Number.POSITIVE_INFINITY;
  let best: { ratio: number; p: Float64Array; q: Float64Array } = {
    ratio: Number.POSITIVE_INFINITY,
    p: new Float64Array(),
    q: new Float64Array(),
  };
  const consider = (p: Float64Array, q: Float64Array): boolean => {
    const ratio = ratioOf(question, p, q);
    if (!(ratio < best.ratio)) return false;
    best = { ratio, p, q };
    return true;
  };
  for (let sample = 0; sample < options.samples; sample++) {
    const x = randomPoint(question, random);
    const { least, direction } = extremeSingularValues(weights, activeRows(question, x));
    sigma = Math.min(sigma, least);
    const reach = Math.exp(3 * random.normal()) * 0.1;
    const shifted = (t: number): Float64Array =>
      intoDomain(
        question,
        x.map((entry, k) => entry + t * direction[k]),
      );
    consider(shifted(-reach), shifted(reach));
    consider(shifted(-reach), shifted(0));
    // Opposite points: every row that is active at one is inactive at the other.
    consider(
      intoDomain(question, direction),
      intoDomain(
        question,
        direction.map((entry) => -entry),
      ),
    );
  }
  let width = 0.3;
  for (let step = 0; step < REFINEMENTS && Number.isFinite(best.ratio); step++) {
    const length = width * distance(best.p, best.q);
    const move = (point: Float64Array): Float64Array =>
      intoDomain(
        question,
        point.map((entry) => entry + length * random.normal()),
      );
    if (!consider(move(best.p), move(best.q))) width = Math.max(1e-9, width * 0.95);
    else width *= 1.5;
  }
  return { sigma, ratio: best.ratio };
}

/** |f(p) − f(q)| / |p − q|; NaN for equal points. */
function ratioOf(question: LayerQuestion, p: Float64Array, q: Float64Array): number {
  let square = 0;
  for (let row = 0; row < question.weights.rows; row++) {
    square += (Math.max(0, valueAt(question, row, p)) - Math.max(0, valueAt(question, row, q))) ** 2;
  }
  return Math.sqrt(square) / distance(p, q);
}

function activeRows(question: LayerQuestion, x: Float64Array): number[] {
  return Array.from({ length: question.weights.rows }, (_, row) => row).filter(
    (row) => valueAt(question, row, x) >= 0,
  );
}

function valueAt({ weights, bias }: LayerQuestion, row: number, x: Float64Array): number {
  return rowOf(weights, row).reduce((sum, weight, k) => sum + weight * x[k], bias?.[row] ?? 0);
}

/** Uniform in the box or ball; Gaussian, with biases at several scales, where an input has no bounds; folded at a single bound. */
function randomPoint({ weights, bias, domain }: LayerQuestion, random: RandomSource): Float64Array {
  const { lower, upper, ball } = boundsOf(domain, weights.columns);
  if (domain.kind === "ball") {
    const direction = Float64Array.from({ length: weights.columns }, () => random.normal());
    const length = (domain.radius * random.uniform() ** (1 / weights.columns)) / Math.hypot(...direction);
    return direction.map((entry) => length * entry);
  }
  const scale = bias === null || domain.kind === "box" ? 1 : Math.exp(2 * random.normal());
  const point = Float64Array.from(lower, (low, k) => {
    if (domain.kind === "box") return domain.radius * (2 * random.uniform() - 1);
    const [isAbove, isBelow] = [Number.isFinite(low), Number.isFinite(upper[k])];
    if (isAbove && isBelow) return low + (upper[k] - low) * random.uniform();
    const entry = scale * random.normal();
    if (isAbove) return low + Math.abs(entry);
    return isBelow ? upper[k] - Math.abs(entry) : entry;
  });
  return ball === null ? point : intoDomain({ weights, bias, domain }, point);
}

/** Clamped to the bounds; then, where a ball is left, drawn towards the point of the bounds nearest the origin. */
function intoDomain({ domain, weights }: LayerQuestion, point: Float64Array): Float64Array {
  const { lower, upper, ball } = boundsOf(domain, weights.columns);
  const clamped = point.map((entry, k) => Math.max(lower[k], Math.min(upper[k], entry)));
  const excess = ball === null ? 0 : Math.hypot(...clamped) / ball;
  if (ball === null || excess <= 1) return clamped;
  if (domain.kind === "ball") return point.map((entry) => entry / excess);
  const nearest = lower.map((low, k) => Math.max(low, Math.min(upper[k], 0)));
  // |nearest + s (clamped − nearest)| = R has one root in [0, 1].
  const step = clamped.map((entry, k) => entry - nearest[k]);
  const [a, b] = [dot(step, step), dot(step, nearest)];
  const c = dot(nearest, nearest) - ball * ball;
  const s = (-c / (b + Math.sqrt(b * b - a * c))) * (1 - 2 ** -40);
  return nearest.map((entry, k) => entry + s * step[k]);
}

function distance(p: Float64Array, q: Float64Array): number {
  return Math.hypot(...p.map((entry, k) => entry - q[k]));
}
