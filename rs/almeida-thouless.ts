/** The de Almeida–Thouless line α_AT(β), where the replicon of the replica-symmetric state vanishes. */
import { requireChoice } from "../src/arguments.js";
import {
  InputError,
  type Quantity,
  quantity,
  requirePositive,
  roundingError,
  type Status,
} from "../src/result.js";
import { brentRoot } from "../src/roots/brent.js";
import {
  breakingPointAtInstability,
  COARSE,
  FINE,
  type FieldAverages,
  fieldAverages,
  type QuadratureLevel,
} from "./field-average.js";
import { LARGEST_BETA } from "./finite-temperature.js";
import { solveTemperaturePoint, type TwoEquations } from "./newton-point.js";

/** Rounding of α, β and q at a point of the line, in units of the last place. */
const OPERATIONS = 32;

/** A point of the line: RS is marginally stable at (α, β). */
export interface AlmeidaThoulessPoint {
  readonly alpha: Quantity;
  readonly beta: Quantity;
  readonly overlap: Quantity;
  readonly energy: Quantity;
  /** x at which the overlap begins to split: between 0 and 1, the transition is continuous. */
  readonly breakingPoint: Quantity;
}

interface LinePoint {
  readonly beta: number;
  readonly r: number;
  readonly averages: FieldAverages;
}

/**
 * The line's point at β: eliminating α from r = α E f'² and α E f''² = 1 leaves r E f''² = E f'², a scalar equation in
 * r whose left-to-right ratio increases (observed for every β). At β → 0, r = 1 + √2 exactly and α_AT β² = 36.62….
 */
function linePoint(beta: number, level: QuadratureLevel): LinePoint {
  const logRatio = (logR: number): number => {
    const { slopeSquare, curvatureSquare } = fieldAverages(beta, Math.exp(logR), level);
    return logR + Math.log(curvatureSquare / slopeSquare);
  };
  const { root } = brentRoot(logRatio, 0, Math.log(4 + 2 * beta));
  const r = Math.exp(root);
  return { beta, r, averages: fieldAverages(beta, r, level) };
}

/**
 * The point of the de Almeida–Thouless line at inverse temperature β: the α beyond which RS is unstable.
 *
 * α_AT falls from infinity (β → 0) to its least value 1.683… (see {@link almeidaThoulessTurningPoint}) and returns to
 * 2 as β → ∞.
 *
 * @param beta inverse temperature, greater than 0 and at most 1e8
 * @throws InputError when `beta` is outside its range
 * @returns α, overlap, energy and breaking point of the line at β
 * @example
 * import { almeidaThoulessLine } from "relu-injectivity/rs";
 * almeidaThoulessLine(3).alpha.value; // 5.3793473…
 */
export function almeidaThoulessLine(beta: number): AlmeidaThoulessPoint {
  requirePositive(beta, "beta");
  if (beta > LARGEST_BETA)
    throw new InputError(`beta is ${beta}: expected a number of at most ${LARGEST_BETA}`);
  return describe(linePoint(beta, FINE), linePoint(beta, COARSE), quantity(beta, 0));
}

/**
 * The d'Almeida–Thouless point α_dAT = 5.323766903974…: on the line, with energy e = 1. For α < α_dAT the RS state is
 * stable at the inverse temperature β*(α), for larger α it is not (Maillard et al. 2022).
 *
 * Newton in (β, r) on E f'² = r E f''² and E p = E f''², started from the line; α = 1/E f''². Accurate to about
 * 1e-14.
 * @returns α, β, overlap and energy at the point
 * @example
 * import { almeidaThoulessPoint } from "relu-injectivity/rs";
 * almeidaThoulessPoint().alpha.value; // 5.323766903974…
 */
