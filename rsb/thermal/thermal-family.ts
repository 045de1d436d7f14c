/**
 * A smooth family of order parameters at finite temperature, the second estimate of full RSB: 1 − q falls geometrically along the levels
 * and ln x is a Chebyshev series along them. Independent of the chain's order parameters, which only start it.
 */
import { minimise } from "../../src/optimise/minimise.js";
import type { Quantity } from "../../src/result.js";
import { fitsLayout } from "../functional/ansatz.js";
import { type LevelValue, limitOfLevels } from "../limit/level-limit.js";
import { chebyshev, leastSquares } from "../limit/smooth-family.js";
import { evaluateFreeEntropy, type ThermalPoint } from "./free-entropy.js";
import { isOrderedThermal, recursionAnsatz, type ThermalAnsatz } from "./thermal-ansatz.js";
import { hasThermalGrids } from "./thermal-objective.js";
import { type ThermalSteps, thermalTransport } from "./thermal-settings.js";

/** The limit of the family in the number of levels. */
export interface ThermalFamily {
  readonly freeEntropy: Quantity;
  /** ln(1 − q_K), ln ln((1 − q_0)/(1 − q_K)) and the coefficients of ln x, of the largest member. */
  readonly coefficients: readonly number[];
  readonly levels: readonly number[];
  /** Change when the last two coefficients are added. */
  readonly truncation: number;
  readonly evaluations: number;
}

const RESOLUTION = { spacing: 0.38, reach: 7.5 };
const ROUGH_TERMS = 6;
/** Most terms of the polynomial drawn through the steps of a state, tried in turn: many may bend it until x falls. */
const START_TERMS = [6, 3, 2];
const TERMS = 8;
const LEVELS = [16, 20, 24];
const LAYOUT_ROUNDS = 3;
const MEMBER_EVALUATIONS = 150;
/** Fewer levels do not show how x rises along them. */
const FEWEST_START_LEVELS = 3;

/** The place of x_i on (−1, 1) along the levels. */
function place(i: number, levels: number): number {
  return (2 * (i - 0.5)) / levels - 1;
}

/** The state of a member [ln(1 − q_K), ln L, c_0, c_1, …], L = ln((1 − q_0)/(1 − q_K)), at a number of levels. */
export function thermalFamilyAnsatz(member: ArrayLike<number>, levels: number): ThermalAnsatz {
  const length = Math.exp(member[1]);
  const count = member.length - 2;
  return {
    overlapDeficits: Float64Array.from({ length: levels + 1 }, (_, i) =>
      Math.exp(member[0] + length * (1 - i / levels)),
    ),
    breakingPoints: Float64Array.from({ length: levels }, (_, i) => {
      const { values } = chebyshev(place(i + 1, levels), count);
      return Math.exp(values.reduce((sum, value, j) => sum + value * member[j + 2], 0));
    }),
  };
}

/** Pulls a gradient in the coordinates of the optimiser back to the parameters of the family. */
export function thermalFamilyGradient(
  member: ArrayLike<number>,
  levels: number,
  inCoordinates: Float64Array,
): Float64Array {
  const length = Math.exp(member[1]);
  const count = member.length - 2;
  const { breakingPoints } = thermalFamilyAnsatz(member, levels);
  const gradient = new Float64Array(member.length);
  gradient[0] = inCoordinates[0];
  const perStep = 1 / (levels * -Math.expm1(-length / levels));
  for (let i = 1; i <= levels; i++) {
    gradient[0] += inCoordinates[i];
    gradient[1] += inCoordinates[i] * length * (1 - i / levels + perStep);
    const here = chebyshev(place(i, levels), count).values;
    const below = chebyshev(place(i - 1, levels), count).values;
    const x = breakingPoints[i - 1];
    const under = i === 1 ? 0 : breakingPoints[i - 2];
    for (let j = 0; j < count; j++)
      gradient[j + 2] += (inCoordinates[levels + i] * (x * here[j] - under * below[j])) / (x - under);
  }
  return gradient;
}

