/** Starts for one step of breaking at finite temperature: from the ground state, from the instability, by a search. */
import { satisfiableAlpha } from "../../rs/index.js";
import { coarseStart } from "../../src/optimise/coarse-start.js";
import type { Evaluation } from "../../src/optimise/minimise.js";
import { solveKrsb } from "../chain/krsb.js";
import { errorCount, withMargin } from "../functional/cost.js";
import type { ThermalPoint } from "./free-entropy.js";
import {
  fromThermalCoordinates,
  isOrderedThermal,
  type ThermalAnsatz,
  toThermalCoordinates,
} from "./thermal-ansatz.js";
import { freeEntropyOn, ROUGH_RESOLUTION } from "./thermal-objective.js";

/** A start, and the evaluations after which it is given up (none: the default of the solver). */
export interface OneStepStart {
  readonly ansatz: ThermalAnsatz;
  readonly limit?: number;
}

const COLD_LIMIT = 60;
const NEAR_LIMIT = 150;
const STABLE_LIMIT = 100;

/**
 * Starts to be tried in turn, made when they are asked for. Where RS is unstable: the ground state taken to β if that is cold,
 * the best of a few states next to the symmetric one, and a search. Where RS is stable only the search, for a state far from it.
 *
 * At 27 points (α from 1.7 to 1e4, β from 0.4 to 400) the states next to the symmetric one led to the optimum every time, the search at
 * 22, with 1.7 times as many evaluations; but at six of them they took 500 to 700, where the search took 170.
 * @param symmetricDeficit 1 − q of the symmetric state
 * @param breakingPoint x at which it would begin to split
 */
export function* oneStepStarts(
  point: ThermalPoint,
  stable: boolean,
  symmetricDeficit: number,
  breakingPoint: number,
): Generator<OneStepStart, void, void> {
  const evaluate = onRoughGrids(point);
  if (!stable) {
    const cold = coldCandidate(point);
    if (cold !== undefined) yield { ansatz: cold, limit: COLD_LIMIT };
    yield { ansatz: lowestOf(evaluate, nearInstability(symmetricDeficit, breakingPoint)), limit: NEAR_LIMIT };
  }
  const { point: found } = coarseStart(evaluate, { ...SEARCH, box: oneStepBox(point, symmetricDeficit) });
  yield { ansatz: fromThermalCoordinates(found), ...(stable ? { limit: STABLE_LIMIT } : {}) };
}

/** Good to about 1e-4 of the value, which starts differ by much more than. */
const SEARCH_SPACING = 0.6;
/** Random samples, then L-BFGS. */
const SEARCH = { samples: 80, evaluationLimit: 60, seed: 1 };

/** Away from an optimum a path that returns from the right gains e^{y}, so the tails dropped are smaller by that factor. */
function onRoughGrids(point: ThermalPoint): (coordinates: Float64Array) => Evaluation {
  return (coordinates) => {
    const y = point.beta * Math.exp(coordinates[2]);
    const whole = { spacing: SEARCH_SPACING, reach: Math.sqrt(ROUGH_RESOLUTION.reach ** 2 + 2 * y) };
    return freeEntropyOn(
      point,
      { convolution: "direct" },
      whole,
      fromThermalCoordinates(coordinates),
    )(coordinates);
  };
}

function lowestOf(
  evaluate: (coordinates: Float64Array) => Evaluation,
  candidates: readonly ThermalAnsatz[],
): ThermalAnsatz {
  const values = candidates.map((candidate) => evaluate(toThermalCoordinates(candidate)).value);
  return candidates[values.indexOf(Math.min(...values))];
}

/** Largest 1 − q_0, x and share of the symmetric 1 − q in 1 − q_1 of the search, and its smallest gap q_1 − q_0 in that unit. */
const WIDEST = 0.7;
const LARGEST_X = 0.95;
const LARGEST_INNER = 0.95;
const SMALLEST_GAP = 0.05;
/** Range of x in units of 1/(β√α), in which its optimum was between 5 and 10 for α from 3 to 1000 away from the line. */
const X_RANGE = [2, 40] as const;
/** Up to this y = βx in any case; for much larger ones rough grids lose e^{−y}, and give values that are too low. */
const LARGEST_Y = 20;

/**
 * The box of coordinates in which a one-step state is looked for where none is known: 1 − q_1 below its symmetric value,
 * down to the smaller of 0.1/β (low temperature) and 1/(αβ²) (large α) of it; any gap; x around its law.
 */
function oneStepBox({ alpha, beta }: ThermalPoint, symmetricDeficit: number): [number, number][] {
  const law = 1 / (beta * Math.sqrt(alpha));
  const smallestInner = Math.min(0.5, 0.1 / beta, 1 / (alpha * beta * beta));
  const box = [
    [smallestInner * symmetricDeficit, LARGEST_INNER * symmetricDeficit],
    [SMALLEST_GAP * Math.min(WIDEST, symmetricDeficit), WIDEST],
    [Math.min(0.3, X_RANGE[0] * law), Math.min(LARGEST_X, Math.max(X_RANGE[1] * law, LARGEST_Y / beta))],
  ];
  return box.map(([low, high]) => [Math.log(low), Math.log(high)]);
}

/** Splits of the overlap in units of 1 − q that are tried where replica symmetry has just broken. */
const SMALL_SPLITS = [0.003, 0.01, 0.03, 0.1, 0.2];

/** Around the replica-symmetric overlap, at the breaking point of the instability and with the same mean overlap. */
function nearInstability(deficit: number, breakingPoint: number): ThermalAnsatz[] {
  const x = Math.min(0.95, Math.max(0.05, breakingPoint));
  return SMALL_SPLITS.map((split) => ({
    overlapDeficits: Float64Array.of(deficit * (1 + (1 - x) * split), deficit * (1 - x * split)),
    breakingPoints: Float64Array.of(x),
  })).filter(isOrderedThermal);
}

/** Above this 1 − q_1 in units of 1 − q_0, and this x, the ground state is no start. */
const COLD_RATIO = 0.05;
const COLD_X = 0.3;

/**
 * The ground state of the same α taken to β, x = y/β and 1 − q_1 = χ/β; undefined where that is not yet cold, or every
 * constraint can be met.
 * Where it is, a search would need fine grids.
 */
function coldCandidate({ alpha, beta, margin = 0 }: ThermalPoint): ThermalAnsatz | undefined {
  if (alpha <= satisfiableAlpha(margin)) return undefined;
  const options = { tolerance: 1e-6, cost: withMargin(errorCount, margin) };
  const { value, ansatz } = solveKrsb({ kind: "energy", alpha }, 1, options);
  const outer = ansatz.overlapDeficits[0];
  const inner = ansatz.chi / beta;
  const x = ansatz.breakingPoints[0] / beta;
  const cold = value.status === "converged" && inner < COLD_RATIO * outer && x < COLD_X;
  return cold
    ? { overlapDeficits: Float64Array.of(outer, inner), breakingPoints: Float64Array.of(x) }
    : undefined;
}