export function almeidaThoulessPoint(): AlmeidaThoulessPoint {
  const unitEnergy = (beta: number): number => {
    const { averages } = linePoint(beta, COARSE);
    return Math.log(averages.p / averages.curvatureSquare);
  };
  const start = linePoint(brentRoot(unitEnergy, 2, 4, 1e-3).root, COARSE);
  const solve = (level: QuadratureLevel) =>
    solveTemperaturePoint(
      (beta, r) => unitEnergyEquations(fieldAverages(beta, r, level), r),
      start.beta,
      start.r,
    );
  const fine = solve(FINE);
  const coarse = solve(COARSE);
  const error = Math.abs(fine.beta - coarse.beta) + fine.betaError + roundingError(fine.beta, OPERATIONS);
  return describe(
    { ...fine, averages: fieldAverages(fine.beta, fine.r, FINE) },
    { ...coarse, averages: fieldAverages(coarse.beta, coarse.r, COARSE) },
    quantity(fine.beta, error, fine.status),
  );
}

function unitEnergyEquations(m: FieldAverages, r: number): TwoEquations {
  const c = m.curvatureSquare;
  return {
    residual: [m.slopeSquare / (r * c) - 1, m.p / c - 1],
    byBeta: [
      (m.slopeSquareByBeta - (m.slopeSquare * m.curvatureSquareByBeta) / c) / (r * c),
      (m.pByBeta - (m.p * m.curvatureSquareByBeta) / c) / c,
    ],
    byR: [
      (m.slopeSquareByR - (m.slopeSquare * m.curvatureSquareByR) / c - m.slopeSquare / r) / (r * c),
      (m.pByR - (m.p * m.curvatureSquareByR) / c) / c,
    ],
  };
}

/** The least α of the line: below it the RS state is stable at every temperature. */
export function almeidaThoulessTurningPoint(): AlmeidaThoulessPoint {
  const solve = (level: QuadratureLevel) =>
    brentRoot((beta) => lineSlopes(linePoint(beta, level)).logAlpha, 10, 40);
  const fine = solve(FINE);
  const coarse = solve(COARSE);
  const width = fine.bracket[1] - fine.bracket[0];
  const error = Math.abs(fine.root - coarse.root) + width + roundingError(fine.root, OPERATIONS);
  return describe(
    linePoint(fine.root, FINE),
    linePoint(coarse.root, COARSE),
    quantity(fine.root, error, fine.status),
  );
}

/** Derivatives in β along the line, by implicit differentiation of E f'² = r E f''². */
function lineSlopes({ r, averages: m }: LinePoint): { r: number; logAlpha: number; logP: number } {
  const c = m.curvatureSquare;
  const rSlope =
    -(m.slopeSquareByBeta - r * m.curvatureSquareByBeta) / (m.slopeSquareByR - c - r * m.curvatureSquareByR);
  return {
    r: rSlope,
    logAlpha: -(m.curvatureSquareByBeta + m.curvatureSquareByR * rSlope) / c,
    logP: (m.pByBeta + m.pByR * rSlope) / m.p,
  };
}

/** Which β of an α: `cooling`, the first at which RS becomes unstable, or `reentrant`, where it is stable again. */
export type AlmeidaThoulessBranch = "cooling" | "reentrant";

/**
 * The de Almeida–Thouless inverse temperature of a given α, on one of the two branches of the line.
 *
 * Cooling: the first β at which the replicon vanishes; it exists for α ≥ 1.683…. Between that value and α = 2 the
 * replicon becomes positive again at a larger β, the re-entrant branch; for α ≥ 2 RS stays unstable down to zero
 * temperature. Where a branch does not exist every quantity is a `domain-error`; beyond β = 1e8 `iteration-limit`.
 *
 * @param alpha rows per column m/n, finite and greater than 0
 * @param branch `cooling` (default) or `reentrant`
 * @throws InputError when `alpha` is not a finite number greater than 0, or the branch is none
 * @returns β, overlap, energy and breaking point of the line at α
 * @example
 * import { almeidaThoulessTemperature } from "relu-injectivity/rs";
 * almeidaThoulessTemperature(1.9).beta.value; // 8.9979579…
 * almeidaThoulessTemperature(1.9, "reentrant").beta.value; // 233.99521…
 */
