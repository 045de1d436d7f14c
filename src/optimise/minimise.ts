/**
 * Local minimisation of a smooth function of up to a hundred variables with an expensive, accurate gradient:
 * Newton's method with one finite-difference Hessian, updated by BFGS from step to step.
 *
 * From a warm start the first step is nearly exact, so a minimum to 1e-15 costs about n + 5 gradients. The
 * Hessian's eigenvalues span many decades in this field (the softest falls like k⁻⁵), which is what stalls a
 * BFGS that starts from the identity.
 */

import { symmetricEigen } from "../linear-algebra/symmetric.js";
import { dot } from "../linear-algebra/vectors.js";
import type { Status } from "../result.js";

/** A value with its gradient; a value of +Infinity marks a point outside the domain. */
export interface Evaluation {
  readonly value: number;
  readonly gradient: Float64Array;
  /** Size of the terms whose difference the value is, for its rounding error; default |value|. */
  readonly scale?: number;
}

export interface MinimiseOptions {
  /** Accepted estimate of f(x) − f(x*), i.e. the Newton decrement ½ gᵀH⁻¹g (absolute). */
  readonly tolerance: number;
  /** Cap on evaluations of the function. */
  readonly evaluationLimit?: number;
  /** Step of the finite-difference Hessian, in the (logarithmic) coordinates. */
  readonly differenceStep?: number;
  /** A cheaper, less accurate evaluation for the finite-difference Hessian. */
  readonly evaluateForHessian?: (point: Float64Array) => Evaluation;
  /** An approximate inverse Hessian of the starting point, instead of the finite-difference one. */
  readonly initialInverse?: readonly Float64Array[];
}

export interface Minimum {
  readonly point: Float64Array;
  readonly value: number;
  readonly gradient: Float64Array;
  /** ½ gᵀH⁻¹g at `point`: the estimated excess of `value` over the minimum. */
  readonly decrement: number;
  /** The last approximate inverse Hessian (row-major). */
  readonly inverseHessian: readonly Float64Array[];
  readonly evaluations: number;
  readonly status: Status;
}

/** A fresh Hessian is taken when this many quasi-Newton steps have not sufficed. */
const STEPS_PER_HESSIAN = 25;
const ARMIJO = 1e-4;

/** Minimises `evaluate` from `start`; every way to stop is a status, nothing is thrown. */
export function minimise(
  objective: (point: Float64Array) => Evaluation,
  start: ArrayLike<number>,
  {
    tolerance,
    evaluationLimit = 2000,
    differenceStep = 1e-5,
    initialInverse,
    evaluateForHessian,
  }: MinimiseOptions,
): Minimum {
  const evaluate = insideDomain(objective);
  let point = Float64Array.from(start);
  let { value, gradient, scale } = evaluate(point);
  let evaluations = 1;
  let inverse: Float64Array[] = [];
  let decrement = Number.POSITIVE_INFINITY;
  const finish = (status: Status): Minimum => ({
    point,
    value,
    gradient,
    decrement,
    inverseHessian: inverse,
    evaluations,
    status,
  });
  if (!Number.isFinite(value)) return finish("domain-error");

  let stepsLeft = 0;
  let fresh = false;
  while (evaluations < evaluationLimit) {
    if (stepsLeft === 0) {
      if (initialInverse !== undefined && inverse.length === 0) {
        inverse = initialInverse.map((row) => row.slice());
      } else {
        const cheap = evaluateForHessian === undefined ? evaluate : insideDomain(evaluateForHessian);
        const base = evaluateForHessian === undefined ? gradient : cheap(point).gradient;
        const hessian = differenceHessian(cheap, point, base, differenceStep);
        evaluations += point.length + (evaluateForHessian === undefined ? 0 : 1);
        // Gradients so large that their differences overflow say nothing of a minimum.
        if (!hessian.every((row) => row.every(Number.isFinite))) return finish("stalled");
        inverse = positiveInverse(hessian);
        fresh = true;
      }
      stepsLeft = STEPS_PER_HESSIAN;
    }
    stepsLeft--;
    const direction = multiply(inverse, gradient).map((component) => -component);
    const slope = dot(direction, gradient);
    decrement = -0.5 * slope;
    if (decrement <= tolerance) return finish("converged");
    const accepted = lineSearch(
      evaluate,
      point,
      { value, gradient, scale: scale ?? Math.abs(value) },
      direction,
      slope,
    );
    evaluations += accepted.evaluations;
    if (accepted.next === undefined) {
      // A step that cannot decrease: either the Hessian is stale, or the value is at the rounding floor.
      if (fresh && stepsLeft === STEPS_PER_HESSIAN - 1) return finish("stalled");
      stepsLeft = 0;
      continue;
    }
    const { next, step } = accepted;
    const change = next.gradient.map((component, i) => component - gradient[i]);
    updateInverse(inverse, step, change);
    point = point.map((x, i) => x + step[i]);
    ({ value, gradient, scale } = next);
    fresh = false;
  }
  return finish("iteration-limit");
}

