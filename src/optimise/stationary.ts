/**
 * Stationary points of any signature of a smooth function with an expensive, accurate gradient: Newton's method on the
 * gradient, with one finite-difference Hessian that symmetric rank-one (SR1) updates keep up to date.
 *
 * Unlike BFGS, SR1 does not force curvature to be positive, so that saddles are found as easily as minima; nothing is
 * minimised, and the signature of what is found is for the caller to judge.
 */

import { solveLinear } from "../linear-algebra/symmetric.js";
import { dot } from "../linear-algebra/vectors.js";
import type { Status } from "../result.js";

/** Value and gradient; undefined marks a point outside the domain. */
export type SmoothFunction = (
  point: Float64Array,
) => { readonly value: number; readonly gradient: Float64Array } | undefined;

export interface StationaryOptions {
  /** Accepted |½ gᵀH⁻¹g|, the estimated distance of the value from the stationary one (absolute). */
  readonly tolerance: number;
  /** Largest component of a step, in the coordinates. Default 0.5. */
  readonly stepLimit?: number;
  /** Cap on evaluations. Default 400. */
  readonly evaluationLimit?: number;
  /** A Hessian of the starting point, instead of the finite-difference one. */
  readonly initialHessian?: readonly Float64Array[];
  /** A cheaper, less accurate function for the finite-difference Hessian. */
  readonly forHessian?: SmoothFunction;
  /** Step of the finite-difference Hessian. Default 1e-4. */
  readonly differenceStep?: number;
  /** Ends with `iteration-limit` once a coordinate has moved further than this from the start. */
  readonly radius?: number;
}

export interface Stationary {
  readonly point: Float64Array;
  readonly value: number;
  readonly gradient: Float64Array;
  /** ½ gᵀH⁻¹g at `point`, with its sign. */
  readonly decrement: number;
  readonly hessian: readonly Float64Array[];
  readonly evaluations: number;
  readonly status: Status;
}

const STEPS_PER_HESSIAN = 40;
const SHORTEST_STEP = 1 / 64;

/** Newton with SR1 updates from `start`; every way to stop is a status, nothing is thrown. */
export function findStationary(
  evaluate: SmoothFunction,
  start: ArrayLike<number>,
  options: StationaryOptions,
): Stationary {
  const { tolerance, stepLimit = 0.5, evaluationLimit = 400, radius = Number.POSITIVE_INFINITY } = options;
  let point = Float64Array.from(start);
  const first = evaluate(point);
  let evaluations = 1;
  let hessian: Float64Array[] = (options.initialHessian ?? []).map((row) => Float64Array.from(row));
  let decrement = Number.POSITIVE_INFINITY;
  if (first === undefined || !isSound(first)) {
    const gradient = new Float64Array(point.length).fill(Number.NaN);
    return { point, value: Number.NaN, gradient, decrement, hessian, evaluations, status: "domain-error" };
  }
  let { value, gradient } = first;
  const finish = (status: Status): Stationary => ({
    point,
    value,
    gradient,
    decrement,
    hessian,
    evaluations,
    status,
  });
  let stepsLeft = hessian.length === 0 ? 0 : STEPS_PER_HESSIAN;
  let fresh = false;
  while (evaluations < evaluationLimit) {
    if (stepsLeft === 0) {
      const step = options.differenceStep ?? 1e-4;
      hessian = differenceHessian(options.forHessian ?? evaluate, point, step) ?? [];
      evaluations += point.length + 1;
      if (hessian.length === 0) return finish("domain-error");
      stepsLeft = STEPS_PER_HESSIAN;
      fresh = true;
    }
    stepsLeft--;
    const newton = solveLinear(hessian, gradient)?.map((component) => -component);
    if (newton === undefined) {
      if (fresh) return finish("stalled");
      stepsLeft = 0;
      continue;
    }
    decrement = -0.5 * dot(newton, gradient);
    if (Math.abs(decrement) <= tolerance) return finish("converged");
    const longest = newton.reduce((most, component) => Math.max(most, Math.abs(component)), 0);
    let length = Math.min(1, stepLimit / longest);
    let accepted = false;
    for (
      ;
      length > SHORTEST_STEP * Math.min(1, stepLimit / longest) && evaluations < evaluationLimit;
      length /= 2
    ) {
      const step = newton.map((component) => length * component);
      const trial = point.map((x, i) => x + step[i]);
      const next = evaluate(trial);
      evaluations++;
      if (next === undefined || !isSound(next)) continue;
      // A rejected trial teaches the Hessian as much as an accepted one.
      const change = next.gradient.map((component, i) => component - gradient[i]);
      updateHessian(hessian, step, change);
      if (norm(next.gradient) < norm(gradient)) {
        point = trial;
        ({ value, gradient } = next);
        accepted = true;
        break;
      }
    }
    if (!accepted) {
      if (fresh) return finish("stalled");
      stepsLeft = 0;
      continue;
    }
    fresh = false;
    if (point.some((x, i) => Math.abs(x - start[i]) > radius)) return finish("iteration-limit");
  }
  return finish("iteration-limit");
}

function isSound({ value, gradient }: { value: number; gradient: Float64Array }): boolean {
  return Number.isFinite(value) && gradient.every(Number.isFinite);
}

/** H += r rᵀ/(rᵀs), r = change − H s, skipped where the denominator is lost to rounding. */
function updateHessian(hessian: Float64Array[], step: Float64Array, change: Float64Array): void {
  const residual = change.map((component, i) => component - dot(hessian[i], step));
  const denominator = dot(residual, step);
  if (!(Math.abs(denominator) > 1e-8 * norm(residual) * norm(step))) return;
  for (let i = 0; i < step.length; i++) {
    for (let j = 0; j < step.length; j++) hessian[i][j] += (residual[i] * residual[j]) / denominator;
  }
}

/** Symmetrised forward differences of the gradient; undefined at the border of the domain. */
function differenceHessian(
  evaluate: SmoothFunction,
  point: Float64Array,
  differenceStep: number,
): Float64Array[] | undefined {
  const base = evaluate(point);
  if (base === undefined) return undefined;
  const rows: Float64Array[] = [];
  for (let i = 0; i < point.length; i++) {
    const shifted = Float64Array.from(point);
    shifted[i] += differenceStep;
    const next = evaluate(shifted);
    if (next === undefined) return undefined;
    rows.push(next.gradient.map((component, j) => (component - base.gradient[j]) / differenceStep));
  }
  const symmetric = rows.map((row, i) => row.map((entry, j) => 0.5 * (entry + rows[j][i])));
  return symmetric.every((row) => row.every(Number.isFinite)) ? symmetric : undefined;
}

function norm(a: Float64Array): number {
  return Math.sqrt(dot(a, a));
}
