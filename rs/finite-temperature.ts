/** The replica-symmetric state at finite inverse temperature: overlap, free entropy, energy and replicon. */
import { InputError, type Quantity, quantity, requirePositive, roundingError } from "../src/result.js";
import { brentRoot, type RootResult } from "../src/roots/brent.js";
import {
  breakingPointAtInstability,
  COARSE,
  FINE,
  type FieldAverages,
  fieldAverages,
  type QuadratureLevel,
} from "./field-average.js";

/** Largest inverse temperature accepted; beyond it the zero-temperature closed form is the better tool. */
export const LARGEST_BETA = 1e8;

/** Rounding carried by one average over some hundred nodes, in units of the last place. */
const OPERATIONS = 16;

/** The replica-symmetric state of one layer at α = m/n and inverse temperature β. */
export interface ReplicaSymmetricState {
  readonly alpha: number;
  readonly beta: number;
  /** Overlap q in (0, 1) of two configurations drawn from the Gibbs measure. */
  readonly overlap: Quantity;
  /** β(1 − q), whose limit β → ∞ is the χ of the zero-temperature state. */
  readonly chi: Quantity;
  /** Free entropy Φ = lim (1/n) E ln ∫ dμ(x) exp(−β E_W(x)), μ the uniform probability on the sphere. */
  readonly freeEntropy: Quantity;
  /** Energy e = −∂Φ/∂β: the mean number of positive outputs divided by n. */
  readonly energy: Quantity;
  /** Entropy Φ + βe relative to the uniform measure, at most 0. */
  readonly entropy: Quantity;
  /**
   * Replicon eigenvalue 1 − α E f''²: the Hessian eigenvalue of the replica free entropy in the replicon sector,
   * multiplied by (1 − q)² so that its entropic part is 1. Positive where the RS state is stable, negative beyond
   * the de Almeida–Thouless line, 1 at β = 0.
   */
  readonly replicon: Quantity;
  /** Whether the replicon is positive. */
  readonly stable: boolean;
  /** x at which the overlap would begin to split; exact where the replicon vanishes, a guide close to that. */
  readonly breakingPoint: number;
}

/** The stationary field variance r = q/(1 − q) on one quadrature, its error, and the averages there. */
export interface StationaryPoint {
  readonly r: number;
  readonly rError: number;
  readonly averages: FieldAverages;
  readonly solution: RootResult;
}

/**
 * The stationarity condition r = α E f'(w)², w ~ N(0, r), solved for r = q/(1 − q).
 *
 * r/E f'² increases from 0 to infinity in r (observed for every β, not proved), so the root is unique and is the
 * infimum over q of the free entropy. |f'| ≤ √(2β) + 1 gives the upper end of the bracket.
 */
export function stationaryPoint(alpha: number, beta: number, level: QuadratureLevel): StationaryPoint {
  const residual = (r: number): number => r - alpha * fieldAverages(beta, r, level).slopeSquare;
  const solution = brentRoot(residual, 0, alpha * (Math.sqrt(2 * beta) + 1) ** 2);
  const r = solution.root;
  const averages = fieldAverages(beta, r, level);
  const slope = Math.abs(1 - alpha * averages.slopeSquareByR);
  const width = solution.bracket[1] - solution.bracket[0];
  return { r, rError: width + roundingError(r, OPERATIONS) / slope, averages, solution };
}

/**
 * The replica-symmetric state at (α, β) (Maillard et al. 2022, finite-temperature Parisi formula at q(x) = q):
 *
 *     Φ = inf_q ½ ln(1 − q) + q/(2(1 − q)) + α E f(w),   f(w) = ln[1 − (1 − e^{−β}) H(−w)],   w ~ N(0, q/(1 − q)),
 *     q/(1 − q) = α E f'²,   e = α E[e^{−β} H(−w) e^{−f}],   replicon = 1 − α E f''².
 *
 * Every error estimate is the difference of two solves on different quadratures, plus the bracket of the overlap
 * carried through analytic derivatives, plus rounding: about 1e-14 relative for β ≤ 100; the replicon, a difference of
 * two numbers, is lost where α E f''² is large, and its error says so.
 *
 * @param alpha rows per column m/n, finite and greater than 0
 * @param beta inverse temperature, greater than 0 and at most 1e8
 * @throws InputError when an argument is outside its range
 * @returns free entropy, energy, overlap and replicon, each with its error
 * @example
 * import { replicaSymmetricFiniteTemperature } from "relu-injectivity/rs";
 * replicaSymmetricFiniteTemperature(5, 3).replicon.value > 0; // true: stable
 */
export function replicaSymmetricFiniteTemperature(alpha: number, beta: number): ReplicaSymmetricState {
  requirePositive(alpha, "alpha");
  requirePositive(beta, "beta");
  if (beta > LARGEST_BETA)
    throw new InputError(`beta is ${beta}: expected a number of at most ${LARGEST_BETA}`);
  const fine = stationaryPoint(alpha, beta, FINE);
  return describeState(alpha, beta, fine, stationaryPoint(alpha, beta, COARSE));
}

/** The reported state of a stationary point on the fine rule, its errors from the same point on the coarse rule. */
function describeState(alpha: number, beta: number, fine: StationaryPoint, coarse: StationaryPoint) {
  const { r, rError, averages } = fine;
  const { status } = fine.solution;
  const values = stateValues(alpha, beta, fine);
  const others = stateValues(alpha, beta, coarse);
  const report = (name: keyof typeof values, derivative: number, scale: number): Quantity =>
    quantity(
      values[name],
      Math.abs(values[name] - others[name]) +
        Math.abs(derivative) * rError +
        roundingError(scale, OPERATIONS),
      status,
    );
  const curvature = alpha * averages.curvatureSquare;
  const entropyScale = r + Math.abs(alpha * averages.f) + beta * values.energy;
  const replicon = report("replicon", alpha * averages.curvatureSquareByR, 1 + curvature);
  return {
    alpha,
    beta,
    overlap: report("overlap", 1 / (1 + r) ** 2, values.overlap),
    chi: report("chi", beta / (1 + r) ** 2, values.chi),
    // Stationary in r: the first-order error of the overlap drops out.
    freeEntropy: report("freeEntropy", 0, r + Math.abs(alpha * averages.f)),
    energy: report("energy", alpha * averages.pByR, values.energy),
    entropy: report("entropy", beta * alpha * averages.pByR, entropyScale),
    replicon,
    stable: replicon.value > 0,
    breakingPoint: breakingPointAtInstability(alpha, averages),
  };
}

function stateValues(alpha: number, beta: number, { r, averages }: StationaryPoint) {
  const freeEntropy = 0.5 * (r - Math.log1p(r)) + alpha * averages.f;
  const energy = alpha * averages.p;
  return {
    overlap: r / (1 + r),
    chi: beta / (1 + r),
    freeEntropy,
    energy,
    entropy: freeEntropy + beta * energy,
    replicon: 1 - alpha * averages.curvatureSquare,
  };
}
