/** Damped Newton iteration for a small square system F(x) = 0 with its Jacobian. */
import { type SquareMatrix, solveLinear } from "../linear-algebra/symmetric.js";
import type { Status } from "../result.js";

/** Residual vector and Jacobian (row i: derivatives of residual i) at a point. */
export interface SystemEvaluation {
  readonly residual: Float64Array;
  readonly jacobian: SquareMatrix;
}

export interface SystemSolution<Evaluation extends SystemEvaluation = SystemEvaluation> {
  readonly point: Float64Array;
  /** The system there. */
  readonly at: Evaluation;
  /** Largest absolute residual, recomputed at `point`. */
  readonly residual: number;
  /** Largest component of the last full Newton step: the estimated error of `point`. */
  readonly lastStep: number;
  readonly evaluations: number;
  readonly status: Status;
}

export interface NewtonSystemOptions {
  /** Largest absolute residual accepted as converged. */
  readonly tolerance?: number;
  readonly iterationLimit?: number;
  /** Goes on below the tolerance until the residual stops falling; true by default. */
  readonly polish?: boolean;
  /** Smallest share of a step that is tried before the iteration is given up; default 1e-6. */
  readonly leastDamping?: number;
}

/**
 * Newton with step halving on the largest residual. Unless told otherwise it goes on below `tolerance` until the
 * residual stops falling, so that a converged point is as good as double precision allows. Points where F is not finite are
 * treated as outside the domain and stepped back from.
 */
export function solveSystem<Evaluation extends SystemEvaluation>(
  evaluate: (point: Float64Array) => Evaluation,
  start: ArrayLike<number>,
  { tolerance = 1e-11, iterationLimit = 60, polish = true, leastDamping = 1e-6 }: NewtonSystemOptions = {},
): SystemSolution<Evaluation> {
  let point = Float64Array.from(start);
  let current = evaluate(point);
  let residual = largest(current.residual);
  let evaluations = 1;
  let lastStep = Number.POSITIVE_INFINITY;
  const finish = (status: Status): SystemSolution<Evaluation> => ({
    point,
    at: current,
    residual,
    lastStep,
    evaluations,
    status,
  });
  const settled = (): Status => (residual <= tolerance ? "converged" : "stalled");
  if (!Number.isFinite(residual)) return finish("domain-error");
  for (let iteration = 0; iteration < iterationLimit; iteration++) {
    if (!polish && residual <= tolerance) return finish("converged");
    const step = solveLinear(current.jacobian, current.residual);
    if (step === undefined) return finish(settled());
    lastStep = largest(step);
    let improved = false;
    for (let damping = 1; damping > leastDamping; damping /= 2) {
      const trial = point.map((x, i) => x - damping * step[i]);
      const next = evaluate(trial);
      evaluations++;
      const nextResidual = largest(next.residual);
      if (nextResidual < residual) {
        point = trial;
        current = next;
        residual = nextResidual;
        improved = true;
        break;
      }
      if (residual <= tolerance) break;
    }
    if (!improved || residual === 0) return finish(settled());
  }
  return finish(residual <= tolerance ? "converged" : "iteration-limit");
}

function largest(values: Float64Array): number {
  let result = 0;
  for (const value of values) {
    if (Number.isNaN(value)) return Number.NaN;
    result = Math.max(result, Math.abs(value));
  }
  return result;
}