/** A member near a state with k breaking points, its series cut after `terms`. */
function startOf(
  { overlapDeficits, breakingPoints }: ThermalAnsatz,
  terms: number,
): Float64Array | undefined {
  const k = breakingPoints.length;
  const used = Math.min(terms, Math.max(2, k - 2));
  const length = Math.log(overlapDeficits[0] / overlapDeficits[k]);
  // Where on the way from q_0 to q_k a step lies, in ln(1 − q).
  const places = Array.from(breakingPoints, (_, i) => {
    const middle = 0.5 * Math.log(overlapDeficits[i] * overlapDeficits[i + 1]);
    return 1 - (2 * (middle - Math.log(overlapDeficits[k]))) / length;
  });
  const fitted = leastSquares(
    places.map((u) => Array.from(chebyshev(u, used).values)),
    Array.from(breakingPoints, Math.log),
  );
  if (fitted === undefined) return undefined;
  const member = new Float64Array(ROUGH_TERMS + 2);
  member.set([Math.log(overlapDeficits[k]), Math.log(length), ...fitted]);
  return member;
}

/**
 * The least Φ over the family, extrapolated in the number of levels like K⁻⁴ and K⁻⁵; every member bounds the limit from above.
 * @param start a state of several levels
 * @returns undefined where a member leaves the domain or does not settle, whatever the start
 */
export function thermalFamily(
  point: ThermalPoint,
  start: ThermalAnsatz,
  steps: ThermalSteps,
): ThermalFamily | undefined {
  if (start.breakingPoints.length < FEWEST_START_LEVELS) return undefined;
  const largest = LEVELS[LEVELS.length - 1];
  let first: SolvedMember | undefined;
  for (const terms of START_TERMS) {
    const rough = startOf(start, terms);
    first = rough === undefined ? undefined : solveMember(point, rough, largest, steps);
    if (first !== undefined) break;
  }
  if (first === undefined) return undefined;
  let member = new Float64Array(TERMS + 2);
  member.set(first.point);
  let evaluations = first.evaluations;
  const values: LevelValue[] = [];
  for (const levels of LEVELS) {
    const solved = solveMember(point, member, levels, steps);
    if (solved === undefined) return undefined;
    member = Float64Array.from(solved.point);
    evaluations += solved.evaluations;
    values.push({ levels, value: solved.value, decrement: solved.decrement });
  }
  const [a, b, c] = values;
  const truncation = Math.abs(c.value - first.value);
  return {
    freeEntropy: limitOfLevels(a, b, c, truncation),
    coefficients: Array.from(member),
    levels: LEVELS,
    truncation,
    evaluations,
  };
}

interface SolvedMember {
  readonly point: Float64Array;
  readonly value: number;
  readonly decrement: number;
  readonly evaluations: number;
}

function solveMember(
  point: ThermalPoint,
  start: Float64Array,
  levels: number,
  steps: ThermalSteps,
): SolvedMember | undefined {
  let at = start;
  let evaluations = 0;
  for (let round = 1; ; round++) {
    const layout = recursionAnsatz(thermalFamilyAnsatz(at, levels), point.beta);
    if (!hasThermalGrids(layout)) return undefined;
    const minimum = minimise(
      (member) => {
        const outside = { value: Number.POSITIVE_INFINITY, gradient: new Float64Array(member.length) };
        const ansatz = thermalFamilyAnsatz(member, levels);
        if (!isOrderedThermal(ansatz)) return outside;
        const recursion = recursionAnsatz(ansatz, point.beta);
        if (!fitsLayout(recursion, layout)) return outside;
        const transport = thermalTransport(recursion, steps, RESOLUTION, layout);
        const { freeEntropy, gradient, scale } = evaluateFreeEntropy(point, ansatz, transport);
        return { value: freeEntropy, gradient: thermalFamilyGradient(member, levels, gradient), scale };
      },
      at,
      { tolerance: 1e-13, evaluationLimit: MEMBER_EVALUATIONS },
    );
    evaluations += minimum.evaluations;
    if (minimum.status === "domain-error" || minimum.status === "iteration-limit") return undefined;
    at = minimum.point;
    if (minimum.evaluations === 1 || round === LAYOUT_ROUNDS)
      return { point: at, value: minimum.value, decrement: Math.abs(minimum.decrement), evaluations };
  }
}
