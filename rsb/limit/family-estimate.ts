/** The full-RSB value as the optimum over the smooth family, in the limit of many levels. */

import { isWasmAvailable } from "../../src/kernel/wasm-kernel.js";
import { type Evaluation, type Minimum, minimise } from "../../src/optimise/minimise.js";
import type { Quantity } from "../../src/result.js";
import type { KrsbOptions } from "../chain/solver-settings.js";
import { type Ansatz, fitsLayout, isOrdered } from "../functional/ansatz.js";
import type { PerceptronCost } from "../functional/cost.js";
import { directTransport } from "../functional/direct-transport.js";
import { fftTransport } from "../functional/fft-transport.js";
import { evaluateFunctional, type Problem } from "../functional/functional.js";
import type { Resolution } from "../functional/level-grids.js";
import { type LevelValue, limitOfLevels } from "./level-limit.js";
import { type FamilyShape, familyAnsatz, familyGradient, familyShape, familyStart } from "./smooth-family.js";

export interface FamilyEstimate {
  readonly value: Quantity;
  /** ln r_0, ln χ and the Chebyshev coefficients of the largest member solved. */
  readonly coefficients: readonly number[];
  /** The numbers of levels extrapolated. */
  readonly levels: readonly number[];
  /** Change when the last two coefficients are added, an estimate of what the rest would. */
  readonly truncation: number;
  readonly evaluations: number;
}

/** One more pair of coefficients at a time, each with enough levels to determine them. */
interface Stage {
  readonly coefficients: number;
  readonly levels: readonly number[];
}

/** What does not change from member to member. */
interface Family {
  readonly problem: Problem;
  readonly cost: PerceptronCost;
  readonly shape: FamilyShape;
  readonly transport: typeof directTransport;
}

const RESOLUTION: Resolution = { spacing: 0.38, reach: 7.5 };
/** Terms of the polynomial that a start draws through the levels of a chain: most first. */
const START_TERMS = [4, 2, 1];
/** Members are kept below it on their way to the optimum; e^{−y} underflows at 700. */
const LARGEST_MEMBER_BREAKING_POINT = 400;
const LAYOUT_ROUNDS = 3;
/** A member that takes more has started in the wrong place. */
const MEMBER_EVALUATIONS = 150;

/**
 * What each accuracy takes; the last stage's levels are extrapolated like K⁻⁴ and K⁻⁵. Where the largest breaking point
 * would leave the domain (near α = 2) all numbers of levels are reduced in proportion.
 */
function stagesFor(tolerance: number, most: number): Stage[] {
  const stages: Stage[] = [
    { coefficients: 4, levels: [12] },
    { coefficients: 6, levels: [16, 20, 24] },
    { coefficients: 8, levels: [20, 24, 28] },
    { coefficients: 10, levels: [28, 34, 40] },
    { coefficients: 12, levels: [32, 40, 48] },
  ];
  const count = tolerance >= 1e-6 ? 2 : tolerance >= 1e-9 ? 3 : tolerance >= 5e-11 ? 4 : 5;
  const largest = stages[count - 1].levels.at(-1) ?? most;
  const scale = Math.min(1, most / largest);
  // Earlier stages only prepare the start of the next, at one number of levels.
  return stages.slice(0, count).map(({ coefficients, levels }, i) => ({
    coefficients,
    levels: (i < count - 1 ? levels.slice(-1) : levels).map((K) => Math.max(4, Math.floor(scale * K))),
  }));
}

/** How many levels the domain admits: the largest breaking point grows like K^{5/4}. */
function mostLevels({ breakingPoints }: Ansatz): number {
  const k = breakingPoints.length;
  return k * (LARGEST_MEMBER_BREAKING_POINT / breakingPoints[k - 1]) ** 0.8;
}

/**
 * The optimum over the family, from the first of the rough starts that leads there, with as many coefficients as the tolerance suggests, at several numbers of levels,
 * extrapolated. Every member is admissible, so each value bounds the full-RSB value from one side; the
 * parameters are optimised anew at each number of levels, because frozen ones do not extrapolate.
 */
export function solveSmoothFamily(
  problem: Problem,
  starts: readonly Ansatz[],
  tolerance: number,
  cost: PerceptronCost,
  { convolution = "auto", kernel }: Pick<KrsbOptions, "convolution" | "kernel"> = {},
): FamilyEstimate {
  if (starts.length === 0) return NO_ESTIMATE;
  const shape = familyShape(starts[0]);
  const stages = stagesFor(tolerance, mostLevels(starts[0]));
  const byTransforms = convolution === "fft" || kernel === "fftjs" || !isWasmAvailable();
  const transport: typeof directTransport = byTransforms
    ? (ansatz, law, resolution, layout) => fftTransport(ansatz, law, resolution, layout, kernel)
    : directTransport;
  let failed = NO_ESTIMATE;
  for (const start of starts) {
    for (const terms of START_TERMS) {
      const member = familyStart(shape, start, stages[0].coefficients, terms);
      const estimate = solveStages({ problem, cost, shape, transport }, member, stages);
      const evaluations = estimate.evaluations + failed.evaluations;
      if (estimate.value.status === "converged") return { ...estimate, evaluations };
      failed = { ...estimate, evaluations };
    }
  }
  return failed;
}

