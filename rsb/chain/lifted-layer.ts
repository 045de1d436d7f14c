/** One layer by partially lifted duality: the 1-RSB functional at q_0 = 0, with a field threshold κ and any count t. */
import { type MarginAndCount, replicaSymmetricThreshold } from "../../rs/index.js";
import { type Evaluation, minimise } from "../../src/optimise/minimise.js";
import { type Quantity, quantity, roundingError } from "../../src/result.js";
import { errorCount } from "../functional/cost.js";

/** Partially lifted duality of one layer: its bound, and the two parameters at the optimum. */
export interface LiftedLayer {
  readonly capacity: Quantity;
  /** y, the exponent of the comparison (c₃ of the source), and χ. */
  readonly exponent: number;
  readonly chi: number;
}

/** The start is the best point of a grid this wide, relative to the RS susceptibility in χ. */
const EXPONENTS = [0.3, 0.6, 1.2, 2.4, 4.8, 9.6];
const SHARES = [0.05, 0.1, 0.2, 0.4, 0.7];
const OPTIMISER_TOLERANCE = 1e-15;
/** ln y below which the rounding of ln E e^{yφ}/y exceeds what lifting could gain. */
const SMALLEST_EXPONENT = Math.log(1e-4);

/**
 * The bound of Gordon's comparison of exponentials on the layer that keeps t n units with w·x > κ on the sphere: the 1-RSB
 * functional with q_0 = 0,
 *
 *     min over y, χ of (t + B)/A,   A = −ln E e^{yφ(√s z − κ̂)}/y,  B = ln(1 + y/χ)/2y,  s = 1/2χ,  κ̂ = κ√s.
 *
 * The comparison holds for any set of preactivations on the sphere, so that it is rigorous for every κ and t.
 */
export function liftedLayer({ margin = 0, count = 1 }: MarginAndCount): LiftedLayer {
  const { threshold: plain, chi } = replicaSymmetricThreshold({ margin, count });
  const evaluate = (point: Float64Array): Evaluation => liftedBound(margin, count, point);
  const starts = EXPONENTS.flatMap((y) =>
    SHARES.map((share) => Float64Array.of(Math.log(y), Math.log(share * chi.value))),
  );
  const values = starts.map((start) => evaluate(start).value);
  const best = starts[values.indexOf(Math.min(...values))];
  const minimum = minimise(evaluate, best, { tolerance: OPTIMISER_TOLERANCE });
  // Where lifting gains nothing, y falls to 0 and the bound to that of plain duality.
  if (minimum.point[0] < SMALLEST_EXPONENT) return { capacity: plain, exponent: 0, chi: chi.value };
  const error = 2 * Math.abs(minimum.decrement) + roundingError(minimum.value, 64);
  const status = minimum.status === "stalled" && error < 1e-12 ? "converged" : minimum.status;
  return {
    capacity: quantity(minimum.value, error, status),
    exponent: Math.exp(minimum.point[0]),
    chi: Math.exp(minimum.point[1]),
  };
}

/** (t + B)/A and its gradient in ln y and ln χ. */
function liftedBound(margin: number, count: number, [logY, logChi]: Float64Array): Evaluation {
  const [y, chi] = [Math.exp(logY), Math.exp(logChi)];
  const variance = 0.5 / chi;
  const field = -margin * Math.sqrt(variance);
  const moments = errorCount.smoothedTerminal(field, y, variance);
  const { mass, terminal, slope, varianceDerivative } = moments;
  const energetic = -Math.log(mass) / y;
  const entropic = (0.5 * Math.log1p(y / chi)) / y;
  const value = (count + entropic) / energetic;
  const inY = -terminal / mass - energetic;
  const inChi = (variance * varianceDerivative) / (mass * y) + (0.5 * field * slope) / mass;
  const entropicInY = 0.5 / (chi + y) - entropic;
  const entropicInChi = -0.5 / (chi + y);
  const gradient = Float64Array.of(
    (entropicInY - value * inY) / energetic,
    (entropicInChi - value * inChi) / energetic,
  );
  return Number.isFinite(value) && energetic > 0
    ? { value, gradient, scale: value + entropic / energetic }
    : { value: Number.POSITIVE_INFINITY, gradient };
}
