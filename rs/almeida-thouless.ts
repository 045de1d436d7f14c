/** The de Almeida–Thouless line α_AT(β), where the replicon of the replica-symmetric state vanishes. */
import { requireChoice, requireObject } from "../src/arguments.js";
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
import { type MarginAndCount, requireMargin, satisfiableAlpha } from "./margin.js";
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
  readonly margin: number;
  readonly r: number;
  readonly averages: FieldAverages;
}

/**
 * The line's point at β: eliminating α from r = α E f'² and α E f''² = 1 leaves r E f''² = E f'², a scalar equation in
 * r whose left-to-right ratio increases (observed for every β, and κ from −4 to 3). At β → 0, r = 1 + √2 exactly and α_AT β² = 36.62….
 */
function linePoint(beta: number, level: QuadratureLevel, margin: number): LinePoint {
  const logRatio = (logR: number): number => {
    const { slopeSquare, curvatureSquare } = fieldAverages(beta, Math.exp(logR), level, margin);
    return logR + Math.log(curvatureSquare / slopeSquare);
  };
  let [low, high] = [0, Math.log(4 + 2 * beta)];
  if (margin !== 0) {
    while (logRatio(low) > 0) low -= 1;
    while (logRatio(high) < 0) high += 1;
  }
  const { root } = brentRoot(logRatio, low, high);
  const r = Math.exp(root);
  return { beta, margin, r, averages: fieldAverages(beta, r, level, margin) };
}

function marginOf(options: MarginAndCount): number {
  requireObject(options, "the options");
  const { margin = 0 } = options;
  requireMargin(margin);
  return margin;
}

/**
 * The point of the de Almeida–Thouless line at inverse temperature β: the α beyond which RS is unstable.
 *
 * α_AT falls from infinity (β → 0) to its least value 1.683… (see {@link almeidaThoulessTurningPoint}) and returns to
 * 2 as β → ∞.
 *
 * @param beta inverse temperature, greater than 0 and at most 1e8
 * @param options the margin κ, default 0
 * @throws InputError when `beta` is outside its range
 * @returns α, overlap, energy and breaking point of the line at β
 * @example
 * import { almeidaThoulessLine } from "relu-injectivity/rs";
 * almeidaThoulessLine(3).alpha.value; // 5.3793473…
 */
export function almeidaThoulessLine(
  beta: number,
  options: Pick<MarginAndCount, "margin"> = {},
): AlmeidaThoulessPoint {
  const margin = marginOf(options);
  requirePositive(beta, "beta");
  if (beta > LARGEST_BETA)
    throw new InputError(`beta is ${beta}: expected a number of at most ${LARGEST_BETA}`);
  return describe(linePoint(beta, FINE, margin), linePoint(beta, COARSE, margin), quantity(beta, 0));
}

/**
 * The d'Almeida–Thouless point α_dAT = 5.323766903974…: on the line, with energy e = 1, or the count asked for. For α < α_dAT
 * the RS state is stable at the inverse temperature β*(α), for larger α it is not (Maillard et al. 2022).
 *
 * Newton in (β, r) on E f'² = r E f''² and E p = t E f''², started from the line; α = 1/E f''². Accurate to about
 * 1e-14.
 * @param options margin κ (default 0) and count t (default 1)
 * @throws InputError for a margin or a count out of range
 * @returns α, β, overlap and energy at the point; `domain-error` where the line has no such energy for β up to 1e4
 * @example
 * import { almeidaThoulessPoint } from "relu-injectivity/rs";
 * almeidaThoulessPoint().alpha.value; // 5.323766903974…
 */
export function almeidaThoulessPoint(options: MarginAndCount = {}): AlmeidaThoulessPoint {
  const margin = marginOf(options);
  const { count = 1 } = options;
  requirePositive(count, "count");
  const excess = (beta: number): number => {
    const { averages } = linePoint(beta, COARSE, margin);
    return Math.log(averages.p / averages.curvatureSquare / count);
  };
  const bracket = margin === 0 && count === 1 ? ([2, 4] as const) : energyBracket(excess);
  if (bracket === undefined) return without(Number.NaN, "domain-error");
  const start = linePoint(brentRoot(excess, ...bracket, 1e-3).root, COARSE, margin);
  const solve = (level: QuadratureLevel) =>
    solveTemperaturePoint(
      (beta, r) => energyEquations(fieldAverages(beta, r, level, margin), r, count),
      start.beta,
      start.r,
    );
  const fine = solve(FINE);
  const coarse = solve(COARSE);
  const error = Math.abs(fine.beta - coarse.beta) + fine.betaError + roundingError(fine.beta, OPERATIONS);
  return describe(
    { ...fine, margin, averages: fieldAverages(fine.beta, fine.r, FINE, margin) },
    { ...coarse, margin, averages: fieldAverages(coarse.beta, coarse.r, COARSE, margin) },
    quantity(fine.beta, error, fine.status),
  );
}

