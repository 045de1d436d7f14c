/**
 * The k-RSB functional in the limit α → ∞. The number of errors becomes a Gaussian process on the sphere with covariance
 * α(¼ + asin(q)/2π) of overlap q, and αA = α/2 minus its first two cumulants:
 *
 *   e = α/2 − min F,   F = (2/3) α √(χ/π) + (α/4π) Σ y_i (asin q_i − asin q_{i−1}) + B(q, y, χ).
 *
 * y ∝ α^{−1/2} and χ ∝ α^{−1} up to logarithms, so F ∝ α^{1/2}; the third cumulant, α y², is of order one.
 */
import { type Evaluation, type Minimum, minimise } from "../../src/optimise/minimise.js";
import { type Ansatz, fromCoordinates, isOrdered, stepsOf, toCoordinates } from "../functional/ansatz.js";
import { entropicTerm } from "../functional/entropic-term.js";
import { toCoordinateGradient } from "../functional/functional.js";

/** The path in ln α: stretches grow up to this factor, since the parameters are powers times logarithms. */
const FIRST_STRETCH = 1.1;
const LARGEST_STRETCH = 1.5;
const LONGEST_PATH = 200;
/** Of one point of the path; the first one starts further away, and each costs microseconds. */
const MOST_EVALUATIONS = 2000;
/** Newton decrement, relative to F/√α near 1, above which a point of the path is not taken. */
const LARGEST_DECREMENT = 1e-10;

/** An optimum of the limit: the ansatz in units y√α, χ√α (B and F then in units of √α), and F/√α. */
export interface GaussianLimit {
  readonly scaled: Ansatz;
  readonly scaledLoss: number;
  readonly inverseHessian: readonly Float64Array[];
  readonly decrement: number;
  readonly evaluations: number;
  readonly converged: boolean;
}

/** F/√α and its gradient in the coordinates of an ansatz in units y√α, χ√α; +Infinity out of order. */
export function gaussianLoss(alpha: number, coordinates: Float64Array): Evaluation {
  const ansatz = fromCoordinates(coordinates);
  const k = stepsOf(ansatz);
  if (!isOrdered(ansatz) || ansatz.overlapDeficits[0] >= 1)
    return { value: Number.POSITIVE_INFINITY, gradient: new Float64Array(coordinates.length) };
  const { overlapDeficits: deficits, breakingPoints: y, chi } = ansatz;
  const entropic = entropicTerm(ansatz);
  const gradient = toCoordinateGradient(ansatz, entropic.gradient);
  const response = ((2 / 3) * alpha ** 0.25 * Math.sqrt(chi)) / Math.sqrt(Math.PI);
  let value = entropic.value + response;
  gradient[2 * k] += 0.5 * response;
  for (let i = 0; i < k; i++) {
    // asin q = π/2 − 2 asin √((1−q)/2), whose differences keep their digits near q = 1.
    const step = 2 * (Math.asin(Math.sqrt(deficits[i] / 2)) - Math.asin(Math.sqrt(deficits[i + 1] / 2)));
    value += (y[i] * step) / (4 * Math.PI);
    gradient[k + i] += (y[i] * step) / (4 * Math.PI);
    const slope = 2 * Math.sqrt(deficits[i] / (2 - deficits[i]));
    gradient[i] += (slope * (y[i] - (i === 0 ? 0 : y[i - 1]))) / (4 * Math.PI);
  }
  return { value, gradient };
}

/** The optimum at `alpha`, followed from a k-RSB optimum of a smaller α ≥ 10 with the same k. */
export function followGaussianLimit(alpha: number, from: { alpha: number; ansatz: Ansatz }): GaussianLimit {
  let t = Math.log(from.alpha);
  const root = Math.sqrt(from.alpha);
  let point = toCoordinates({
    overlapDeficits: from.ansatz.overlapDeficits,
    breakingPoints: from.ansatz.breakingPoints.map((y) => y * root),
    chi: from.ansatz.chi * root,
  });
  let evaluations = 0;
  const solve = (at: number, start: Float64Array): Minimum => {
    const minimum = minimise((x) => gaussianLoss(Math.exp(at), x), start, {
      tolerance: 1e-18,
      evaluationLimit: MOST_EVALUATIONS,
    });
    evaluations += minimum.evaluations;
    return minimum;
  };
  let minimum = solve(t, point);
  let slope: Float64Array | undefined;
  let stretch = FIRST_STRETCH;
  for (let step = 0; step < LONGEST_PATH && t < Math.log(alpha); step++) {
    const next = Math.min(Math.log(alpha), t * stretch);
    const start = minimum.point.map((x, i) => x + (slope === undefined ? 0 : (next - t) * slope[i]));
    const solved = solve(next, start);
    if (!(Math.abs(solved.decrement) <= LARGEST_DECREMENT)) {
      // Out of order, or lost in a flat valley: many levels bear short steps only.
      stretch = Math.sqrt(stretch);
      continue;
    }
    point = minimum.point;
    slope = solved.point.map((x, i) => (x - point[i]) / (next - t));
    minimum = solved;
    t = next;
    stretch = Math.min(LARGEST_STRETCH, stretch ** 2);
  }
  return {
    scaled: fromCoordinates(minimum.point),
    scaledLoss: minimum.value,
    inverseHessian: minimum.inverseHessian,
    decrement: Math.abs(minimum.decrement),
    evaluations,
    converged: t >= Math.log(alpha) && (minimum.status === "converged" || minimum.status === "stalled"),
  };
}