/** Takes points with a non-finite value or gradient for points outside the domain. */
function insideDomain(objective: (point: Float64Array) => Evaluation): (point: Float64Array) => Evaluation {
  return (point) => {
    const evaluation = objective(point);
    const finite = Number.isFinite(evaluation.value) && evaluation.gradient.every(Number.isFinite);
    return finite
      ? evaluation
      : { value: Number.POSITIVE_INFINITY, gradient: new Float64Array(point.length) };
  };
}

/**
 * Backtracking from the full step: sufficient decrease of the value or, where differences of values are lost
 * to rounding, a directional derivative that has at least halved.
 */
function lineSearch(
  evaluate: (point: Float64Array) => Evaluation,
  point: Float64Array,
  { value, gradient, scale }: Required<Evaluation>,
  direction: Float64Array,
  slope: number,
): { next?: Evaluation; step: Float64Array; evaluations: number } {
  const rounding = 16 * Number.EPSILON * scale;
  let evaluations = 0;
  for (let length = 1; length > 1e-10; length *= 0.5) {
    const step = direction.map((component) => length * component);
    const next = evaluate(point.map((x, i) => x + step[i]));
    evaluations++;
    if (!Number.isFinite(next.value)) continue;
    if (next.value <= value + ARMIJO * length * slope) return { next, step, evaluations };
    const flatter = Math.abs(dot(next.gradient, direction)) <= 0.5 * Math.abs(dot(gradient, direction));
    if (Math.abs(next.value - value) <= rounding && flatter) return { next, step, evaluations };
  }
  return { step: direction, evaluations };
}

/** BFGS update of an inverse Hessian, skipped where the curvature along the step is not positive. */
export function updateInverse(inverse: Float64Array[], step: Float64Array, change: Float64Array): void {
  const curvature = dot(step, change);
  if (!(curvature > 1e-14 * Math.sqrt(dot(step, step) * dot(change, change)))) return;
  const image = multiply(inverse, change);
  const scale = (1 + dot(change, image) / curvature) / curvature;
  for (let i = 0; i < step.length; i++) {
    for (let j = 0; j < step.length; j++) {
      inverse[i][j] += scale * step[i] * step[j] - (image[i] * step[j] + step[i] * image[j]) / curvature;
    }
  }
}

/** Symmetrised forward differences of the gradient. */
function differenceHessian(
  evaluate: (point: Float64Array) => Evaluation,
  point: Float64Array,
  gradient: Float64Array,
  differenceStep: number,
): Float64Array[] {
  const rows = Array.from(point, (_, i) => {
    const shifted = Float64Array.from(point);
    shifted[i] += differenceStep;
    const next = evaluate(shifted);
    if (!Number.isFinite(next.value)) return gradient.map((_, j) => (i === j ? 1 : 0));
    return next.gradient.map((component, j) => (component - gradient[j]) / differenceStep);
  });
  return rows.map((row, i) => row.map((entry, j) => 0.5 * (entry + rows[j][i])));
}

/** Inverse of |H|: negative curvature is reflected, vanishing curvature floored, so that steps go downhill. */
function positiveInverse(hessian: readonly Float64Array[]): Float64Array[] {
  const { values, vectors } = symmetricEigen(hessian);
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const curvature = values.map((value) => Math.max(Math.abs(value), 1e-10 * largest));
  return hessian.map((_, i) =>
    Float64Array.from(hessian, (__, j) =>
      vectors.reduce((sum, vector, n) => sum + (vector[i] * vector[j]) / curvature[n], 0),
    ),
  );
}

function multiply(matrix: readonly Float64Array[], vector: Float64Array): Float64Array {
  return Float64Array.from(matrix, (row) => dot(row, vector));
}
