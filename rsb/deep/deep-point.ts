/** The way to a stationary point of the deep functional: rounds of Newton's method on grids frozen per round. */
import { findStationary, type SmoothFunction, type Stationary } from "../../src/optimise/stationary.js";
import { type DeepAnsatz, deepFromCoordinates, deepToCoordinates, freeCoordinates } from "./deep-ansatz.js";
import { type DeepProblem, type DeepResolution, deepFunctional, deepLayout } from "./deep-functional.js";

/** Grids carry a point whose coordinates have moved by less than this from where they were laid out. */
const LAYOUT_RADIUS = 0.35;
const LAYOUT_ROUNDS = 12;

/** A stationary point on grids that fit it. */
export interface DeepPoint {
  readonly ansatz: DeepAnsatz;
  readonly stationary: Stationary;
  readonly evaluations: number;
}

/** The functional on grids laid out at one ansatz, as a function of the free coordinates. */
export function frozenFunctional(
  problem: DeepProblem,
  at: DeepAnsatz,
  resolution: DeepResolution,
): SmoothFunction | undefined {
  const layout = deepLayout(problem, at, resolution);
  if (layout === undefined) return undefined;
  const k = at.input.breakingPoints.length;
  const base = deepToCoordinates(at);
  const free = freeCoordinates(at);
  return (point) => {
    const coordinates = base.slice();
    free.forEach((place, i) => {
      coordinates[place] = point[i];
    });
    const found = deepFunctional(problem, deepFromCoordinates(coordinates, k), layout);
    return found === undefined
      ? undefined
      : { value: found.value, gradient: Float64Array.from(free, (place) => found.gradient[place]) };
  };
}

export interface PointOptions {
  /** Accepted |½ gᵀH⁻¹g|. */
  readonly tolerance: number;
  readonly evaluationLimit: number;
  readonly initialHessian?: readonly Float64Array[];
}

/** Newton's method from an ansatz, the grids laid out anew where the point has left them. */
export function findPoint(
  problem: DeepProblem,
  start: DeepAnsatz,
  resolution: DeepResolution,
  options: PointOptions,
): DeepPoint {
  const k = start.input.breakingPoints.length;
  const full = deepToCoordinates(start);
  const free = freeCoordinates(start);
  let ansatz = start;
  let evaluations = 0;
  let hessian = options.initialHessian;
  let stationary = outside(free.length);
  for (let round = 0; round < LAYOUT_ROUNDS && evaluations < options.evaluationLimit; round++) {
    const evaluate = frozenFunctional(problem, ansatz, resolution);
    if (evaluate === undefined) break;
    stationary = findStationary(
      evaluate,
      free.map((place) => full[place]),
      {
        tolerance: options.tolerance,
        evaluationLimit: options.evaluationLimit - evaluations,
        radius: LAYOUT_RADIUS,
        ...(hessian === undefined ? {} : { initialHessian: hessian }),
      },
    );
    evaluations += stationary.evaluations;
    free.forEach((place, i) => {
      full[place] = stationary.point[i];
    });
    ansatz = deepFromCoordinates(full, k);
    hessian = stationary.hessian;
    if (stationary.status !== "iteration-limit") break;
  }
  return { ansatz, stationary, evaluations };
}

function outside(length: number): Stationary {
  const nothing = new Float64Array(length).fill(Number.NaN);
  return {
    point: nothing,
    value: Number.NaN,
    gradient: nothing,
    decrement: Number.NaN,
    hessian: [],
    evaluations: 0,
    status: "domain-error",
  };
}
