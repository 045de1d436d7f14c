/** One layer by fully lifted duality, levels 1 to 3: the ladder whose first rungs are the plain and lifted bounds. */
import { Jet } from "../../src/differentiation/jet.js";
import { type Quantity, quantity, requireInteger, roundingError } from "../../src/result.js";
import { normalDensity } from "../../src/special/normal.js";
import { normalTailJet } from "../layer/lifted-layers.js";
import { jointCapacity } from "./joint-capacity.js";
import { assemble, type ProgramEvaluation } from "./plain-program.js";
import { type StationaryPoint, stationaryPoint } from "./stationary-point.js";

/** The saddle of one level, in units in which an active unit costs 1 (c = 2νy). */
export interface FullyLiftedLayer {
  /** r: 1 is the plain program; level r has r − 1 lifting parameters. */
  readonly level: number;
  readonly capacity: Quantity;
  /** χ = 4νγ̄; NaN for level 1, which is solved by the plain program. */
  readonly chi: number;
  /** Overlaps q_0 < … < q_{r−2}; the partial lifting has them at zero. */
  readonly overlaps: readonly number[];
  /** Lifting parameters y_1 < … < y_{r−1}. */
  readonly lifting: readonly number[];
  readonly residual: number;
}

/** Starting points to two digits: y, then 1 − q, then χ. */
const STARTS: Readonly<Record<number, readonly number[]>> = {
  2: [3.3, 0.22, 0.053],
  3: [2.7, 5.4, 0.26, 0.023, 0.036],
};
const ROUGH_CAPACITY = 6.7;
/**
 * Spacings of the trapezoidal rule, exponentially accurate for integrands analytic about the whole line, in units of
 * the scale √s_{i+1} on which the integrand of step i varies; the fine rule measures what the coarse one leaves.
 */
const SPACING = { rough: 0.9, coarse: 0.46, fine: 0.4 };
/** Beyond this |ξ| the Gaussian measure holds 1e-14. */
const REACH = 7.75;

/**
 * α with e = 1, where e is the stationary value, over q, y and χ, of αA − B with
 *   B = ½[q_0/λ_0 + Σ_i (1/y_i) ln(λ_{i−1}/λ_i)],  λ_i = χ + Σ_{j>i} y_j(q_j − q_{j−1}),  q_{r−1} = 1,
 *   A = −E φ_0(√s_0 ξ),  φ_{i−1}(h) = (1/y_i) ln E exp(y_i φ_i(h + √s_i ξ)),  φ_{r−1}(h) = −min(1, h²)[h > 0],
 * s_i = (q_i − q_{i−1})/(2χ): the fully lifted program of one layer (lifting of the kind of Stojnic 2024, §5, at every
 * overlap) once its spherical block is eliminated. The innermost expectation is closed, the others are
 * trapezoidal sums; Newton's method on exact second derivatives. It shares no code with the grids of the k-RSB solver.
 *
 * @param level r from 1 to 3
 * @param onEvaluation told of every evaluation of the program: the largest derivative it found
 * @throws InputError for another level
 */
export function fullyLiftedLayer(level: number, onEvaluation?: (residual: number) => void): FullyLiftedLayer {
  requireInteger(level, "level of full lifting", 1, 3);
  if (level === 1) {
    const { capacity, residual } = jointCapacity([], { count: 2 });
    return { level, capacity, chi: Number.NaN, overlaps: [], lifting: [], residual };
  }
  const start = Float64Array.from([ROUGH_CAPACITY, ...STARTS[level]]);
  const rough = solve(level, start, SPACING.rough, onEvaluation);
  const { capacity, vector, residual } = solve(level, rough.vector, SPACING.coarse, onEvaluation);
  const steps = level - 1;
  // The point is stationary: what the finer rule adds to the objective moves the capacity alone, to first order.
  const fine = objective(vector, steps, SPACING.fine);
  const correction = fine.value / fine.gradient[0];
  const error = capacity.error + Math.abs(correction) + roundingError(capacity.value, 16);
  return {
    level,
    capacity: quantity(capacity.value - correction, error, capacity.status),
    chi: vector[2 * steps + 1],
    overlaps: Array.from(vector.slice(1 + steps, 1 + 2 * steps), (deficit) => 1 - deficit),
    lifting: Array.from(vector.slice(1, 1 + steps)),
    residual,
  };
}

