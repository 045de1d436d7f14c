/** The complexity Σ of the 1-RSB ground-state problem as a function of the breaking point (Monasson's method). */
import { satisfiableAlpha } from "../../rs/index.js";
import { requireNumbers } from "../../src/arguments.js";
import { type Minimum, minimise } from "../../src/optimise/minimise.js";
import { InputError, type Quantity, quantity, requirePositive, roundingError } from "../../src/result.js";
import { solveKrsb } from "../chain/krsb.js";
import { type Ansatz, fromCoordinates, toCoordinates } from "../functional/ansatz.js";
import { errorCount, type PerceptronCost } from "../functional/cost.js";
import { directTransport } from "../functional/direct-transport.js";
import { evaluateAtCoordinates, evaluateFunctional, type Problem } from "../functional/functional.js";
import { DEFAULT_RESOLUTION } from "../functional/level-grids.js";

/**
 * One point of the curve. The number of clusters of minima with energy n·e is exp(n Σ(e)); weighing clusters by
 * e^{−y n e} gives −y F(y) = max_e [Σ(e) − y e], so
 *
 *     F(y) = max_{q_0, χ} [αA − B],   e = ∂(yF)/∂y,   Σ = y² ∂F/∂y = y (e − F),   dΣ/de = y.
 *
 * Σ > 0 below the optimal y (clusters above the ground state), Σ = 0 at it (the 1-RSB ground state), and
 * negative, without meaning as a number of clusters, above. Being 1-RSB it is itself only an approximation here.
 */
export interface ComplexityPoint {
  /** y, dimension of 1/energy. */
  readonly breakingPoint: number;
  /** F(y), the replicated ground-state energy. */
  readonly replicatedEnergy: Quantity;
  /** e(y), energy of the clusters selected by y. */
  readonly energy: Quantity;
  /** Σ(y), per dimension. */
  readonly complexity: Quantity;
  readonly smallestOverlap: number;
  readonly chi: number;
}

/**
 * F, e and Σ at given breaking points, each started from the last.
 *
 * @param alpha rows per column, greater than 2 (with a margin, than its replica-symmetric satisfiable value).
 * @param breakingPoints positive, in an order that moves gradually; default start is the 1-RSB optimum.
 * @throws InputError for α ≤ 2 or a breaking point that is not positive.
 * @param cost the cost of a field; errors by default
 * @returns F, e and Σ at each breaking point
 * @example
 * import { complexityCurve } from "relu-injectivity/rsb";
 * complexityCurve(8, [1, 1.1]).length; // 2
 */
export function complexityCurve(
  alpha: number,
  breakingPoints: ArrayLike<number>,
  cost: PerceptronCost = errorCount,
): ComplexityPoint[] {
  requirePositive(alpha, "alpha");
  const satisfiable = satisfiableAlpha(cost.margin ?? 0);
  if (!(alpha > satisfiable))
    throw new InputError(`alpha is ${alpha}: expected a number greater than ${satisfiable}`);
  requireNumbers(breakingPoints, "the breaking points");
  const problem: Problem = { kind: "energy", alpha };
  let previous = solveKrsb(problem, 1, { cost }).ansatz;
  return Array.from(breakingPoints, (y) => {
    requirePositive(y, "breaking point");
    const { point, ansatz } = complexityAt(problem, y, previous, cost);
    previous = ansatz;
    return point;
  });
}

const OPTIMISER_TOLERANCE = 1e-16;

function complexityAt(
  problem: Problem,
  y: number,
  start: Ansatz,
  cost: PerceptronCost,
): { point: ComplexityPoint; ansatz: Ansatz } {
  const insert = (free: ArrayLike<number>): Float64Array => Float64Array.of(free[0], Math.log(y), free[1]);
  const [width, , chi] = toCoordinates(start);
  const frozen = (layout: Ansatz, from: Float64Array): Minimum =>
    minimise(
      (free) => {
        const evaluation = evaluateAtCoordinates(problem, insert(free), cost, (ansatz) =>
          directTransport(ansatz, cost, DEFAULT_RESOLUTION, layout),
        );
        return { ...evaluation, gradient: Float64Array.of(evaluation.gradient[0], evaluation.gradient[2]) };
      },
      from,
      { tolerance: OPTIMISER_TOLERANCE },
    );
  // The second run is on grids laid out for the minimiser of the first.
  const first = frozen(fromCoordinates(insert([width, chi])), Float64Array.of(width, chi));
  const minimum = frozen(fromCoordinates(insert(first.point)), first.point);
  const ansatz = fromCoordinates(insert(minimum.point));
  const final = evaluateFunctional(problem, ansatz, cost, directTransport(ansatz, cost, DEFAULT_RESOLUTION));
  // ∂/∂ln y of B − αA is −y ∂F/∂y; at stationary q_0 and χ the partial derivative is the total one.
  const slope = -final.gradient[1];
  const error = 2 * Math.abs(minimum.decrement) + roundingError(Math.abs(final.entropic) + 1, 32);
  const slopeError = Math.hypot(final.gradient[0], final.gradient[2]) + error;
  const status = minimum.status === "stalled" && error < 1e-11 ? "converged" : minimum.status;
  return {
    ansatz,
    point: {
      breakingPoint: y,
      replicatedEnergy: quantity(-final.objective, error, status),
      energy: quantity(-final.objective + slope, error + slopeError, status),
      complexity: quantity(y * slope, y * slopeError, status),
      smallestOverlap: 1 - ansatz.overlapDeficits[0],
      chi: ansatz.chi,
    },
  };
}