/** Inverse temperatures between which an energy of the line is looked for, and the factor of the steps. */
const ENERGY_SCAN = { from: 1e-3, to: 1e4, factor: 2 };

/** Along the line the energy falls with β. */
function energyBracket(excess: (beta: number) => number): readonly [number, number] | undefined {
  let low: number = ENERGY_SCAN.from;
  while (low < ENERGY_SCAN.to) {
    const high = low * ENERGY_SCAN.factor;
    if (excess(high) <= 0) return [low, high];
    low = high;
  }
  return undefined;
}

function energyEquations(m: FieldAverages, r: number, count: number): TwoEquations {
  const c = m.curvatureSquare;
  return {
    residual: [m.slopeSquare / (r * c) - 1, m.p / c / count - 1],
    byBeta: [
      (m.slopeSquareByBeta - (m.slopeSquare * m.curvatureSquareByBeta) / c) / (r * c),
      (m.pByBeta - (m.p * m.curvatureSquareByBeta) / c) / c / count,
    ],
    byR: [
      (m.slopeSquareByR - (m.slopeSquare * m.curvatureSquareByR) / c - m.slopeSquare / r) / (r * c),
      (m.pByR - (m.p * m.curvatureSquareByR) / c) / c / count,
    ],
  };
}

/**
 * The least α of the line: below it the RS state is stable at every temperature.
 * @param options the margin κ, default 0
 * @returns the point; every quantity a `domain-error` where α_AT falls for all β up to 1e8
 */
export function almeidaThoulessTurningPoint(
  options: Pick<MarginAndCount, "margin"> = {},
): AlmeidaThoulessPoint {
  const margin = marginOf(options);
  const slope = (beta: number, level: QuadratureLevel): number =>
    lineSlopes(linePoint(beta, level, margin)).logAlpha;
  const bracket = margin === 0 ? ([10, 40] as const) : turningBracket((beta) => slope(beta, COARSE));
  if (bracket === undefined) return without(Number.NaN, "domain-error");
  const solve = (level: QuadratureLevel) => brentRoot((beta) => slope(beta, level), ...bracket);
  const fine = solve(FINE);
  const coarse = solve(COARSE);
  const width = fine.bracket[1] - fine.bracket[0];
  const error = Math.abs(fine.root - coarse.root) + width + roundingError(fine.root, OPERATIONS);
  return describe(
    linePoint(fine.root, FINE, margin),
    linePoint(coarse.root, COARSE, margin),
    quantity(fine.root, error, fine.status),
  );
}

/** Inverse temperature from which the turn of a line is looked for, and the factor of the steps. */
const TURNING_SCAN = { from: 0.1, factor: 2 };

function turningBracket(slope: (beta: number) => number): readonly [number, number] | undefined {
  let low: number = TURNING_SCAN.from;
  for (let high = low * TURNING_SCAN.factor; high <= LARGEST_BETA; high *= TURNING_SCAN.factor) {
    if (slope(high) > 0) return [low, high];
    low = high;
  }
  return undefined;
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
 * @param options the margin κ, default 0
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
  options: Pick<MarginAndCount, "margin"> = {},
): AlmeidaThoulessPoint {
  const margin = marginOf(options);
  requirePositive(alpha, "alpha");
  requireChoice(branch, "the branch", ["cooling", "reentrant"]);
  // For κ ≤ 0 the line returns to the capacity as β → ∞.
  const unstableCold = margin <= 0 && alpha >= satisfiableAlpha(margin);
  if (branch === "reentrant" && unstableCold) return without(alpha, "domain-error");
  const turning = margin === 0 && unstableCold ? undefined : almeidaThoulessTurningPoint({ margin });
  if (turning !== undefined && alpha < turning.alpha.value) return without(alpha, "domain-error");
  const excess = (logBeta: number, level: QuadratureLevel): number =>
    Math.log(alpha * linePoint(Math.exp(logBeta), level, margin).averages.curvatureSquare);
  const falls = turning?.alpha.status === "domain-error";
  const coldest = falls ? COLDEST_OF_A_FALLING_LINE : 20;
  const turned = Math.log(turning === undefined || falls ? coldest : turning.beta.value);
  if (falls && (branch === "reentrant" || excess(turned, COARSE) < 0)) return without(alpha, "domain-error");
  // Cooling: α_AT ≥ 36/β² for every β and margin. Re-entrant: outwards from the turning point, since large β cost most.
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
  const point = linePoint(beta, FINE, margin);
  const other = linePoint(Math.exp(coarse.root), COARSE, margin);
  const rounding = (OPERATIONS * Number.EPSILON) / Math.abs(lineSlopes(point).logAlpha);
  const error = Math.abs(beta - other.beta) + beta * (fine.bracket[1] - fine.bracket[0]) + rounding;
  return { ...describe(point, other, quantity(beta, error, fine.status)), alpha: quantity(alpha, 0) };
}

/** Where a line falls for all β (margins from about 2) it is flat from β = 100 on. */
const COLDEST_OF_A_FALLING_LINE = 1e4;
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