function solve(
  level: number,
  start: Float64Array,
  spacing: number,
  onEvaluation: ((residual: number) => void) | undefined,
): StationaryPoint {
  const free = Array.from({ length: start.length - 1 }, (_, i) => i + 1);
  const evaluate = (vector: Float64Array): ProgramEvaluation => {
    const evaluation = objective(vector, level - 1, spacing);
    onEvaluation?.(Math.max(...evaluation.gradient.subarray(1).map(Math.abs)));
    return evaluation;
  };
  return stationaryPoint(evaluate, start, 0, free);
}

/** αA − B − 1 in the variables (α, y_1 … y_k, 1 − q_0 … 1 − q_{k−1}, χ), k = r − 1. */
function objective(vector: Float64Array, steps: number, spacing: number): ProgramEvaluation {
  const [alpha, ...rest] = Jet.variables(vector);
  const lifting = rest.slice(0, steps);
  const deficits = rest.slice(steps, 2 * steps);
  const chi = rest[2 * steps];
  const first = deficits[0].times(-1).plus(1);
  const increments = deficits.map((deficit, i) => (i + 1 < steps ? deficit.minus(deficits[i + 1]) : deficit));
  const variances = [first, ...increments].map((increment) => increment.over(chi.times(2)));
  // B, with λ_i summed from the top.
  let lambda = chi;
  let entropic = Jet.constant(0, vector.length);
  for (let i = steps - 1; i >= 0; i--) {
    const above = lambda;
    lambda = lambda.plus(lifting[i].times(increments[i]));
    entropic = entropic.plus(lambda.over(above).log().over(lifting[i]));
  }
  entropic = entropic.plus(first.over(lambda)).times(0.5);
  const nodes = (level: number): number =>
    spacing * Math.sqrt(variances[level + 1].value / variances[level].value);
  const outer = average(Jet.constant(0, vector.length), variances[0].sqrt(), nodes(0), (field) =>
    parisi(field, lifting, variances, 1, nodes),
  );
  const jet = outer.times(alpha).times(-1).minus(entropic).minus(1);
  return assemble([{ jet, places: Array.from(vector, (_, i) => i) }], vector.length, 0);
}

/** φ_{i−1}(h). */
function parisi(
  field: Jet,
  lifting: readonly Jet[],
  variances: readonly Jet[],
  level: number,
  spacing: (level: number) => number,
): Jet {
  const y = lifting[level - 1];
  if (level === lifting.length) {
    // Differentiated in its own three variables first, which is several times cheaper.
    const inner = [field, y, variances[level]];
    return Jet.chain(inner, innermost(Jet.variables(inner.map((jet) => jet.value))));
  }
  const mean = average(field, variances[level].sqrt(), spacing(level), (inner) =>
    parisi(inner, lifting, variances, level + 1, spacing)
      .times(y)
      .exp(),
  );
  return mean.log().over(y);
}

/** (1/y) ln E exp(−y min(1, x²)[x > 0]) for x = h + √s ξ: the parts x < 0, 0 < x < 1 and x > 1. */
function innermost([field, y, variance]: readonly Jet[]): Jet {
  const width = variance.sqrt();
  const tilt = y.times(variance).times(2).plus(1);
  const root = tilt.sqrt();
  const mean = field.over(tilt);
  const spread = width.over(root);
  const weight = y.times(field).times(field).over(tilt).times(-1).exp().over(root);
  const inside = normalTailJet(mean.times(-1).over(spread)).minus(
    normalTailJet(mean.times(-1).plus(1).over(spread)),
  );
  const beyond = normalTailJet(field.times(-1).plus(1).over(width)).times(y.times(-1).exp());
  return normalTailJet(field.over(width)).plus(weight.times(inside)).plus(beyond).log().over(y);
}

/** E f(h + σξ), ξ standard normal. */
function average(field: Jet, deviation: Jet, spacing: number, f: (field: Jet) => Jet): Jet {
  let sum = Jet.constant(0, field.dimension);
  const last = Math.ceil(REACH / spacing);
  for (let i = -last; i <= last; i++) {
    const node = i * spacing;
    sum = sum.plus(f(field.plus(deviation.times(node))).times(spacing * normalDensity(node)));
  }
  return sum;
}