/** All stages from one rough start; not converged where a member leaves the domain or does not settle. */
function solveStages(family: Family, start: Float64Array, stages: readonly Stage[]): FamilyEstimate {
  let member = start;
  let evaluations = 0;
  let estimate: FamilyEstimate | undefined;
  let last: LevelValue | undefined;
  for (const stage of stages) {
    const grown = new Float64Array(stage.coefficients + 2);
    grown.set(member);
    member = grown;
    let inverse: readonly Float64Array[] | undefined;
    const values: LevelValue[] = [];
    // The first solve repeats the last number of levels of the stage before: their difference is the truncation.
    const repeat = last !== undefined && !stage.levels.includes(last.levels) ? [last.levels] : [];
    for (const levels of [...repeat, ...stage.levels]) {
      const solved = solveMember(family, member, levels, inverse);
      evaluations += solved.evaluations;
      if (solved.minimum.status === "domain-error" || solved.minimum.status === "iteration-limit") {
        return estimate ?? { ...NO_ESTIMATE, evaluations };
      }
      member = solved.minimum.point;
      inverse = solved.minimum.inverseHessian;
      const value = family.problem.kind === "threshold" ? solved.minimum.value : -solved.minimum.value;
      values.push({ levels, value, decrement: Math.abs(solved.minimum.decrement) });
    }
    const repeated = values.find(({ levels }) => levels === last?.levels);
    const truncation =
      repeated === undefined || last === undefined ? Number.NaN : Math.abs(repeated.value - last.value);
    const used = values.filter(({ levels }) => stage.levels.includes(levels));
    estimate = extrapolated(used, Array.from(member), truncation, evaluations);
    last = used.at(-1);
  }
  return estimate ?? { ...NO_ESTIMATE, evaluations };
}

/** Value and gradient of one member; +Infinity outside the domain. */
function evaluateMember(
  { problem, cost, shape, transport: transportOf }: Family,
  member: Float64Array,
  levels: number,
  layout: Ansatz,
): Evaluation {
  const ansatz = familyAnsatz(shape, member, levels);
  if (!isOrdered(ansatz) || ansatz.overlapDeficits[0] >= 1 || !fitsLayout(ansatz, layout)) {
    return { value: Number.POSITIVE_INFINITY, gradient: new Float64Array(member.length) };
  }
  const transport = transportOf(ansatz, cost, RESOLUTION, layout);
  const { objective, entropic, gradient } = evaluateFunctional(problem, ansatz, cost, transport);
  return {
    value: Number.isNaN(objective) ? Number.POSITIVE_INFINITY : objective,
    gradient: familyGradient(shape, member, levels, gradient),
    scale: Math.abs(objective) + Math.abs(entropic),
  };
}

const NO_ESTIMATE: FamilyEstimate = {
  value: { value: Number.NaN, error: Number.POSITIVE_INFINITY, status: "domain-error" },
  coefficients: [],
  levels: [],
  truncation: Number.NaN,
  evaluations: 0,
};

/** The limit of the last stage's values; its error adds the change from one tail term to two and the truncation. */
function extrapolated(
  values: readonly LevelValue[],
  coefficients: readonly number[],
  truncation: number,
  evaluations: number,
): FamilyEstimate {
  const levels = values.map((value) => value.levels);
  if (values.length < 3) return { ...NO_ESTIMATE, coefficients, levels, truncation, evaluations };
  const [a, b, c] = values;
  return { value: limitOfLevels(a, b, c, truncation), coefficients, levels, truncation, evaluations };
}

/** Minimises over the member's parameters at one number of levels. */
function solveMember(
  family: Family,
  start: Float64Array,
  levels: number,
  inverse: readonly Float64Array[] | undefined,
): { minimum: Minimum; evaluations: number } {
  let point = start;
  let initialInverse = inverse;
  let evaluations = 0;
  for (let round = 1; ; round++) {
    const layout = familyAnsatz(family.shape, point, levels);
    const minimum = minimise((member) => evaluateMember(family, member, levels, layout), point, {
      tolerance: 1e-14,
      evaluationLimit: MEMBER_EVALUATIONS,
      ...(initialInverse === undefined ? {} : { initialInverse }),
    });
    evaluations += minimum.evaluations;
    if (minimum.evaluations === 1 || round === LAYOUT_ROUNDS) return { minimum, evaluations };
    point = minimum.point;
    initialInverse = minimum.inverseHessian;
  }
}
