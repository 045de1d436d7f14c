/** The replica-symmetric state at finite inverse temperature: overlap, free entropy, energy and replicon. */
import { requireObject } from "../src/arguments.js";
import { InputError, type Quantity, quantity, requirePositive, roundingError } from "../src/result.js";
import { brentRoot, type RootResult } from "../src/roots/brent.js";
import { normalTail } from "../src/special/normal.js";
import {
  breakingPointAtInstability,
  COARSE,
  FINE,
  type FieldAverages,
  fieldAverages,
  type QuadratureLevel,
} from "./field-average.js";
import { type MarginAndCount, requireMargin } from "./margin.js";

/** Largest inverse temperature accepted; beyond it the zero-temperature closed form is the better tool. */
export const LARGEST_BETA = 1e8;

/** Rounding carried by one average over some hundred nodes, in units of the last place. */
const OPERATIONS = 16;

/** The replica-symmetric state of one layer at α = m/n and inverse temperature β. */
export interface ReplicaSymmetricState {
  readonly alpha: number;
  readonly beta: number;
  /** κ: units with a field above it are counted. */
  readonly margin: number;
  /** Overlap q in (0, 1) of two configurations drawn from the Gibbs measure. */
  readonly overlap: Quantity;
  /** β(1 − q), whose limit β → ∞ is the χ of the zero-temperature state. */
  readonly chi: Quantity;
  /** Free entropy Φ = lim (1/n) E ln ∫ dμ(x) exp(−β E_W(x)), μ the uniform probability on the sphere. */
  readonly freeEntropy: Quantity;
  /** Energy e = −∂Φ/∂β: the mean number of outputs above the margin divided by n. */
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

/** Up to this margin the stationary point was unique at every β from 0.01 to 1000; for κ ≥ 3 two states compete. */
const MONOTONE_TO = 2.8;
/** ln r between which the residual may change sign more than once, and the step in which that is looked for. */
const SCAN = { from: -6, to: 6, step: 0.1 };

/** Every root at which the residual rises, which is a minimum of the free entropy over q. */
function risingRoots(residual: (r: number) => number, largest: number): RootResult[] {
  const ends = [0];
  for (let logR = SCAN.from; logR <= SCAN.to; logR += SCAN.step) ends.push(Math.exp(logR));
  const inside = [...ends.filter((r) => r < largest), largest];
  const negative = inside.map((r) => residual(r) < 0);
  return inside.flatMap((high, i) =>
    i > 0 && negative[i - 1] && !negative[i] ? [brentRoot(residual, inside[i - 1], high)] : [],
  );
}

function lowestOf(roots: readonly RootResult[], value: (r: number) => number): RootResult {
  return roots.reduce((best, other) => (value(other.root) < value(best.root) ? other : best));
}

function freeEntropyAt(
  alpha: number,
  beta: number,
  r: number,
  level: QuadratureLevel,
  margin: number,
): number {
  return 0.5 * (r - Math.log1p(r)) + alpha * fieldAverages(beta, r, level, margin).f;
}

/**
 * The stationarity condition r = α E f'(w)², w ~ N(0, r), solved for r = q/(1 − q).
 *
 * r/E f'² increases from 0 to infinity in r (observed for every β and κ ≤ 2.8, not proved), so the root is unique and is the
 * infimum over q of the free entropy; for larger margins the lowest of several is taken. |f'| ≤ √(2β) + 1 gives the upper end of the bracket.
 */
export function stationaryPoint(
  alpha: number,
  beta: number,
  level: QuadratureLevel,
  margin = 0,
): StationaryPoint {
  const residual = (r: number): number => r - alpha * fieldAverages(beta, r, level, margin).slopeSquare;
  const largest = alpha * (Math.sqrt(2 * beta) + 1) ** 2;
  const solution =
    margin <= MONOTONE_TO
      ? brentRoot(residual, 0, largest)
      : lowestOf(risingRoots(residual, largest), (r) => freeEntropyAt(alpha, beta, r, level, margin));
  const r = solution.root;
  const averages = fieldAverages(beta, r, level, margin);
  const slope = Math.abs(1 - alpha * averages.slopeSquareByR);
  const width = solution.bracket[1] - solution.bracket[0];
  return { r, rError: width + roundingError(r, OPERATIONS) / slope, averages, solution };
}

/**
 * The replica-symmetric state at (α, β) (Maillard et al. 2022, finite-temperature Parisi formula at q(x) = q):
 *
 *     Φ = inf_q ½ ln(1 − q) + q/(2(1 − q)) + α E f(w),   f(w) = ln[1 − (1 − e^{−β}) H(−w)],
 *     w ~ N(−κ/√(1 − q), q/(1 − q)),
 *     q/(1 − q) = α E f'²,   e = α E[e^{−β} H(−w) e^{−f}],   replicon = 1 − α E f''².
 *
 * Every error estimate is the difference of two solves on different quadratures, plus the bracket of the overlap
 * carried through analytic derivatives, plus rounding: about 1e-14 relative for β ≤ 100; the replicon, a difference of
 * two numbers, is lost where α E f''² is large, and its error says so.
 *
 * @param alpha rows per column m/n, finite and greater than 0
 * @param beta inverse temperature, greater than 0 and at most 1e8
 * @param options the margin κ, from −8 to 8: −β/R for a bias β on the ball of radius R√n
 * @throws InputError when an argument is outside its range
 * @returns free entropy, energy, overlap and replicon, each with its error
 * @example
 * import { replicaSymmetricFiniteTemperature } from "relu-injectivity/rs";
 * replicaSymmetricFiniteTemperature(5, 3).replicon.value > 0; // true: stable
 */
export function replicaSymmetricFiniteTemperature(
  alpha: number,
  beta: number,
  options: Pick<MarginAndCount, "margin"> = {},
): ReplicaSymmetricState {
  requireObject(options, "the options");
  const { margin = 0 } = options;
  requireMargin(margin);
  requirePositive(alpha, "alpha");
  requirePositive(beta, "beta");
  if (beta > LARGEST_BETA)
    throw new InputError(`beta is ${beta}: expected a number of at most ${LARGEST_BETA}`);
  const fine = stationaryPoint(alpha, beta, FINE, margin);
  const coarse = stationaryPoint(alpha, beta, COARSE, margin);
  return { margin, ...describeState(alpha, beta, fine, coarse) };
}

/**
 * The expansion at which the replica-symmetric mean count of active units at inverse temperature β is t n.
 *
 * @param beta inverse temperature, greater than 0 and at most 1e8
 * @param options margin κ (default 0) and count t (default 1)
 * @throws InputError when an argument is outside its range
 * @returns α, accurate to some 1e-14 of its value; `domain-error` beyond α = 1e8
 * @example
 * import { replicaSymmetricExpansion } from "relu-injectivity/rs";
 * replicaSymmetricExpansion(4).value; // 5.86921820…
 */
export function replicaSymmetricExpansion(beta: number, options: MarginAndCount = {}): Quantity {
  requireObject(options, "the options");
  const { margin = 0, count = 1 } = options;
  requirePositive(count, "count");
  // The energy rises with α, and is at most α H(κ), its value at β = 0.
  const least = Math.log(count / normalTail(margin));
  replicaSymmetricFiniteTemperature(1, beta, { margin });
  const solve = (level: QuadratureLevel): RootResult => {
    const excess = (logAlpha: number): number => {
      const alpha = Math.exp(logAlpha);
      return Math.log((alpha * stationaryPoint(alpha, beta, level, margin).averages.p) / count);
    };
    let high = least + 1;
    while (excess(high) < 0 && high < LARGEST_LOG_ALPHA) high += 1;
    return brentRoot(excess, high === least + 1 ? least : high - 1, high);
  };
  const fine = solve(FINE);
  const coarse = solve(COARSE);
  const alpha = Math.exp(fine.root);
  const width = fine.bracket[1] - fine.bracket[0] + Math.abs(fine.root - coarse.root);
  const { energy } = replicaSymmetricFiniteTemperature(alpha, beta, { margin });
  // ∂ ln e/∂ ln α is at least 1: e/α, the chance that a unit is active, grows.
  const error = alpha * (width + (energy.error + Math.abs(energy.value - count)) / count);
  return quantity(alpha, error + roundingError(alpha, OPERATIONS), fine.status);
}

/** ln α beyond which an energy is not looked for. */
const LARGEST_LOG_ALPHA = Math.log(1e8);

/** The reported state of a stationary point on the fine rule, its errors from the same point on the coarse rule. */
function describeState(
  alpha: number,
  beta: number,
  fine: StationaryPoint,
  coarse: StationaryPoint,
): Omit<ReplicaSymmetricState, "margin"> {
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