export function almeidaThoulessTemperature(
  alpha: number,
  branch: AlmeidaThoulessBranch = "cooling",
): AlmeidaThoulessPoint {
  requirePositive(alpha, "alpha");
  requireChoice(branch, "the branch", ["cooling", "reentrant"]);
  if (branch === "reentrant" && alpha >= 2) return without(alpha, "domain-error");
  const turning = alpha < 2 ? almeidaThoulessTurningPoint() : undefined;
  if (turning !== undefined && alpha < turning.alpha.value) return without(alpha, "domain-error");
  const turned = Math.log(turning === undefined ? 20 : turning.beta.value);
  const excess = (logBeta: number, level: QuadratureLevel): number =>
    Math.log(alpha * linePoint(Math.exp(logBeta), level).averages.curvatureSquare);
  // Cooling: α_AT ≥ 36/β² for every β. Re-entrant: outwards from the turning point, since large β cost most.
  let low = branch === "cooling" ? Math.log(6 / Math.sqrt(alpha)) : turned;
  let high = turned;
  if (branch === "reentrant") {
    do {
      low = high;
      high += REENTRANT_STEP;
      if (high > Math.log(LARGEST_BETA)) return without(alpha, "iteration-limit");
    } while (excess(high, COARSE) > 0);
  }
  const solve = (level: QuadratureLevel) => brentRoot((logBeta) => excess(logBeta, level), low, high);
  const fine = solve(FINE);
  const coarse = solve(COARSE);
  const beta = Math.exp(fine.root);
  const point = linePoint(beta, FINE);
  const other = linePoint(Math.exp(coarse.root), COARSE);
  const rounding = (OPERATIONS * Number.EPSILON) / Math.abs(lineSlopes(point).logAlpha);
  const error = Math.abs(beta - other.beta) + beta * (fine.bracket[1] - fine.bracket[0]) + rounding;
  return { ...describe(point, other, quantity(beta, error, fine.status)), alpha: quantity(alpha, 0) };
}

/** Steps of ln β in which the re-entrant branch is bracketed. */
const REENTRANT_STEP = 1;

function without(alpha: number, status: Status): AlmeidaThoulessPoint {
  const none: Quantity = { value: Number.NaN, error: Number.POSITIVE_INFINITY, status };
  return { alpha: quantity(alpha, 0), beta: none, overlap: none, energy: none, breakingPoint: none };
}

/** α = 1/E f''², q and e = α E p at a point of the line; the differences of the two rules estimate their errors. */
function describe(fine: LinePoint, coarse: LinePoint, beta: Quantity): AlmeidaThoulessPoint {
  const slopes = lineSlopes(fine);
  const report = (f: (point: LinePoint) => number, slope: number): Quantity => {
    const value = f(fine);
    const propagated = Math.abs(slope) * beta.error;
    const error = Math.abs(value - f(coarse)) + propagated + roundingError(value, OPERATIONS);
    return quantity(value, error, beta.status);
  };
  const alpha = ({ averages }: LinePoint): number => 1 / averages.curvatureSquare;
  const energy = ({ averages }: LinePoint): number => averages.p / averages.curvatureSquare;
  const breakingPoint = (point: LinePoint): number =>
    breakingPointAtInstability(alpha(point), point.averages);
  return {
    alpha: report(alpha, slopes.logAlpha * alpha(fine)),
    beta,
    overlap: report(({ r }) => r / (1 + r), slopes.r / (1 + fine.r) ** 2),
    energy: report(energy, (slopes.logAlpha + slopes.logP) * energy(fine)),
    // Along the line x moves relatively no faster than α and 1/(1 − q).
    breakingPoint: report(
      breakingPoint,
      (Math.abs(slopes.logAlpha) + Math.abs(slopes.r) / (1 + fine.r)) * breakingPoint(fine),
    ),
  };
}
